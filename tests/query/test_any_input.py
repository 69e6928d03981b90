"""Whatever is asked, the answer is a statement that runs or a QueryError."""

import contextlib
import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exceptions import QueryError
from portal.query.bounds import MOST_FILTERS
from portal.query.compile import count, facet, page, rows
from portal.query.cursor import encode
from portal.query.grammar import REPEATABLE, SINGLE, parse
from portal.query.model import Query
from portal.query.operators import OPERATORS
from portal.query.table import Column, Table
from portal.query.write import write

COLUMNS = [
    "country",
    "name",
    "year",
    "population",
    "share",
    "amount",
    "currency",
    "rating",
    "median",
    "checked",
    "day",
    "seen",
    "opens",
    "month",
    "tags",
    "remark",
    "low",
    "low__gt",
    "count",
    "text",
]
VALUES = st.one_of(
    st.sampled_from(
        ["JOR", "مصر", "2014", "٢٠٢٠", "49.5", "٤٩٫٥", "true", "2014-03-31", "08:30:00", "2014-03",
         "2020-01-01T00:00:00", "1", "max", "", "[]", "[", '["a"]', "[1, 2.5, true]", "a,b", "%",
         "count", "value:name", "year=2014", "name=", "sum:population", "mean:share", "sum:count", "max:day", "Country code"]
    ),
    st.sampled_from(COLUMNS),
    st.text(st.characters(), max_size=20),
    st.integers().map(str),
    st.floats().map(str),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps),
    st.lists(st.text(max_size=5), max_size=5).map(",".join),
)  # fmt: skip
NAMES = st.one_of(
    st.sampled_from([*SINGLE, *REPEATABLE]),
    st.sampled_from([*SINGLE, *REPEATABLE, "_where", "_"]),
    st.builds("{}__{}".format, st.sampled_from(COLUMNS), st.sampled_from(list(OPERATORS))),
    st.sampled_from(COLUMNS),
    st.text(st.characters(), max_size=20),
)
PARAMETERS = st.lists(st.tuples(NAMES, VALUES), max_size=6)
CELLS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=9)
)


def holds(table, fetch, complete, parameters):
    """Parse, write and run what is asked; tell whether it was a query.

    The text of a refusal is encoded because an answer must be able to carry it.
    """
    refusal = None
    try:
        query = parse(table, parameters)
    except QueryError as error:
        refusal = error
    if refusal is not None:
        assert f"{refusal.code} {refusal.parameter} {refusal} {refusal.suggestion}".encode()
        return False
    assert parse(table, write(query)) == query
    query = complete(table, query)
    with contextlib.suppress(QueryError):
        statement = None
        statement = rows(table, query)
    if statement is None:
        return query.pivot is not None
    fetched = fetch(statement)
    here, following = page(query, fetched)
    assert len(here) <= query.size
    if following is not None:
        parse(table, [*((n, v) for n, v in write(query) if n != "_next"), ("_next", following)])
    fetch(rows(table, query, paged=False))
    fetch(count(table, query))
    for column in query.facets:
        fetch(facet(table, query, column, limit=5))
    return True


@settings(max_examples=600, deadline=None)
@given(parameters=PARAMETERS)
def test_any_parameters(table, fetch, complete, parameters):
    holds(table, fetch, complete, parameters)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_question_that_makes_sense(observations, fetch, complete, data):
    """Draw from what is offered, so that nearly all questions are answered."""
    column = st.sampled_from(observations.columns)
    values = {
        "integer": st.integers(-(2**63), 2**63 - 1).map(str),
        "year": st.integers(1900, 2100).map(str),
        "number": st.floats(allow_nan=False, allow_infinity=False).map(str),
        "boolean": st.sampled_from(["true", "0"]),
        "date": st.dates().map(str),
        "datetime": st.datetimes().map(str),
        "time": st.times().map(str),
        "yearmonth": st.dates().map(lambda day: str(day)[:7]),
    }
    clean = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
    parameters = []
    for each in data.draw(st.lists(column, max_size=4, unique=True)):
        value = data.draw(values.get(each.type, clean))
        operator = data.draw(st.sampled_from(["exact", "not", "gte", "lt"]))
        parameters.append((f"{each.name}__{operator}", value))
        listed = data.draw(st.lists(values.get(each.type, clean), max_size=4))
        parameters.append((f"{each.name}__in", json.dumps(listed)))
    named = data.draw(st.lists(st.tuples(st.sampled_from(["_col", "_facet"]), column), max_size=4))
    parameters += [(name, each.name) for name, each in named]
    parameters.append(
        (data.draw(st.sampled_from(["_sort", "_sort_desc"])), data.draw(column).label)
    )
    parameters.append(("_search", data.draw(clean)))

    assert holds(observations, fetch, complete, parameters)


@settings(max_examples=300, deadline=None)
@given(values=st.tuples(CELLS, CELLS, CELLS), sort=st.sampled_from(COLUMNS[:18]))
def test_any_cursor(observations, fetch, complete, values, sort):
    cursor = encode(Query(observations.primary_key, sort=sort), values)

    holds(observations, fetch, complete, [("_sort", sort), ("_next", cursor)])


def test_the_largest_questions_run(database, fetch, complete):
    columns = tuple(Column(f"c{i}_{'x' * 55}", f"C{i}", "string") for i in range(500))
    table = Table("widest", columns, (columns[0].name,))
    database.execute(f"create table widest ({', '.join(c.name for c in columns)})")
    search = [("_search", "é ü ö")]
    filters = [(f"{column.name}__notcontains", "é" * 200) for column in columns[:MOST_FILTERS]]
    lists = [
        (f"{column.name}__in", ",".join(map(str, range(20)))) for column in columns[:MOST_FILTERS]
    ]

    assert holds(table, fetch, complete, filters)
    assert holds(table, fetch, complete, lists)
    with pytest.raises(QueryError, match="comparisons"):
        parse(table, search)
    assert holds(table, fetch, complete, [("_search", "a b c d")])
    assert holds(table, fetch, complete, [*filters, ("_search", "الأردن")])
    with pytest.raises(QueryError, match="comparisons"):
        parse(table, [("_search", "الأردن مصر")])
    columns = tuple(
        dataclasses.replace(
            column, reference=("widest", columns[0].name), reference_labels=(columns[1].name,)
        )
        for column in columns[:66]
    )
    words = "شؤون مدينة بيت قلم دار"
    assert holds(
        Table("widest", columns, table.primary_key), fetch, complete, [*filters, ("_search", words)]
    )


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_pivot(observations, fetch, complete, data):
    """Draw pivots that are answered, whatever is measured and sorted by."""
    names = st.sampled_from(COLUMNS[:18])
    pivot, *groups = data.draw(st.lists(names, min_size=2, max_size=4, unique=True))
    measures = data.draw(st.lists(st.sampled_from(["count", "max:share", "min:day"]), max_size=3))
    parameters = [("_pivot", pivot), *(("_group", name) for name in groups)]
    parameters += [("_measure", measure) for measure in measures]
    if data.draw(st.booleans()):
        parameters.append(("year", "2014"))
    whole = rows(observations, complete(observations, parse(observations, parameters)))
    direction = data.draw(st.sampled_from(["_sort", "_sort_desc"]))
    parameters.append((direction, data.draw(st.sampled_from(whole.columns))))
    parameters.append(("_size", "2"))

    assert holds(observations, fetch, complete, parameters)
