"""Two fictional tables, one with a key of two columns and one with none, in a real SQLite."""

import dataclasses
import sqlite3

import pytest

from portal.query.compile import pivot_values
from portal.query.table import Column, Table

TYPES = {"integer": "integer", "year": "integer", "boolean": "integer", "number": "real"}

OBSERVATIONS = Table(
    "observations",
    (
        Column("country", "Country code", "string", "dimension", catch_all=("ZZZ",)),
        Column("name", "الدولة", "string", "label"),
        Column("year", "Year", "year", "time"),
        Column(
            "population", "Population", "integer", "measure", "persons",
            aggregation="sum", aggregation_over=("country",),
        ),
        Column("share", "Share of women", "number", "measure", "%", aggregation="mean"),
        Column(
            "amount", "Amount", "number", "measure", unit_column="currency", aggregation="sum"
        ),
        Column("currency", "Currency", "string", "unit"),
        Column("rating", "Rating", "integer", "measure", "points"),
        Column("median", "Median", "number", "measure", "years", aggregation="none"),
        Column("checked", "Checked?", "boolean"),
        Column("day", "Day", "date"),
        Column("seen", "Seen", "datetime"),
        Column("opens", "Opens", "time"),
        Column("month", "Month", "yearmonth"),
        Column("tags", "Tags", "array"),
        Column("remark", "_remark", "any", "note"),
        Column("low", "Low", "integer"),
        Column("low__gt", "Low or more", "integer"),
    ),
    ("country", "year"),
)  # fmt: skip

LINES = Table(
    "lines",
    (
        Column("count", "Count", "integer", "measure", "pieces", aggregation="sum"),
        Column("text", 'A "text" [of] 5 %', "string", "dimension"),
    ),
    ("_row",),
)

ROWS = {
    "observations": [
        ("EGY", "مصر", 2014, 90, 49.5, 1.5, "USD", 1, 24.5, 1, "2014-03-31", "2014-03-31T08:30:00",
         "08:30:00", "2014-03", '["a", 5]', "100%", 1, 1),
        ("EGY", "مصر", 2020, None, None, 2.5, "EGP", 1, 24.5, 0, "2020-01-01",
         "2020-01-01T00:00:00", "08:30:00", "2020-01", "[]", "100x", 2, 1),
        ("JOR", "الأردن", 2014, 9, 48.0, None, None, 2, None, None, None, None, None, None, None,
         None, None, None),
        ("JOR", "الأردن", 2020, 11, 48.0, 0.1, "USD", None, 22.0, 1, "2020-01-01",
         "2020-01-01T00:00:00", "09:00:00", "2020-01", '["b", "a"]', "a_b", 3, 2),
        ("QAT", None, 2014, 2, 25.0, 0.2, "USD", 2, 31.0, 0, "2014-03-31", "2014-03-31T08:30:00",
         "07:00:00", "2014-03", "no json", "aXb", 5, 5),
        ("XÅL", "Åland Islands", 2020, 11, None, -3.0, "EGP", 3, 40.5, 1, None, None, None, None,
         '["5"]', "back\\slash, and [comma", 5, None),
        ("ZZZ", "", 2014, 0, 0.0, 0.0, "USD", None, None, None, None, None, None, None, None,
         "", 0, 0),
    ],
    "lines": [
        (1, 5, "one"), (2, None, "two"), (3, 5, None), (4, 9223372036854775807, "one"),
        (5, 9223372036854775807, "two"), (6, -4, "ONE"), (7, None, None),
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def observations():
    return OBSERVATIONS


@pytest.fixture(scope="session")
def lines():
    return LINES


@pytest.fixture(scope="session", params=[OBSERVATIONS, LINES], ids=lambda table: table.name)
def table(request):
    return request.param


@pytest.fixture(scope="session")
def database():
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    for table in (OBSERVATIONS, LINES):
        row = ["_row integer"] if table.primary_key == ("_row",) else []
        columns = [f'"{c.name}" {TYPES.get(c.type, "text")}' for c in table.columns]
        key = ", ".join(table.primary_key)
        connection.execute(
            f"create table {table.name} ({', '.join([*row, *columns])}, primary key ({key})) strict"
        )
        filled = ROWS[table.name]
        marks = ", ".join("?" * len(filled[0]))
        connection.executemany(f"insert into {table.name} values ({marks})", filled)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def complete(fetch):
    """Return a function that gives a query the values of its pivot."""

    def completed(table, query):
        if query.pivot is None:
            return query
        values = fetch(pivot_values(table, query))
        return dataclasses.replace(query, pivoted=tuple(row["value"] for row in values))

    return completed


@pytest.fixture(scope="session")
def fetch(database):
    """Execute a statement."""

    def execute(statement):
        return database.execute(statement.sql, statement.parameters).fetchall()

    return execute
