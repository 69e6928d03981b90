import json

from portal.database.read import REFERENCE_LABELS_SQL
from portal.query.table import Column, table_of

FIELD = {
    "role": None, "unit": None, "unit_column": None, "aggregation": None,
    "aggregation_over": "[]", "catch_all": "[]", "categories": "[]", "reference_table": None,
    "reference_column": None, "reference_labels": "[]",
}  # fmt: skip


def test_table_of_rows_of_the_catalog():
    resource = {"table_name": "t", "primary_key": '["code", "year"]', "rows": 3}
    fields = [
        FIELD
        | {
            "position": 2, "column_name": "people", "name": "السكان", "type": "integer",
            "role": "measure", "unit": "persons", "aggregation": "sum",
            "aggregation_over": '["code"]', "catch_all": json.dumps(["total"]),
        },
        FIELD
        | {
            "position": 1, "column_name": "code", "name": "Code", "type": "string",
            "categories": json.dumps(
                [
                    {"value": "m", "label": "men", "translations": {"ar": {"label": "رجال"}}},
                    {"value": "f", "translations": {"ar": {"label": "نساء"}}},
                    {"value": "x"},
                ]
            ),
            "reference_table": "codes", "reference_column": "id", "reference_labels": '["name"]',
        },
    ]  # fmt: skip

    table = table_of(resource, fields)

    assert table.name == "t"
    assert table.primary_key == ("code", "year")
    assert table.columns == (
        Column(
            "code", "Code", "string",
            categories=(("m", ("men", "رجال")), ("f", ("نساء",))),
            reference=("codes", "id"), reference_labels=("name",),
        ),
        Column(
            "people", "السكان", "integer", "measure", "persons",
            aggregation="sum", aggregation_over=("code",), catch_all=("total",),
        ),
    )  # fmt: skip


def test_find_prefers_the_id_to_the_header(observations):
    assert observations.find("الدولة").name == "name"
    assert observations.find("low__gt").label == "Low or more"
    assert observations.find("nowhere") is None


def test_table_of_the_contract_of_the_catalog():
    """The columns read here are columns of schema.sql."""
    import sqlite3
    from importlib import resources

    connection = sqlite3.connect(":memory:")
    connection.executescript(resources.files("portal.database").joinpath("schema.sql").read_text())
    connection.execute("pragma foreign_keys = off")
    connection.row_factory = sqlite3.Row
    connection.execute(
        "insert into resource values ('t', 'd', 'd', 1, null, null, 0, '[\"_row\"]', '[]', '', '{}')"
    )
    connection.execute(
        "insert into field (table_name, position, column_name, name, type, format, aggregation_over,"
        " catch_all, required, constraints, categories, missing, translations)"
        " values ('t', 1, 'a', 'A', 'any', 'default', '[]', '[]', 0, '{}', '[]', 0, '{}')"
    )

    table = table_of(
        connection.execute("select * from resource").fetchone(),
        connection.execute(f"select *, {REFERENCE_LABELS_SQL} from field").fetchall(),
    )

    connection.close()
    assert table.columns == (Column("a", "A", "any"),)
    assert table.primary_key == ("_row",)
