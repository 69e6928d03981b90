"""The sentences of pictures and answers: one golden page with every form, and what must never be said.

After a change of words, ``PORTAL_GOLDEN=write pytest tests/charts/test_sentences.py`` writes the
page anew; read the difference in both languages before it is committed.
"""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from portal.charts.answers import answer, headline
from portal.charts.draw import draw

GOLDEN = Path(__file__).with_name("every_sentence_form.txt")
COUNTS = (0, 1, 2, 3, 11, 100)
PLACED = {"x": "place", "y": "value"}
TIMED = {"x": "year", "y": "value"}


def said(view, language):
    """Return everything that a picture says, as plain text."""
    picture = draw(view, language)
    return [plain(text) for text in (picture.refusal or picture.says, *picture.notes)]


def plain(text):
    return re.sub("  +", " ", unescape(re.sub("<[^>]+>", "", str(text))))


def answered(view, language):
    """Return the answer of a view and its headline, as plain text."""
    lines = [plain(answer(view, language) or "no answer")]
    figure = headline(view, language)
    if figure is not None:
        parts = (figure.figure, figure.unit, figure.label, figure.change, figure.time)
        lines += [" | ".join(plain(part) for part in parts if part), figure.address]
    return lines


def forms(view):
    """Yield the name and the view of every form, with each number of rows."""
    for n in COUNTS:
        places = [(f"P{i}", 100 + i) for i in range(n)]
        years = [(1900 + i, 100 + i * (-1) ** i) for i in range(n)]
        yield f"bar {n}", view("bar", PLACED, places)
        yield f"bar, adding up {n}", view("bar", PLACED, places, total=sum(v for _, v in places))
        yield f"bar, all equal {n}", view("bar", PLACED, [(p, 7) for p, _ in places])
        yield f"bar, one pointed at {n}", view("bar", PLACED, places, highlight=frozenset({"P1"}))
        apart = [*places, ("other", 900), (None, 5)]
        yield (
            f"bar, with what is no category {n}",
            view("bar", PLACED, apart, catch_all=frozenset({"other"})),
        )
        fixed = {**PLACED, "time": "year"}
        yield f"bar of one year {n}", view("bar", fixed, [(*p, 2020) for p in places])
        yield (
            f"bar of one projected year {n}",
            view("bar", fixed, [(*p, 2050) for p in places], projections_from="2024"),
        )
        mixed = {**fixed, "status": "state"}
        yield (
            f"bar of different years {n}",
            view("bar", mixed, [(*p, 2000 + i % 7, i % 2) for i, p in enumerate(places)]),
        )
        yield f"bar over time {n}", view("bar", TIMED, years)
        yield f"line {n}", view("line", TIMED, years)
        yield f"line with a projection {n}", view("line", TIMED, years, projections_from="1902")
        yield f"line with a break {n}", view("line", TIMED, years, breaks=("1901",))
        several = {**TIMED, "series": "place"}
        common = [
            (year, value + i, f"P{i}") for i in range(n) for year, value in ((1990, 1), (2000, 2))
        ]
        yield f"lines {n}", view("line", several, common)
        yield (
            f"lines, one pointed at {n}",
            view("line", several, common, highlight=frozenset({"P0"})),
        )
        yield (
            f"lines that end apart {n}",
            view("line", several, [(y + int(p[1:]), v, p) for y, v, p in common]),
        )
        sexes = [
            (f"{i * 5}+", v, sex) for i in range(n) for sex, v in (("f", 10 + i), ("m", 20 + i))
        ]
        pyramid = {"x": "place", "y": "value", "series": "sex"}
        yield f"pyramid {n}", view("pyramid", pyramid, sexes)
        yield (
            f"pyramid, adding up {n}",
            view("pyramid", pyramid, sexes, total=sum(v for _, v, _ in sexes)),
        )
        yield (
            f"points {n}",
            view("points", {"x": "lon", "y": "lat"}, [(36.0, 31.0 + i / 9) for i in range(n)]),
        )
        yield (
            f"points without a position {n}",
            view("points", {"x": "lon", "y": "lat"}, [(None, None)] * n),
        )
        slope = {"x": "place", "y": "value", "series": "sex", "time": "year", "status": "state"}
        pairs = [
            (e, v + i, f"S{i}", y, i % 2)
            for i in range(n)
            for e, v, y in (("old", 5, 2014), ("new", 9, 2023))
        ]
        yield f"slope {n}", view("slope", slope, pairs)
        yield (
            f"slope with one value {n}",
            view("slope", slope, [pair for pair in pairs if pair[0] == "new"]),
        )
        yield f"table {n}", view("table", {"x": "place"}, [(p,) for p, _ in places])


PAIR = {"x": "place", "y": "value", "series": "sex", "time": "year", "status": "state"}
SHARES = {**PAIR, "y": "share"}
SUM = {"x": "year", "y": "value"}


def changes(view):
    """Yield the name and the view of every form of a change, an answer and a headline figure."""
    for n in COUNTS:
        rows = {"table": "made", "query": "sex__in=f,m&place__notnull=1&_sort=value"}

        def pair(parts, first, last, years=(2014, 2023), states=(1, 1), rows=rows, **more):
            held = [
                ("old", first, "f", years[0], states[0]),
                ("new", last, "f", years[1], states[1]),
            ]
            return view("slope", parts, held, **rows, **more)

        yield f"percentages that rose by {n}", pair(SHARES, 0, n)
        yield f"percentages that fell by {n}", pair(SHARES, 200, 200 - n)
        yield f"percentages that rose by {n} and a half", pair(SHARES, 0, n + 0.5)
        yield f"percentages, {n}, with notes", pair(SHARES, 0, n, cautioned=True)
        yield f"amounts that rose by {n} per cent", pair(PAIR, 1000, 1000 + n * 10, adds_up=True)
        yield f"amounts that fell by {n} per cent", pair(PAIR, 1000, 1000 - n * 10, adds_up=True)
        yield f"amounts that begin with {n}", pair(PAIR, n, 12, adds_up=True)
        yield f"amounts of {n} millions", pair(PAIR, 10**6, n * 10**6, adds_up=True)
        yield f"amounts of {n} billions and a bit", pair(PAIR, 1, n * 10**9 + 10**8, adds_up=True)
        yield f"rates, of which no change is told, {n}", pair(PAIR, 7, n, cautioned=True)
        yield f"an estimate and a count, {n}", pair(SHARES, 7, n, states=(1, 0))
        yield f"two values of one year, {n}", pair(SHARES, 7, n, years=(2020, 2020))
        yield f"a break between two values, {n}", pair(SHARES, 7, n, breaks=("2020",))
        yield f"breaks everywhere, {n}", pair(SHARES, 7, n, breaks=("all",), cautioned=True)
        yield f"a value and a projection, {n}", pair(SHARES, 7, n, projections_from="2020")
        line = [(2000, 4), (2010, n), (2030, 99)]
        yield f"a line to {n}", view("line", TIMED, line, **rows, adds_up=True)
        yield (
            f"a line to {n}, then a projection",
            view("line", TIMED, line, **rows, adds_up=True, projections_from="2024"),
        )
        yield (
            f"a line with a break before {n}",
            view("line", TIMED, line, **rows, adds_up=True, breaks=("2010",)),
        )
        yield f"a line of rates to {n}", view("line", TIMED, line, **rows)
        yield (
            f"a projection of {n} alone",
            view("line", TIMED, [(2030, n)], **rows, projections_from="2024"),
        )
        several = {**TIMED, "series": "sex"}
        yield (
            f"lines, one pointed at, {n}",
            view("line", several, [(2000, 4, "f"), (2010, n, "f"), (2010, 1, "m")], **rows,
                 adds_up=True, highlight=frozenset({"f"})),
        )  # fmt: skip
        yield (
            f"a bar pointed at, {n}",
            view("bar", {**PLACED, "time": "year", "status": "state"},
                 [("A", n, 2014, 1), ("B", 5, 2015, 0)], **rows, highlight=frozenset({"A"})),
        )  # fmt: skip
        yield (
            f"a bar pointed at, added up over years, {n}",
            view("bar", PLACED, [("A", n), ("B", 5)], **rows, highlight=frozenset({"A"}),
                 period=(2006, 2021), total=n + 5),
        )  # fmt: skip
        yield (
            f"bars of {n} years, adding up",
            view("bar", SUM, [(2001 + i, 10) for i in range(n)], **rows, total=10 * n),
        )
        yield (
            f"bars of {n} years, adding up, the last ones projected",
            view("bar", SUM, [(2001 + i, 10) for i in range(n)], **rows, total=10 * n,
                 projections_from="2003"),
        )  # fmt: skip
        pyramid = {"x": "place", "y": "value", "series": "sex", "time": "year"}
        sexes = [(f"{i}+", 10, sex, 2050) for i in range(n) for sex in "fm"]
        yield (
            f"a pyramid of {n} groups, projected",
            view("pyramid", pyramid, sexes, **rows, total=20 * n, projections_from="2024"),
        )
        yield f"{n} places on a map", view("points", {"x": "lon", "y": "lat"}, [(36, 31)] * n)
        yield f"a table of {n} rows", view("table", {"x": "place"}, [("A",)] * n, **rows)


def test_the_golden_page_has_every_form_in_both_languages(view):
    lines = []
    for say, every in ((said, forms(view)), (answered, changes(view))):
        for name, made in every:
            for language in ("en", "ar"):
                texts = say(made, language)
                lines += [f"{name} · {language}", *(f"    {text}" for text in texts), ""]
    page = "\n".join(lines)
    if os.environ.get("PORTAL_GOLDEN") == "write":
        GOLDEN.write_text(page, encoding="utf-8")

    assert page == GOLDEN.read_text(encoding="utf-8")


def test_a_projection_is_never_the_latest_value(view):
    made = view("line", TIMED, [(2000, 1), (2020, 2), (2030, 99)], projections_from="2024")

    assert said(made, "en")[0].startswith(
        "Latest, 2020: 2 persons. First, 2000: 1 persons. Projection for 2030: 99"
    )


def test_nothing_is_said_across_a_break(view):
    made = view("line", TIMED, [(2000, 900), (2010, 1), (2011, 3), (2012, 2)], breaks=("2010",))

    text = said(made, "en")[0]

    assert "900" not in text
    assert "First, 2010: 1 persons." in text


@pytest.mark.parametrize(
    "bounds",
    [{"projections_from": "2010"}, {"breaks": ("2010",)}, {"breaks": ("all",)}],
    ids=lambda bounds: next(iter(bounds)),
)
def test_nothing_is_added_up_across_a_break_or_into_projections(view, bounds):
    rows = [(2000, 1), (2005, 2), (2010, 3)]

    assert "Total: 6 persons." in said(view("bar", SUM, rows, total=6), "en")[0]
    assert "Total" not in said(view("bar", SUM, rows, total=6, **bounds), "en")[0]


def test_a_code_that_is_no_category_is_told_apart_and_never_ranked(view):
    made = view(
        "bar",
        PLACED,
        [("A", 5), ("B", 3), ("other", 900)],
        catch_all=frozenset({"other"}),
        total=908,
    )

    assert said(made, "en")[0] == (
        "Highest: A (5 persons). Lowest: B (3 persons). Compared: 2. Total: 908 persons."
        " No category of its own: other, 900 persons."
    )


def test_what_has_no_value_is_named(view):
    made = view("bar", PLACED, [("A", 5), ("B", None)])

    assert said(made, "en") == ["A: 5 persons.", "Without a value: B."]


def test_series_that_end_in_different_years_are_not_ranked(view):
    several = {**TIMED, "series": "place"}
    made = view("line", several, [(2000, 1, "A"), (2001, 2, "A"), (2000, 3, "B")])

    text = said(made, "en")[0]

    assert text == "B, 2000: 3 persons. A, 2001: 2 persons. Compared: 2."


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_refusal_says_why(view, language):
    made = view("bar", PLACED, [], refusal="mixed-units", about="value")

    picture = draw(made, language)

    assert "value" in picture.refusal
    assert picture.drawing == ""
