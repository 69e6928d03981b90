"""Read a sheet of an Excel workbook in the binary format (.xlsb), exactly.

Not by python-calamine: it makes empty cells of errors and of the short records that some programs
write, and a single cell far out makes it end the whole process for want of memory.
Source: [MS-XLSB], https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb/.
"""

from __future__ import annotations

import posixpath
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.draft.model import Merge, Source
from portal.draft.sources.numbers import of_sheet
from portal.draft.sources.sheets import Sheet, chosen, grid_of
from portal.draft.sources.xlsb_records import Cell, cell_of, records, rich_text, wide_text
from portal.exceptions import DraftError, WorkbookError
from portal.workbook.book import local
from portal.workbook.package import UNPACKED, opened
from portal.workbook.serials import BUILT_IN, kind_of_format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.draft.sources.asked import Asked
    from portal.workbook.package import Package

MAIN, STRINGS, STYLES = "xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin"
SHEET, PROPERTIES, STRING, FORMAT, CELL_FORMAT = 156, 153, 19, 44, 47
CELL_FORMATS, CELL_FORMATS_END = 617, 618
ROW, DATA, DATA_END, MERGED = 0, 145, 146, 176
MOST = 20_000_000
"""Cells of a sheet, empty ones between others included."""


@dataclass(frozen=True)
class Book:
    """Hold what the cells of every sheet need."""

    sheets: Mapping[str, tuple[str, bool]]
    """By name: the part, and whether it is hidden."""
    since_1904: bool
    strings: Sequence[str]
    kinds: Sequence[str]
    """What a number is by the format of its cell: a kind of ``portal.workbook.serials``."""


def read_xlsb(path: Path, asked: Asked) -> Source:
    """Return a sheet of a workbook; raise DraftError where it cannot be read or is not certain."""
    try:
        with opened(path) as package:
            # A record that is shorter than it says it is raises what ``checked`` turns into words.
            with package.checked(MAIN):
                book = _book(package)
            found = {}
            for name, (part, _) in book.sheets.items():
                with package.checked(name):
                    found[name] = _cells(package, part, book)
    except WorkbookError as error:
        raise DraftError(str(error)) from error
    sheets = [Sheet(name, hidden, any(found[name][0])) for name, (_, hidden) in book.sheets.items()]
    name = chosen(path, sheets, asked.sheet)
    return Source(path, asked.sha256, "xlsb", grid_of(*found[name]), sheet=name)


def _book(package: Package) -> Book:
    """Read what a workbook says about itself."""
    parts = _parts(package)
    sheets: dict[str, tuple[str, bool]] = {}
    since_1904 = False
    for kind, body in records(_bytes(package, MAIN)):
        if kind == SHEET:
            (state,) = struct.unpack_from("<I", body)
            key, position = wide_text(body, 8)
            name, _ = wide_text(body, position)
            if parts.get(key, "").startswith("xl/worksheets/"):
                sheets[name] = (parts[key], bool(state))
        elif kind == PROPERTIES:
            since_1904 = bool(body[0] & 1)
    strings = [
        rich_text(body) for kind, body in records(_bytes(package, STRINGS)) if kind == STRING
    ]
    return Book(sheets, since_1904, strings, _kinds(package))


def _parts(package: Package) -> dict[str, str]:
    """Return the parts that the workbook refers to, by the keys that it uses."""
    parts: dict[str, str] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if local(element) == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            parts[attributes.get("Id", "")] = target.lstrip("/")

    for _ in package.parse("xl/_rels/workbook.bin.rels", start):
        pass
    return parts


def _kinds(package: Package) -> list[str]:
    """Read the kinds of number formats, by the index of a cell's style."""
    described: dict[int, str] = {}
    kinds: list[str] = []
    inside = False
    for kind, body in records(_bytes(package, STYLES)):
        if kind == FORMAT:
            (number,) = struct.unpack_from("<H", body)
            described[number] = kind_of_format(wide_text(body, 2)[0])
        elif kind in {CELL_FORMATS, CELL_FORMATS_END}:
            inside = kind == CELL_FORMATS
        elif kind == CELL_FORMAT and inside:
            _, number = struct.unpack_from("<HH", body)
            kinds.append(described.get(number, BUILT_IN.get(number, "")))
    return kinds or [""]


def _cells(package: Package, part: str, book: Book) -> tuple[list[list[str]], list[Merge]]:
    """Read the rows of a sheet, and which of its cells are merged."""
    rows: list[list[str]] = []
    merges: list[Merge] = []
    inside = False
    column = total = 0
    for kind, body in records(_bytes(package, part)):
        if kind in {DATA, DATA_END}:
            inside = kind == DATA
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            merges.append(Merge(top, left, bottom, right))
        elif kind == ROW and inside:
            (number,) = struct.unpack_from("<I", body)
            total += number - len(rows)
            if number < len(rows) or total > MOST:
                raise package.damaged(f"row {number + 1}")
            rows += [[] for _ in range(len(rows), number + 1)]
            column = -1
        elif inside and (cell := cell_of(kind, body, column)) is not None:
            row = rows[-1]
            total += cell.column + 1 - len(row)
            if cell.column < len(row) or total > MOST:
                raise package.damaged(f"row {len(rows)}, column {cell.column + 1}")
            column = cell.column
            if (text := _text(cell, book)) != "":
                row += [""] * (column - len(row)) + [text]
    return rows, merges


def _text(cell: Cell, book: Book) -> str:
    if cell.string is not None:
        return book.strings[cell.string]
    if isinstance(cell.value, str):
        return cell.value
    return of_sheet(cell.value, book.kinds[cell.style], since_1904=book.since_1904)


def _bytes(package: Package, part: str) -> bytes:
    if part not in package and part != MAIN:
        return b""
    with package.open(part, UNPACKED) as stream:
        return stream.read()
