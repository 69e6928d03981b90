"""Read a sheet of an OpenDocument spreadsheet (.ods), exactly.

Not by python-calamine: it makes an empty cell of an error, knows no merged cells, and refuses files
with spaces between their tags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.model import Source
from portal.draft.sources.ods_sheets import OdsSheets
from portal.draft.sources.sheets import Sheet, chosen, grid_of
from portal.exceptions import DraftError, WorkbookError
from portal.workbook.package import UNPACKED, opened

if TYPE_CHECKING:
    from pathlib import Path

    from portal.draft.sources.asked import Asked
    from portal.workbook.package import Package

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
ENCRYPTED = b"encryption-data"


def read_ods(path: Path, asked: Asked) -> Source:
    """Return a sheet of a spreadsheet; raise DraftError where it cannot be read or is not certain."""
    try:
        with opened(path) as package:
            _refuse_sealed(package)
            found = OdsSheets(package)
            for _ in package.parse(CONTENT, found.start, found.end, found.text, limit=UNPACKED):
                pass
    except WorkbookError as error:
        raise DraftError(str(error)) from error
    known = {sheet.name: sheet for sheet in found.sheets}
    name = chosen(
        path,
        [Sheet(one.name, one.hidden, bool(one.rows or one.uncalculated)) for one in known.values()],
        asked.sheet,
    )
    sheet = known[name]
    if sheet.uncalculated:
        raise DraftError(
            f"{path.name}, sheet “{name}”, cell {sheet.uncalculated}: a formula without a result. "
            "Open the file in LibreOffice or Excel and save it again, so that it is calculated."
        )
    return Source(path, asked.sha256, "ods", grid_of(sheet.rows, sheet.merges), sheet=name)


def _refuse_sealed(package: Package) -> None:
    if MANIFEST in package:
        with package.open(MANIFEST) as stream, package.checked(MANIFEST):
            if ENCRYPTED in stream.read():
                raise DraftError(
                    f"{package.file} is protected by a password. Open it and save it again without "
                    "(File, Save As, without “Save with password”)."
                )
