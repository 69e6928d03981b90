"""Read the table of an Excel workbook (.xlsx, .xlsm), exactly.

Not by openpyxl: it loses ``x005F_`` from texts, cannot tell a formula without a saved result from
an empty cell, and fills sparse rows up to 16,384 columns.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from portal.tabular.csv_lines import csv_lines
from portal.tabular.dialect import HEADER
from portal.workbook.book import range_of, read_book
from portal.workbook.cells import sparse_rows
from portal.workbook.header import head_size, header_of
from portal.workbook.lexical import text_of, writer
from portal.workbook.marks import EXCERPT, TABLE, unmarked
from portal.workbook.package import opened
from portal.workbook.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.catalog.model import Resource
    from portal.workbook.book import Book, Range, SheetPart
    from portal.workbook.cells import Cell, SparseRow
    from portal.workbook.package import Package

HEAD = 50
"""Rows in which the widest one is sought: title lines, the header, first data."""
CELLS = 100_000_000
"""Cells of a sheet, those that only fill a row up to the table's width included."""


def sheets(path: Path) -> list[str]:
    """Return the names of a workbook's sheets of cells, hidden ones last.

    Raises WorkbookError where it cannot be read, OSError where the file cannot.
    """
    with opened(path) as package:
        found = read_book(package).sheets
        return [sheet.name for sheet in sorted(found, key=lambda sheet: sheet.hidden)]


def rows(path: Path, sheet: str | None = None) -> Iterator[list[str]]:
    """Yield the rows of a sheet as the texts that a CSV file would hold, from row 1 on.

    Without ``sheet``: the table of a fix-it workbook, otherwise the only sheet with data among
    those that are not hidden. A formula is its saved result, an error its text, a merged cell stands in the first of
    its places; hidden rows and columns are read as well. Rows are filled up to the table's width; what is empty
    at the end is left out. Raises WorkbookError, and OSError where the file cannot be read.
    """
    for row in table(path, sheet):
        yield [text_of(cell) for cell in row]


def as_csv(
    path: Path, target: Path, sheet: str | None = None, resource: Resource | None = None
) -> None:
    """Write a sheet as CSV (UTF-8, comma, LF) whose records have the numbers of the sheet's rows.

    Where a ``resource`` is given, real numbers and dates are written as its fields want them.
    Raises WorkbookError, and OSError; then nothing is left at ``target``.
    """
    found = table(path, sheet)
    texts = _texts(found, resource) if resource else ([text_of(c) for c in row] for row in found)
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(csv_lines(texts))
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def csv_resource(resource: Resource, path: str) -> Resource:
    """Return a resource for the CSV file that ``as_csv`` made: its own but for encoding and signs."""
    declared = {**resource.dialect, **resource.dialect.get("csv", {})}
    kept = ("header", "headerRows", *HEADER)
    dialect = {name: declared[name] for name in kept if name in declared}
    return replace(resource, path=path, encoding="utf-8", encoding_declared=True, dialect=dialect)


def table(path: Path, sheet: str | None = None) -> Iterator[list[Cell]]:
    """Yield the rows of a sheet with typed cells; otherwise as ``rows``."""
    with opened(path) as package:
        book = read_book(package)
        if EXCERPT in book.names and sheet is None:
            raise problem("workbook-excerpt", value=path.name)
        mark = range_of(book.names.get(TABLE, ""))
        chosen = _chosen(package, book, sheet, mark)
        is_marked = mark is not None and mark.sheet == chosen.name
        found = sparse_rows(package, book, chosen)
        filled = _filled(found, mark if is_marked else None, package)
        yield from (unmarked(row) for row in filled) if is_marked else filled


def _chosen(package: Package, book: Book, name: str | None, mark: Range | None) -> SheetPart:
    """Return the sheet that is asked for, or the one that must be meant."""
    named = {sheet.name: sheet for sheet in book.sheets}
    if name is not None:
        if name not in named:
            listed = ", ".join(named)
            raise problem("workbook-sheet-missing", value=name, sheets=listed)
        return named[name]
    if mark is not None and mark.sheet in named:
        return named[mark.sheet]
    filled = [
        sheet
        for sheet in book.sheets
        if not sheet.hidden and next(sparse_rows(package, book, sheet), None)
    ]
    if not filled:
        raise problem("workbook-empty", value=package.file)
    if len(filled) > 1:
        listed = ", ".join(sheet.name for sheet in filled)
        raise problem("workbook-several-sheets", value=package.file, sheets=listed)
    return filled[0]


def _filled(
    found: Iterator[SparseRow], mark: Range | None, package: Package
) -> Iterator[list[Cell]]:
    """Yield every row up to the last one, each as wide as the table, or wider.

    The table is as wide as its header where a mark says which row that is.
    """
    head = list(_head(found, mark.row if mark else HEAD))
    if mark is None:
        width = max((max(cells) for _, cells in head), default=0)
    else:
        labels = [max(cells) for row, cells in head if row == mark.row]
        width = max([mark.width, *labels])
    last = total = 0
    for row, cells in chain(head, found):
        own = max(cells)
        size = max(width, own)
        total += width * (row - last - 1) + size
        if total > CELLS:
            raise package.too_large(total)
        for _ in range(last + 1, row):
            yield [""] * width
        if len(cells) == own:  # none of them is empty
            yield [*cells.values(), *[""] * (size - own)]
        else:
            yield [cells.get(column, "") for column in range(1, size + 1)]
        last = row


def _head(found: Iterator[SparseRow], last: int) -> Iterator[SparseRow]:
    """Yield rows up to ``last``, and the one after, which shows that they are complete."""
    for row, cells in found:
        yield row, cells
        if row >= last:
            return


def _texts(found: Iterator[list[Cell]], resource: Resource) -> Iterator[list[str]]:
    """Yield rows as texts, those below the header as the fields of the resource want them."""
    head = list(islice(found, head_size(resource, HEAD)))
    header = header_of(resource, [[text_of(cell) for cell in row] for row in head])
    described = {field["name"]: field for field in resource.schema.descriptor.get("fields", ())}
    writers = [
        text_of if field is None else writer(field, described.get(field.name, {}))
        for field in header.fields
    ]
    for number, row in enumerate(chain(head, found), 1):
        if number < header.first_row:
            yield [text_of(cell) for cell in row]
            continue
        yield [
            writers[column](cell) if column < len(writers) else text_of(cell)
            for column, cell in enumerate(row)
        ]
