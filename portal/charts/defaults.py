"""What is drawn where a reader leaves it open: along which column, which measure, which series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.charts.fitting import PLAIN, READABLE, kinds
from portal.charts.narrowing import held_for
from portal.charts.plan import MOST_ROWS
from portal.exceptions import ViewError
from portal.query.model import COUNT, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.fitting import Ground

MANY = 100
"""So many rows, each a thing of its own, are counted by kind rather than drawn one by one."""


def kind_of(ground: Ground, view: str) -> str:
    """Return the kind of picture for a view of the page; raise ViewError where none fits."""
    fitting = kinds(ground, maps=view == "map")
    if not fitting:
        raise ViewError("no-map" if view == "map" else "no-part", "x")
    return "line" if "line" in fitting and _runs(ground) else fitting[0]


def across_of(ground: Ground, kind: str, asked: str) -> str:
    """Return the column along which a picture is drawn: the one asked for, where this kind can."""
    if kind == "line":
        return asked if ground.timed(asked) else next(iter(ground.times), "")
    if asked:
        return asked
    if kind == "choropleth":
        return _first(ground.countries)
    if kind == "slope":
        return _first([name for name in ground.pairs if name in ground.key] or ground.pairs)
    if kind == "pyramid":
        return _first(ground.ages)
    return _bars(ground)


def _runs(ground: Ground) -> bool:
    """Tell whether values follow each other in time, as those of one thing or as sums."""
    (time, *_), measures = ground.times, ground.measures
    return bool(measures) and (
        time in ground.key or sum_needs(ground, (time,), measures[0].name) == []
    )


def _bars(ground: Ground) -> str:
    """Return the column whose values are compared as bars."""
    free = [name for name in ground.free() if ground.table.find(name) in ground.across]
    if ground.measures and free and not _things(ground):
        # Most at once, as long as they can be looked through; what is pointed at comes first.
        places = [n for n in free if not ground.timed(n)] or free
        pointed = [n for n in places if n in ground.pointed and n in ground.countries]
        return _first(pointed or sorted(places, key=lambda n: -_within(ground.count(n))))
    names = [c.name for c in ground.across if c.name not in ground.held]
    few = [n for n in names if 1 < (ground.count(n) or 0) <= READABLE and not ground.timed(n)]
    more = [n for n in few if (ground.count(n) or 0) > 2]
    counted = sorted(
        (n for n in names if (ground.count(n) or 0) > 1), key=lambda n: ground.count(n) or 0
    )
    return _first(more or few or counted or names or [c.name for c in ground.across])


def value_of(ground: Ground, kind: str, x: str, y: str, series: str) -> tuple[str, str]:
    """Return measure and series, each as it was asked for or, where it is empty, chosen."""
    if kind in {"slope", "pyramid"} and not series:
        series = _other(ground, kind, x)
    name = _first([measure.name for measure in ground.measures if measure.name != x])
    if y or not name:
        return y or COUNT, series
    itself = plain(name)
    left = ground.free(x, series)
    if kind == "line" and not series and len(left) == 1 and ground.rows <= MOST_ROWS:
        (series,), left = left, []
    if not left and not (_things(ground) and x not in ground.key):
        return itself, series
    groups = (x, series) if series else (x,)
    summed = sum_needs(ground, groups, name)
    if summed is not None and len(summed) < len(left):
        return f"sum:{name}", series or (_pointed(ground, left, x) if kind == "line" else "")
    return (COUNT if len(ground.key) == 1 else itself), series


def sum_needs(ground: Ground, groups: tuple[str, ...], name: str) -> list[str] | None:
    """Return the columns that must have one value for a sum to be true; None where none ever is."""
    try:
        return held_for(ground, groups, Measure("sum", name))
    except ViewError:
        return None


def _other(ground: Ground, kind: str, x: str) -> str:
    """Return the series of a slope, which has many, or of a pyramid, which has two."""
    if kind == "pyramid":
        pairs = [name for name in ground.pairs if name != x]
        return _first([name for name in pairs if name in ground.key] or pairs)
    names = [c.name for c in ground.across] if _things(ground) else ground.free(x)
    names = [name for name in names if name not in {x, *ground.held} and not ground.timed(name)]
    told = [name for name in names if name in ground.pointed and name in ground.countries]
    return _first(told or sorted(names, key=lambda name: -_within(ground.count(name))))


def _pointed(ground: Ground, names: Sequence[str], x: str) -> str:
    """Return the column of countries to whose values the publisher points, where not too many lines come of it."""
    lines = MOST_ROWS / max(ground.count(x) or MOST_ROWS, 1)
    return next(
        (n for n in names if n in ground.pointed and n in ground.countries and (ground.count(n) or MOST_ROWS) <= lines), ""
    )  # fmt: skip


def _things(ground: Ground) -> bool:
    """Tell whether each row is a thing of its own, and there are too many to draw each."""
    if len(ground.key) != 1 or ground.rows <= MANY:
        return False
    column = ground.shown.get(ground.key[0])
    return column is not None and column.reference is None and column.role != "time"


def _within(count: int | None) -> int:
    """Return by how many values a column is worth to be drawn across: too many count as none."""
    return 0 if count is None or count > READABLE * 10 else count


def _first(names: Sequence[str]) -> str:
    return names[0] if names else ""


def plain(column: str) -> str:
    """Return how the value of a column itself is asked for: by its name, unless that counts rows."""
    return f"{PLAIN}:{column}" if column == COUNT else column
