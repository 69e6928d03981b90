"""The sheets of an OpenDocument spreadsheet, gathered from the elements of its content.

Source: OpenDocument 1.3 part 3, sections 6.1 (texts) and 9 (tables),
https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.draft.model import Merge
from portal.draft.sources.ods_cells import Paragraphs, text_of_cell
from portal.tabular.report import column_letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.workbook.package import Package

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
ASIDE = frozenset(
    (
        OFFICE + "annotation",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0 note",
        TABLE + "shapes",
        TABLE + "tracked-changes",
    )
)
"""What has texts, or even cells, that are none of the table: comments, drawings, older states."""
DRAWN = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
MOST = 20_000_000
"""Cells of a spreadsheet; repeated ones are written only once."""


@dataclass
class OdsSheet:
    """Hold a sheet while it is read."""

    name: str
    hidden: bool
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    uncalculated: str = ""
    """The address of the first formula without a result."""


class OdsSheets:
    """Take the elements of a content and gather its sheets."""

    def __init__(self, package: Package) -> None:
        """Take the package, which makes the exception where there is too much."""
        self.sheets: list[OdsSheet] = []
        self._package = package
        self._style = ""
        self._hidden: set[str] = set()
        self._tables = 0
        """How deep; a table may stand in a cell of another one, and is none of it."""
        self._aside = 0
        self._row: list[str] = []
        self._number = 0
        self._blank = 0
        """Empty cells of the row, and …"""
        self._blank_rows = 0
        """… empty rows of the sheet that are only there if something follows them."""
        self._repeated = 1
        self._cell: Mapping[str, str] = {}
        self._paragraphs = Paragraphs()
        self._size = 0

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._aside or element in ASIDE or element.startswith(DRAWN):
            self._aside += 1
        elif element == TABLE + "table":
            self._tables += 1
            if self._tables == 1:
                hidden = attributes.get(TABLE + "style-name") in self._hidden
                self.sheets.append(OdsSheet(attributes.get(TABLE + "name", ""), hidden))
                self._number = self._blank_rows = 0
        elif element == STYLE + "style":
            self._style = attributes.get(STYLE + "name", "")
        elif element == STYLE + "table-properties":
            if attributes.get(TABLE + "display") == "false":
                self._hidden.add(self._style)
        elif self._tables == 1:
            self._begin(element, attributes)

    def end(self, element: str) -> None:
        """Take the end of an element."""
        if self._aside:
            self._aside -= 1
        elif element == TABLE + "table":
            self._tables -= 1
        elif self._tables == 1:
            if element in CELLS:
                self._end_cell(element)
            elif element == TABLE + "table-row":
                self._end_row()
            else:
                self._paragraphs.end(element)

    def text(self, text: str) -> None:
        """Take characters."""
        if self._tables == 1 and not self._aside:
            self._paragraphs.text(text)

    def _begin(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == TABLE + "table-row":
            self._row = []
            self._blank = 0
            self._repeated = int(attributes.get(TABLE + "number-rows-repeated", "1"))
        elif element in CELLS:
            self._cell = attributes
            self._paragraphs = Paragraphs()
        else:
            self._paragraphs.start(element, attributes)

    def _end_cell(self, element: str) -> None:
        cell, sheet = self._cell, self.sheets[-1]
        column = len(self._row) + self._blank
        repeated = int(cell.get(TABLE + "number-columns-repeated", "1"))
        # What a merged cell covers may still hold something, which no program shows.
        covered = element == CELLS[1]
        found = "" if covered else text_of_cell(cell, self._paragraphs.joined)
        if found is None:
            sheet.uncalculated = (
                sheet.uncalculated or f"{column_letter(column + 1)}{self._number + 1}"
            )
        if found:
            self._take(self._blank + repeated)
            self._row += [""] * self._blank + [found] * repeated
            self._blank = 0
        else:
            self._blank += repeated
        wide = int(cell.get(TABLE + "number-columns-spanned", "1"))
        high = int(cell.get(TABLE + "number-rows-spanned", "1"))
        if found and (wide > 1 or high > 1):
            corner = self._number, column
            sheet.merges.append(Merge(*corner, corner[0] + high - 1, corner[1] + wide - 1))

    def _end_row(self) -> None:
        rows = self.sheets[-1].rows
        if self._row:
            self._take(self._blank_rows + self._repeated * len(self._row))
            rows.extend([] for _ in range(self._blank_rows))
            rows.extend(list(self._row) for _ in range(self._repeated))
            self._blank_rows = 0
        else:
            self._blank_rows += self._repeated
        self._number += self._repeated

    def _take(self, cells: int) -> None:
        """Count cells before they are held."""
        self._size += cells
        if self._size > MOST:
            raise self._package.too_large(self._size)
