"""Headers, rows, cells and rules, each occurrence once, with its place, value and rule."""

import pytest

from portal.tabular.check import count_rules
from portal.tabular.report import column_letter

FIELDS = {"id": "integer", "name": "string"}


def constrained(kind="string", **constraints):
    return [
        {"name": "id", "type": "integer"},
        {"name": "x", "type": kind, "constraints": constraints},
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "name,id\na,1\n",
            [("incorrect-label", 1, "A", "name"), ("incorrect-label", 1, "B", "id")],
        ),
        ("id,id\n1,a\n", [("duplicate-label", 1, "B", "id")]),
        ("id,\n1,a\n", [("blank-label", 1, "B", "")]),
        ("id\n1\n", [("missing-label", 1, "B", None)]),
        ("id,name,x\n1,a,b\n", [("extra-label", 1, "C", "x")]),
        ("id,Name\n1,a\n", [("incorrect-label", 1, "B", "Name")]),
        ("id," + "n" * 200 + "\n1,a\n", [("incorrect-label", 1, "B", "n" * 200)]),
        ("\n1,a\n", [("blank-header", 1, None, None)]),
        ("id,name\n", []),
        ("id,name", []),
    ],
    ids=[
        "wrong order",
        "duplicate",
        "empty",
        "missing",
        "extra",
        "other case",
        "200 characters",
        "blank line",
        "header only",
        "header only without line end",
    ],
)
def test_headers(check, content, expected):
    result = check(content, FIELDS)

    assert result.places == expected


def test_rows_below_a_header_in_the_wrong_order_are_judged_by_name(check):
    result = check("name,id\na,1\nb,x\n", FIELDS)

    assert result.rows == [(1, "a")]
    assert result.places[2:] == [("type-error", 3, "B", "x")]


@pytest.mark.parametrize(
    ("match", "content", "rows"),
    [
        ("equal", "name,id\na,1\n", [(1, "a")]),
        (["equal"], "name,id\na,1\n", [(1, "a")]),
        ("subset", "x,name,id\nz,a,1\n", [(1, "a")]),
        ("superset", "name\na\n", [(None, "a")]),
        ("partial", "x,name\nz,a\n", [(None, "a")]),
    ],
)
def test_fields_match(check, match, content, rows):
    result = check(content, FIELDS, schema={"fieldsMatch": match})

    assert result.report.errors == []
    assert result.rows == rows


def test_duplicate_labels_that_are_matched_by_name_leave_rows_unjudged(check):
    result = check("id,name,id\n1,a,2\n", FIELDS, schema={"fieldsMatch": "subset"})

    assert result.places == [("duplicate-label", 1, "C", "id")]
    assert result.rows == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", [("blank-row", 2, None, None)]),
        (",", [("blank-row", 2, None, None)]),
        ("1", [("missing-cell", 2, "B", None)]),
        ("1,a,b,c", [("extra-cell", 2, "C", "b"), ("extra-cell", 2, "D", "c")]),
        ("x,a", [("type-error", 2, "A", "x")]),
        ("x", [("type-error", 2, "A", "x"), ("missing-cell", 2, "B", None)]),
    ],
    ids=["blank line", "blank cells", "short", "long", "type", "type and short"],
)
def test_rows(check, line, expected):
    fields = [
        {"name": "id", "type": "integer"},
        {"name": "name", "constraints": {"required": True}},
    ]

    result = check(f"id,name\n{line}\n2,b\n", fields)

    assert result.places == expected
    assert result.rows == [(2, "b")]
    assert result.numbers == [3]


@pytest.mark.parametrize(
    ("fields", "cell", "rule"),
    [
        (constrained(required=True), "", "required: true"),
        (constrained(enum=["a", "b"]), "c", "enum: a, b"),
        (constrained(pattern="[A-Z]{3}"), "jor", "pattern: [A-Z]{3}"),
        (constrained(minLength=3), "ab", "minLength: 3"),
        (constrained(maxLength=1), "ab", "maxLength: 1"),
        (constrained("integer", minimum=0), "-5", "minimum: 0"),
        (constrained("number", maximum=1.5), "1.6", "maximum: 1.5"),
        (constrained("integer", exclusiveMinimum=0), "0", "exclusiveMinimum: 0"),
        (
            constrained("date", exclusiveMaximum="2020-01-01"),
            "2020-01-01",
            "exclusiveMaximum: 2020-01-01",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and ":" in value else "",
)
def test_constraints_are_named_with_their_value(check, fields, cell, rule):
    result = check(f"id,x\n1,{cell}\n", fields)

    (error,) = result.report.errors
    assert (error.code, error.row, error.field, error.column) == ("constraint-error", 2, "x", "B")
    assert (error.value, error.rule) == (cell, rule)
    assert error.parameters["constraint"] == rule.split(":")[0]


def test_every_constraint_that_a_cell_breaks_is_reported(check):
    result = check("id,x\n1,ab\n", constrained(minLength=3, pattern="[A-Z]+"))

    assert [e.rule for e in result.report.errors] == ["minLength: 3", "pattern: [A-Z]+"]


def test_categories_are_enforced(check):
    fields = [
        {
            "name": "x",
            "type": "string",
            "categories": [{"value": "a", "label": "A"}, {"value": "b"}],
        }
    ]

    result = check("x\na\nc\n", fields)

    (error,) = result.report.errors
    assert (error.code, error.row, error.value) == ("category-unknown", 3, "c")
    assert error.parameters["limit"] == "a, b"


def test_every_error_of_every_row_is_reported(check):
    result = check("id,name\n" + "x,a\n" * 2_500, FIELDS)

    assert result.report.totals == {"type-error": 2_500}
    assert result.report.rows == 2_500
    assert result.report.errors[-1].row == 2_501
    assert result.rows == []


@pytest.mark.parametrize(
    ("kind", "cell", "hint"),
    [
        ("integer", "4,430", "thousands"),
        ("integer", "٤٬٤٣٠", "thousands"),
        ("number", "٤٤٫٥", "digits"),
        ("date", "٢٠٢٦-٠١-٠٢", "digits"),
        ("number", "4,5", "comma"),
        ("integer", "\u200f44", "invisible"),
        ("date", " 2020-01-02", "space"),
    ],
)
def test_what_cannot_be_seen_is_hinted_at(check, kind, cell, hint):
    result = check(f'x\n"{cell}"\n', {"x": kind})

    (error,) = result.report.errors
    assert (error.code, error.parameters["hint"]) == ("type-error", hint)


def test_keys_and_unique_are_left_to_the_database(check):
    fields = [{"name": "id", "type": "integer", "constraints": {"unique": True}}, {"name": "name"}]
    schema = {
        "primaryKey": ["id"],
        "uniqueKeys": [["name"]],
        "foreignKeys": [
            {
                "fields": ["id"],
                "reference": {"package": "far", "resource": "away", "fields": ["id"]},
            }
        ],
    }

    result = check("id,name\n1,a\n1,a\n,b\n", fields, schema=schema)

    assert result.report.errors == []
    assert result.rows == [(1, "a"), (1, "a"), (None, "b")]


def test_a_bound_without_zone_does_not_stop_the_check(check):
    fields = constrained("datetime", minimum="2020-01-01T00:00:00")

    result = check("id,x\n1,2020-01-02T00:00:00Z\n2,2020-01-02T00:00:00\n", fields)

    assert [(e.code, e.row) for e in result.report.errors] == [("row-not-judged", 2)]
    assert result.numbers == [3]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"type": "row-constraint", "formula": "births <= people"}, [("row-constraint", 3, None)]),
        ({"type": "table-dimensions", "minRows": 4}, [("table-dimensions", None, "3")]),
        ({"type": "table-dimensions", "maxRows": 2}, [("table-dimensions", None, "3")]),
        ({"type": "table-dimensions", "numFields": 3}, [("table-dimensions", None, "2")]),
        (
            {"type": "forbidden-value", "fieldName": "births", "values": [3]},
            [("forbidden-value", 3, "3")],
        ),
        ({"type": "duplicate-row"}, [("duplicate-row", 4, None)]),
        (
            {"type": "required-value", "fieldName": "births", "values": [1, 9]},
            [("required-value", None, None)],
        ),
        ({"type": "sequential-value", "fieldName": "births"}, [("sequential-value", 3, "3")]),
        ({"type": "truncated-value"}, []),
    ],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_checks(check, rule, expected):
    result = check(
        "births,people\n1,2\n3,2\n1,2\n", {"births": "integer", "people": "integer"}, checks=[rule]
    )

    assert [(e.code, e.row, e.value) for e in result.report.errors] == expected


def test_a_rule_on_rows_says_which_and_why(check):
    rule = {
        "type": "row-constraint",
        "formula": "births <= people",
        "title": "No more births than people",
    }

    result = check(
        "births,people\n3,2\n3,\n", {"births": "integer", "people": "integer"}, checks=[rule]
    )

    answered, failed = result.report.errors
    assert answered.rule == "births <= people"
    assert answered.parameters == {"title": "No more births than people"}
    assert "NoneType" in failed.parameters["note"]


def test_a_rule_is_not_asked_of_cells_that_are_wrong_already(check):
    rule = {"type": "row-constraint", "formula": "births <= people"}
    fields = {"births": "integer", "people": "integer"}

    result = check("births,people\nx,2\n3\n\n", fields, checks=[rule])

    assert [e.code for e in result.report.errors] == ["type-error", "missing-cell", "blank-row"]


def test_a_header_alone_fails_where_a_rule_asks_for_rows(check):
    result = check("id,name\n", FIELDS, checks=[{"type": "table-dimensions", "minRows": 1}])

    (error,) = result.report.errors
    assert (error.code, error.value, error.rule) == ("table-dimensions", "0", "minRows: 1")


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "no-such-check"},
        {"type": "row-constraint"},
        {"type": "row-constraint", "formula": "id >"},
        {"type": "row-constraint", "formula": "nobody > 1"},
        {"type": "row-constraint", "formula": "4000000 ** 4000000 > id"},
        {"type": "row-constraint", "formula": "id ** id > 1"},
        {"type": "row-constraint", "formula": "(lambda: id)() > 1"},
        {"type": "row-constraint", "formula": "name.ljust(999999999) > ''"},
        {"type": "row-constraint", "formula": "f'{id:>999999999}' > ''"},
        {"type": "row-constraint", "formula": "id > 1 " + "or id > 1 " * 200},
        {"type": "table-dimensions", "minRows": "many"},
        {"type": "forbidden-value", "fieldName": "nobody", "values": [1]},
        {"type": "required-value", "fieldName": "id", "values": [[1]]},
        {"type": "baseline"},
    ],
    ids=lambda rule: " ".join(map(str, rule.values()))[:40],
)
def test_a_check_that_cannot_run_is_reported_once(check, rule):
    result = check("id,name\n1,a\n2,b\n", FIELDS, checks=[{"type": "duplicate-row"}, rule])

    (error,) = result.report.errors
    assert (error.code, error.file, error.pointer) == (
        "checklist-invalid",
        "sample/checklist.json",
        "/checks/1",
    )
    assert error.parameters["note"]


def test_properties_of_ours_do_not_trouble_the_judge(check):
    rule = {"type": "duplicate-row", "resource": "data", "translations": {"ar": {"title": "…"}}}
    fields = [{"name": "id", "type": "integer", "role": "measure", "unit": "t", "translations": {}}]

    result = check("id\n1\n", fields, checks=[rule])

    assert result.report.errors == []


def test_batches_and_progress(check):
    told = []

    result = check("id,name\n" + "1,a\n" * 12_000, FIELDS, progress=told.append)

    assert len(result.rows) == 12_000
    assert told == sorted(told)
    assert told[-1] == 12_000


def test_rules_are_counted(describe):
    fields = [
        {"name": "a", "type": "string"},
        {
            "name": "b",
            "type": "integer",
            "constraints": {"required": True, "minimum": 0, "unique": False},
        },
        {"name": "c", "categories": ["x"]},
    ]
    schema = {"fields": fields, "primaryKey": ["a", "b"], "uniqueKeys": [["b"]]}

    count = count_rules(describe(schema).schema, [{"type": "duplicate-row"}])

    # Type, required and minimum of b; categories of c; two keys; one check.
    assert count == 7


def test_no_connection_is_made(check, monkeypatch):
    def refuse(*_arguments, **_options):
        pytest.fail("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    fields = [{"name": "x", "type": "geojson"}, {"name": "y", "type": "string", "format": "uri"}]

    result = check("x,y\n{},http://example.org/\n{},a\n", fields)

    assert result.report.totals == {"type-error": 3}


@pytest.mark.parametrize(
    ("pattern", "cell"), [("a|b", "ax"), ("[a-z]+", '"a\n"')], ids=["either", "line end"]
)
def test_a_pattern_is_about_the_whole_cell(check, pattern, cell):
    fields = [{"name": "v", "type": "string", "constraints": {"pattern": pattern}}]

    assert check(f"v\na\n{cell}\n", fields).places == [
        ("constraint-error", 3, "A", cell.strip('"'))
    ]


def test_int_of_a_number_without_bounds_is_not_tried(check):
    rule = {"type": "row-constraint", "formula": "int(v) > 5"}

    result = check("v\n1e999999999\n7\n", {"v": "number"}, checks=[rule])

    assert [place[:2] for place in result.places] == [("number-not-exact", 2)]


@pytest.mark.parametrize("formula", ["'%9999999999d' % 1 == v", "v % 1 == v", "str(1) % 2 == v"])
def test_a_formula_that_fills_a_text_is_refused(check, formula):
    rule = {"type": "row-constraint", "formula": formula}

    result = check("v\n%9999999999d\n", {"v": "string"}, checks=[rule])

    assert [error.code for error in result.report.errors] == ["checklist-invalid"]


def test_every_cell_of_a_very_long_row_is_listed_once(check):
    result = check("v\na\n" + "x," * 1_999 + "x\nb\n", {"v": "string"})

    places = [("extra-cell", 3, column_letter(position), "x") for position in range(2, 2_001)]
    assert result.places == places
    assert result.rows == [("a",), ("b",)]


def test_a_header_that_matches_no_field(check):
    result = check("b\n1\n", {"a": "integer"}, schema={"fieldsMatch": ["partial"]})

    assert result.places[0] == ("unmatched-header", 1, None, "b")
