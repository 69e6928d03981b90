"""Other tables in the sheet: above or below the table, or beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from portal.draft.layout.blocks import sections_of
from portal.draft.layout.labels import raw_labels_of
from portal.draft.layout.text import BLANKS, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.draft.model import Grid, Layout

SHORTER = 0.75
"""A table beside another ends at least so much earlier, if its labels are others."""


@dataclass(frozen=True)
class Other:
    """Hold the place of another table."""

    where: Literal["above", "below", "beside"]
    rows: tuple[int, ...]
    """Its rows; of one beside the table those on which nothing else is."""
    columns: tuple[int, ...] = ()
    """Its columns, of one beside the table."""


def others_of(grid: Grid, layout: Layout) -> Iterator[Other]:
    """Yield the other tables of a sheet."""
    above = _with_header(grid.rows, layout.rows("title"))
    if above:
        yield Other("above", tuple(above))
    below = _with_header(grid.rows, layout.rows("footer"))
    if below:
        yield Other("below", tuple(below))
    beside = _beside(grid, layout)
    if beside:
        yield beside


def _with_header(rows: Sequence[Sequence[str]], positions: Sequence[int]) -> list[int]:
    """Return those of the rows above or below a table that are of tables with a header."""
    if len(positions) < 3:
        return []
    kept = {*positions}
    part = [rows[p] if p in kept else [] for p in range(positions[0], positions[-1] + 1)]
    found = []
    for section in sections_of(part):
        if section.headed:
            found += [positions[0] + p for p in section.positions]
    return found


def _beside(grid: Grid, layout: Layout) -> Other | None:
    """Return the table to the right or left of a blank column, whichever has fewer rows."""
    labels = [visible(label) for label in raw_labels_of(grid, layout)]
    rows = layout.rows("data", "total")
    for gap in layout.blank_columns:
        left = [c for c in range(gap) if c not in layout.blank_columns]
        right = [c for c in range(gap + 1, layout.width) if c not in layout.blank_columns]
        if len(left) < 2 or len(right) < 2 or not all(labels[c] for c in [*left, *right]):
            continue
        sizes = [_rows_with(grid.rows, rows, columns) for columns in (left, right)]
        same = len({labels[c] for c in left} & {labels[c] for c in right}) * 2 >= min(
            len(left), len(right)
        )
        apart = min(map(len, sizes)) < max(map(len, sizes)) * SHORTER
        if not same and not (apart and _are_at_top(rows, min(sizes, key=len))):
            continue
        smaller = left if len(sizes[0]) < len(sizes[1]) else right
        kept = {*max(sizes, key=len)} if smaller is left else {*sizes[0]}
        alone = [p for p in rows if p not in kept]
        return Other("beside", tuple(alone), tuple(smaller))
    return None


def _rows_with(
    cells: Sequence[Sequence[str]], rows: Sequence[int], columns: Sequence[int]
) -> list[int]:
    """Return the rows in which something is in one of the columns."""
    return [
        position
        for position in rows
        if any(c < len(cells[position]) and cells[position][c].strip(BLANKS) for c in columns)
    ]


def _are_at_top(rows: Sequence[int], part: Sequence[int]) -> bool:
    """Tell whether some of the rows are the first ones."""
    return [*rows[: len(part)]] == [*part]
