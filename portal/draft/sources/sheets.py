"""Which sheet of a workbook is meant, and its cells as a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.draft.model import Grid, Merge
from portal.exceptions import DraftError, SheetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

MOST = 20_000_000
"""Cells up to which rows are filled up."""


@dataclass(frozen=True)
class Sheet:
    """Name a sheet, and say whether it may be the one that is meant."""

    name: str
    hidden: bool
    filled: bool
    """Whether any cell of it holds something."""


def chosen(path: Path, sheets: Sequence[Sheet], asked: str | None) -> str:
    """Return the name of the sheet that is asked for, or of the only one with data.

    Hidden sheets are taken only where they are asked for. Raises DraftError with the names where
    there is no such sheet, SheetError where several have data.
    """
    names = [sheet.name for sheet in sheets]
    if asked is not None:
        if asked in names:
            return _with_data(path, sheets[names.index(asked)])
        raise DraftError(
            f"{path.name} has no sheet “{asked}”. Its sheets: {_listed(names)}. "
            "Give one of these with --sheet."
        )
    filled = [sheet.name for sheet in sheets if sheet.filled and not sheet.hidden]
    if len(filled) == 1:
        return filled[0]
    if filled:
        raise SheetError(
            f"{path.name} has several sheets with data: {_listed(filled)}. "
            f'Give one of these with --sheet, for example: --sheet "{filled[0]}"',
            filled,
        )
    hidden = [sheet.name for sheet in sheets if sheet.filled]
    if hidden:
        raise DraftError(
            f"{path.name}: all sheets with data are hidden: {_listed(hidden)}. "
            "Give one of these with --sheet."
        )
    raise DraftError(f"{path.name}: no sheet of it has data.")


def _with_data(path: Path, sheet: Sheet) -> str:
    if sheet.filled:
        return sheet.name
    raise DraftError(f"{path.name}: the sheet “{sheet.name}” has no data.")


def grid_of(rows: Iterable[Sequence[str]], merges: Iterable[Merge] = ()) -> Grid:
    """Return the cells of a sheet, all rows as wide as the widest, without what is empty at the end.

    Where a single cell far out would make too many of them, each row stays as long as it is.
    """
    kept = [list(row) for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((_filled(row) for row in kept), default=0)
    if width * len(kept) <= MOST:
        for row in kept:
            row[width:] = [""] * (width - len(row))
    clipped = (
        Merge(m.top, m.left, min(m.bottom, len(kept) - 1), min(m.right, width - 1)) for m in merges
    )
    inside = (
        m
        for m in clipped
        if m.top <= m.bottom and m.left <= m.right and (m.top, m.left) != (m.bottom, m.right)
    )
    return Grid(kept, tuple(sorted(inside, key=lambda m: (m.top, m.left))))


def _filled(row: Sequence[str]) -> int:
    """Return how many cells there are up to the last one that holds something."""
    for position in range(len(row), 0, -1):
        if row[position - 1]:
            return position
    return 0


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
