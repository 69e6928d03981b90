"""Numbers as the shortest texts that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.workbook.lexical import PLAIN, text_of
from portal.workbook.serials import moment

if TYPE_CHECKING:
    from decimal import Decimal

WHOLE = 1 << 53
"""Below this a binary fraction holds every whole number."""


def shortest(number: Decimal) -> str:
    """Return all digits that a number has, no zeros after them, and no exponent where it is readable."""
    if not number.is_finite():
        return str(number)
    if not number:
        return "0"
    if number.adjusted() not in PLAIN:
        return str(number.normalize())
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def of_sheet(value: float, kind: str, *, since_1904: bool) -> str:
    """Return a number of a sheet as the .xlsx reader does: whole ones without a point, dates as dates.

    ``kind`` is what the format of its cell makes of it (``portal.workbook.serials``).
    """
    number = int(value) if value.is_integer() and abs(value) < WHOLE else value
    found = moment(number, kind, since_1904=since_1904) if kind else None
    return text_of(number if found is None else found)
