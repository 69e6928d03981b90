"""The cells of one sheet, typed, row by row, without holding the sheet.

Source: ECMA-376 part 1 (SpreadsheetML), section 18.3.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from portal.workbook.book import column_number, unescaped
from portal.workbook.package import UNPACKED
from portal.workbook.problems import problem
from portal.workbook.serials import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.workbook.book import Book, SheetPart
    from portal.workbook.package import Package

Cell = str | bool | int | float | date | datetime | time | timedelta
"""What a cell holds; an error such as ``#N/A`` is its text, an empty cell ``""``."""
SparseRow = tuple[int, dict[int, Cell]]
"""The number of a row, and its cells that are not empty by their column, both from 1."""

ROWS = 1_048_576
COLUMNS = 16_384
TEXT = 1_000_000
"""Characters of a cell; Excel holds 32,767, other programs more."""
DIGITS = 400
"""Characters of a number; more than any number has."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
TRUTH = {"1": True, "true": True, "0": False, "false": False}


def sparse_rows(package: Package, book: Book, sheet: SheetPart) -> Iterator[SparseRow]:
    """Yield the rows of a sheet that are not empty.

    Raises WorkbookError where the sheet is damaged, and where a formula has no saved result.
    """
    found = _Cells(package, book, sheet)
    for _ in package.parse(sheet.part, found.start, found.end, found.text, limit=UNPACKED):
        yield from found.rows
        found.rows.clear()


class _Cells:
    """Gather rows from the elements of a sheet; what is called for every cell is kept short."""

    def __init__(self, package: Package, book: Book, sheet: SheetPart) -> None:
        self.rows: list[SparseRow] = []
        self._package = package
        self._book = book
        self._sheet = sheet
        self._row = 0
        self._cells: dict[int, Cell] = {}
        self._columns: dict[str, int] = {}
        self._inside = False  # a row: what else has cells is not the table
        self._column = 0
        self._attributes: Mapping[str, str] = {}
        self._formula = self._valued = self._taking = self._pronounced = False
        self._pieces: list[str] = []
        self._rich = ""
        self._size = 0

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name == "c" and self._inside:
            self._attributes = attributes
            self._formula = self._valued = False
            self._pieces = []
            self._rich = ""
            self._size = 0
        elif name in {"v", "t"}:
            if self._inside and not self._pronounced:
                self._taking = self._valued = True
        elif name == "row":
            self._inside = True
            number = int(attributes.get("r", self._row + 1))
            if not self._row < number <= ROWS:
                raise self._damaged(f"row {number}")
            self._row = number
            self._column = 0
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._pronounced = True

    def end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        if name == "c" and self._inside:
            self._column = self._position(self._attributes.get("r"))
            if self._valued or self._formula:
                value = self._value()
                if value != "":
                    self._cells[self._column] = value
        elif name == "v":
            self._taking = False
        elif name == "t":
            self._taking = False
            # The runs of a rich text are escaped each by itself.
            self._rich += unescaped("".join(self._pieces))
            self._pieces = []
        elif name == "row":
            self._inside = False
            if self._cells:
                self.rows.append((self._row, self._cells))
                self._cells = {}
        elif name == "rPh":
            self._pronounced = False

    def text(self, text: str) -> None:
        if self._taking:
            self._size += len(text)
            if self._size > TEXT:
                raise self._damaged(f"row {self._row}")
            self._pieces.append(text)

    def _position(self, reference: str | None) -> int:
        """Return the column of a cell, which may leave out where it is."""
        if reference is None:
            column = self._column + 1
        else:
            letters = reference.rstrip("0123456789")
            if letters not in self._columns:
                if not re.fullmatch("[A-Z]{1,3}", letters):
                    raise self._damaged(reference)
                self._columns[letters] = column_number(letters)
            column = self._columns[letters]
            if reference[len(letters) :] != str(self._row):
                raise self._damaged(reference)
        if not self._column < column <= COLUMNS:
            raise self._damaged(f"row {self._row}, column {column}")
        return column

    def _value(self) -> Cell:
        """Return what the cell that ends here holds."""
        text = self._rich or "".join(self._pieces)
        kind = self._attributes.get("t", "n")
        # An empty result is a result only where it is said to be a text.
        if self._formula and (self._book.stale or not (text or (kind == "str" and self._valued))):
            raise problem("formula-not-calculated", cell=self._place, value=self._sheet.name)
        if not text:
            return ""
        if kind == "n":
            return self._number(text)
        if kind == "s":
            return self._book.strings[_index(text)]
        if kind in {"inlineStr", "e"}:
            return text
        if kind == "str":
            return unescaped(text)
        if kind == "b":
            return TRUTH[text.strip()]
        if kind == "d":
            return _iso(text.strip())
        raise self._damaged(self._place)

    def _number(self, text: str) -> Cell:
        value: int | float
        if len(text) < 16 and text.isdecimal() and text.isascii():
            value = int(text)
        else:
            value = self._precise(text.strip())
        style = self._attributes.get("s")
        kind = self._book.formats[_index(style)] if style else ""
        if kind:
            found = moment(value, kind, since_1904=self._book.since_1904)
            return value if found is None else found
        return value

    def _precise(self, text: str) -> int | float:
        """Return a number that is not just a few digits."""
        if len(text) > DIGITS or not NUMBER.fullmatch(text):
            raise self._damaged(self._place)
        try:
            return int(text)
        except ValueError:
            value = float(text)
        if math.isinf(value):
            raise self._damaged(self._place)
        return value

    @property
    def _place(self) -> str:
        """Return the address of the cell."""
        letters = next((k for k, v in self._columns.items() if v == self._column), "?")
        return f"{letters}{self._row}"

    def _damaged(self, note: str) -> Exception:
        return self._package.damaged(f"{self._sheet.name}: {note}")


def _index(text: str) -> int:
    """Return a position in a table; a negative one would count from its end."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


def _iso(text: str) -> Cell:
    """Return a date or time that is written out (ISO 8601 without zone)."""
    if "T" not in text:
        return time.fromisoformat(text) if ":" in text else date.fromisoformat(text)
    return datetime.fromisoformat(text.removesuffix("Z"))
