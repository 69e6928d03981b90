"""Rows as the text of a CSV file that every program reads in the same way."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BREAK = "\r\n"


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as CSV whose lines end in LF; a cell with a line break of any kind is quoted.

    A writer quotes only the breaks with which its own lines end, so that a lone CR, as old
    programs leave it in cells, would end the row for some readers.
    """
    text = io.StringIO(newline="")
    plain = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        if any("\r" in cell for cell in row):
            text.write(_quoted(row, delimiter))
        else:
            plain.writerow(row)
    return text.getvalue()


def _quoted(row: Sequence[str], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=BREAK).writerow(row)
    return text.getvalue().removesuffix(BREAK) + "\n"
