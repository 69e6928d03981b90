"""What distinguishes a fix-it workbook, so that the corrected sheet is found and read exactly.

A spreadsheet cannot say that a row has too few cells, nor that it has an empty one too many;
a text says it instead, which reading takes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.workbook.cells import Cell

TABLE = "portal_table"
"""The defined name of the last header row of the publisher's table (its first row, without one)."""
EXCERPT = "portal_excerpt"
"""The defined name in a workbook that holds a part of the table only."""
MISSING = {"en": "<cell missing>", "ar": "<خلية ناقصة>"}
"""Stands in each cell that a row lacks."""
SURPLUS = {"en": "<empty extra cell>", "ar": "<خلية زائدة فارغة>"}
"""Stands in the last cell of a row that is too long and ends with an empty cell."""
PLACEHOLDERS = frozenset((*MISSING.values(), *SURPLUS.values()))
ABSENT = frozenset(MISSING.values())


def marked(record: list[str], width: int, language: str) -> list[str]:
    """Return a record of a table with ``width`` columns as the sheet holds it."""
    if not any(record):
        return record
    if len(record) < width:
        return [*record, *[MISSING[language]] * (width - len(record))]
    if len(record) > width and not record[-1]:
        return [*record[:-1], SURPLUS[language]]
    return record


def unmarked(row: list[Cell]) -> list[Cell]:
    """Return the record that ``marked`` was given."""
    for position, cell in enumerate(row):
        if cell in ABSENT:
            return row[:position]
    return [*row[:-1], ""] if row and row[-1] in SURPLUS.values() else row
