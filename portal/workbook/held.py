"""Values as Excel can hold them: typed where that is exact, or else as text."""

from __future__ import annotations

import math
from datetime import date, datetime, time

Value = str | int | float | bool | date | datetime | time | None

EXACT = 1 << 53
"""Whole numbers beyond this are written as texts: Excel would change their last digits."""
FIRST_DAY = date(1900, 3, 1)
"""Days before this one are written as texts: programs do not agree on their numbers."""


class Exact(float):
    """Write itself with all its digits; XlsxWriter would write sixteen."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        """Return the shortest digits that mean this number."""
        return repr(float(self))


def holdable(cell: Value) -> Value:
    """Return a value as Excel can hold it exactly: typed, or else as text."""
    if isinstance(cell, bool | str):
        return cell
    if isinstance(cell, int):
        return cell if -EXACT <= cell <= EXACT else str(cell)
    if isinstance(cell, float):
        return Exact(cell) if abs(cell) < math.inf else str(cell)
    if isinstance(cell, datetime):
        return cell if _is_clock(cell) and cell.date() >= FIRST_DAY else cell.isoformat()
    if isinstance(cell, date):
        return cell if cell >= FIRST_DAY else cell.isoformat()
    return cell if cell is None or _is_clock(cell) else cell.isoformat()


def _is_clock(cell: datetime | time) -> bool:
    """Tell whether a spreadsheet can hold a time: in milliseconds, without a zone."""
    return cell.tzinfo is None and cell.microsecond % 1000 == 0
