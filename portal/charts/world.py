"""A map of the world in classes, beside the bars that carry the same values; borders are files.

``shapes/world.json`` has for each country (ISO alpha-3 code) the data of a path on this map, and
under the empty name what has no code; ``scripts/sources/shapes.py`` writes it.
"""

from __future__ import annotations

import functools
import json
import math
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts import svg
from portal.language.numbers import number
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.charts.model import View
    from portal.charts.voice import Voice

WIDTH, HEIGHT = 1000, 440
NORTH = 83.7
"""The northern end of land; the map ends in the south before Antarctica."""
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Of the Equal Earth projection (Šavrič, Patterson and Jenny 2018), in which areas are true."""
CLASSES = 5


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place of a point on the map."""
    x, y = _equal_earth(math.radians(longitude), math.radians(latitude))
    east, _ = _equal_earth(math.pi, 0)
    _, top = _equal_earth(0, math.radians(NORTH))
    unit = WIDTH / (2 * east)
    return (x + east) * unit, (top - y) * unit + 2


@functools.cache
def shapes() -> Mapping[str, str]:
    """Return the data of a path by code; the empty code has the shapes without one."""
    read: dict[str, str] = json.loads(
        files(__package__).joinpath("shapes/world.json").read_text("utf-8")
    )
    return read


def values(view: View) -> dict[str, float]:
    """Return the values by code."""
    return {
        str(view.of(row, "x")): float(value)
        for row in view.rows
        if isinstance(value := view.of(row, "y"), int | float) and view.of(row, "x") is not None
    }


def missing(view: View) -> list[str]:
    """Return the codes that have a value and no shape."""
    return [code for code in values(view) if code not in shapes()]


def bounds(view: View) -> list[float]:
    """Return where classes begin, so that about as many values fall into each; equal ones into one."""
    ranked = sorted(values(view).values())
    return sorted({ranked[len(ranked) * n // CLASSES] for n in range(CLASSES)} if ranked else ())


def pictures(voice: Voice, name: str) -> Markup:
    """Return the map and its legend."""
    inside, held = _inside(voice.view)
    items = Markup("")
    for place, (low, high, count) in enumerate(held, 1):
        ends = voice.figure(low) if low == high else f"{voice.figure(low)}–{voice.figure(high)}"
        shown = Markup(
            '<bdi dir="ltr">{}</bdi> <span class="count"><bdi dir="ltr">({})</bdi></span>'
        )
        items += _key(_shade(place, len(held)), shown.format(ends, number(count, voice.language)))
    items += _key(0, voice.gettext("no value"))
    return svg.picture(WIDTH, HEIGHT, name, "world", inside) + Markup(
        '<ul class="legend">{}</ul>'
    ).format(items)


def file(voice: Voice, name: str) -> str:
    """Return the map as a file of its own, with its title."""
    inside, held = _inside(voice.view)
    language = voice.language
    head = svg.text(WIDTH // 2, 24, Shown(name, language), language, "middle")
    body = Markup('<g transform="translate(0 30)">{}</g>').format(inside)
    for place, (low, high, _) in enumerate(held, 1):
        y = HEIGHT - 20 * (len(held) - place)
        body += svg.shape(f"M10 {y}h24v14h-24z", f"q{_shade(place, len(held))}")
        body += svg.number(
            42,
            y + 12,
            voice.figure(low) if low == high else f"{voice.figure(low)}–{voice.figure(high)}",
        )
    return svg.alone(WIDTH, HEIGHT + 40, name, language, head + body)


def _inside(view: View) -> tuple[Markup, list[tuple[float, float, int]]]:
    """Return the shapes by class, and of each class the least and greatest value and how many."""
    found, starts = values(view), bounds(view)
    data = [""] * (len(starts) + 1)
    held: list[list[float]] = [[] for _ in starts]
    for value in found.values():
        held[sum(start <= value for start in starts) - 1].append(value)
    for code, shape in shapes().items():
        place = sum(start <= found[code] for start in starts) if code in found else 0
        data[place] += shape
    parts = [svg.shape(data[0], "q0")] if data[0] else []
    parts += [
        svg.shape(shape, f"q{_shade(place, len(starts))}")
        for place, shape in enumerate(data[1:], 1)
        if shape
    ]
    return Markup("").join(parts), [(min(one), max(one), len(one)) for one in held]


def _key(shade: int, words: Markup) -> Markup:
    return Markup(
        '<li><svg viewBox="0 0 20 12" aria-hidden="true"><rect class="q{}" width="20" height="12"/></svg> {}</li>'
    ).format(shade, words)


def _shade(place: int, classes: int) -> int:
    """Return which of the five colours a class has: the strongest belongs to the greatest values."""
    return CLASSES - classes + place


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    angle = math.asin(math.sqrt(3) / 2 * math.sin(latitude))
    square = angle * angle
    power = square**3
    bottom = 3 * (9 * A4 * power * square + 7 * A3 * power + 3 * A2 * square + A1)
    x = 2 * math.sqrt(3) * longitude * math.cos(angle) / bottom
    return x, angle * (A1 + A2 * square + power * (A3 + A4 * square))
