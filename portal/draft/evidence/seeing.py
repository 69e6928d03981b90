"""Look at the columns of a table: how each is read, and that no row is left without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.evidence.said import say
from portal.draft.evidence.seen import Reading, Seen
from portal.draft.evidence.types import read
from portal.draft.evidence.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.draft.model import Column, Table


def see(table: Table) -> list[Seen]:
    """Return the columns of a table with their readings.

    A row in which every cell stands for no value would be refused as blank. Where there is one,
    its first text is kept as a text.
    """
    columns = [_seen(column, table.units) for column in table.columns]
    for row in _without_value(columns):
        cells = [seen.column.cells[row] for seen in columns]
        if any(_holds(seen, cell) for seen, cell in zip(columns, cells, strict=True)):
            continue  # another row has changed the reading
        at = next((position for position, cell in enumerate(cells) if cell), None)
        if at is not None:
            why = say(columns[at].label, "type", "string", "kept", example=cells[at])
            columns[at] = Seen(columns[at].column, Reading("string", frozenset(), evidence=(why,)))
    return columns


def _seen(column: Column, units: Mapping[str, str]) -> Seen:
    unit = unit_of(column.label, units)
    reading = read(column, has_unit=unit is not None)
    return Seen(column, reading, unit if reading.type in {"integer", "number"} else None)


def _without_value(columns: Sequence[Seen]) -> list[int]:
    """Return the positions of rows in which no cell holds a value."""
    rows: list[int] | None = None
    for seen in sorted(columns, key=lambda seen: -seen.filled):
        cells, missing = seen.column.cells, seen.reading.missing
        if seen.is_full:
            return []
        candidates = range(len(cells)) if rows is None else rows
        rows = [row for row in candidates if not cells[row] or cells[row] in missing]
        if not rows:
            return []
    return rows or []


def _holds(seen: Seen, cell: str) -> bool:
    return cell != "" and cell not in seen.reading.missing
