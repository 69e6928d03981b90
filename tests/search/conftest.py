"""A small catalog, indexed: two datasets, one with codes of the other."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import portal.database
from portal.search.find import find
from portal.search.index import write_index

SCHEMA = Path(portal.database.__file__).with_name("schema.sql")
DATA = """
create table places (code text primary key, name_en text, name_ar text) strict;
insert into places values ('OMN', 'Oman', 'عُمان'), ('JOR', 'Jordan', 'الأردن'), ('EGY', 'Egypt', 'مصر');
create table names (code text, name text, primary key (code, name)) strict;
insert into names values ('JOR', 'Hashemite Kingdom'), ('EGY', 'Land of the Nile');
create table visits (place text, year integer, visits integer, guide text) strict;
insert into visits values ('JOR', 2023, 5, 'Petra on foot'), ('OMN', 2023, 7, 'Wadis of the north');
"""


class Catalog:
    """Answer as Datasette's databases do."""

    def __init__(self, connection):
        self.connection = connection

    async def execute(self, sql, params=None):
        return self.connection.execute(sql, params or {}).fetchall()


@pytest.fixture
def databases():
    """Return the two databases of a release, without an index."""
    with (
        closing(sqlite3.connect(":memory:")) as catalog,
        closing(sqlite3.connect(":memory:")) as data,
    ):
        data.executescript(DATA)
        catalog.executescript(SCHEMA.read_text("utf-8"))
        _insert(
            catalog,
            "publisher",
            name="office",
            language="en",
            title="Office of Fiction",
            translations={},
        )
        _insert(
            catalog,
            "topic",
            name="travel",
            language="en",
            title="Travel",
            position=1,
            translations={"ar": {"title": "السفر"}},
        )
        _dataset(catalog, "visits", "Visits by year", "الزيارات حسب السنة", keywords=["tourism"])
        _dataset(catalog, "places", "Places", "الأماكن")
        _insert(catalog, "dataset_topic", dataset="visits", topic="travel")
        _field(
            catalog,
            "visits",
            "place",
            "dimension",
            reference_table="places",
            reference_column="code",
        )
        _field(
            catalog,
            "visits",
            "visits",
            "measure",
            description="Nights spent in tents.",
            type="integer",
        )
        _field(catalog, "visits", "guide", "label", language="en")
        _field(catalog, "places", "code", "dimension")
        _field(catalog, "places", "name_en", "label", language="en")
        _field(catalog, "places", "name_ar", "label", language="ar")
        _field(
            catalog, "names", "code", "dimension", reference_table="places", reference_column="code"
        )
        _field(catalog, "names", "name", "label")
        catalog.row_factory = sqlite3.Row
        yield catalog, data


@pytest.fixture
def catalog(databases):
    """Return the catalog with its index, as plugins ask it."""
    connection, data = databases
    connection.row_factory = None
    write_index(connection, data)
    connection.row_factory = sqlite3.Row
    return Catalog(connection)


@pytest.fixture
def found(catalog):
    """Return a function from a query to what it finds."""
    return lambda query: asyncio.run(find(catalog, query))


def _dataset(catalog, name, title, arabic, keywords=()):
    _insert(
        catalog,
        "dataset",
        name=name,
        status="published",
        language="en",
        title=title,
        publisher="office",
        version=1,
        published_at="2026-11-24T10:15:00Z",
        rows=3,
        rules=1,
        content_hash="",
        translations={"ar": {"title": arabic}},
        descriptor={"keywords": list(keywords)},
    )
    tables = {"visits": {"visits": []}, "places": {"places": ["code"], "names": ["code", "name"]}}
    for position, (table, key) in enumerate(tables[name].items(), 1):
        _insert(
            catalog,
            "resource",
            table_name=table,
            dataset=name,
            name=table,
            position=position,
            rows=3,
            primary_key=key,
            facets=[],
            content_hash="",
            translations={},
        )


def _field(catalog, table, column, role, **more):
    (position,) = catalog.execute(
        "select count(*) + 1 from field where table_name = ?", (table,)
    ).fetchone()
    values = {
        "table_name": table,
        "position": position,
        "column_name": column,
        "name": column,
        "type": "string",
        "format": "default",
        "role": role,
        "aggregation_over": [],
        "catch_all": [],
        "required": 0,
        "constraints": {},
        "categories": [],
        "missing": 0,
        "translations": {},
    }
    _insert(catalog, "field", **values | more)


def _insert(connection, table, **values):
    row = {
        key: json.dumps(value) if isinstance(value, dict | list) else value
        for key, value in values.items()
    }
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"insert into {table} ({', '.join(row)}) values ({marks})", tuple(row.values())
    )
