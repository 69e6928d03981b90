"""Read a sheet of an Excel workbook (.xlsx, .xlsm), by the portal's own exact reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.model import Merge, Source
from portal.draft.sources.sheets import Sheet, chosen, grid_of
from portal.exceptions import DraftError, WorkbookError
from portal.workbook.book import range_of, read_book
from portal.workbook.cells import sparse_rows
from portal.workbook.marks import TABLE
from portal.workbook.merges import merges
from portal.workbook.package import opened
from portal.workbook.read import rows

if TYPE_CHECKING:
    from pathlib import Path

    from portal.draft.sources.asked import Asked
    from portal.workbook.book import Book, SheetPart
    from portal.workbook.package import Package


def read_xlsx(path: Path, asked: Asked) -> Source:
    """Return a sheet of a workbook; raise DraftError where it cannot be read or is not certain."""
    try:
        sheets, marked = _sheets(path)
        name = chosen(path, sheets, asked.sheet or marked)
        found = (Merge(*corners) for corners in merges(path, name))
        grid = grid_of(rows(path, name), found)
    except WorkbookError as error:
        raise DraftError(str(error)) from error
    return Source(path, asked.sha256, "xlsx", grid, sheet=name)


def _sheets(path: Path) -> tuple[list[Sheet], str | None]:
    """Return the sheets of a workbook, and the one with the table where the portal wrote it."""
    with opened(path) as package:
        book = read_book(package)
        sheets = [
            Sheet(sheet.name, sheet.hidden, _is_filled(package, book, sheet))
            for sheet in book.sheets
        ]
        mark = range_of(book.names.get(TABLE, ""))
        known = {sheet.name for sheet in sheets}
        return sheets, mark.sheet if mark and mark.sheet in known else None


def _is_filled(package: Package, book: Book, sheet: SheetPart) -> bool:
    """Tell whether a sheet has data, also where its formulas have no results: another may be meant."""
    try:
        return next(sparse_rows(package, book, sheet), None) is not None
    except WorkbookError as error:
        if error.code == "formula-not-calculated":
            return True
        raise
