"""A change is stated in points, in per cent, or not at all; never where two values differ in kind."""

from decimal import Decimal

import pytest

from portal.charts.answers import answer, headline
from portal.charts.change import Change, Reading, change, is_percent

PAIR = {"x": "place", "y": "value", "series": "sex", "time": "year", "status": "state"}
SHARES = {**PAIR, "y": "share"}


@pytest.fixture
def pair(view):
    """Give the function that makes a view of two values."""

    def made(parts, first, last, **more):
        return view("slope", parts, [("old", first, "f", 2014, 1), ("new", last, "f", 2023, 1)],
                    **{"table": "made", **more})  # fmt: skip

    return made


def stated(view, *values, times=(2014, 2023), states=(1, 1)):
    return change(view, *map(Reading, values, times, states))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        *((unit, True) for unit in ("percent", "per cent", "%", "percent of population", "% of GDP")),
        *((unit, True) for unit in ("GDP, %", "share in percent", "Percentage", "في المئة من السكان")),
        *((unit, True) for unit in ("بالمئة", "في المائة", "٪")),
        *((unit, False) for unit in ("per 100 inhabitants", "persons", "percentile", "per century")),
        *((unit, False) for unit in ("percentage points", "نقطة مئوية", "years", "", "index, 0 to 1")),
    ],
)  # fmt: skip
def test_what_is_a_percentage_is_decided_by_the_unit(unit, expected):
    assert is_percent([unit]) is expected


def test_the_unit_is_read_in_whichever_language_says_it():
    assert is_percent(["share_2", "حصة", "percent of population"])
    assert not is_percent([])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(45, 93, "48"), (19.1, 14, "-5.1"), (0.1, 0.3, "0.20"), (7, 7, "0"), (99.999, 99.998, "-0.0010")],
)  # fmt: skip
def test_between_percentages_it_is_points(pair, first, last, expected):
    found = stated(pair(SHARES, first, last, adds_up=True), first, last)

    assert found == Change(Decimal(expected), points=True)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (11_100_000, 8_050_000, "-27"),
        (100, 102.14, "2.1"),
        (1_000_000, 1_000_123, "0.012"),
        (3, 0, "-100"),
        (1_000_000, 1, "-99.9"),
        (5, 5, "0"),
    ],
)
def test_of_amounts_it_is_per_cent_of_the_earlier_one(pair, first, last, expected):
    found = stated(pair(PAIR, first, last, adds_up=True), first, last)

    assert found == Change(Decimal(expected), points=False)


@pytest.mark.parametrize(
    "about",
    [
        {"values": (140, 70), "view": {}},
        {"values": (0, 70)},
        {"values": (-5, 70)},
        {"values": (5, -70)},
        {"times": (2023, 2014)},
        {"times": (2014, 2014)},
        {"times": (None, 2014)},
        {"times": ("before", "after")},
        {"states": (1, 0)},
        {"states": (None, 1)},
        {"view": {"adds_up": True, "breaks": ("2015",)}},
        {"view": {"adds_up": True, "breaks": ("all",)}},
        {"view": {"adds_up": True, "projections_from": "2020"}},
        {"view": {"adds_up": True, "projections_from": "2000"}},
    ],
    ids=str,
)
def test_nothing_is_stated_where_it_would_not_be_true(pair, about):
    values = about.get("values", (10, 70))
    view = pair(PAIR, *values, **about.get("view", {"adds_up": True}))

    found = stated(
        view, *values, times=about.get("times", (2014, 2023)), states=about.get("states", (1, 1))
    )

    assert found is None


def test_signs_and_numbers_do_not_come_apart_in_arabic(pair):
    risen, fallen = pair(SHARES, 45, 93), pair(PAIR, 100, 73, adds_up=True)

    assert '<bdi dir="ltr">+48</bdi>' in answer(risen, "ar")
    assert '<bdi dir="ltr" class="whole">−27 %</bdi>' in headline(fallen, "ar").change


def test_a_headline_leads_to_the_rows_of_that_place_alone(view):
    made = view("slope", PAIR, [("old", 1, "f", 2014, 1), ("new", 2, "a/b&c,%", 2023, 1)],
                table="made", query="sex__in=f,m&sex=f&year__gte=2000&_sort=value&_search=x+y")  # fmt: skip

    address = headline(made, "en", "a/b&c,%").address

    assert address == "/data/made?year__gte=2000&_search=x%20y&sex=a%2Fb%26c%2C%25"


@pytest.mark.parametrize("kind", ["bar", "line", "slope", "choropleth", "pyramid"])
def test_who_is_not_there_has_no_answer(view, kind):
    x = ("year", 2000, 2001) if kind == "line" else ("place", "A", "B")
    parts = {"x": x[0], "y": "value", "series": "sex"}
    made = view(kind, parts, [(x[1], 1, "f"), (x[2], 2, "m")], table="made", highlight=frozenset({"A", "f"}))  # fmt: skip

    assert answer(made, "en", "nobody") is None
    assert headline(made, "en", "nobody") is None


def test_without_anybody_pointed_at_there_is_no_headline(view):
    made = view("bar", {"x": "place", "y": "value"}, [("A", 1), ("B", 2)], table="made")

    assert headline(made, "en") is None
    assert "Highest" in answer(made, "en")


def test_a_refused_view_answers_nothing(view):
    made = view("bar", {"x": "place", "y": "value"}, [("A", 1)], table="made", refusal="mixed-units")  # fmt: skip

    assert answer(made, "en") is None
    assert headline(made, "en") is None
