"""What computers leave behind numbers: 7.75 that was computed may be kept as 7.750000000000001.

Spreadsheets show the 15 digits that count, so that nobody sees the rest. A number that needs more
of them than ``FEW`` is left: its last digits may be meant.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.draft.cells.numbers import is_number
from portal.draft.cells.view import MOST, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.cells.view import View

COUNTING = Context(prec=15)
FEW = 12
"""Digits of a number that is certainly meant, behind which so many noughts or nines are no chance."""
LONG = re.compile(r"-?[0-9]*\.[0-9]{12,}")


def propose(view: View) -> Iterator[Finding]:
    """Yield a finding where numbers have digits that nobody wrote."""
    if "." not in view.characters or view.share(is_number) < MOST:
        return
    if any(change(text, "") != text for text in view.filled):
        yield Finding("rounding")


@lru_cache(maxsize=1 << 12)
def change(cell: str, _rule: str) -> str:
    """Return a number without the digits behind those that count."""
    if LONG.fullmatch(cell) is None or sum(map(str.isdecimal, cell.lstrip("-0."))) <= COUNTING.prec:
        return cell
    number = COUNTING.create_decimal(cell).normalize()
    is_noise = number != Decimal(cell) and len(number.as_tuple().digits) <= FEW
    return f"{number:f}" if is_noise else cell
