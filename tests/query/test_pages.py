"""Which columns and which rows a page has, and that pages together are the whole."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.query.compile import count, page, rows
from portal.query.grammar import parse
from portal.query.table import ROW, Column, Table


def crawl(table, fetch, parameters):
    """Return the rows of all pages, read as a client reads them."""
    found, following = [], None
    while True:
        asked = [*parameters, *([] if following is None else [("_next", following)])]
        query = parse(table, asked)
        here, following = page(query, fetch(rows(table, query)))
        found += [tuple(row) for row in here]
        if following is None:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("direction", ["_sort", "_sort_desc"])
def test_pages_are_the_whole(table, fetch, direction, size):
    for column in table.columns:
        parameters = [(direction, column.name), ("_size", str(size))]
        query = parse(table, parameters)
        whole = [tuple(row) for row in fetch(rows(table, query, paged=False))]

        found = crawl(table, fetch, parameters)

        assert found == whole
        assert len(found) == len(set(found)) == fetch(count(table, query))[0]["count"] == 7


@pytest.mark.parametrize("sort", ["_sort", "_sort_desc"])
@pytest.mark.parametrize(
    "parameters",
    [
        [("_group", "name")],
        [("_group", "currency"), ("_group", "checked")],
        [("_group", "currency"), ("_group", "day"), ("_measure", "sum:amount")],
        [("_group", "year"), ("_measure", "mean:share"), ("_group", "rating")],
    ],
    ids=["count", "two", "sum", "mean"],
)
def test_pages_of_groups_are_the_whole(observations, fetch, parameters, sort):
    for name in [value for _, value in parameters]:
        asked = [*parameters, (sort, name), ("_size", "1")]
        query = parse(observations, asked)
        whole = [tuple(row) for row in fetch(rows(observations, query, paged=False))]

        found = crawl(observations, fetch, asked)

        assert found == whole
        assert len(found) == fetch(count(observations, query))[0]["count"]


ANY = Table(
    "any",
    (
        Column("part", "Part", "string"),
        Column("place", "Place", "integer"),
        Column("decimal", "Decimal", "number"),
        Column("text", "Text", "string"),
    ),
    ("part", "place"),
)
FEW_TEXTS = st.sampled_from(["", "a", "A", "ا", "أ", "é", "%", "\U0001f600", "\uffff"])
FEW_NUMBERS = st.sampled_from([0.0, 0.1, 0.30000000000000004, -1e308, 5e-324, 3.0])


@settings(max_examples=150, deadline=None)
@given(
    keys=st.sets(st.tuples(FEW_TEXTS, st.integers(-2, 2)), max_size=12),
    data=st.data(),
    sort=st.sampled_from([column.name for column in ANY.columns]),
    direction=st.sampled_from(["_sort", "_sort_desc"]),
    size=st.integers(1, 5),
)
def test_pages_of_any_rows_are_the_whole(keys, data, sort, direction, size):
    cells = st.tuples(st.none() | FEW_NUMBERS, st.none() | FEW_TEXTS)
    filled = [(*key, *data.draw(cells)) for key in sorted(keys)]
    with sqlite3.connect(":memory:") as connection:
        connection.row_factory = sqlite3.Row
        connection.execute(
            "create table any (part text, place integer, decimal real, text text,"
            " primary key (part, place)) strict"
        )
        connection.executemany("insert into any values (?, ?, ?, ?)", filled)

        found = crawl(
            ANY,
            lambda statement: connection.execute(statement.sql, statement.parameters).fetchall(),
            [(direction, sort), ("_size", str(size))],
        )
    connection.close()

    def place(row):
        value = dict(zip(("part", "place", "decimal", "text"), row, strict=True))[sort]
        encoded = value.encode() if isinstance(value, str) else value
        return (False,) if value is None else (True, encoded)

    by_key = sorted(filled, key=lambda row: (row[0].encode(), row[1]))
    assert found == sorted(by_key, key=place, reverse=direction == "_sort_desc")


def test_order_is_by_code_point_with_no_value_first(observations, fetch):
    query = parse(observations, [("_sort", "name"), ("_col", "name")])

    names = [row["name"] for row in fetch(rows(observations, query))]

    assert names == [None, *sorted(name for name in names if name is not None)]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ([("_col", "share")], ("country", "year", "share")),
        ([("_col", "share"), ("_col", "الدولة"), ("_col", "year")],
         ("country", "year", "share", "name")),
        ([("_col", "share"), ("_col", "name"), ("_nocol", "share")], ("country", "year", "name")),
        ([("_col", "share"), ("_nocol", "share")], ("country", "year")),
        ([("_col", "share"), ("_sort", "amount")], ("country", "year", "share")),
    ],
    ids=["one", "order-as-asked", "both", "nothing-but-the-key", "sorted-by-another"],
)  # fmt: skip
def test_columns(observations, fetch, parameters, expected):
    statement = rows(observations, parse(observations, parameters))

    assert statement.columns == expected
    assert tuple(fetch(statement)[0].keys())[: len(expected)] == expected


def test_all_columns(observations, lines):
    every = rows(observations, parse(observations, [])).columns
    without = rows(observations, parse(observations, [("_nocol", "share")])).columns

    assert every == tuple(column.name for column in observations.columns)
    assert without == tuple(name for name in every if name != "share")
    assert rows(lines, parse(lines, [])).columns == (ROW, "count", "text")
    assert rows(lines, parse(lines, [("_col", "text")])).columns == (ROW, "text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 3), ("0", 0), ("5", 5), ("٥", 5), ("max", 6)],
    ids=["default", "none", "number", "arabic", "max"],
)
def test_size(observations, fetch, text, expected):
    query = parse(observations, [("_size", text)], default_size=3, max_size=6)

    here, following = page(query, fetch(rows(observations, query)))

    assert len(here) == expected
    assert (following is None) == (expected == 0)


def test_a_page_finds_its_place_in_the_index(observations, database):
    first = parse(observations, [("_size", "1")])
    _, following = page(first, database.execute(*rows(observations, first)[:2]).fetchall())
    statement = rows(observations, parse(observations, [("_next", following)]))

    plan = database.execute(f"explain query plan {statement.sql}", statement.parameters).fetchall()

    assert any("SEARCH" in step["detail"] for step in plan)
    assert not any("TEMP B-TREE" in step["detail"] for step in plan)
