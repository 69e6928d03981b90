"""Which cells of a sheet are merged: a spreadsheet shows them as one, and only the first holds something.

Source: ECMA-376 part 1 (SpreadsheetML), section 18.3.1.54.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.workbook.book import column_number, local, read_book
from portal.workbook.package import UNPACKED, opened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


def merges(path: Path, sheet: str) -> list[tuple[int, int, int, int]]:
    """Return the merged cells of a sheet: top, left, bottom and right from 0, all included.

    Raises WorkbookError where the workbook cannot be read, and where it names no such cells.
    """
    found: list[tuple[int, int, int, int]] = []
    with opened(path) as package:
        part = next(one.part for one in read_book(package).sheets if one.name == sheet)

        def start(element: str, attributes: Mapping[str, str]) -> None:
            if local(element) != "mergeCell":
                return
            match = RANGE.fullmatch(attributes.get("ref", ""))
            if match is None:
                raise package.damaged(f"{sheet}: mergeCell")
            left, top, right, bottom = match.groups()
            found.append(
                (int(top) - 1, column_number(left) - 1, int(bottom) - 1, column_number(right) - 1)
            )

        for _ in package.parse(part, start, limit=UNPACKED):
            pass
    return found
