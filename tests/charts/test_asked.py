"""A reader's own picture of a table: what is chosen, what is said of it, what is refused."""

import asyncio
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import portal.database
from portal.charts.asked import PARAMETERS, possible
from portal.charts.draw import file
from portal.charts.fitting import is_country
from portal.charts.words import REFUSALS
from portal.database import within
from portal.database.read_asked import asked
from portal.exceptions import QueryError
from portal.language.cells import Column as Shown
from portal.language.text import Text
from portal.query.grammar import parse
from portal.query.table import Column, Table

SCHEMA = Path(portal.database.__file__).with_name("schema.sql").read_text("utf-8")
PLACE = Column("iso3", "iso3", "string", "dimension")
YEAR = Column("year", "year", "year", "time")
SEX = Column("sex", "sex", "string", "dimension")
AGE = Column("age_group", "age group", "string", "dimension")
PEOPLE = Column("people", "people", "integer", "measure", "persons", None, "sum")
CODES = ("EGY", "JOR", "LBN", "SYR")
CENSUS = (PLACE, YEAR, SEX, AGE, PEOPLE)
CENSUS_ROWS = [
    (place, year, sex, age, 100 * n + year - 2000)
    for n, place in enumerate(CODES, 1)
    for year in (2000, 2010, 2020)
    for sex in ("f", "m")
    for age in ("0-4", "10-14", "5-9", "80+")
]
CENSUS_KEY = ("iso3", "year", "sex", "age_group")
VALUES = (
    PLACE,
    Column("edition", "edition", "integer", "dimension"),
    Column("indicator", "indicator", "string", "dimension"),
    Column("value", "value", "number", "measure", None, "unit", "none"),
    Column("unit", "unit", "string", "unit"),
)
VALUES_ROWS = [
    (place, edition, indicator, n + edition - 2000, unit)
    for n, place in enumerate(CODES)
    for edition in (2015, 2026)
    for indicator, unit in (("internet", "percent"), ("income", "usd"))
]


class Connection:
    """Answer like a database of Datasette."""

    def __init__(self, connection):
        self.connection = connection
        connection.row_factory = sqlite3.Row

    async def execute(self, sql, params=None):
        return self.connection.execute(sql, params or {}).fetchall()

    async def execute_fn(self, fn):
        return fn(self.connection)


def shown(column):
    return Shown(
        column.name, column.label, Text({"en": column.label.title()}), None, column.type,
        column.role, Text({"en": column.unit}) if column.unit else None, column.unit_column, None,
        None, {}, None, {}, 0,
    )  # fmt: skip


def given_table(columns, key, rows, descriptor=None):
    """Return the function that asks for a picture of these rows by the parameters of an address."""
    catalog, data = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    catalog.executescript(SCHEMA)
    names = [column.name for column in columns]
    own = [f'"{name}"' for name in (["_row", *names] if key == ("_row",) else names)]
    data.execute(f"create table facts ({', '.join(own)})")
    filled = [(n, *row) for n, row in enumerate(rows)] if key == ("_row",) else rows
    data.executemany(f"insert into facts values ({', '.join('?' * len(own))})", filled)
    for place, name in enumerate(names):
        count = len({row[place] for row in rows if row[place] is not None})
        missing = sum(row[place] is None for row in rows)
        values = {"table_name": "facts", "column_name": name, "rows": len(rows), "missing": missing, "distinct_values": count}  # fmt: skip
        catalog.execute(f"insert into profile ({', '.join(values)}) values ({', '.join('?' * len(values))})", tuple(values.values()))  # fmt: skip
    table = Table("facts", tuple(columns), key)
    dataset = {
        "name": "made", "title": Text({"en": "Made"}), "publisher_title": Text({"en": "Us"}),
        "descriptor": descriptor or {},
    }  # fmt: skip
    fields = [
        {"column_name": c.name, "aggregation": c.aggregation, "categories": "[]"} for c in columns
    ]
    resource = {
        "name": "facts", "table_name": "facts", "rows": len(rows), "fields": fields,
        "columns": [shown(column) for column in columns], "title": None,
        "dataset_title": dataset["title"],
    }  # fmt: skip

    def ask(*pairs, language="en", **parameters):
        every = [*pairs, *parameters.items()]
        query = parse(table, [pair for pair in every if pair[0] not in PARAMETERS])
        return asyncio.run(
            asked(
                Connection(catalog), Connection(data), dataset, resource, table, query, every, language
            )
        )  # fmt: skip

    return ask


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Let a busy machine take its time: what is refused must not depend on it."""
    monkeypatch.setattr(within.rows_within, "__defaults__", (60.0,))


@pytest.fixture
def census():
    return given_table(CENSUS, CENSUS_KEY, CENSUS_ROWS)


@pytest.fixture
def values():
    return given_table(VALUES, ("iso3", "edition", "indicator"), VALUES_ROWS)


def title(found):
    return found.drawn.title.pick("en").value


def narrowed(found):
    return {held.column.id: (held.told.shown.value, held.why) for held in found.held}


def selected(choices):
    return [choice.value for choice in choices if choice.selected]


def test_without_a_wish_amounts_are_added_up_over_time(census):
    found = census()

    assert found.drawn.kind == "line"
    assert found.drawn.parts["y"] == "sum:people"
    assert title(found) == "Sum: People by Year"
    assert [row["sum:people"] for row in found.drawn.rows] == [8000, 8320, 8640]
    assert found.held == []


def test_what_the_publisher_points_at_gives_the_lines():
    views = [{"type": "line", "x": "year", "series": "iso3", "highlight": ["JOR"]}]
    found = given_table(CENSUS, CENSUS_KEY, CENSUS_ROWS, {"views": views})()

    assert found.drawn.parts["series"] == "iso3"
    assert found.drawn.highlight == {"JOR"}


def test_a_value_that_does_not_add_up_is_narrowed_and_the_page_says_so(values):
    found = values()

    assert found.drawn.kind == "bar"
    assert narrowed(found) == {
        "edition": ("2026", "greatest"),
        "indicator": ("income", "frequent"),
    }
    assert title(found) == "Value by Iso3: Edition is 2026 · income"
    assert {row["unit"] for row in found.drawn.rows} == {"usd"}
    others = next(held for held in found.held if held.column.id == "indicator").offers
    assert [offer.query for offer in others] == [
        "indicator=internet&_view=chart&_type=bar&_x=iso3&_y=value"
    ]


def test_a_filter_of_the_reader_is_not_narrowed_again_but_said(values):
    found = values(indicator="internet", edition="2015")

    assert found.held == []
    assert title(found) == "Value by Iso3: Edition is 2015 · internet"
    assert found.kept == [("edition", "2015"), ("indicator", "internet")]


def test_conditions_and_words_that_narrow_are_part_of_the_title(census):
    found = census(("year__gte", "2010"), ("iso3__in", "JOR,SYR"), _search="f")

    assert (
        title(found) == "Sum: People by Year: Iso3 is one of JOR, SYR · Year is at least 2010 · “f”"
    )


def test_a_projection_is_not_the_first_thing_to_be_seen():
    ask = given_table(CENSUS, CENSUS_KEY, CENSUS_ROWS, {"projectionsFrom": 2015})

    assert narrowed(ask(_type="bar")) == {"year": ("2010", "latest")}
    assert "year=2010" in ask(_type="bar").numbers


def test_nothing_is_added_up_over_a_break():
    notes = {"comparability": [{"note": "New method.", "breaks": ["2010"]}]}
    found = given_table(CENSUS, CENSUS_KEY, CENSUS_ROWS, notes)(_type="bar", _x="iso3", _y="count")

    assert narrowed(found) == {"year": ("2020", "latest")}


def test_where_every_time_is_a_break_there_is_no_line():
    notes = {"comparability": [{"note": "Ranks.", "breaks": "all"}]}
    ask = given_table(CENSUS, CENSUS_KEY, CENSUS_ROWS, notes)

    assert ask().drawn.kind == "bar"
    assert "line" not in [choice.value for choice in ask().form.kinds]
    assert ask(_type="line").drawn.refusal == "no-time"


def test_a_line_along_something_else_is_drawn_along_time_with_a_note(census):
    found = census(_type="line", _x="iso3")

    assert found.drawn.parts["x"] == "year"
    assert "which <bdi>Iso3</bdi> is not" in found.picture.notes[0]


def test_bars_say_that_they_are_not_split(census):
    found = census(_type="bar", _x="iso3", _series="sex")

    assert "series" not in found.drawn.parts
    assert any("not split" in note for note in found.picture.notes)


def test_ages_stand_in_their_order(census):
    found = census(_type="pyramid")

    assert found.drawn.parts["series"] == "sex"
    assert list(dict.fromkeys(r["age_group"] for r in found.drawn.rows)) == [
        "0-4", "5-9", "10-14", "80+",
    ]  # fmt: skip


def test_two_values_beside_each_other(values):
    found = values(_type="slope")

    assert (found.drawn.parts["x"], found.drawn.parts["series"]) == ("edition", "iso3")
    assert len(found.drawn.rows) == 8


def test_a_summary_is_drawn_as_it_was_grouped(census):
    found = census(("_group", "sex"), ("_group", "year"), ("_measure", "sum:people"))

    assert found.drawn.kind == "line"
    assert (found.drawn.parts["x"], found.drawn.parts["series"]) == ("year", "sex")


def test_what_does_not_add_up_is_no_choice_and_is_refused(values):
    form = values(indicator="income").form
    offered = [choice.value for group in form.measures for choice in group.choices]

    assert offered == ["value", "min:value", "max:value"]
    assert values(_y="sum:value", _x="iso3").drawn.refusal == "aggregation-refused"


def test_several_values_on_one_place_are_refused_with_what_would_help():
    ask = given_table(CENSUS, ("_row",), [*CENSUS_ROWS, *CENSUS_ROWS])
    found = ask(_type="bar", _x="iso3", _y="people")

    assert found.drawn.refusal == "several-values"
    assert [held.column.id for held in found.helps] == ["year", "sex", "age_group"]
    assert "sex=f" in found.helps[1].offers[0].query
    assert found.plain == "_view=chart"


def test_the_form_has_selected_what_is_drawn(census):
    form = census(_type="line", _series="sex").form

    assert selected(form.kinds) == ["line"]
    assert selected(form.across) == ["year"]
    assert selected(form.splits) == ["sex"]
    assert [c.value for g in form.measures for c in g.choices if c.selected] == ["sum:people"]


def test_the_address_of_a_picture_gives_the_same_picture(values):
    first = values()

    assert values(*parse_qsl(first.page)).drawn.rows == first.drawn.rows


def test_countries_are_a_map(values):
    found = values(_view="map")

    assert found.drawn.kind == "choropleth"
    assert [choice.value for choice in found.form.kinds] == ["choropleth"]


def test_codes_of_no_country_are_no_map(census):
    assert census(_view="map", _type="choropleth", _x="sex").drawn.refusal == "not-countries"


def test_places_are_a_map():
    columns = [Column("name", "name", "string", "label"), Column("lat", "خط العرض", "number"), Column("lon", "خط الطول", "number")]  # fmt: skip
    found = given_table(columns, ("_row",), [("Amman", 31.9, 35.9), ("Nowhere", 200, 1)])(
        _view="map"
    )

    assert found.drawn.kind == "points"
    assert "1 place has no position" in found.picture.says


def test_a_table_without_places_has_no_map():
    found = given_table([SEX, PEOPLE], ("sex",), [("f", 1)])(_view="map")

    assert found.drawn.refusal == "no-map"
    assert found.plain == "_view=chart"


def test_what_takes_too_long_is_refused(census, monkeypatch):
    monkeypatch.setattr(within, "STEPS", 1)
    monkeypatch.setattr(within.rows_within, "__defaults__", (-1.0,))

    found = census(iso3="JOR")

    assert found.drawn.refusal == "too-slow"


@pytest.mark.parametrize(
    "wishes", [{"_x": "iso3", "_type": "bar"}, {"_type": "line", "_series": "iso3"}]
)
def test_too_many_rows_are_refused(wishes):
    rows = [(f"P{n}", 2000 + n % 3, "f", "0-4", n) for n in range(10_001)]
    found = given_table(CENSUS, CENSUS_KEY, rows)(**wishes, _y="count")

    assert found.drawn.refusal == "too-many"
    assert found.helps


def test_pairs_of_one_year_tell_it_once(census):
    found = census(_type="slope", _x="sex", _series="iso3", year="2010", age_group="0-4")

    assert "2010" in title(found)
    assert "2010" not in found.picture.drawing.split("<tbody>")[1]
    assert "its own year" not in found.picture.says


def test_of_many_pairs_the_greatest_are_drawn_and_the_page_says_so():
    rows = [(f"P{n}", edition, "internet", n, "percent") for n in range(50) for edition in (1, 2)]
    found = given_table(VALUES, ("iso3", "edition", "indicator"), rows)(_type="slope")

    assert found.picture.drawing.count("<tr>") == 31
    assert "20 more are in the file." in found.picture.notes


def test_which_views_are_possible():
    assert possible([shown(SEX), shown(PEOPLE)]) == {"chart"}
    assert possible([shown(PLACE)]) == {"chart", "map"}
    assert possible([]) == set()
    places = [shown(Column(name, name, "number")) for name in ("latitude", "longitude")]
    assert possible(places) == {"map"}


def test_a_column_of_countries_is_known_by_what_it_refers_to():
    place = shown(Column("state", "state", "string", "dimension"))

    assert not is_country(place)
    assert is_country(Shown(**{**vars(place), "reference": ("countries", "iso3")}))
    assert is_country(Shown(**{**vars(place), "constraints": {"enum": ["JOR", "EGY"]}}))
    assert not is_country(Shown(**{**vars(place), "constraints": {"enum": ["JOR", "x", "y"]}}))


def test_where_there_is_no_row_nothing_else_is_said():
    found = given_table(CENSUS, CENSUS_KEY, [], {"projectionsFrom": 2015})()

    assert found.drawn.refusal == "no-rows"
    assert found.helps == ()


ODD = (
    Column("iso3", "المكان", "string", "dimension", catch_all=("other",)),
    YEAR,
    Column("day", "day", "date", "time"),
    SEX,
    PEOPLE,
    Column("rate", "rate", "number", "measure", None, "unit", "none"),
    Column("unit", "unit", "string", "unit"),
    Column("state", "state", "boolean", "status"),
    Column("lat", "lat", "number"),
    Column("lon", "lon", "number"),
    Column("count", "count", "integer", "measure"),
    Column("list", "list", "list"),
)
ODD_ROWS = [
    (place, year, f"{year}-0{1 + year % 9}-11", sex, people, rate, unit, year % 2, rate, people, 3, "[1]")
    for place in ("JOR", "الأردن", "<b>", "other", None)
    for year in (1950, 2000, 2001, 2030)
    for sex, unit in (("f", "percent"), ("m", "usd"))
    for people, rate in ((year * 1000 - 1_900_000, year / 7), (None, -4.5))
][:61]  # fmt: skip
NAMES = [column.name for column in ODD]
KEYS = [("_row",), ("iso3", "year", "sex"), ("day",)]
TABLES = [
    given_table(
        ODD, key, rows,
        {"projectionsFrom": ahead, "comparability": [{"breaks": breaks}],
         "views": [{"series": "iso3", "highlight": ["JOR", 7], "query": "year=2000&no=1"}]},
    )
    for key in KEYS
    for rows in (ODD_ROWS, [])
    for ahead, breaks in ((None, []), (2001, ["2000"]), ("2030", "all"))
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from([*NAMES, "count", "value:count", "sum:people", "mean:rate", "max:rate", "", ":", "no", "المكان", "min:المكان"]),
    st.text(max_size=5),
)  # fmt: skip
ROWS = st.lists(
    st.sampled_from(
        [
            *(("iso3", "JOR"), ("iso3__in", "JOR,<b>"), ("year", "2000"), ("sex", "f")),
            *(("year__gte", "2001"), ("iso3__isnull", "1"), ("unit", "usd"), ("state", "1")),
            *(
                ("_search", "b"),
                ("_group", "iso3"),
                ("_group", "year"),
                ("_measure", "sum:people"),
            ),
            *(("_measure", "count"), ("_sort", "sex"), ("_size", "3"), ("rate__lt", "2")),
        ]
    ),
    max_size=4,
)
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "_view": st.sampled_from(["chart", "map", "other"]),
        "_type": st.sampled_from(["bar", "line", "slope", "pyramid", "points", "choropleth", "table", "pie"]),
        "_x": WORDS, "_y": WORDS, "_series": WORDS,
    },
)  # fmt: skip


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ask=st.sampled_from(TABLES), rows=ROWS, wishes=WISHES, language=st.sampled_from(["en", "ar"])
)
def test_whatever_is_asked_is_drawn_or_refused(ask, rows, wishes, language):
    try:
        found = ask(*rows, *wishes.items(), language=language)
    except QueryError:
        return
    for offer in (offer for held in (*found.held, *found.helps) for offer in held.offers):
        assert offer.query
    if found.drawn.refusal is not None:
        assert found.drawn.refusal in REFUSALS
        assert found.picture.refusal
        return
    assert str(found.picture.says)
    assert title(found)
    picture = found.picture
    for html in (picture.says, picture.drawing, picture.numbers or "", *picture.notes):
        ET.fromstring(f"<div>{html}</div>".replace("<br>", ""))  # noqa: S314 - ours
    assert ET.fromstring(file(found.drawn, language)) is not None  # noqa: S314 - ours
    again = ask(*parse_qsl(found.page), language=language)
    assert (again.drawn.kind, again.drawn.rows) == (found.drawn.kind, found.drawn.rows)
