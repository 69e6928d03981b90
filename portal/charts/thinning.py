"""Keep of a long line the points that make it look alike, when it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.charts.scale import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.charts.plan import Cell, Plan

    Row = Mapping[str, Cell]

MOST = 200
"""A series of more points is thinned."""
STRETCHES = 70
"""Of so many equal stretches of time, the least and the greatest value are kept."""


def thinned(plan: Plan, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that a line needs: the ends, the extremes, the last value of each year."""
    time, value = plan.parts["x"], plan.parts["y"]
    series: dict[Cell, list[Row]] = {}
    for row in rows:
        if row[time] is not None and row[value] is not None:
            series.setdefault(
                row[plan.parts["series"]] if "series" in plan.parts else None, []
            ).append(row)
    kept: list[Row] = []
    for held in series.values():
        kept += held if len(held) <= MOST else _telling(held, time, value)
    return (
        kept
        if len(kept) < len(rows) and any(len(held) > MOST for held in series.values())
        else list(rows)
    )


def _telling(rows: list[Row], time: str, value: str) -> list[Row]:
    ordered = sorted(rows, key=lambda row: moment(row[time]))
    start, end = moment(ordered[0][time]), moment(ordered[-1][time])
    stretches: dict[int, list[Row]] = {}
    years: dict[int, Row] = {}
    for row in ordered:
        at = moment(row[time])
        stretches.setdefault(int((at - start) / (end - start or 1) * STRETCHES), []).append(row)
        years[int(at)] = row
    chosen = [ordered[0], *years.values()]
    for stretch in stretches.values():
        chosen += [
            min(stretch, key=lambda row: _number(row[value])),
            max(stretch, key=lambda row: _number(row[value])),
        ]
    return sorted({id(row): row for row in chosen}.values(), key=lambda row: moment(row[time]))


def _number(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
