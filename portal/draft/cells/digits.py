"""Digits of Arabic and Persian keyboards, as the digits that programs read: ``١٢٣٤٫٥`` is 1234.5.

Only in columns of numbers, dates, years or codes of digits: in a name or an address digits are
writing, and stay. ``٬`` between thousands is left to the repair of thousands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.draft.cells import dates, units
from portal.draft.cells.view import LONGEST, MOST, Finding, View, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FOREIGN = re.compile("[\u0660-\u0669\u06f0-\u06f9]|(?<=\\d)[\u066b\u060c](?=\\d)")
TABLE = str.maketrans(
    {chr(first + digit): str(digit) for first in (0x660, 0x6F0) for digit in range(10)}
)
SIGN = re.compile("(?<=\\d)[\u066b\u060c](?=\\d)")
NOTHING_ELSE = re.compile(
    "[-+\u2212\u2013\u2014(\\s]*\\d[-+\u2212\u2013\u2014()\\d\\s.,:/'’\u066a%\u066c]*"
)


def propose(view: View) -> Iterator[Finding]:
    """Yield a finding where digits are not western in a column of little else."""
    if FOREIGN.search(view.joined):
        western = view.left([_western(text) for text in view.texts])
        if western.share(_is_figures) >= MOST:
            yield Finding("digits")


def change(cell: str, _rule: str) -> str:
    """Return a cell of figures in western digits; any other cell as it is."""
    if cell.isascii() or len(cell) > LONGEST or FOREIGN.search(cell) is None:
        return cell
    western = _western(cell)
    return western if _is_figures(shape_of(western)) else cell


def _western(text: str) -> str:
    return SIGN.sub(lambda sign: "." if sign[0] == "\u066b" else ",", text.translate(TABLE))


@lru_cache(maxsize=1 << 13)
def _is_figures(shape: str) -> bool:
    """Tell whether a cell of this shape is a number, a date, a year or a code of digits."""
    if NOTHING_ELSE.fullmatch(shape):
        return True
    return dates.is_dated(shape) or units.has_sign(shape)
