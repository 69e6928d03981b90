"""Rows as lines of a CSV file that every program cuts in the same way."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

BREAK = "\r\n"
MARK = "\ufeff"
"""Stands before the file where a spreadsheet reads it: without it Excel takes UTF-8 for the encoding
of the machine, and Arabic becomes unreadable."""
COMPUTED = re.compile(r"[=@\t\r]|[-+](?![\d.,]*$)")
"""What a spreadsheet takes for a formula; signed numbers are none."""


class _Echo:
    """Give back what is written, so that ``writerow`` returns it."""

    def write(self, text: str) -> str:
        return text


def csv_line(delimiter: str = ",") -> Callable[[Iterable[Any]], str]:
    """Return a function from a row to its line, which ends in LF.

    A cell with a line break of any kind is quoted: a writer quotes only the breaks with which its
    own lines end, so that a lone CR, as old programs leave it in cells, would end the row for some
    readers.
    """
    writer = csv.writer(_Echo(), delimiter=delimiter, lineterminator=BREAK)

    def line(row: Iterable[Any]) -> str:
        written: str = writer.writerow(row)
        return written.removesuffix(BREAK) + "\n"

    return line


def csv_lines(rows: Iterable[Sequence[Any]], delimiter: str = ",") -> Iterator[str]:
    """Yield the line of each row."""
    return map(csv_line(delimiter), rows)


def still(text: str) -> str:
    """Return a text that no spreadsheet computes: a formula has an apostrophe before it."""
    return f"'{text}" if COMPUTED.match(text) else text
