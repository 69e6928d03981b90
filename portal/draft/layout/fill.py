"""Labels that a table gives only once for several rows: in the first of them, or in a merged cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from portal.draft.layout.labels import body_profile
from portal.draft.layout.text import BLANKS, cell_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.draft.layout.profile import Profile
    from portal.draft.model import Grid, Layout

LEADING = 3
"""Columns in which the labels of groups stand."""
WANTING = 0.25
"""Share of the rows at least that lack a label which is given once a group."""
FULL = 0.95
"""Share of the rows that have a label of their own, in a column to the right."""


@dataclass(frozen=True)
class Fill:
    """Hold what is to be written into the blank cells of a column."""

    column: int
    by: Literal["merged", "first-row"]
    cells: Mapping[int, str]
    """By position of the row."""
    numbers: bool = False
    """The column holds numbers: what is written once may count once."""

    @property
    def kind(self) -> str:
        """Return the kind of the repair."""
        return "merged-cells" if self.numbers else "fill-down"


def fills_of(grid: Grid, layout: Layout) -> list[Fill]:
    """Return what may be filled in, by column; cells that are merged first."""
    profile = body_profile(grid, layout)
    rows = layout.rows("data")
    fills = list(_merged(grid, layout, profile))
    known = {(position, fill.column) for fill in fills for position in fill.cells}
    for column in range(min(LEADING, layout.width)):
        if column in layout.blank_columns:
            continue
        cells = _below_first(grid, layout, rows, column, profile)
        cells = {p: cell for p, cell in cells.items() if (p, column) not in known}
        if not cells:
            break
        fills.append(Fill(column, "first-row", cells))
    return fills


def _merged(grid: Grid, layout: Layout, profile: Profile) -> Iterator[Fill]:
    """Yield what merged cells hold that go over several rows of values."""
    found: dict[int, dict[int, str]] = {}
    for merge in grid.merges:
        # A sheet may end before its merged cells do.
        if merge.top >= len(layout.roles) or layout.roles[merge.top] != "data":
            continue
        cell = _raw(grid.rows[merge.top], merge.left)
        if not cell.strip(BLANKS):
            continue
        for position in range(merge.top + 1, min(merge.bottom + 1, len(grid.rows))):
            blank = not cell_of(grid.rows[position], merge.left)
            if layout.roles[position] == "data" and blank and merge.left < layout.width:
                found.setdefault(merge.left, {})[position] = cell
    for column in sorted(found):
        yield Fill(column, "merged", found[column], profile.is_number(column))


def _below_first(
    grid: Grid, layout: Layout, rows: Sequence[int], column: int, profile: Profile
) -> dict[int, str]:
    """Return the blank cells of a column of labels, where each label begins a group."""
    if profile.is_number(column) and column not in profile.years:
        return {}
    cells: dict[int, str] = {}
    labels: list[str] = []
    wanting = 0
    for position in rows:
        cell = _raw(grid.rows[position], column)
        if cell.strip(BLANKS):
            labels.append(cell)
        elif not labels:
            return {}
        else:
            cells[position] = labels[-1]
            wanting += 1
    once = len({*labels}) == len(labels)
    if not once or len(labels) < 2 or wanting < len(rows) * WANTING:
        return {}
    gaps = [gap for gap in layout.blank_columns if gap > column]
    end = min(column + 1 + LEADING, profile.width, *gaps)
    return cells if _has_labels(grid, rows, cells, range(column + 1, end), profile) else {}


def _has_labels(
    grid: Grid,
    rows: Sequence[int],
    cells: Mapping[int, str],
    columns: range,
    profile: Profile,
) -> bool:
    """Tell whether the rows of a group are told apart by another column of labels, which is full."""
    begun = [position for position in rows if position not in cells]
    for other in columns:
        if profile.is_number(other) and other not in profile.years:
            continue
        full = sum(bool(cell_of(grid.rows[position], other)) for position in cells)
        heads = sum(bool(cell_of(grid.rows[position], other)) for position in begun)
        if full >= len(cells) * FULL and heads * 2 > len(begun):
            return True
    return False


def _raw(row: Sequence[str], position: int) -> str:
    return row[position] if position < len(row) else ""
