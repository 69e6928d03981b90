"""The sheet of a fix-it workbook that holds the publisher's rows, wrong cells marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.workbook.cells import COLUMNS
from portal.workbook.findings import is_doubt, told
from portal.workbook.marks import marked
from portal.workbook.texts import cut, utf16_length
from portal.workbook.words import speech, words_in
from portal.workbook.write import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.tabular.report import Error
    from portal.workbook.findings import Findings
    from portal.workbook.header import Header
    from portal.workbook.write import Sheet

    Row = tuple[int, Sequence[str]]

EXCERPT_ROWS = 20_000
"""Rows with errors that are shown of a table that is too large."""
COMMENTS = 5_000
"""Cells with a comment; more make Excel slow."""


class MarkedTable:
    """Write the records of a table into a sheet, and remember where each of them went."""

    def __init__(self, sheet: Sheet, header: Header, findings: Findings, language: str) -> None:
        """Take an empty sheet, and what was found in the table."""
        self.sheet = sheet
        self.uncommented = False
        """Whether there are more marked cells than comments."""
        self._header = header
        self._findings = findings
        self._language = language
        self._words = words_in(language)
        self._comments = 0
        self._rows: dict[int, int] = {}
        self._shift = 0

    @property
    def rows(self) -> int:
        """Return how many records below the header were written."""
        return sum(row not in self._header.rows for row in self._rows)

    def at(self, row: int, column: int) -> tuple[int, int] | None:
        """Return where a cell of the file is in the sheet, or None where it is not there."""
        return (self._rows[row], column + self._shift) if row in self._rows else None

    def write(self, records: Iterable[Row]) -> None:
        """Write every record, each into the row of its own number."""
        for column in range(1, min(self._header.width, COLUMNS) + 1):
            self.sheet.column(column, style="text")
        first, width = self._header.first_row, self._header.width
        for row, record in records:
            data = row >= first and len(record) != width
            held = marked(list(record), width, speech(self._language)) if data else record
            self._write(row, held)

    def write_excerpt(self, records: Iterable[Row]) -> None:
        """Write the header, and the first records with something to correct, after their numbers."""
        self._shift = 1
        wanted = sorted(row for row in self._findings.cells if row >= self._header.first_row)
        last = wanted[:EXCERPT_ROWS][-1] if wanted else 0
        for row, record in records:
            if row > max(last, self._header.first_row):
                return
            if row in self._header.rows or (row in self._findings.cells and row <= last):
                self._write(row, record)

    def _write(self, row: int, record: Sequence[str]) -> None:
        found = self._findings.cells.get(row, {})
        is_header = row in self._header.rows
        styles = {
            column + self._shift: _style(errors, is_header=is_header)
            for column, errors in found.items()
            if column + self._shift <= COLUMNS
        }
        cells: list[str | int] = [*record, *[""] * (max(found, default=0) - len(record))]
        if self._shift:
            number = self._words["row"] if row in self._header.rows[-1:] else row
            cells = [number, *(cut(str(cell), TEXT - 1) for cell in cells)]
        if row in self._header.rows[-1:]:
            at = self.sheet.head(cells[:COLUMNS], styles)
        else:
            at = self.sheet.append(cells[:COLUMNS], "header" if is_header else "text", styles)
        self._rows[row] = at
        for column, errors in sorted(found.items()):
            if self._comments == COMMENTS:
                self.uncommented = True
                return
            self._comments += 1
            text = told(errors, self._language)
            if self._shift and column <= len(record) and utf16_length(record[column - 1]) >= TEXT:
                size = f"{len(record[column - 1]):,}"
                text += f"\n\n{self._words['cut'].format(count=size)}"
            self.sheet.comment(at, column + self._shift, text)


def _style(errors: Sequence[Error], *, is_header: bool) -> str:
    return ("doubtful" if is_doubt(errors) else "bad") + ("_header" if is_header else "")
