"""Files of any kind in which people keep tables, read as grids of texts.

Texts are cut by the standard library, .xlsx by the portal's own reader. Of csvkit's ``in2csv`` the
parts are used that are exact: its cutter of fixed widths, and the readers below it of .xls (xlrd) and
.dbf (dbfread). Its command is not used: it makes ``2010.0`` of a year and ``1`` of the code ``01``;
the modules say where, and ``tests/draft/test_source_in2csv.py`` holds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.draft.sources.asked import Asked
from portal.draft.sources.file import checked
from portal.draft.sources.format import WORKBOOKS, format_of
from portal.exceptions import DraftError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.draft.model import Source

__all__ = ["read"]


def read(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    dialect: Mapping[str, Any] | None = None,
    layout: Path | None = None,
) -> Source:
    """Return a file of any kind as it is: all its rows, titles and notes included, as texts.

    Takes the sheet of a workbook, the encoding and the dialect (properties of a Table Dialect) of
    a text, and the file that says where the columns of a fixed-width text are; what is not given
    is found. Raises DraftError with a sentence that says what is wrong with the file, or what must
    be given because the file alone does not tell.
    """
    # Whoever drafts one kind of file need not load the readers of the others.
    from portal.draft.sources.dbf import read_dbf  # noqa: PLC0415
    from portal.draft.sources.geojson import read_geojson  # noqa: PLC0415
    from portal.draft.sources.ods import read_ods  # noqa: PLC0415
    from portal.draft.sources.text import read_text  # noqa: PLC0415
    from portal.draft.sources.xls import read_xls  # noqa: PLC0415
    from portal.draft.sources.xlsb import read_xlsb  # noqa: PLC0415
    from portal.draft.sources.xlsx import read_xlsx  # noqa: PLC0415

    asked = Asked(checked(path), sheet, encoding, dialect or {}, layout)
    found = format_of(path)
    if sheet is not None and found not in WORKBOOKS:
        raise DraftError(f"{path.name} is no workbook: it has no sheets. Leave out --sheet.")
    if layout is not None and found != "text":
        raise DraftError(f"{path.name} is no text with columns of fixed width. Leave out --layout.")
    readers = {
        "xlsx": read_xlsx,
        "xlsb": read_xlsb,
        "xls": read_xls,
        "ods": read_ods,
        "dbf": read_dbf,
        "json": read_geojson,
        "text": read_text,
    }
    return readers[found](path, asked)
