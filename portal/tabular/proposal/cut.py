"""Cut a text into records in one of several ways, and see what speaks against that way."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RECORDS = 400
"""Records that are looked at."""
CELLS = 100_000
"""Cells that are cut at most."""

# As elsewhere: a cell may be as long as a line.
csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Way:
    """Hold one way to cut a text."""

    delimiter: str = ","
    quote: str = '"'
    """A quotation mark; empty where there is none."""
    escape: str = ""
    skip: bool = False
    """Whether spaces after a delimiter are none of the cell's."""

    @property
    def reader(self) -> dict[str, Any]:
        """Return the keyword arguments of ``csv.reader``."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote or None,
            "quoting": csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            "escapechar": self.escape or None,
            "skipinitialspace": self.skip,
        }


@dataclass(frozen=True)
class Record:
    """Hold one record."""

    number: int
    """As a spreadsheet counts it, from 1."""
    cells: Sequence[str]
    lines: int
    """Lines of the text that it takes."""
    faulty: bool
    """A quotation mark in it does not bound a whole cell."""

    @property
    def width(self) -> int:
        """Return how many cells there are."""
        return len(self.cells)

    @cached_property
    def filled(self) -> int:
        """Return how many cells are not blank."""
        return sum(bool(cell.strip()) for cell in self.cells)


def cut(lines: Sequence[str], way: Way) -> list[Record]:
    """Return the first records of a text, cut in one way; takes its lines with their ends."""
    return list(_records(lines, way))


def _records(lines: Sequence[str], way: Way) -> Iterator[Record]:
    source = _Counted(lines)
    reader = csv.reader(source, **way.reader)
    cells_left = CELLS
    for number in range(1, RECORDS + 1):
        start = source.position
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell beyond csv.field_size_limit
            yield Record(number, [""], len(lines) - start, faulty=True)
            return
        if cells is None:
            return
        taken = lines[start : source.position]
        unclosed = source.ended and len(taken) > 1
        faulty = unclosed or (bool(way.quote) and is_faulty(taken, way))
        yield Record(number, cells, len(taken), faulty)
        cells_left -= len(cells)
        if cells_left < 0:
            return


class _Counted:
    """Hand out lines, and tell how many."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.position = 0
        self.ended = False

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        if self.position >= len(self.lines):
            self.ended = True
            raise StopIteration
        self.position += 1
        return self.lines[self.position - 1]


def is_faulty(lines: Sequence[str], way: Way) -> bool:
    """Tell whether a record has a quotation mark that does not bound a whole cell.

    The text between quotation marks is outside cells at even positions: there it is nothing (a
    doubled mark), or begins where a cell ends and ends where one begins.
    """
    text = "".join(lines)
    if way.quote not in text:
        return False
    if way.escape and way.escape in text:
        try:
            next(csv.reader(lines, **way.reader, strict=True), None)
        except csv.Error:
            return True
        return False
    parts = text.split(way.quote)
    if len(parts) % 2 == 0:
        return True
    ends = (way.delimiter, "\n", "\r")
    last = len(parts) - 1
    for position in range(0, last + 1, 2):
        part = parts[position]
        if position and part and not part.startswith(ends):
            return True
        before = part.rstrip(" ") if way.skip else part
        if position < last and before and not before.endswith(ends):
            return True
    return False
