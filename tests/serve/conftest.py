"""Fixture releases: catalog.db from the contract, data.db by hand."""

from __future__ import annotations

import functools
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

SCHEMA = Path(__file__).parents[2] / "portal" / "database" / "schema.sql"
FIRST = "20261124T101500Z-3f9c2a"
SECOND = "20261125T101500Z-4a0d3b"
DATA_SQL = """
create table towns (code text primary key, name text, population integer, country text) strict;
create table counts (
    code text, year integer, value real, primary key (code, year),
    foreign key (code) references towns (code)
) strict;
create table prose (_row integer primary key, words text) strict;
insert into towns values ('A1', 'Salt', 100, 'JOR'), ('B2', 'سلط', 200, 'JOR'), ('C.3', 'Cairo', 300, 'EGY');
insert into counts values ('A1', 2020, 1.5), ('A1', 2021, null), ('B2', 2020, 3.0);
insert into prose values (1, 'one'), (2, '<b>two</b>');
"""
CATALOG_SQL = """
insert into publisher values ('office', 'en', 'Office', null, null, '{}');
insert into dataset (
    name, status, language, title, publisher, version, published_at, rows, rules, content_hash,
    translations, descriptor
) values ('towns', 'published', 'en', 'Towns', 'office', 1, '2026-11-24T10:15:00Z', 8, 3, '00', '{}', '{}');
insert into resource values
    ('towns', 'towns', 'towns', 0, 'Towns', null, 3, '["code"]', '[]', '00', '{}'),
    ('counts', 'towns', 'counts', 1, 'Counts', null, 3, '["code", "year"]', '[]', '00', '{}'),
    ('prose', 'towns', 'prose', 2, 'Prose', null, 2, '["_row"]', '[]', '00', '{}');
"""
FIELD_SQL = """
insert into field (
    table_name, position, column_name, name, type, format, aggregation_over, catch_all, required,
    constraints, categories, missing, translations
) values (?, ?, ?, ?, ?, 'default', '[]', '[]', 0, '{}', '[]', 0, '{}')
"""
FIELDS = {
    "towns": {"code": "string", "name": "string", "population": "integer", "country": "string"},
    "counts": {"code": "string", "year": "year", "value": "number"},
    "prose": {"words": "string"},
}
SITE = {
    "title": "Fixture portal",
    "languages": ["en", "ar"],
    "publisher": {"name": "office", "title": "Office"},
    "official": False,
}


@pytest.fixture
def root(tmp_path):
    """Give a portal with one release."""
    (tmp_path / "metadata.json").write_text(json.dumps(SITE))
    make_release(tmp_path, FIRST)
    point_to(tmp_path, FIRST)
    return tmp_path


@pytest.fixture
def release(root):
    """Give the function that builds another release and makes it current."""

    def build(name=SECOND, **changes):
        make_release(root, name, **changes)
        point_to(root, name)
        return name

    return build


@pytest.fixture
def make():
    """Give the function that builds a release without making it current."""
    return make_release


@pytest.fixture
def point():
    """Give the function that makes a release current."""
    return point_to


@pytest.fixture
def serving(root, converse):
    """Give the function that runs a coroutine function with a client of the whole application."""
    return functools.partial(converse, root)


@pytest.fixture
def get(serving):
    """Give the function that asks the whole application one question."""

    def ask(path, method="GET", **options):
        async def scenario(client):
            return await client.request(method, path, **options)

        return serving(scenario)

    return ask


def make_release(root, name, site=SITE, town="Salt"):
    folder = root / "build" / "releases" / name
    (folder / "downloads").mkdir(parents=True)
    (folder / "metadata.json").write_text(json.dumps(site))
    (folder / "manifest.json").write_text("{}")
    with closing(sqlite3.connect(folder / "data.db")) as data:
        data.executescript(DATA_SQL)
        data.execute("update towns set name = ? where code = 'A1'", [town])
        data.execute("analyze")
        data.commit()
    with closing(sqlite3.connect(folder / "catalog.db")) as catalog:
        catalog.executescript(SCHEMA.read_text())
        catalog.execute(
            "insert into release values (?, '2026-11-24T10:15:00Z', '00', '0', null)", [name]
        )
        catalog.executescript(CATALOG_SQL)
        for table, fields in FIELDS.items():
            for position, (column, kind) in enumerate(fields.items(), start=1):
                catalog.execute(FIELD_SQL, [table, position, column, column, kind])
        catalog.commit()


def point_to(root, name):
    beside = root / "build" / "current.tmp"
    beside.write_text(name)
    beside.replace(root / "build" / "current")
