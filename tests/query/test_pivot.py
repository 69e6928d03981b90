"""Pivots: a column for each value, equal to the groups turned by hand; and values as they are."""

import contextlib
import dataclasses
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exceptions import QueryError
from portal.query.answer import answered
from portal.query.compile import count, page, pivot_values, rows
from portal.query.grammar import parse
from portal.query.table import Column, Table
from portal.query.write import write

PIVOTED = {
    "_group=country&_pivot=year&_measure=value:population&country__in=EGY,JOR": (
        ("country", "year=2014", "year=2020"), [("EGY", 90, None), ("JOR", 9, 11)],
    ),
    "_group=country&_pivot=Year&_measure=value:day&country=EGY": (
        ("country", "year=2014", "year=2020"), [("EGY", "2014-03-31", "2020-01-01")],
    ),
    "_group=year&_pivot=checked": (
        ("year", "checked=0", "checked=1", "checked="), [(2014, 1, 1, 2), (2020, 1, 2, 0)],
    ),
    "_group=year&_pivot=currency&_measure=sum:amount&_measure=count&year=2014": (
        ("year", "currency=USD sum:amount", "currency=USD count", "currency= sum:amount",
         "currency= count"),
        [(2014, 1.7, 3, None, 1)],
    ),
    "_group=year&_pivot=share&year=2014&country__not=JOR": (
        ("year", "share=0", "share=25", "share=49.5"), [(2014, 1, 1, 1)],
    ),
    "_group=country&_pivot=name&country__in=QAT,ZZZ": (
        ("country", 'name=""', "name="), [("QAT", 0, 1), ("ZZZ", 1, 0)],
    ),
    "_group=country&_pivot=year&_measure=sum:population&_sort_desc=year=2014": (
        ("country", "year=2014", "year=2020"),
        [("EGY", 90, None), ("JOR", 9, 11), ("QAT", 2, None), ("ZZZ", 0, None), ("XÅL", None, 11)],
    ),
    "_group=country&_pivot=year&_sort_desc=Year=٢٠٢٠&country__gt=JOR": None,
    "_group=country&_pivot=year&country=nowhere": (("country",), []),
}  # fmt: skip


def asked(question):
    return [tuple(part.split("=", 1)) for part in question.split("&")]


@pytest.mark.parametrize(("question", "expected"), PIVOTED.items(), ids=PIVOTED)
def test_pivot(observations, fetch, complete, question, expected):
    query = complete(observations, parse(observations, asked(question)))
    statement = rows(observations, query)
    found = [tuple(row) for row in fetch(statement)]

    if expected is None:
        assert statement.columns == ("country", "year=2014", "year=2020")
        assert [row[0] for row in found] == ["XÅL", "QAT", "ZZZ"]
        return
    assert statement.columns == expected[0]
    assert found == [pytest.approx(row) for row in expected[1]]
    assert fetch(count(observations, query))[0]["count"] == len(found)


def test_a_sum_of_large_numbers_is_exact(lines, fetch, complete):
    pivot = [("_group", "count"), ("_pivot", "text"), ("_measure", "sum:count")]
    query = parse(lines, [*pivot, ("text__in", "one,two")])

    largest = fetch(rows(lines, complete(lines, query)))[-1]

    assert largest["text=one"] == largest["text=two"] == 2**63 - 1


def test_sorting_by_a_value_that_no_row_has_is_sorting_by_the_groups(observations, fetch, complete):
    question = "_group=country&_pivot=year&_sort_desc=year=1900&_size=2"
    query = complete(observations, parse(observations, asked(question)))
    statement = rows(observations, query)
    here, following = page(query, fetch(statement))

    assert statement.columns == ("country", "year=2014", "year=2020")
    assert [row["country"] for row in here] == ["EGY", "JOR"]
    again = parse(observations, [*asked(question), ("_next", following)])
    here, _ = page(query, fetch(rows(observations, complete(observations, again))))
    assert [row["country"] for row in here] == ["QAT", "XÅL"]


def test_the_columns_say_what_they_hold(observations, complete):
    question = "_group=country&_pivot=year&_measure=count&_measure=max:day"
    query = complete(observations, parse(observations, asked(question)))

    held = [(c.name, c.column, c.value) for c in answered(observations, query) if c.pivoted]

    assert held == [
        ("year=2014 count", None, 2014),
        ("year=2014 max:day", "day", 2014),
        ("year=2020 count", None, 2020),
        ("year=2020 max:day", "day", 2020),
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (range(31), "too-many"),
        (["a" * 600], "pivot-refused"),
        (["a\0"], "pivot-refused"),
        (["a", "A"], "pivot-refused"),
    ],
    ids=["many", "long", "nul", "case"],
)
def test_values_that_cannot_be_columns_are_refused(observations, values, code):
    query = parse(observations, [("_group", "country"), ("_pivot", "remark")])

    with pytest.raises(QueryError) as raised:
        rows(observations, dataclasses.replace(query, pivoted=tuple(values)))

    assert raised.value.code == code
    assert len(str(raised.value)) < 400


def test_values_that_differ_in_case_only_are_to_be_grouped_by(lines, complete):
    pivot = [("_group", "count"), ("_pivot", "text"), ("_measure", "sum:count")]
    query = complete(lines, parse(lines, pivot))

    with pytest.raises(QueryError, match="upper and lower case") as raised:
        rows(lines, query)

    assert raised.value.suggestion == "_group=text"


def test_one_value_more_than_are_allowed_is_read(observations, database):
    query = parse(observations, [("_group", "country"), ("_pivot", "remark")])
    statement = pivot_values(observations, query)

    assert 31 in statement.parameters.values()
    found = [row["value"] for row in database.execute(statement.sql, statement.parameters)]
    assert found == ["", "100%", "100x", "aXb", "a_b", "back\\slash, and [comma", None]


ALLOWED = [
    "_group=country&_group=year&_measure=value:remark",
    "_group=country&_pivot=year&_measure=value:population",
    "_group=year&_measure=value:amount&country=JOR",
    "_group=year&_measure=value:amount&country__in=JOR",
    "_measure=value:amount&country=JOR&year=2020",
    "_group=country&_pivot=year&_measure=sum:population",
    "_group=country&_pivot=currency&_measure=sum:amount",
]


@pytest.mark.parametrize("question", ALLOWED)
def test_allowed(observations, fetch, complete, question):
    query = complete(observations, parse(observations, asked(question)))

    assert fetch(rows(observations, query))


REFUSED = {
    "_group=country&_measure=value:population": "group by year",
    "_group=country&_measure=value:population&year__gt=2014": "group by year",
    "_group=country&_pivot=currency&_measure=value:population": "group by year",
    "_measure=value:population": "group by country",
    "_group=country&_pivot=currency&_measure=sum:population": "group by year",
    "_group=country&_pivot=year&_measure=sum:amount": "the unit differs by row",
}


@pytest.mark.parametrize(("question", "reason"), REFUSED.items(), ids=REFUSED)
def test_refused(observations, question, reason):
    with pytest.raises(QueryError, match=reason) as raised:
        parse(observations, asked(question))

    assert raised.value.code == "aggregation-refused"


def test_a_table_without_a_key_has_no_groups_of_one_row(lines):
    question = [("_group", "count"), ("_group", "text"), ("_measure", "value:text")]

    with pytest.raises(QueryError, match="the table has no key"):
        parse(lines, question)


TURNED = Table(
    "turned",
    (
        Column("part", "Part", "string", "dimension"),
        Column("edition", "Edition", "any", "dimension"),
        Column("amount", "Amount", "integer", "measure", "pieces", aggregation="sum"),
        Column("rate", "Rate", "number", "measure", "%", aggregation="mean"),
        Column("note", "Note", "string", "note"),
    ),
    ("part", "edition"),
)
TEXTS = st.sampled_from(["", "2014", '"', '""', "b c", " count", "=", "ا", "count", "\uffff", "%"])
CELLS = st.tuples(
    st.none() | st.integers(-(2**40), 2**40),
    st.none() | st.floats(-1e6, 1e6),
    st.none() | TEXTS,
)
MEASURES = (
    "count",
    "sum:amount",
    "mean:rate",
    "min:amount",
    "max:rate",
    "value:note",
    "value:rate",
)


@settings(max_examples=200, deadline=None)
@given(
    keys=st.sets(st.tuples(TEXTS, TEXTS), max_size=20),
    data=st.data(),
    measures=st.lists(st.sampled_from(MEASURES), min_size=1, max_size=3, unique=True),
    direction=st.sampled_from(["_sort", "_sort_desc"]),
    size=st.integers(1, 4),
)
def test_a_pivot_is_its_groups_turned(keys, data, measures, direction, size):
    """Turn the groups of both columns in Python, and read the pivot page by page."""
    filled = [(*key, *data.draw(CELLS)) for key in sorted(keys)]
    measured = [("_measure", measure) for measure in measures]
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute(
            "create table turned (part text, edition text, amount integer, rate real, note text,"
            " primary key (part, edition)) strict"
        )
        connection.executemany("insert into turned values (?, ?, ?, ?, ?)", filled)

        def fetch(statement):
            return connection.execute(statement.sql, statement.parameters).fetchall()

        def complete(parameters):
            query = parse(TURNED, parameters)
            assert parse(TURNED, write(query)) == query
            values = fetch(pivot_values(TURNED, query))
            return dataclasses.replace(query, pivoted=tuple(row["value"] for row in values))

        pivot = [("_group", "part"), ("_pivot", "edition"), *measured]
        columns = answered(TURNED, complete(pivot))
        sort = data.draw(st.sampled_from([column.name for column in columns]))
        found, following = [], ()
        while following is not None:
            query = complete([*pivot, (direction, sort), ("_size", str(size)), *following])
            here, cursor = page(query, fetch(rows(TURNED, query)))
            found += [dict(row) for row in here]
            following = None if cursor is None else [("_next", cursor)]
        flat = fetch(
            rows(TURNED, parse(TURNED, [("_group", "part"), ("_group", "edition"), *measured]))
        )

    cells = {(row["part"], row["edition"]): row for row in flat}
    turned = [
        {
            column.name: part
            if column.measure is None
            else cells[part, column.value][str(column.measure)]
            if (part, column.value) in cells
            else (0 if column.column is None else None)
            for column in columns
        }
        for part in {row["part"] for row in flat}
    ]

    def place(row):
        value = row[sort]
        encoded = value.encode() if isinstance(value, str) else value
        return (False,) if value is None else (True, encoded)

    turned.sort(key=lambda row: row["part"].encode())
    assert found == sorted(turned, key=place, reverse=direction == "_sort_desc")
