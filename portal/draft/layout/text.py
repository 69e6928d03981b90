"""What can be seen of cells: blanks and invisible marks are nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Marks without a shape of their own. Joiners belong to some letters: only at an end are they strays."""
JOINERS = "\u200c\u200d"
SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
BLANKS = SPACES + MARKS + JOINERS
RULES = frozenset("-=_─━—–")
"""What lines are drawn with."""
RULE = 3
"""Characters of a drawn line at least."""
SHOWN = 60
"""Characters of an excerpt."""
_OFF = str.maketrans("", "", MARKS)


def visible(cell: str) -> str:
    """Return a cell without invisible marks, runs of blanks and line breaks as one space."""
    return " ".join(cell.translate(_OFF).split()).strip(JOINERS)


def is_blank(row: Sequence[str]) -> bool:
    """Tell whether nothing can be seen in a row, drawn lines apart."""
    text = "".join(row).strip(BLANKS)
    return not text or (len(text) >= RULE and text[0] in RULES and _is_drawn(row))


def _is_drawn(row: Sequence[str]) -> bool:
    cells = [cell.strip(BLANKS) for cell in row if cell.strip(BLANKS)]
    return all(len(cell) >= RULE and RULES.issuperset(cell) for cell in cells)


def filled(row: Sequence[str]) -> list[int]:
    """Return the positions of the cells in which something can be seen."""
    return [position for position, cell in enumerate(row) if cell and cell.strip(BLANKS)]


def cell_of(row: Sequence[str], position: int) -> str:
    """Return what can be seen of a cell; ``""`` beyond the end of the row."""
    return visible(row[position]) if position < len(row) else ""


def shown(cells: Sequence[str], limit: int = SHOWN) -> str:
    """Return the beginning of a row for a person."""
    text = " · ".join(visible(cell) for cell in cells if cell.strip(BLANKS))
    return text if len(text) <= limit else text[: limit - 1] + "…"
