"""What each row of a sheet is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.layout.blocks import main_of, sections_of
from portal.draft.layout.body import body_roles
from portal.draft.layout.head import Head, head_of
from portal.draft.layout.profile import profile_of, profile_of_values
from portal.draft.layout.text import BLANKS
from portal.draft.layout.totals import totals_of
from portal.draft.model import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.draft.layout.profile import Profile
    from portal.draft.model import Grid, RowRole


def layout_of(grid: Grid) -> Layout:
    """Say what each row of a grid is.

    Where a sheet holds several tables, the largest is the table: what stands above it are titles,
    what stands below it is footer (``other-table`` names such rows as a repair of its own).
    """
    rows = grid.rows
    roles: list[RowRole] = ["blank"] * len(rows)
    sections = sections_of(rows)
    if not sections:
        return Layout(roles, 0)
    main = main_of(sections, rows) if len(sections) > 1 else 0
    for section in sections[:main]:
        _set(roles, section.positions, "title")
    for section in sections[main + 1 :]:
        _set(roles, section.positions, "footer")
    positions = sections[main].positions
    profile = profile_of([rows[position] for position in positions])
    head = head_of(grid, positions, profile)
    _mark(roles, rows, positions, head, profile)
    width = _width(rows, roles)
    return Layout(roles, width, _blank_columns(rows, roles, width))


def _mark(
    roles: list[RowRole],
    rows: Sequence[Sequence[str]],
    positions: Sequence[int],
    head: Head,
    profile: Profile,
) -> None:
    """Set the roles of the rows of the table itself."""
    titles = [position for position in positions if position < head.first]
    _set(roles, titles, "title")
    _set(roles, head.rows, "header")
    start = head.rows[-1] + 1 if head.rows else head.first
    body = [position for position in positions if position >= start]
    _set(roles, body, "data")
    for position, role in body_roles(rows, body, head.rows, titles, profile).items():
        roles[position] = role
    data = [position for position in body if roles[position] == "data"]
    _set(roles, totals_of(rows, data, profile_of_values(rows, data)), "total")


def _set(roles: list[RowRole], positions: Iterable[int], role: RowRole) -> None:
    for position in positions:
        roles[position] = role


def _width(rows: Sequence[Sequence[str]], roles: Sequence[RowRole]) -> int:
    """Return how many cells the widest row of the table has."""
    own = ("header", "data", "total")
    return max((len(row) for row, role in zip(rows, roles, strict=True) if role in own), default=0)


def _blank_columns(
    rows: Sequence[Sequence[str]], roles: Sequence[RowRole], width: int
) -> tuple[int, ...]:
    """Return the columns without a label and without a value."""
    blank = set(range(width))
    for row, role in zip(rows, roles, strict=True):
        if role in {"header", "data", "total"}:
            blank -= {c for c in blank if c < len(row) and row[c].strip(BLANKS)}
            if not blank:
                break
    return tuple(sorted(blank))
