"""From a file that was read to the repairs that are proposed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.draft import cells, files, layout
from portal.draft.addition import added_up
from portal.draft.agreement import agreed
from portal.draft.model import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.draft.model import CodeList, Grid, Layout, Repair, Source


@dataclass(frozen=True)
class Drafting:
    """Hold a file, what its rows are, and what may be repaired in it, numbered from 1."""

    source: Source
    layout: Layout
    repairs: tuple[Repair, ...]


def begin(source: Source, lists: Sequence[CodeList] = ()) -> Drafting:
    """Propose what may be repaired in a file; ``lists`` are codes to which cells may refer.

    The repairs of cells are proposed on the table as all repairs of its rows would leave it.
    """
    found = layout.layout_of(source.grid)
    rows = layout.repairs_of(source.grid, found)
    filled = layout.filled(source.grid, found, rows)
    columns = list(_columns(filled, source.grid, found))
    own = [repair for column in columns for repair in cells.repairs_of(column, lists)]
    repairs = [*files.repairs_of(source), *rows, *agreed(added_up(own, columns))]
    return Drafting(source, found, tuple(repairs))


def _columns(filled: Grid, grid: Grid, found: Layout) -> Iterator[Column]:
    labels = layout.labels_of(grid, found)
    positions = found.rows("data")
    numbers = [position + 1 for position in positions]
    rows = [filled.rows[position] for position in positions]
    for column in range(found.width):
        if column not in found.blank_columns:
            texts = [row[column] if column < len(row) else "" for row in rows]
            yield Column(column, labels[column], texts, numbers)
