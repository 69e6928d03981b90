"""The address of an explore page, from which every link on it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from portal.charts.asked import PARAMETERS
from portal.query.write import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.query.model import Query

Pair = tuple[str, str]

SIZES = (20, 50, 100)
"""How many rows a page offers; the first is the default."""
MOST_ROWS = 1000
"""So many rows an address may ask for."""
ABOUT = "_about"
"""Names the column of which a page tells what it is like."""
PAGE_ONLY = (*PARAMETERS, ABOUT)
"""Parameters that say how rows are shown and not which; the grammar never sees them."""
SHAPE = ("_group", "_measure", "_pivot", "_sort", "_sort_desc", "_col", "_nocol", "_facet")
"""Parameters that lose their meaning where rows become groups, or groups rows."""


@dataclass(frozen=True)
class Address:
    """Hold the path of a page, with its language, and the decoded parameters."""

    path: str
    pairs: tuple[Pair, ...]

    def __str__(self) -> str:
        """Return the address as a link on the page itself has it: short, for there are hundreds."""
        return f"?{encoded(self.pairs)}" if self.pairs else self.path

    @property
    def whole(self) -> str:
        """Return the address as other pages and redirects have it."""
        return f"{self.path}?{encoded(self.pairs)}" if self.pairs else self.path

    def without(self, *names: str) -> Address:
        """Return the address without these parameters, and on the first page."""
        gone = {*names, "_next", ABOUT}
        return Address(self.path, tuple(pair for pair in self.pairs if pair[0] not in gone))

    def unchosen(self, column: str) -> Address:
        """Return the address without the values that are chosen of a column."""
        return self.without(column, f"{column}__exact", f"{column}__in")

    def less(self, *pairs: Pair) -> Address:
        """Return the address without these pairs, and on the first page."""
        kept = tuple(pair for pair in self.pairs if pair not in pairs)
        return Address(self.path, kept).without()

    def plus(self, *pairs: Pair) -> Address:
        """Return the address with further pairs, and on the first page."""
        return Address(self.path, (*self.without().pairs, *pairs))

    def following(self, cursor: str) -> Address:
        """Return the address of the page that begins after a cursor."""
        return self.plus(("_next", cursor))

    def about(self, column: str) -> str:
        """Return the link to what a column is like, beside the same rows."""
        kept = [pair for pair in self.pairs if pair[0] != ABOUT]
        return f"?{encoded([*kept, (ABOUT, column)])}#columns"


def encoded(pairs: Sequence[Pair]) -> str:
    """Return parameters as an address has them, with what needs no escape left readable."""
    return urlencode(pairs, safe=":,")


def address_of(path: str, query: Query, pairs: Sequence[Pair]) -> Address:
    """Return the address under which a query is written, with what only the page knows.

    ``pairs`` are all parameters as they came.
    """
    kept = [pair for pair in pairs if pair[0] in PAGE_ONLY and pair[1] and pair[0] != ABOUT]
    return Address(path, (*write(query, default_size=SIZES[0]), *kept))


def asked_rows(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the parameters that the grammar reads."""
    return [pair for pair in pairs if pair[0] not in PAGE_ONLY]
