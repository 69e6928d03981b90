"""What docs/contract.md says in prose about data.db, held against a release."""

import json
import re

import pytest

TYPES = {
    "string": ("01234", "01234", "TEXT"),
    "any": ("NA", "NA", "TEXT"),
    "integer": ("7", 7, "INTEGER"),
    "year": ("2026", 2026, "INTEGER"),
    "number": ("0.1", 0.1, "REAL"),
    "boolean": ("true", 1, "INTEGER"),
    "date": ("2026-11-25", "2026-11-25", "TEXT"),
    "time": ("09:30:00", "09:30:00", "TEXT"),
    "datetime": ("2026-11-25T09:30:00", "2026-11-25T09:30:00", "TEXT"),
    "yearmonth": ("2026-11", "2026-11", "TEXT"),
    "duration": ("P1Y", "P1Y", "TEXT"),
    "array": ('"[1]"', "[1]", "TEXT"),
    "object": ('"{}"', "{}", "TEXT"),
}


@pytest.fixture
def typed(steward):
    fields = [{"name": f"a_{kind}", "type": kind} for kind in TYPES]
    cells = ",".join(cell for cell, *_ in TYPES.values())
    header = ",".join(field["name"] for field in fields)
    steward.write("typed.data-set", f"{header}\n{cells}\n", fields)
    done = steward.publish()
    assert done.refused == ()
    return steward


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_has_its_column_and_its_form(typed, kind):
    _cell, value, column = TYPES[kind]

    found = typed.rows(f"select a_{kind} from typed_data_set")
    types = dict(typed.rows("select name, type from pragma_table_info('typed_data_set')"))

    assert found == [(value,)]
    assert types[f"a_{kind}"] == column


def test_data_holds_strict_tables_of_the_data_and_nothing_else(typed):
    tables = typed.rows(
        "select name, strict from pragma_table_list where schema = 'main' and type = 'table'"
        " and name not like 'sqlite_%' order by 1"
    )

    assert tables == [("codes", 1), ("facts", 1), ("typed_data_set", 1)]


def test_columns_stand_in_the_order_of_the_schema_after_the_row(typed):
    columns = [n for (n,) in typed.rows("select name from pragma_table_info('typed_data_set')")]

    assert columns == ["_row", *(f"a_{kind}" for kind in TYPES)]


def test_rows_lie_in_the_order_of_the_file(steward):
    steward.parent("JOR", "EGY", "ARE")
    steward.publish()
    steward.child(("JOR", 5))
    steward.publish()

    rows = steward.rows("select code from codes order by _rowid_")

    assert rows == [("JOR",), ("EGY",), ("ARE",)]


def test_rows_with_an_integer_key_lie_in_its_order(steward):
    steward.write("n", "id\n3\n1\n", [{"name": "id", "type": "integer"}], primaryKey=["id"])
    steward.publish()

    assert steward.rows("select id from n order by _rowid_") == [(1,), (3,)]


def test_keys_and_facets_are_indexed_and_keys_to_unique_columns_declared(steward):
    steward.publish()
    path = steward.root / "datasets/facts/datapackage.json"
    described = json.loads(path.read_text())
    described["resources"][0]["facets"] = [["code", "value"]]
    described["resources"][0]["schema"]["uniqueKeys"] = [["value"]]
    path.write_text(json.dumps(described))
    steward.publish()

    indexes = {
        (tuple(c for (c,) in steward.rows(f"select name from pragma_index_info('{name}')")), unique)
        for name, unique in steward.rows("select name, \"unique\" from pragma_index_list('facts')")
    }
    keys = steward.rows('select "table", "from", "to" from pragma_foreign_key_list(\'facts\')')

    assert indexes == {(("value",), 1), (("code",), 0), (("code", "value"), 0)}
    assert keys == [("codes", "code", "code")]


def test_a_key_to_columns_that_are_not_unique_is_decided_though_not_declared(steward):
    steward.write("codes", "code\nJOR\nJOR\n", [{"name": "code", "type": "string"}])

    done = steward.publish()

    errors = done.outcomes["facts"].refused.report("facts").errors
    assert [(error.code, error.value) for error in errors] == [("foreign-key", "EGY")]


def test_a_key_of_two_columns_between_datasets_is_decided_as_one(steward):
    fields = [{"name": name, "type": "string"} for name in ("a", "b")]
    steward.write("pairs", "a,b\n1,2\n3,4\n", fields, primaryKey=["a", "b"])
    reference = {"package": "pairs", "resource": "pairs", "fields": ["a", "b"]}
    key = {"fields": ["a", "b"], "reference": reference}
    steward.write("uses", "a,b\n1,2\n1,4\n1,\n", fields, foreignKeys=[key])

    done = steward.publish()

    errors = done.outcomes["uses"].refused.report("uses").errors
    assert [(error.row, error.value) for error in errors] == [(3, "1, 4")]


def test_a_key_may_point_to_its_own_table_and_round_a_circle(steward):
    fields = [{"name": name, "type": "string"} for name in ("id", "boss")]
    key = {"fields": ["boss"], "reference": {"resource": "", "fields": ["id"]}}
    steward.write("people", "id,boss\na,b\nb,a\n", fields, primaryKey=["id"], foreignKeys=[key])

    done = steward.publish()

    assert done.refused == ()
    assert steward.rows("select \"table\" from pragma_foreign_key_list('people')") == [("people",)]


def test_a_large_key_is_decided_in_a_moment(steward):
    """Looking each row up in a table without an index took minutes for such files."""
    codes = [f"C{number:05d}" for number in range(20_000)]
    steward.parent(*codes)
    steward.child(*((code, 1) for code in codes))

    assert steward.publish().refused == ()


def test_times_are_in_utc(steward):
    steward.publish()

    for query in (
        "select built_at from release",
        "select published_at from dataset",
        "select checked_at from check_report",
        "select published_at from version",
    ):
        for (moment,) in steward.catalog(query):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)


@pytest.mark.parametrize(
    ("field", "old", "new", "cell"),
    [
        ({"name": "v", "type": "boolean"}, "false", "true", "true"),
        ({"name": "v", "type": "integer"}, "1", "9007199254740993", "9007199254740993"),
        ({"name": "v", "type": "number"}, "1", "2.50", "2.5"),
    ],
    ids=["boolean", "long integer", "number"],
)
def test_a_correction_is_compared_by_value(steward, field, old, new, cell):
    correction = {"key": {"k": "a"}, "field": "v", "old": old, "new": new, "reason": "A slip."}
    steward.write(
        "corrected",
        f"k,v\na,{cell}\n",
        [{"name": "k", "type": "string"}, field],
        primaryKey=["k"],
        Corrections=[correction],
    )

    assert steward.publish().refused == ()
