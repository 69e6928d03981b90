"""Read a sheet of an Excel workbook of the older formats (.xls, Excel 2 to 2003).

By xlrd, the reader below csvkit's ``in2csv``, and not by ``in2csv`` itself: that forces one type on
a column, so that a title line above the header makes ``2010.0`` of every year, ``43831.0`` of every
date and ``42`` of ``#N/A``. Nor by python-calamine, which makes an empty cell of ``#N/A``, as if
nobody had looked for a value. Numbers that are dates are told by the portal's own reading of their
format, so that a sheet gives the same texts as .xls and as .xlsx.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

from portal.draft.model import Merge, Source
from portal.draft.sources.numbers import of_sheet
from portal.draft.sources.sheets import Sheet, chosen, grid_of
from portal.exceptions import DraftError
from portal.workbook.lexical import text_of
from portal.workbook.serials import kind_of_format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.draft.sources.asked import Asked

PASSWORD = ("encrypted", "password")


def read_xls(path: Path, asked: Asked) -> Source:
    """Return a sheet of a workbook; raise DraftError where it cannot be read or is not certain.

    The encoding that is asked for is that of the texts of Excel 2 to 95; later ones need none.
    """
    book = _opened(path, asked.encoding)
    try:
        sheets = [
            Sheet(one.name, bool(one.visibility), any(map(any, _texts(book, one))))
            for one in book.sheets()
        ]
        name = chosen(path, sheets, asked.sheet)
        sheet = book.sheet_by_name(name)
        grid = grid_of(_texts(book, sheet), (_merge(*corners) for corners in sheet.merged_cells))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    return Source(path, asked.sha256, "xls", grid, sheet=name)


def _opened(path: Path, encoding: str | None) -> Any:
    """Open a workbook; damage and passwords become a sentence."""
    import xlrd  # type: ignore[import-untyped]  # noqa: PLC0415  # only where it is needed
    from xlrd.compdoc import CompDocError  # type: ignore[import-untyped]  # noqa: PLC0415

    damages = (
        xlrd.XLRDError,
        CompDocError,
        struct.error,
        AssertionError,
        AttributeError,
        LookupError,
        MemoryError,
        OverflowError,
        TypeError,
        ValueError,
    )
    try:
        return xlrd.open_workbook(
            file_contents=path.read_bytes(),  # by name, Windows keeps the file locked
            formatting_info=True,
            ragged_rows=True,
            encoding_override=encoding,
            logfile=io.StringIO(),
        )
    except damages as error:
        if any(word in str(error).casefold() for word in PASSWORD) or _is_sealed(path):
            raise DraftError(
                f"{path.name} is protected by a password. Open it, remove the password (File, "
                "Info, Protect Workbook) and save it again."
            ) from error
        raise _damaged(path) from error


def _is_sealed(path: Path) -> bool:
    """Tell whether the file holds an encrypted workbook of the newer formats."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _damaged(path: Path) -> DraftError:
    return DraftError(
        f"{path.name} is no workbook of Excel, or it is damaged. Open it in a spreadsheet program, "
        "let it repair the file, and save it as “Excel Workbook (.xlsx)”."
    )


def _merge(top: int, bottom: int, left: int, right: int) -> Merge:
    """Return merged cells, whose last row and column xlrd excludes."""
    return Merge(top, left, bottom - 1, right - 1)


def _texts(book: Any, sheet: Any) -> Iterator[list[str]]:
    """Yield the rows of a sheet as texts."""
    from xlrd import biffh  # noqa: PLC0415  # only where it is needed

    kinds = [kind_of_format(book.format_map[xf.format_key].format_str or "") for xf in book.xf_list]
    numbers = {biffh.XL_CELL_NUMBER, biffh.XL_CELL_DATE}
    for position in range(sheet.nrows):
        texts = []
        for cell in sheet.row(position):
            if cell.ctype in numbers:
                kind = kinds[cell.xf_index] if cell.xf_index is not None else ""
                texts.append(of_sheet(cell.value, kind, since_1904=bool(book.datemode)))
            elif cell.ctype == biffh.XL_CELL_BOOLEAN:
                texts.append(text_of(bool(cell.value)))
            elif cell.ctype == biffh.XL_CELL_ERROR:
                texts.append(biffh.error_text_from_code.get(cell.value, "#N/A"))
            else:
                texts.append(str(cell.value))
        yield texts
