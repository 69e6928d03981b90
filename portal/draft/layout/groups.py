"""Rows that hold nothing but the name of a group of rows below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.draft.layout.labels import body_profile, labels_of
from portal.draft.layout.text import cell_of, filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.draft.model import Grid, Layout

LABEL = "group"
"""The name of the column that holds the groups."""
LEAST = 2
"""Groups at least."""


@dataclass(frozen=True)
class Groups:
    """Hold the groups of a table, for a column to the right of all others."""

    rows: tuple[int, ...]
    """The rows that name a group."""
    cells: Mapping[int, str]
    """The group of each other row, by position."""
    label: str
    merged: bool
    """Each of these rows is one merged cell."""


def groups_of(grid: Grid, layout: Layout) -> Groups | None:
    """Return the groups of a table, if its first row of values names one and others do as well.

    None where one such row follows another: groups within groups cannot be told from rows without
    a value.
    """
    data = layout.rows("data")
    profile = body_profile(grid, layout)
    if profile.usual < 2 or profile.is_number(profile.first):
        return None
    rows: list[int] = []
    cells: dict[int, str] = {}
    last = -1
    for position in data:
        places = filled(grid.rows[position])
        if places == [profile.first]:
            if last in rows[-1:]:
                return None
            rows.append(position)
        elif not rows:
            return None
        else:
            cells[position] = cell_of(grid.rows[rows[-1]], profile.first)
        last = position
    names = {cell_of(grid.rows[position], profile.first) for position in rows}
    if not LEAST <= len(rows) == len(names) or rows[-1] == data[-1]:
        return None
    merges = {merge.top for merge in grid.merges if merge.right > merge.left}
    label = LABEL if LABEL not in labels_of(grid, layout) else f"{LABEL} (2)"
    return Groups(tuple(rows), cells, label, merges.issuperset(rows))
