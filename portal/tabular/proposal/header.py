"""Where the header of a table is: by what speaks for and against a row of labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from portal.tabular.proposal.cells import kind_of, mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH = 100
"""Rows below that are looked at."""
COLUMNS = 500
"""Columns that are looked at."""
ALIKE = 0.9
"""Share of the cells that make the kind of a column."""
YEARS = range(1800, 2201)


@dataclass(frozen=True)
class Votes:
    """Count the columns that speak for or against a row of labels."""

    labels: int = 0
    """Columns of numbers, dates or codes, below a cell that is none."""
    data: int = 0
    """Columns of numbers, dates or codes, below a cell of the same kind."""
    columns: int = 0

    @property
    def header(self) -> bool:
        """Tell whether the row certainly holds labels."""
        return self.labels > self.data * 2

    @property
    def row(self) -> bool:
        """Tell whether the row certainly holds data."""
        return not self.labels and (self.data > 1 or self.data == self.columns > 0)


def header_like_data(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first of some rows, taken for the header, certainly holds data.

    So it is where several columns are of numbers, dates or codes, the first cell of each is one as
    well, and no column speaks against it. Years and numbers in sequence are labels (2019, 2020 …).
    """
    return len(rows) > 2 and votes(rows[0], rows[1:]).row


def votes(first: Sequence[str], rows: Sequence[Sequence[str]]) -> Votes:
    """Compare a row with the columns below it."""
    first = first[:COLUMNS]
    labels = data = 0
    kinds = [kind_of(cell) for cell in first]
    serial = _is_serial([c for c, kind in zip(first, kinds, strict=True) if kind == "number"])
    for position, (cell, kind) in enumerate(zip(first, kinds, strict=True)):
        if kind == "empty":
            continue
        column = [row[position] for row in rows[:DEPTH] if position < len(row)]
        below = _column_kind(column)
        if below is None:
            continue
        if below in (kind, mask_of(cell)):
            data += not (kind == "number" and serial)
        else:
            labels += 1
    return Votes(labels, data, len(first))


def _column_kind(column: Sequence[str]) -> str | None:
    """Return the kind of nearly all cells of a column, or the shape of its codes; None of texts."""
    cells = [cell for cell in column if kind_of(cell) != "empty"]
    if not cells:
        return None
    for describe in (kind_of, mask_of):
        counted = Counter(map(describe, cells))
        counted.pop(None, None)
        if counted:
            kind, count = counted.most_common(1)[0]
            if count >= len(cells) * ALIKE:
                return kind
    return None


def is_value(cell: str) -> bool:
    """Tell whether a cell looks like a value and not like a label; a year may be either."""
    kind = kind_of(cell)
    return kind not in {None, "empty"} and not (kind == "number" and _is_serial([cell]))


def _is_serial(cells: Sequence[str]) -> bool:
    """Tell whether numbers are years, or count on: such are labels."""
    try:
        numbers = [int(cell) for cell in cells]
    except ValueError:
        return False
    if all(number in YEARS for number in numbers):
        return True
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) > 2 and len(steps) == 1 and steps != {0}
