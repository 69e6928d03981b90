"""Rules between the cells of a row, in the checklist and in a schema, through the front door."""

import subprocess
import sys

import pytest

from portal.tabular import kinds
from portal.tabular.checklist import rules_of

PERIOD = {"type": "compare-columns", "column": "b", "operator": ">=", "other": "a"}


def rows_of(result):
    return [(error.code, error.row) for error in result.report.errors]


@pytest.mark.parametrize(
    ("types", "operator", "good", "bad"),
    [
        ("date date", ">=", "2024-01-01,2024-01-01", "2024-01-02,2024-01-01"),
        ("integer integer", ">", "9,10", "10,9"),
        ("integer integer", "<", "9223372036854775807,9223372036854775806", "1,2"),
        ("number number", "==", "0.1,0.10", "0.1,0.1000000000000001"),
        ("number number", "!=", "0.1,0.2", "0.3,0.30"),
        ("integer number", "<=", "1,0.99", "1,1.01"),
        ("integer number", ">", "9007199254740993,9007199254740994", "9007199254740993,1e15"),
        ("year integer", ">=", "2024,2024", "2024,2023"),
        ("datetime datetime", ">", "2024-01-01T00:00:00Z,2024-01-01T00:00:01Z", "2024-01-01T00:00:00Z,2024-01-01T00:00:00Z"),
        ("datetime datetime", "==", "2024-01-01T00:00:00,2024-01-01T00:00:00", "2024-01-01T00:00:00,2024-01-01T00:00:01"),
        ("time time", ">", "08:30:00,12:00:00", "12:00:00,08:30:00"),
        ("boolean boolean", ">=", "false,true", "true,false"),
        ("yearmonth yearmonth", ">", "2024-01,2024-02", "2024-02,2024-01"),
        ("string string", "<", "y,x", "x,y"),
        ("string string", ">", "9,10", "10,9"),
        ("string string", ">", "10,9a", "9a,10"),
        ("string integer", ">", "9,10", "10,9"),
        ("any string", "==", "1.0,1", "1.0,one"),
        ("string string", "==", "01,1", "01,l"),
        ("string string", "==", "0.1,0.10", "0.1,0.1000000000000000055"),
        ("string string", "<=", "بيت,أب", "أب,بيت"),
    ],
    ids=lambda value: value,
)  # fmt: skip
def test_two_cells_are_compared_by_their_types(check, types, operator, good, bad):
    fields = dict(zip("ab", types.split(), strict=True))

    result = check(f"a,b\n{good}\n{bad}\n", fields, checks=[PERIOD | {"operator": operator}])

    assert rows_of(result) == [("compare-columns", 3)]


def test_a_comparison_says_where_and_with_what(check):
    result = check("a,b\n5,7\n9,7\n", {"a": "integer", "b": "integer"}, checks=[PERIOD])

    (error,) = result.report.errors
    assert (error.row, error.field, error.column, error.value) == (3, "b", "B", "7")
    assert error.rule == "b >= a"
    assert kinds.sentence(error, "en") == "The value breaks the rule b >= a: 7"
    assert kinds.advice(error, "en").endswith("which holds: 9")
    assert result.numbers == [2]


@pytest.mark.parametrize("row", [",1", "1,", ","])
@pytest.mark.parametrize(
    "rule", [PERIOD, {"type": "sum-columns", "column": "b", "columns": ["a", "c"]}]
)
def test_nothing_is_asked_of_cells_without_a_value(check, row, rule):
    fields = {"a": "integer", "b": "integer", "c": "integer"}

    result = check(f"a,b,c\n{row},1\n", fields, checks=[rule])

    assert result.report.errors == []


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("string integer", "one,1"),
        ("datetime datetime", "2024-01-01T00:00:00,2024-01-01T00:00:00Z"),
    ],
)
def test_cells_that_cannot_be_compared_break_the_rule(check, kind, row):
    fields = dict(zip("ab", kind.split(), strict=True))

    result = check(f"a,b\n{row}\n", fields, checks=[PERIOD])

    (error,) = result.report.errors
    assert kinds.kind_of(error).code == "compare-columns/incomparable"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "12,7,5", "12,7,6"),
        ("integer", "-1,-3,2", "1,-3,2"),
        ("integer", "1,0,1", "-2,9223372036854775807,9223372036854775807"),
        ("integer", "0,9223372036854775807,-9223372036854775807", "0,4611686018427387904,4611686018427387904"),
        ("number", "0.3,0.1,0.2", "0.3,0.1,0.21"),
        ("number", "12.5,7.25,5.250", "12.5,7.25,5.251"),
        ("number", "0.00000003,0.00000001,0.00000002", "0.00000004,0.00000001,0.00000002"),
        ("number", "100000000000000.3,100000000000000,0.3", "100000000000000.3,100000000000000,0.2"),
        ("number", "1e300,1e300,0", "1e300,1e300,1"),
    ],
    ids=["whole", "negative", "overflow", "large", "tenths", "other decimals", "tiny", "wide", "huge"],
)  # fmt: skip
def test_sums_are_exact(check, kind, good, bad):
    rule = {"type": "sum-columns", "column": "t", "columns": ["a", "b"]}

    result = check(f"t,a,b\n{good}\n{bad}\n", dict.fromkeys("tab", kind), checks=[rule])

    assert rows_of(result) == [("sum-columns", 3)]


def test_a_sum_says_what_it_is(check):
    rule = {"type": "sum-columns", "column": "t", "columns": ["a", "b"], "title": "Votes"}
    fields = {"t": "number", "a": "integer", "b": "number"}

    (error,) = check("t,a,b\n3,1,0.5\n", fields, checks=[rule]).report.errors

    assert (error.column, error.value, error.rule) == ("A", "3", "t = a + b")
    assert error.parameters == {"sum": "1.5", "title": "Votes"}


@pytest.mark.parametrize(
    ("row", "column"), [("x,1,true", None), (",,", None), ("x,,true", "C"), (",0,", "B")]
)
def test_cells_have_values_together_or_not_at_all(check, row, column):
    rule = {"type": "cohesive-columns", "columns": ["a", "b", "c"]}
    fields = {"id": "integer", "a": "string", "b": "integer", "c": "boolean"}

    result = check(f"id,a,b,c\n1,{row}\n", fields, checks=[rule])

    assert [error.column for error in result.report.errors] == [column] * bool(column)


@pytest.mark.parametrize(
    ("row", "errors"), [("1,0,", 0), ("1,,x", 0), ("1,0,x", 0), ("1,,", 1), ("1,NA,", 1)]
)
def test_one_of_the_cells_has_a_value(check, row, errors):
    rule = {"type": "one-of-required", "columns": ["a", "b"]}
    fields = {"id": "integer", "a": "integer", "b": "string"}
    missing = {"missingValues": ["", "NA"]}

    result = check(f"id,a,b\n{row}\n", fields, schema=missing, checks=[rule])

    assert rows_of(result) == [("one-of-required", 2)] * errors


@pytest.mark.parametrize(
    ("rule", "content", "expected"),
    [
        (PERIOD, "a,id\n1,1\n", []),
        ({"type": "sum-columns", "column": "a", "columns": ["b", "id"]}, "a,id\n1,5\n", []),
        ({"type": "cohesive-columns", "columns": ["a", "b"]}, "id\n1\n2\n", []),
        (
            {"type": "cohesive-columns", "columns": ["a", "b"]},
            "a,id\n1,1\n,2\n",
            [("cohesive-columns/absent", None)],
        ),
        ({"type": "one-of-required", "columns": ["a", "b"]}, "a,id\n1,1\n", []),
        (
            {"type": "one-of-required", "columns": ["a", "b"]},
            "a,id\n1,1\n,2\n",
            [("one-of-required", 3)],
        ),
        (
            {"type": "one-of-required", "columns": ["a", "b"]},
            "id\n1\n2\n",
            [("one-of-required/absent", None)],
        ),
    ],
    ids=[
        "compare",
        "sum",
        "cohesive, no column",
        "cohesive, one column",
        "one of two, there",
        "one of two, empty",
        "one of two, no column",
    ],
)
def test_a_column_that_the_file_may_lack_has_no_values(check, rule, content, expected):
    fields = {"a": "integer", "b": "integer", "id": "integer"}

    result = check(content, fields, schema={"fieldsMatch": "superset"}, checks=[rule])

    found = [(kinds.kind_of(error).code, error.row) for error in result.report.errors]
    assert found == expected


@pytest.mark.parametrize("type_", ["cohesive-columns", "one-of-required"])
def test_where_the_header_lacks_a_column_rules_about_it_are_silent(check, type_):
    rule = {"type": type_, "columns": ["a", "b"]}

    result = check(
        "id,a\n1,\n2,x\n", {"id": "integer", "a": "string", "b": "string"}, checks=[rule]
    )

    assert rows_of(result) == [("missing-label", 1)]


@pytest.mark.parametrize(
    "described",
    [
        {"type": "compare-columns-value", "column": "b", "op": ">=", "column2": "a"},
        {"type": "sum-columns-value", "column": "b", "columns": ["a"]},
        {"type": "cohesive-columns-value", "column": "a", "othercolumns": ["b", "c"]},
        {"type": "one-of-required", "column1": "c", "column2": "d"},
        {"type": "one-of-required", "column": "c", "column2": "d"},
    ],
    ids=" ".join,
)
def test_names_of_validata_are_understood(check, described):
    fields = dict.fromkeys("abcd", "integer")
    name = described["type"]
    params = {key: value for key, value in described.items() if key != "type"}
    content = "a,b,c,d\n2,1,,\n"

    in_checklist = check(content, fields, checks=[described])
    in_schema = check(content, fields, schema={"custom_checks": [{"name": name, "params": params}]})

    assert rows_of(in_checklist) == [(name.removesuffix("-value"), 2)]
    assert rows_of(in_schema) == rows_of(in_checklist)


@pytest.mark.parametrize(
    ("custom", "value", "note"),
    [
        ({"name": "french-siret-value", "params": {"column": "a"}}, "french-siret-value", None),
        ({"name": "one-of-required"}, "one-of-required", "one-of-required needs at least 2"),
        (
            {"name": "compare-columns-value", "params": {"column": "a", "op": ">", "column2": "z"}},
            "compare-columns-value",
            "there is no field z",
        ),
        ("duplicate-row", "duplicate-row", None),
        ({"params": 5}, "None", None),
        ({"name": ["x"], "params": {}}, "['x']", None),
        ({"name": "sum-columns-value", "params": [1]}, "sum-columns-value", "sum-columns needs"),
        (
            {"name": "compare-columns-value", "params": {"column": "a", "op": [], "column2": "a"}},
            "compare-columns-value",
            "the operator is one of",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_check_of_a_schema_that_cannot_be_run_is_a_warning(check, custom, value, note):
    result = check("a\n1\n", {"a": "integer"}, schema={"custom_checks": [custom]})

    (warning,) = result.report.warnings
    assert result.report.errors == []
    assert (warning.code, warning.value) == ("check-unknown", value)
    assert warning.pointer == "/schema/custom_checks/0"
    assert str(warning.parameters.get("note")).startswith(str(note))


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ({"type": "compare-columns", "column": "a", "operator": "=>", "other": "b"}, "operator"),
        ({"type": "compare-columns", "column": "a", "operator": ">"}, "needs “other”"),
        ({"type": "compare-columns", "operator": ">", "other": "b"}, "needs “column”"),
        ({"type": "compare-columns", "column": "z", "operator": ">", "other": "b"}, "no field z"),
        ({"type": "compare-columns", "column": "a", "operator": ">", "other": "d"}, "compared"),
        ({"type": "compare-columns", "column": "g", "operator": "==", "other": "g"}, "compared"),
        ({"type": "sum-columns", "column": "a", "columns": ["d"]}, "d (date) is no number"),
        ({"type": "sum-columns", "column": "a", "columns": []}, "at least 1 field"),
        ({"type": "cohesive-columns", "columns": ["a", "a"]}, "at least 2 different fields"),
        ({"type": "one-of-required", "columns": ["a", 1]}, "list of names"),
        ({"type": "table-dimensions", "minrows": 1}, "needs one of numRows"),
        ({"type": "row-constraint", "formula": 5}, "a “formula”"),
        ({"type": "forbidden-value", "fieldName": "a", "values": 1}, "must be a list"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_wrong_with_a_check_is_said(check, rule, note):
    fields = {"a": "integer", "b": "integer", "d": "date", "g": "geopoint"}

    result = check('a,b,d,g\n1,2,2024-01-01,"1,2"\n', fields, checks=[rule])

    (error,) = result.report.errors
    assert (error.code, error.pointer) == ("checklist-invalid", "/checks/0")
    assert note in error.parameters["note"]


def test_a_rule_is_not_asked_of_cells_that_are_wrong_already(check):
    fields = {"a": "integer", "b": "integer"}
    rules = [PERIOD, {"type": "cohesive-columns", "columns": ["a", "b"]}]

    result = check("a,b\nx,2\n3\n\n5,4\n", fields, checks=rules)

    assert rows_of(result) == [
        ("type-error", 2),
        ("missing-cell", 3),
        ("blank-row", 4),
        ("compare-columns", 5),
    ]


def test_rules_are_told_among_many_good_rows(check):
    content = "a,b\n" + "1,2\n" * 20_000 + "3,2\n" + "1,2\n" * 20_000

    result = check(content, {"a": "integer", "b": "integer"}, checks=[PERIOD])

    assert rows_of(result) == [("compare-columns", 20_002)]
    assert len(result.numbers) == 40_000


def test_rules_need_no_frictionless(describe):
    code = """
import sys
import polars as pl
from portal.tabular.checklist import rules_of
from portal.catalog.descriptor import dataset_of

names = ["a", "b"]
fields = [{"name": name, "type": "integer"} for name in names]
descriptor = {"name": "x", "publisher": {"name": "x", "title": "x"}, "licenses": [],
              "resources": [{"name": "x", "path": "x.csv", "schema": {"fields": fields}}]}
checks = [
    {"type": "compare-columns", "column": "a", "operator": "<", "other": "b"},
    {"type": "sum-columns", "column": "b", "columns": names},
    {"type": "cohesive-columns", "columns": names},
    {"type": "one-of-required", "columns": names},
    {"type": "row-constraint", "formula": "a < b"},
    {"type": "table-dimensions", "minRows": 1},
    {"type": "forbidden-value", "fieldName": "a", "values": [5]},
]
rules, errors = rules_of(checks, dataset_of(descriptor).resources[0], "checklist.json")
frame = pl.DataFrame({"0": [0], "1": [2]})
good = [rule.certain(frame).to_list() for rule in rules]
print(good.count([True]), errors, "frictionless" in sys.modules)
"""

    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert printed.stdout.split() == ["7", "[]", "False"]


def test_only_checks_with_a_memory_need_every_row(describe):
    resource = describe({"fields": [{"name": "a", "type": "integer"}]})
    checks = [
        {"type": "duplicate-row"},
        {"type": "row-constraint", "formula": "a > 1"},
        {"type": "table-dimensions", "minRows": 1},
    ]

    rules, _ = rules_of(checks, resource, "checklist.json")

    assert [rule.needs_all_rows for rule in rules] == [True, False, False]
