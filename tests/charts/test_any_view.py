"""Whatever a descriptor proposes is drawn or refused, and nothing else happens."""

import sqlite3
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.charts.answers import answer, headline
from portal.charts.draw import draw, file
from portal.charts.model import View
from portal.charts.plan import KINDS, judge, plan, total_of
from portal.charts.thinning import thinned
from portal.charts.words import REFUSALS
from portal.exceptions import ViewError
from portal.language.cells import Column as Shown
from portal.language.text import Text
from portal.query.compile import rows as statement_of
from portal.query.table import Column, Table

COLUMNS = (
    Column("place", "place", "string", "dimension", catch_all=("other",)),
    Column("year", "year", "year", "time"),
    Column("day", "day", "date", "time"),
    Column("sex", "sex", "string", "dimension"),
    Column("people", "people", "integer", "measure", "persons", None, "sum"),
    Column("rate", "rate", "number", "measure", None, "unit", "none"),
    Column("unit", "unit", "string", "unit"),
    Column("state", "state", "boolean", "status"),
    Column("lat", "lat", "number"),
    Column("lon", "lon", "number"),
)
TABLE = Table("facts", COLUMNS, ("_row",))
NAMES = [column.name for column in COLUMNS]
ROWS = [
    (place, year, f"{year}-0{1 + year % 9}-11", sex, people, rate, unit, year % 2, rate, people)
    for place in ("A", "الأردن", "<b>", "other", None)
    for year in (1950, 2000, 2001, 2030)
    for sex, unit in (("f", "percent"), ("m", "usd"))
    for people, rate in ((year * 1000 - 1_900_000, year / 7), (None, -4.5))
][:61]
QUERIES = st.sampled_from(
    [
        *("", "place=A", "sex=f&year=2000", "year=2000", "sex=f&place=A", "place=nowhere", "x=1"),
        *("_group=place", "_group=year&_measure=sum:people", "_group=place&_group=year"),
        *("_group=sex&_measure=mean:people&year=2030", "_measure=count", "_measure=max:rate"),
        *("_group=place&_group=unit&_measure=max:rate", "rate__isnull=1", "_col=place&_col=rate"),
    ]
)
WORDS = st.sampled_from([*NAMES, "count", "sum:people", "mean:people", "max:rate", "", "no", "a:b"])
VIEWS = st.fixed_dictionaries(
    {"type": st.sampled_from([*KINDS, "pie"]), "query": QUERIES},
    optional=dict.fromkeys(("x", "y", "series", "latitude", "longitude", "labels"), WORDS),
)


LIKELY = st.builds(
    lambda kind, y, query: {**kind, **y, "query": query},
    st.sampled_from(
        [
            {"type": "bar", "x": "place"},
            {"type": "bar", "x": "year"},
            {"type": "choropleth", "series": "place"},
            {"type": "line", "x": "year", "series": "place"},
            {"type": "line", "x": "day"},
            {"type": "slope", "x": "sex", "series": "place"},
            {"type": "slope", "x": "year", "series": "place"},
            {"type": "pyramid", "y": "place", "series": "sex"},
            {"type": "points", "latitude": "lat", "longitude": "lon"},
        ]
    ),
    st.sampled_from([{"y": "people"}, {"y": "sum:people"}, {"y": "rate"}, {"x": "people"}, {}]),
    st.sampled_from(
        [
            *("sex=f", "sex=f&year=2000", "year=2000", "year__in=2000,2001&sex=m", "place=A&sex=m"),
            *("_group=place&_measure=sum:people", "_group=year&_group=place&_measure=sum:people"),
            *("sex=f&year=2030", "sex=f&unit=percent", "place=nowhere", ""),
        ]
    ),
)


@pytest.fixture(scope="module")
def data():
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute(f"create table facts (_row integer primary key, {', '.join(NAMES)})")
    marks = ", ".join("?" * len(NAMES))
    connection.executemany(f"insert into facts ({', '.join(NAMES)}) values ({marks})", ROWS)
    yield connection
    connection.close()


def a_column(column):
    title = Text({"en": column.name.title()})
    return Shown(
        column.name, column.name, title, None, column.type, column.role,
        Text({"en": column.unit}) if column.unit else None, column.unit_column, None, None,
        {}, None, {}, 0,
    )  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    view=st.one_of(VIEWS, LIKELY),
    projections=st.sampled_from([None, "1900", "2001", "2031"]),
    breaks=st.sampled_from([(), ("2000",), ("1950", "2030"), ("all",)]),
    highlight=st.sampled_from([frozenset(), frozenset({"A", "2000", "no"})]),
)
def test_any_view_is_drawn_or_refused(data, view, projections, breaks, highlight):
    try:
        planned = plan(view, TABLE, projections, breaks)
        statement = statement_of(TABLE, planned.query, paged=False)
        found = data.execute(statement.sql, statement.parameters).fetchall()
        rows = [{name: row[name] for name in statement.columns} for row in found]
        judge(planned, rows)
    except ViewError as error:
        refused = error.code
    else:
        refused = None
    if refused is not None:
        assert refused in REFUSALS
        return
    held = thinned(planned, rows) if planned.kind == "line" else rows
    known = {column.name: a_column(column) for column in COLUMNS}
    columns = {n: known[s] for n in statement.columns if (s := n.partition(":")[2] or n) in known}
    whole = total_of(planned)
    made = View(
        "facts", "v", planned.kind, None, parts=planned.parts, columns=columns, rows=held,
        count=len(rows), total=None if whole is None else 1, projections_from=projections,
        breaks=breaks, catch_all=frozenset({"other"}), highlight=highlight, table="facts",
        query=view["query"], adds_up=projections is None,
    )  # fmt: skip

    for language in ("en", "ar", "fr"):
        picture, written = draw(made, language), file(made, language)
        for html in (picture.says, picture.drawing, picture.numbers or "", *picture.notes):
            ET.fromstring(f"<div>{html}</div>".replace("<br>", ""))  # noqa: S314 - ours
        assert str(picture.says)
        for of in (None, "A", "nobody"):
            says, figure = answer(made, language, of), headline(made, language, of)
            ET.fromstring(f"<p>{says or ''}</p>")  # noqa: S314 - ours
            if figure is not None:
                ET.fromstring(f"<p>{figure.figure}{figure.label}{figure.time}{figure.change}</p>")  # noqa: S314 - ours
                assert figure.address.startswith("/data/facts")
                assert of != "nobody"
        assert written is None or ET.fromstring(written) is not None  # noqa: S314 - ours
