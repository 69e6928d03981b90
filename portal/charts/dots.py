"""A map of places as dots on a grid of degrees: no tiles, nothing from another host."""

from __future__ import annotations

import functools
import json
import math
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from portal.charts import svg
from portal.charts.scale import Scale, ticks
from portal.language import numbers
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.charts.model import View
    from portal.charts.voice import Voice

WIDTH, EDGE = 640, 40
TALLEST = 640
UNIT = 20
"""The borders are written in twentieths of a degree."""


def places(view: View) -> list[tuple[float, float]]:
    """Return longitude and latitude of every row that has both, in degrees as they can be."""
    found = []
    for row in view.rows:
        x, y = view.of(row, "x"), view.of(row, "y")
        if isinstance(x, int | float) and isinstance(y, int | float) and abs(x) <= 180 and abs(y) <= 90:  # fmt: skip
            found.append((float(x), float(y)))
    return found


def pictures(voice: Voice, name: str) -> Markup:
    """Return the map; its words are larger where it is small, by the style sheet."""
    inside, height = _inside(voice)
    return svg.picture(WIDTH, height, name, "map", inside)


def file(voice: Voice, name: str) -> str:
    """Return the map as a file of its own, with its title."""
    inside, height = _inside(voice)
    head = svg.text(WIDTH // 2, 20, Shown(name, voice.language), voice.language, "middle")
    body = Markup('<g transform="translate(0 26)">{}</g>').format(inside)
    return svg.alone(WIDTH, height + 26, name, voice.language, head + body)


def _inside(voice: Voice) -> tuple[Markup, int]:
    found = places(voice.view)
    if not found:
        return Markup(""), EDGE
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    south, north = min(y for _, y in found), max(y for _, y in found)
    if east - west < 0.1:
        west, east = west - 0.1, east + 0.1
    if north - south < 0.1:
        south, north = south - 0.1, north + 0.1
    margin = max(east - west, north - south) * 0.04
    west, east, south, north = west - margin, east + margin, south - margin, north + margin
    # A degree of longitude is shorter the farther it is from the equator.
    shorter = math.cos(math.radians((south + north) / 2))
    width = WIDTH - EDGE
    unit = min(width / ((east - west) * shorter), TALLEST / (north - south))
    width, height = round((east - west) * shorter * unit), round((north - south) * unit)
    across = Scale(west, east, WIDTH - width, WIDTH - 1)
    down = Scale(south, north, height, 1)

    meridians = [m for m in ticks(west, east, 4) if west < m < east]
    parallels = [p for p in ticks(south, north, 4) if south < p < north and down(p) > EDGE // 2]
    left = WIDTH - width
    grid = "".join(f"M{across(m)} 1V{height}" for m in meridians)
    grid += "".join(f"M{left} {down(p)}H{WIDTH - 1}" for p in parallels)
    grid += f"M{left} 1H{WIDTH - 1}V{height}H{left}z"
    land = _land((west, east, south, north), across, down)
    seen = sorted({(across(x), down(y)) for x, y in found})
    parts = [svg.shape(grid, "grid")]
    if land:
        # A picture inside the picture ends at its edges, as the lines must.
        frame = Markup(
            '<svg x="{0}" y="1" width="{1}" height="{2}" viewBox="{0} 1 {1} {2}">{3}</svg>'
        )
        parts.append(frame.format(left, WIDTH - 1 - left, height - 1, svg.shape(land, "land")))
    parts.append(svg.shape(_dots(seen), "dots"))
    parts += [
        svg.number(across(m), height + 28, _degrees(m, "E", "W", voice), "middle", "soft")
        for m in meridians
    ]
    parts += [
        svg.number(left - 6, down(p) + 5, _degrees(p, "N", "S", voice), "end", "soft")
        for p in parallels
    ]
    return Markup("").join(parts), height + EDGE


class Border(NamedTuple):
    """Hold a line of coasts and borders with the frame that it lies in."""

    west: int
    east: int
    south: int
    north: int
    longitudes: Sequence[int]
    latitudes: Sequence[int]


@functools.cache
def borders() -> Sequence[Border]:
    """Return coasts and borders, in twentieths of a degree (``scripts/sources/shapes.py``)."""
    read = json.loads(files(__package__).joinpath("shapes/lines.json").read_text("utf-8"))
    lines = [(tuple(line[::2]), tuple(line[1::2])) for line in read]
    return [Border(min(x), max(x), min(y), max(y), x, y) for x, y in lines]


def _land(frame: tuple[float, float, float, float], across: Scale, down: Scale) -> str:
    """Return the lines that run through a frame of degrees."""
    west, east, south, north = (edge * UNIT for edge in frame)
    data: list[str] = []
    for line in borders():
        if line.east < west or line.west > east or line.north < south or line.south > north:
            continue
        degrees = list(zip(line.longitudes, line.latitudes, strict=True))
        near = [west <= x <= east and south <= y <= north for x, y in degrees]
        if any(near):
            data += _runs([(across(x / UNIT), down(y / UNIT)) for x, y in degrees], near)
    return "".join(data)


def _runs(places: list[tuple[int, int]], near: list[bool]) -> Iterator[str]:
    """Yield the parts of a line that are in the frame, each with the places just outside."""
    x, y, drawn = 0, 0, False
    for number, (right, down) in enumerate(places):
        if not any(near[max(number - 1, 0) : number + 2]):
            drawn = False
        elif not drawn:
            yield f"M{right} {down}"
            x, y, drawn = right, down, True
        elif abs(right - x) + abs(down - y) > 2:
            yield f"l{right - x}{'' if down < y else ' '}{down - y}"
            x, y = right, down


def _dots(places_: list[tuple[int, int]]) -> str:
    """Return dots as lines of no length, whose round ends are seen."""
    x = y = 0
    data = []
    for right, down in places_:
        data.append(f"m{right - x}{'' if down < y else ' '}{down - y}h0")
        x, y = right, down
    return "".join(data)


def _degrees(value: float, positive: str, negative: str, voice: Voice) -> str:
    """Return degrees as on a map; Latin letters of the compass only where the language has them."""
    if voice.language.startswith("ar"):
        return f"{numbers.number(value, voice.language)}°"
    side = "" if value == 0 else positive if value > 0 else negative
    return f"{numbers.number(abs(value), voice.language)}°{side}"
