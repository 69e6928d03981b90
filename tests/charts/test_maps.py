"""The borders that maps are drawn with, and the classes of the map of the world."""

import itertools
import re

import pytest

from portal.charts import world
from portal.charts.dots import borders
from portal.charts.draw import draw

ARAB = "ARE BHR COM DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM"
VALUES = {"x": "place", "y": "value"}


@pytest.mark.parametrize("code", ARAB.split())
def test_every_arab_state_is_on_the_map(code):
    assert re.fullmatch(r"(M-?\d+ -?\d+([lhv][-\d ]+)+z)+", world.shapes()[code])


def test_no_shape_crosses_the_whole_map():
    steps = [
        abs(int(n)) for shape in world.shapes().values() for n in re.findall(r"l(-?\d+)", shape)
    ]

    assert len(steps) > 3000
    assert max(steps) < 100


def test_no_line_of_the_borders_crosses_the_whole_world():
    far = [abs(b - a) for line in borders() for a, b in itertools.pairwise(line.longitudes)]

    assert len(far) > 5000
    assert max(far) < 20 * 60


@pytest.mark.parametrize(
    ("longitude", "latitude", "place"),
    [(0, 0, (500, 243)), (180, 0, (1000, 243)), (-180, 0, (0, 243)), (0, 83.7, (500, 2))],
)
def test_places_are_projected(longitude, latitude, place):
    assert tuple(round(n) for n in world.projected(longitude, latitude)) == place


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], []),
        ([7], [7]),
        ([5, 5, 5, 5], [5]),
        (range(1, 11), [1, 3, 5, 7, 9]),
        ([1, 2, *[100] * 8], [1, 100]),
    ],
)
def test_classes_hold_about_as_many_values_and_equal_ones_together(view, values, bounds):
    codes = ["JOR", "EGY", "IRQ", "SYR", "LBN", "SAU", "YEM", "OMN", "QAT", "KWT"]

    made = view("choropleth", VALUES, list(zip(codes, values, strict=False)))

    assert world.bounds(made) == bounds


def test_a_country_without_a_value_is_neutral_and_a_value_without_a_country_is_named(view):
    made = view("choropleth", VALUES, [("JOR", 5), ("EGY", 9), ("GIB", 1), ("IRQ", None)])

    picture = draw(made, "en")

    neutral = re.search(r'class="q0" d="([^"]+)"', picture.drawing)[1]
    assert world.shapes()["IRQ"] in neutral
    assert world.shapes()[""] in neutral
    assert world.shapes()["JOR"] not in neutral
    assert [re.sub("<[^>]+>", "", note) for note in picture.notes] == [
        "Without a value: IRQ.",
        "Not on the map: GIB.",
        "Borders: Natural Earth, simplified; they say nothing about the status of a territory.",
    ]


def test_the_legend_counts_every_value(view):
    codes = [code for code in world.shapes() if code]
    made = view("choropleth", VALUES, [(code, n) for n, code in enumerate(codes)])

    html = draw(made, "en").drawing

    counts = [int(n) for n in re.findall(r'class="count"><bdi dir="ltr">\((\d+)\)', html)]
    assert sum(counts) == len(codes)
    assert len(counts) == 5
    assert "no value" in html


def test_borders_lie_under_the_dots_and_within_the_frame(view):
    made = view("points", {"x": "lon", "y": "lat"}, [(35.0, 29.5), (39.0, 33.4)])

    html = draw(made, "en").drawing

    assert html.index('class="land"') < html.index('class="dots"')
    inner = re.search(r'<svg x="(\d+)" y="1" width="(\d+)" height="(\d+)" viewBox="(\d+) 1 (\d+) (\d+)"', html)  # fmt: skip
    assert inner[1] == inner[4]
    assert inner.group(2, 3) == inner.group(5, 6)
