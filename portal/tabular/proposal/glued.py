"""Whether a header lacks a delimiter, where every row has one cell more than it.

Rows that end with a delimiter too many look the same: a cell more than there are labels, and it is
empty in every row. But where the header lacks a delimiter, two labels are one, and those after it
stand over the wrong columns. Quotation marks tell the two apart where a program puts some columns
between them and others not: it does so in the header as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH = 100
"""Rows that are looked at."""


def is_glued(header: str, rows: Sequence[str], *, delimiter: str = ",", quote: str = '"') -> bool:
    """Tell whether the marks of a header fit its columns better with one more delimiter in it.

    Takes the lines of the header and of the first rows, as they stand in the file; each row has one
    cell more than the header.
    """
    labels = _quoted(header, delimiter, quote) if quote else []
    if not any(labels) or all(labels) or not rows:
        return False
    cells = [_quoted(row, delimiter, quote) for row in rows[:DEPTH]]
    columns = [all(column) for column in zip(*cells, strict=False)]
    if len(columns) <= len(labels):
        return False
    fitting = _misfits(labels, columns)
    # With a label more at each place in turn; it may have had marks or not.
    shifted = (
        _misfits([*labels[:place], *columns[place : place + 2], *labels[place + 1 :]], columns)
        for place in range(len(labels))
    )
    return fitting > min(shifted)


def _misfits(labels: Sequence[bool], columns: Sequence[bool]) -> int:
    """Count the labels that have marks where their column has none, or the other way round."""
    return sum(label != column for label, column in zip(labels, columns, strict=False))


def _quoted(line: str, delimiter: str, quote: str) -> list[bool]:
    """Return which cells of a line stand between quotation marks."""
    mark, part = re.escape(quote), re.escape(delimiter)
    cell = re.compile(rf"({mark}(?:[^{mark}]|{mark}{mark})*{mark})?[^{part}]*{part}")
    return [found.group(1) is not None for found in cell.finditer(line.rstrip("\r\n") + delimiter)]
