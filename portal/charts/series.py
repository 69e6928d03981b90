"""What a line chart draws: the values of each series in the order of time, and which series."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.charts.plan import ALL
from portal.charts.scale import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.model import View
    from portal.charts.plan import Cell

MOST = 7
GAP = 3
"""Where times are further apart than so many usual steps, a line has a gap."""


@dataclass(frozen=True)
class Point:
    """Hold one value; ``value`` is None where there is none."""

    time: Cell
    at: float
    value: float | None
    status: Cell = None


@dataclass(frozen=True)
class Series:
    """Hold the values of one series in the order of time."""

    code: Cell
    points: Sequence[Point]

    def told(self, view: View, *, ahead: bool = False) -> list[Point]:
        """Return the values of the last stretch without a break, before or of the projections."""
        points = [p for p in self.points if p.value is not None and view.projected(p.time) == ahead]
        if not points:
            return []
        if list(view.breaks) == [ALL]:
            return points[-1:]
        last = view.stretch(points[-1].time)
        return [p for p in points if view.stretch(p.time) == last]

    @property
    def last(self) -> float:
        """Return the last value, projected or not, by which series are ordered."""
        return next((p.value for p in reversed(self.points) if p.value is not None), float("-inf"))


def every_series(view: View) -> list[Series]:
    """Return all series, the one that ends highest first."""
    found: dict[Cell, list[Point]] = {}
    for row in view.rows:
        time, value = view.of(row, "x"), view.of(row, "y")
        if time is not None:
            number = float(value) if isinstance(value, int | float) else None
            point = Point(time, moment(time), number, view.of(row, "status"))
            found.setdefault(view.of(row, "series"), []).append(point)
    series = [Series(code, sorted(points, key=lambda p: p.at)) for code, points in found.items()]
    return sorted(series, key=lambda one: -one.last)


def drawn(view: View, series: Sequence[Series]) -> list[Series]:
    """Return the series that fit into a picture: those pointed at, then those that end highest."""
    first = [s for s in series if str(s.code) in view.highlight][:MOST]
    chosen = [*first, *[s for s in series if s not in first][: MOST - len(first)]]
    return [one for one in series if one in chosen]


def lines(view: View, series: Series) -> list[tuple[bool, list[Point]]]:
    """Return the pieces that are drawn as one line, each with True where it is projected.

    A line ends at a break, at a missing value and where times are missing. What is projected goes on
    from the last value before it.
    """
    usual = _step(series.points)
    pieces: list[tuple[bool, list[Point]]] = []
    before: Point | None = None
    for point in series.points:
        if point.value is None:
            before = None
            continue
        ahead = view.projected(point.time)
        apart = (
            before is None
            or point.at - before.at > GAP * usual
            or view.stretch(point.time) != view.stretch(before.time)
        )
        if apart:
            pieces.append((ahead, []))
        elif pieces[-1][0] != ahead and before is not None:
            pieces.append((ahead, [before]))
        pieces[-1][1].append(point)
        before = point
    return pieces


def _step(points: Sequence[Point]) -> float:
    steps = sorted(b.at - a.at for a, b in itertools.pairwise(points) if b.at > a.at)
    return steps[len(steps) // 2] if steps else 1.0
