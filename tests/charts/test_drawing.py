"""How a view is drawn: what cuts a line, what is dashed, what a phone and a printer get."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from portal.charts import draw as drawing
from portal.charts.plan import Plan
from portal.charts.scale import moment, ticks
from portal.charts.series import lines
from portal.charts.thinning import thinned

PLACED = {"x": "place", "y": "value"}
TIMED = {"x": "year", "y": "value"}
SEVERAL = {**TIMED, "series": "place"}
SVG = "{http://www.w3.org/2000/svg}"


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - ours


def pictures(view):
    """Return one view of each kind."""
    years = [(2000 + i, 100 * i, p) for p in "AB" for i in range(6)]
    return {
        "bar": view("bar", PLACED, [("A", 5), ("الأردن", -3), (None, 1)]),
        "line": view("line", SEVERAL, years, projections_from="2004", breaks=("2002",)),
        "pyramid": view("pyramid", {"x": "place", "y": "value", "series": "sex"}, [(a, 5, s) for a in ("0-4", "5-9") for s in "fm"]),
        "points": view("points", {"x": "lon", "y": "lat"}, [(36.5, 31.5), (-9.0, -1.0), (200.0, 1.0)]),
        "slope": view("slope", {"x": "year", "y": "value", "series": "place"}, [(y, y - 1990, "A") for y in (2000, 2010)]),
        "table": view("table", {"x": "place", "y": "value"}, [("A", 5), ("B", None)]),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["bar", "line", "pyramid", "points", "slope", "table"])
def test_every_kind_obeys_the_policy_for_content_and_is_lean(view, kind, language):
    picture = drawing.draw(pictures(view)[kind], language)
    html = str(picture.drawing) + str(picture.numbers or "")

    assert "<" in html
    assert "style=" not in html
    assert not re.search(r"<script|\bon\w+=", html)
    for number in re.findall(r'd="([^"]+)"', html):
        assert "." not in number
    parsed(f"<div>{html}</div>")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["bar", "line", "pyramid", "points", "slope"])
def test_every_picture_is_a_file_of_its_own(view, kind, language):
    written = drawing.file(pictures(view)[kind], language)

    root = parsed(written)

    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text
    assert "class=" not in written
    assert not re.search(r'style="|var\(', written)


def test_a_table_is_no_picture_and_neither_is_what_was_refused(view):
    assert drawing.file(pictures(view)["table"], "en") is None
    assert drawing.file(view("bar", PLACED, [], refusal="mixed-units"), "en") is None


def pieces(made):
    return [
        (ahead, [point.time for point in points]) for ahead, points in lines(made, made.series[0])
    ]


def test_a_break_cuts_a_line(view):
    made = view("line", TIMED, [(y, y) for y in range(2000, 2006)], breaks=("2003",))

    assert pieces(made) == [(False, [2000, 2001, 2002]), (False, [2003, 2004, 2005])]


def test_a_projection_goes_on_from_the_last_value_and_is_dashed(view):
    made = view(
        "line", TIMED, [(2000, 1), (2010, 2), (2020, 3), (2030, 4)], projections_from="2020"
    )

    assert pieces(made) == [(False, [2000, 2010]), (True, [2010, 2020, 2030])]
    assert drawing.draw(made, "en").drawing.count('class="s1 p"') == 2


def test_a_missing_value_and_missing_years_leave_a_gap(view):
    rows = [(2000, 1), (2001, 2), (2002, None), (2003, 4), (2004, 5), (2010, 6)]
    made = view("line", TIMED, rows)

    assert pieces(made) == [(False, [2000, 2001]), (False, [2003, 2004]), (False, [2010])]


def test_seven_lines_are_drawn_and_those_pointed_at_are_among_them(view):
    rows = [(y, v, f"P{v}") for v in range(10) for y in (2000, 2001)]
    made = view("line", SEVERAL, rows, highlight=frozenset({"P0"}))

    html = drawing.draw(made, "en").drawing

    assert len(set(re.findall(r'class="(s\d)"', html))) == 7
    assert [name for name in ("P0", "P1", "P9") if f">{name}<" in html] == ["P0", "P9"]


def test_time_runs_from_left_to_right_in_arabic_too(view):
    made = view("line", TIMED, [(2000, 1), (2010, 2)])

    for language in ("en", "ar"):
        root = parsed(re.search("<svg.*?</svg>", drawing.draw(made, language).drawing)[0])
        places = {t.text: int(t.get("x")) for t in root.iter("text")}
        assert root.get("direction") == "ltr"
        assert places["2000"] < places["2010"]


def test_arabic_words_are_anchored_as_they_are_written(view):
    made = view(
        "line", SEVERAL, [(y, 1, "الأردن") for y in (1, 2)] + [(y, 2, "Jordan") for y in (1, 2)]
    )

    html = drawing.draw(made, "ar").drawing

    assert re.search('<text [^>]*direction="rtl"[^>]*>نسمة', html)
    assert re.search('<text [^>]*lang=""[^>]*>Jordan', html)


def test_bars_begin_at_zero(view):
    html = drawing.draw(view("bar", PLACED, [("A", 100), ("B", 50), ("C", -100)]), "en").drawing

    bars = re.findall(r'<rect(?: x="(\d+)")? width="(\d+)"', html)

    assert bars == [("500", "500"), ("500", "250"), ("", "500")]


def test_what_is_no_category_has_no_bar(view):
    made = view("bar", PLACED, [("A", 10), ("other", 90)], catch_all=frozenset({"other"}))

    html = drawing.draw(made, "en").drawing

    assert html.count("<rect") == 1
    assert 'width="1000"' in html
    assert "no category of its own" in html


def test_twenty_bars_are_drawn_and_the_rest_is_counted(view):
    made = view("bar", PLACED, [(f"P{i}", i) for i in range(50)], highlight=frozenset({"P3"}))

    picture = drawing.draw(made, "en")

    assert picture.drawing.count("<rect") == 21
    assert "29 more are in the file." in picture.notes
    assert drawing.draw(made, "en", whole=True).drawing.count("<rect") == 50


def test_a_place_that_cannot_be_is_not_on_the_map(view):
    html = drawing.draw(pictures(view)["points"], "en").drawing

    assert re.search('class="dots" d="([^"]+)"', html)[1].count("h0") == 2


@pytest.mark.parametrize(
    ("low", "high"), [(0, 7), (0, 1), (93, 100), (-5, 5), (0, 110_990_103), (0.8252, 1.599), (3, 3)]
)
def test_ticks_are_round_and_enclose_the_values(low, high):
    found = ticks(low, high)

    assert found[0] <= low <= high <= found[-1]
    assert 2 <= len(found) <= 8
    steps = {round(b - a, 9) for a, b in itertools.pairwise(found)}
    assert len(steps) == 1


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(1999, 2000), ("1999-12-31", "2000-01-01"), ("2000-02", "2000-03"), ("2000-02-03T01:00:00", "2000-02-04T00:00:00")],
)  # fmt: skip
def test_times_grow(earlier, later):
    assert moment(earlier) < moment(later)


def test_a_thinned_line_keeps_its_ends_its_extremes_and_each_year_s_last():
    days = [f"{year}-{month:02}-{day:02}" for year in range(2000, 2010) for month in range(1, 13) for day in range(1, 29)]  # fmt: skip
    rows = [{"day": day, "v": (i * 7919) % 1009} for i, day in enumerate(days)]
    plan = Plan("line", None, None, {"x": "day", "y": "v"})

    kept = thinned(plan, rows)

    assert len(kept) < 250
    assert (kept[0], kept[-1]) == (rows[0], rows[-1])
    values = [row["v"] for row in rows]
    assert {min(values), max(values)} <= {row["v"] for row in kept}
    assert {f"{year}-12-28" for year in range(2000, 2010)} <= {row["day"] for row in kept}
    assert [row["day"] for row in kept] == sorted(row["day"] for row in kept)


def test_a_short_line_is_kept_whole():
    rows = [{"day": 2000 + n, "v": None if n == 3 else n} for n in range(100)]

    assert thinned(Plan("line", None, None, {"x": "day", "y": "v"}), rows) == rows
