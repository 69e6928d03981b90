"""What the roles of the columns allow to be drawn, and the reason where they do not."""

import re
from pathlib import Path

import pytest

from portal.charts.plan import judge, plan, total_of
from portal.charts.words import REFUSALS
from portal.exceptions import ViewError
from portal.query.table import Column, Table

TABLE = Table(
    "facts",
    (
        Column("place", "place", "string", "dimension"),
        Column("year", "year", "year", "time"),
        Column("sex", "sex", "string", "dimension"),
        Column("people", "people", "integer", "measure", "persons", None, "sum", ("place", "sex")),
        Column("rate", "rate", "number", "measure", "percent", None, "none"),
        Column("amount", "amount", "number", "measure", None, "currency", "sum"),
        Column("currency", "currency", "string", "unit"),
        Column("source_year", "source year", "integer", "note"),
        Column("lat", "lat", "number", "measure"),
        Column("lon", "lon", "number", "measure"),
        Column("name", "الاسم", "string", "label"),
    ),
    ("place", "year", "sex"),
)


def refused(view, rows=(), projections=None, breaks=()):
    try:
        judge(plan(view, TABLE, projections, breaks), rows)
    except ViewError as error:
        return error.code, error.about
    return None


def a_view(kind, query="", **parts):
    return {"name": "v", "type": kind, "query": query, **parts}


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (a_view("pie"), ("unknown-type", "pie")),
        (a_view("bar", x="place", y="wealth"), ("unknown-column", "wealth")),
        (a_view("bar", "nothing=1", x="place", y="rate"), ("bad-query", "nothing")),
        (a_view("bar", "_group=place&_measure=sum:rate"), ("aggregation-refused", "_measure")),
        (a_view("bar", "_group=place&_measure=sum:people"), ("aggregation-refused", "_measure")),
        (a_view("bar", "_group=place&_measure=sum:amount"), ("aggregation-refused", "_measure")),
        (a_view("bar", x="place"), ("no-part", "y")),
        (a_view("bar", x="place", y="source_year"), ("no-measure", "source_year")),
        (a_view("bar", x="place", y="name"), ("no-measure", "name")),
        (a_view("line", x="place", y="rate"), ("no-time", "place")),
        (a_view("line", "_group=year&_measure=count", x="count", y="count"), ("no-time", "count")),
        (a_view("pyramid", x="people", y="year"), ("no-part", "series")),
        (a_view("points", latitude="lat"), ("no-places", "")),
        (a_view("points", latitude="name", longitude="lon"), ("no-places", "name")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(view, reason):
    assert refused(view) == reason


@pytest.mark.parametrize(
    ("view", "columns"),
    [
        (a_view("bar", "year=2020&sex=f", x="place", y="people"), {"x": "place", "y": "people", "time": "year"}),
        (a_view("bar", "_group=place"), {"x": "place", "y": "count"}),
        (a_view("bar", "year=2020&_group=place&_measure=sum:people"), {"x": "place", "y": "sum:people", "time": "year"}),
        (a_view("bar", "currency=USD&_group=place&_measure=sum:amount", y="sum:amount"), {"x": "place", "y": "sum:amount", "unit": "currency"}),
        (a_view("line", "_group=year&_measure=sum:people", x="year", y="sum:people"), {"x": "year", "y": "sum:people"}),
        (a_view("points", latitude="lat", longitude="lon", labels="الاسم"), {"y": "lat", "x": "lon", "label": "name"}),
        (a_view("choropleth", "year=2020&sex=f", series="place", y="rate"), {"x": "place", "y": "rate", "time": "year", "unit": None}),
        (a_view("pyramid", "year=2020", x="people", y="place", series="sex"), {"x": "place", "y": "people", "series": "sex", "time": "year"}),
        (a_view("table"), {}),
    ],
    ids=lambda value: value["type"] + value["query"] if "type" in value else None,
)  # fmt: skip
def test_every_part_is_a_column_of_the_answer(view, columns):
    planned = plan(view, TABLE, None, ())

    assert dict(planned.parts) == {part: name for part, name in columns.items() if name}


@pytest.mark.parametrize(
    ("query", "projections", "breaks", "code"),
    [
        ("_group=place", "2024", (), "crosses-projections"),
        ("_group=place", None, ("2010",), "crosses-break"),
        ("_group=place&year=2020", "2024", ("2010",), None),
        ("_group=year&_group=place", "2024", ("2010",), None),
    ],
)
def test_nothing_is_added_up_across_projections_or_a_break(query, projections, breaks, code):
    answer = refused(a_view("bar", query, x="place"), [{"place": "A", "count": 1, "year": 2020}], projections, breaks)  # fmt: skip

    assert (answer and answer[0]) == code


def test_a_line_over_editions_that_cannot_be_compared_is_refused():
    view = a_view("line", "place=A&sex=f", x="year", y="rate")

    assert refused(view, breaks=("all",)) == ("breaks-everywhere", "year")


ROW = {"place": "A", "year": 2020, "sex": "f", "rate": 1.0, "amount": 2.0, "currency": "USD", "people": 3}  # fmt: skip


@pytest.mark.parametrize(
    ("view", "rows", "reason"),
    [
        (a_view("bar", x="place", y="rate"), [ROW, ROW], ("several-values", "rate")),
        (a_view("bar", x="place", y="amount"), [ROW, ROW | {"place": "B", "currency": "JOD"}], ("mixed-units", "amount")),
        (a_view("bar", x="place", y="rate"), [ROW, ROW | {"rate": None}], None),
        (a_view("line", x="year", y="rate"), [ROW, ROW | {"place": "B"}], ("several-values", "rate")),
        (a_view("line", x="year", y="rate", series="place"), [ROW, ROW | {"place": "B"}], None),
        (a_view("slope", x="year", y="rate", series="place"), [ROW | {"year": y} for y in (1, 2, 3)], ("not-two", "year")),
        (a_view("pyramid", x="people", y="place", series="sex"), [ROW], ("not-two", "sex")),
        (a_view("pyramid", x="people", y="place", series="sex"), [ROW, ROW | {"sex": "m", "people": -1}], ("below-zero", "people")),
        (a_view("table"), [ROW] * 10_001, ("too-many", "10000")),
    ],
)  # fmt: skip
def test_rows_that_would_lie_are_refused(view, rows, reason):
    assert refused(view, rows) == reason


@pytest.mark.parametrize(
    ("view", "adds_up"),
    [
        (a_view("bar", "_group=place"), True),
        (a_view("bar", "year=2020&_group=place&_measure=sum:people", y="sum:people"), True),
        (a_view("bar", "_group=year&_measure=sum:people", y="sum:people"), False),
        (a_view("bar", "year=2020&sex=f", x="place", y="people"), True),
        (a_view("bar", "year=2020&sex=f", x="place", y="rate"), False),
        (a_view("bar", "_group=place&_measure=max:rate", y="max:rate"), False),
    ],
)
def test_there_is_a_total_only_of_what_adds_up(view, adds_up):
    planned = plan(view, TABLE, None, ())

    whole = total_of(planned)

    assert (whole is not None) == adds_up
    assert whole is None or (whole.groups, whole.filters) == ((), planned.query.filters)


def test_every_reason_has_a_sentence():
    room = Path(plan.__code__.co_filename).parents[1]
    texts = [path.read_text("utf-8") for path in room.glob("*/*.py")]

    found = [code for text in texts for code in re.findall(r'ViewError\(\s*("[^)]*)', text)]
    raised = {code for one in found for code in re.findall(r'"([a-z]+-[a-z-]+)"', one)}

    assert len(raised) > 10
    assert raised | {"aggregation-refused", "bad-query"} == set(REFUSALS)
