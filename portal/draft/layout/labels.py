"""What the columns of a table are called, from one header row or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from portal.draft.layout.profile import profile_of_values
from portal.draft.layout.signs import is_technical
from portal.draft.layout.text import cell_of, is_blank, visible
from portal.tabular.report import column_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.draft.layout.profile import Profile
    from portal.draft.model import Grid, Layout

Change = Literal["", "spaces", "duplicate", "blank"]
"""What is done to a label besides joining it."""


@dataclass(frozen=True)
class Label:
    """Hold the name of a column at each step of the repairs."""

    raw: str
    """As the cell of the lowest header row is."""
    joined: str
    """With the rows of the header joined; the same as ``raw`` where there is one row."""
    final: str
    change: Change = ""
    """Why ``final`` differs from ``joined``."""


def labels_of(grid: Grid, layout: Layout) -> tuple[str, ...]:
    """Return the label of each column after all repairs of the header; ``""`` for blank columns."""
    return tuple(label.final for label in all_labels(grid, layout))


def raw_labels_of(grid: Grid, layout: Layout) -> tuple[str, ...]:
    """Return the labels as they are in the row that names the columns; ``column_A`` … without one."""
    return tuple(label.raw for label in all_labels(grid, layout))


def naming_row(grid: Grid, layout: Layout) -> int | None:
    """Return the lowest header row that names columns and neither numbers nor tags them."""
    return _naming(grid, layout)[-1] if layout.rows("header") else None


def _naming(grid: Grid, layout: Layout) -> Sequence[int]:
    """Return the header rows that name columns."""
    header = [p for p in layout.rows("header") if not is_blank(grid.rows[p])]
    first = min((c for c in range(layout.width) if c not in layout.blank_columns), default=0)
    return [p for p in header if not is_technical(grid.rows[p], first)] or header[-1:]


def all_labels(grid: Grid, layout: Layout) -> tuple[Label, ...]:
    """Return the labels of all columns at each step."""
    lowest = naming_row(grid, layout)
    if lowest is None:
        names = [_name(column, layout) for column in range(layout.width)]
        return tuple(Label(name, name, name) for name in names)
    row = grid.rows[lowest]
    raw = [row[column] if column < len(row) else "" for column in range(layout.width)]
    joined = _joined(grid, layout, raw)
    taken = {visible(label) for label in joined}
    seen: set[str] = set()
    labels = []
    for column, (cell, before) in enumerate(zip(raw, joined, strict=True)):
        final = visible(before)
        change: Change = "" if final == before else "spaces"
        if column in layout.blank_columns:
            change = ""
        elif not final:
            final, change = _free(_name(column, layout), taken), "blank"
        elif final in seen:
            final, change = _free(final, taken), "duplicate"
        seen.add(final)
        taken.add(final)
        labels.append(Label(cell, before, final, change))
    return tuple(labels)


def _name(column: int, layout: Layout) -> str:
    return "" if column in layout.blank_columns else f"column_{column_letter(column + 1)}"


def _free(label: str, taken: set[str]) -> str:
    """Return a label that no other column has."""
    if label not in taken:
        return label
    number = 2
    while f"{label} ({number})" in taken:
        number += 1
    return f"{label} ({number})"


def _joined(grid: Grid, layout: Layout, raw: Sequence[str]) -> Sequence[str]:
    """Return the labels of all header rows joined from top to bottom."""
    if len(layout.rows("header")) == 1:
        return raw
    cells = spread_labels(grid, layout, _naming(grid, layout))
    joined = []
    for column in range(layout.width):
        parts: list[str] = []
        for row in cells if column not in layout.blank_columns else ():
            if row[column] and row[column] not in parts[-1:]:
                parts.append(row[column])
        joined.append(" ".join(parts))
    return joined


def spread_labels(grid: Grid, layout: Layout, named: Sequence[int]) -> list[list[str]]:
    """Return the cells of header rows, with the labels of groups in each column of the group."""
    profile = body_profile(grid, layout)
    cells = [[cell_of(grid.rows[p], c) for c in range(layout.width)] for p in named]
    merged = _merged(grid, named, cells)
    for level in range(len(cells) - 2, -1, -1):
        below = [any(row[column] for row in cells[level + 1 :]) for column in range(layout.width)]
        source: int | None = None
        last = max((c for c, cell in enumerate(cells[level]) if cell), default=-1)
        for column in range(layout.width):
            if cells[level][column]:
                source = column if below[column] and (level, column) not in merged else None
            elif (
                source is not None
                and below[column]
                and (source < last or _alike(profile, source, column))
            ):
                cells[level][column] = cells[level][source]
            else:
                source = None
    return cells


def _merged(grid: Grid, named: Sequence[int], cells: list[list[str]]) -> set[tuple[int, int]]:
    """Write labels into all cells that are merged across; return where such labels are."""
    levels = {position: level for level, position in enumerate(named)}
    done = set()
    for merge in grid.merges:
        level = levels.get(merge.top)
        if level is None or merge.right == merge.left or merge.left >= len(cells[level]):
            continue
        label = cells[level][merge.left]
        for column in range(merge.left, min(merge.right + 1, len(cells[level]))):
            cells[level][column] = label
            done.add((level, column))
    return done


def body_profile(grid: Grid, layout: Layout) -> Profile:
    """Return what the columns hold, by some rows of values."""
    return profile_of_values(grid.rows, layout.rows("data", "total"))


def _alike(profile: Profile, first: int, second: int) -> bool:
    """Tell whether two columns may be of one group: both of numbers, or neither.

    Nothing else says where the last group of a header ends.
    """
    if {first, second} & profile.scant or max(first, second) >= profile.width:
        return True
    return profile.is_number(first) == profile.is_number(second)
