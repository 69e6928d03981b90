"""What a file is: told from its bytes, because names lie (a .xls from a portal is often a web page)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from portal.exceptions import DraftError, WorkbookError
from portal.tabular.kinds.of_natures import NATURES
from portal.tabular.nature import HEAD, nature_of
from portal.workbook.package import OLE, opened

if TYPE_CHECKING:
    from pathlib import Path

WORKBOOKS = frozenset(("xlsx", "xlsb", "xls", "ods"))
BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""How a workbook of Excel 2 to 5 begins that is not in an OLE file."""
ZIP = b"PK\x03\x04"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
DBF_VERSIONS = frozenset(b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8c\xcb\xe5\xf5\xfb")
DBF_HEADER = 32
"""Bytes of the header of a DBF file, and of each field in it."""
WORDS = {kind.code.partition("/")[2]: kind for kind in NATURES}


def format_of(path: Path) -> str:
    """Return ``xlsx``, ``xlsb``, ``xls``, ``ods``, ``dbf``, ``json`` or ``text``.

    Raises DraftError that says what a file is which is none of these, and what to do.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith((OLE, *BIFF)):
        return "xls"
    if head.startswith(ZIP):
        return _packed(path)
    if path.suffix.lower() == ".dbf" and _is_dbf(head):
        return "dbf"
    nature = nature_of(head)
    if nature == "json":
        return "json"
    if nature is not None:
        raise DraftError(_refusal(path, nature))
    return "text"


def _packed(path: Path) -> str:
    """Return the kind of a workbook that is a ZIP archive."""
    try:
        with opened(path) as package:
            if "xl/workbook.bin" in package:
                return "xlsb"
            if "mimetype" in package:
                with package.open("mimetype") as stream, package.checked("mimetype"):
                    if stream.read(len(SPREADSHEET)) == SPREADSHEET:
                        return "ods"
            if "[Content_Types].xml" in package and not (
                "word/document.xml" in package or "ppt/presentation.xml" in package
            ):
                return "xlsx"
    except WorkbookError as error:
        raise DraftError(str(error)) from error
    raise DraftError(_refusal(path, "zip"))


def _is_dbf(head: bytes) -> bool:
    """Tell whether the sizes in a header fit each other: a row is longer than nothing."""
    if len(head) < DBF_HEADER or head[0] not in DBF_VERSIONS:
        return False
    header, record = struct.unpack_from("<HH", head, 8)
    return bool(header > DBF_HEADER and record > 0)


def _refusal(path: Path, nature: str) -> str:
    """Return what a file is instead of a table, and what to do."""
    if nature == "html" and path.suffix.lower() in {".xls", ".xlsx"}:
        return (
            f"{path.name}: This is a web page that was named like a workbook. Open it in Excel or "
            "LibreOffice, look whether it is the table, and save it as “Excel Workbook (.xlsx)”."
        )
    if nature == "excel" or path.suffix.lower() == ".fods":
        return (
            f"{path.name}: This is a workbook in an XML format. Open it and save it "
            "as “Excel Workbook (.xlsx)”."
        )
    words = WORDS[nature]
    return f"{path.name}: {words.wrong['en']} {words.fix['en']}"
