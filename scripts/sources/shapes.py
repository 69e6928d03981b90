"""Simplify the borders of Natural Earth for maps: ``python -m scripts.sources.shapes``.

Natural Earth is in the public domain (https://www.naturalearthdata.com/about/terms-of-use/); the
package that carries it as TopoJSON has the ISC licence. What is written here is committed, so that
a portal needs neither. Whoever wants other borders replaces the two files.
"""

from __future__ import annotations

import csv
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.charts.world import HEIGHT, projected
from scripts.sources.packages import WORLD_ATLAS, Archive, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Place = tuple[float, float]

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ROOT / "portal" / "charts" / "shapes"
MEMBER = "package/countries-50m.json"
UNIT = 20
"""Degrees of the lines are written in twentieths."""
FINE, COARSE = 0.12, 1.1
"""How far a simplified line may be from the original: in degrees, and in units of the world map."""
ISLAND = 0.2
"""A ring of fewer degrees is left out of the lines."""
SMALLEST = 4.0
"""A ring that is smaller on the world map is left out, or drawn as a square where it is all there is."""
ANTARCTICA, SOUTH = "ATA", -60.0
BY_NAME = {"Kosovo": "XKX"}
"""What has no number of its own, but a code in use."""


def main() -> None:
    """Fetch the package and write both files."""
    archive = Archive(fetch(WORLD_ATLAS, ROOT / "build" / "sources"))
    for name, content in written(json.loads(archive[MEMBER]), names(ROOT)).items():
        (SHAPES / name).write_text(content, encoding="utf-8")


def names(root: Path) -> dict[str, str]:
    """Return the alpha-3 codes of countries by their numbers."""
    codes = root / "datasets" / "countries" / "countries.csv"
    with codes.open(encoding="utf-8", newline="") as file:
        return {row["m49"]: row["iso3"] for row in csv.DictReader(file) if row["m49"]}


def written(topology: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, str]:
    """Return the files by name: ``lines.json`` in degrees, ``world.json`` as shapes of one map."""
    arcs = [_unwrapped(list(_degrees(topology, arc))) for arc in topology["arcs"]]
    lines = []
    for arc in arcs:
        island = arc[0] == arc[-1] and _width(arc) < ISLAND
        if island or max(y for _, y in arc) < SOUTH:
            continue
        places = [(round(x * UNIT), round(y * UNIT)) for x, y in simplified(arc, FINE)]
        kept = [places[0], *(b for a, b in pairwise(places) if a != b)]
        if len(kept) > 1:
            lines.append([number for place in kept for number in place])
    flat = [simplified(arc, COARSE, projected) for arc in arcs]
    shapes: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry.get("properties", {}).get("name", "")
        code = codes.get(geometry.get("id", ""), BY_NAME.get(name, ""))
        if code != ANTARCTICA:
            shapes[code] = shapes.get(code, "") + _shape(geometry, flat)
    return {"lines.json": _lines(lines), "world.json": _lines(dict(sorted(shapes.items())))}


def simplified(
    line: Sequence[Place],
    tolerance: float,
    seen: Callable[[float, float], Place] = lambda x, y: (x, y),
) -> list[Place]:
    """Return the places that a line needs to stay within ``tolerance`` (Douglas and Peucker).

    ``seen`` says where a place is on the map on which the distance counts.
    """
    places = [seen(x, y) for x, y in line]
    kept = {0, len(places) - 1}
    waiting = [(0, len(places) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = [_distance(places[i], places[first], places[last]) for i in range(first + 1, last)]
        farthest = max(range(len(away)), key=away.__getitem__)
        if away[farthest] > tolerance:
            middle = first + 1 + farthest
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(kept)]


def _degrees(topology: Mapping[str, Any], arc: Sequence[Sequence[int]]) -> Iterator[Place]:
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        yield x * scale[0] + start[0], y * scale[1] + start[1]


def _unwrapped(places: Sequence[Place]) -> list[Place]:
    """Return a line that goes on beyond 180 degrees in place of jumping to the other edge."""
    turned = [places[0]]
    for x, y in places[1:]:
        turned.append((x - 360 * round((x - turned[-1][0]) / 360), y))
    return turned


def _shape(geometry: Mapping[str, Any], arcs: Sequence[Sequence[Place]]) -> str:
    """Return the rings of a country as the data of a path, in whole units."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
    large = [ring for ring in rings if _width(ring) >= SMALLEST]
    if large:
        return "".join(_data(ring) for ring in large)
    x, y = max(rings, key=_width)[0]
    return f"M{round(x) - 1} {round(y) - 1}h3v3h-3z"


def _ring(ring: Sequence[int], arcs: Sequence[Sequence[Place]]) -> list[Place]:
    places: list[Place] = []
    for index in ring:
        # By TopoJSON, a negative index is an arc read backwards.
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        places += arc[1:] if places else arc
    return [projected(x, y) for x, y in _unwrapped(places)]


def _data(ring: Sequence[Place]) -> str:
    whole = [(round(x), min(round(y), HEIGHT)) for x, y in ring]
    steps = [f"M{whole[0][0]} {whole[0][1]}"]
    for (x, y), (right, down) in pairwise(whole):
        if (x, y) != (right, down):
            steps.append(f"l{right - x}{'' if down < y else ' '}{down - y}")
    return "".join([*steps, "z"]) if len(steps) > 2 else ""


def _width(ring: Sequence[Place]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _distance(place: Place, start: Place, end: Place) -> float:
    right, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(right, down)
    if length == 0:
        return math.dist(place, start)
    return abs(right * (start[1] - place[1]) - (start[0] - place[0]) * down) / length


def _lines(value: Any) -> str:
    return (
        json.dumps(value, separators=(",", ":")).replace("],[", "],\n[").replace('","', '",\n"')
        + "\n"
    )


if __name__ == "__main__":
    main()
