"""Write the sheet about the fields: the header, the answers, and examples from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.workbook.descriptor.columns import columns
from portal.workbook.descriptor.looks import height, look
from portal.workbook.descriptor.places import found
from portal.workbook.descriptor.words import heading, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.workbook.descriptor.columns import Column
    from portal.workbook.descriptor.frame import Frame, TablePart
    from portal.workbook.write import Sheet

WIDTHS: Mapping[str, float] = {
    "table": 20, "field": 24, "title": 28, "description": 44, "type": 16, "format": 24,
    "unit": 14, "role": 22, "method": 22, "refers": 26, "pattern": 18, "language": 16,
    "unitField": 18, "column": 18, "example": 50,
}  # fmt: skip
"""Characters of the columns."""
USUAL = 13


def write_fields(
    sheet: Sheet, frame: Frame, examples: Mapping[tuple[str, str], str], spoken: str
) -> None:
    """Write one row for each field; ``examples`` are by table and header."""
    asked = list(columns(frame))
    first = ["table", "field"] if len(frame.tables) > 1 else ["field"]
    keys = [*first, *(column.key for column in asked), "example"]
    tongues = [*[None] * len(first), *(_language(column, frame) for column in asked), None]
    heads = [heading(f"head-{k}", one, spoken) for k, one in zip(keys, tongues, strict=True)]
    sizes = [(head, WIDTHS.get(key, USUAL)) for head, key in zip(heads, keys, strict=True)]
    sheet.head(heads, columns=len(first), height=height(sizes))
    for at, key in enumerate(keys, 1):
        sheet.column(at, width=WIDTHS.get(key, USUAL))
        sheet.comment(1, at, words_in(spoken)[f"tip-{key}"])
    for table in frame.tables:
        fields = found(frame.descriptor, (*table.schema, "fields")) or ()
        start = sheet.row + 1
        for position, field in enumerate(fields):
            example = examples.get((table.name, field["name"]), "")
            named = [table.name, field["name"]][-len(first) :]
            _write_field(sheet, frame, (table, position, field), named, example, spoken)
        if fields:
            _guide(sheet, frame, table, asked, (len(first), start), spoken)


def _write_field(
    sheet: Sheet,
    frame: Frame,
    about: tuple[TablePart, int, Mapping[str, Any]],
    named: Sequence[str],
    example: str,
    spoken: str,
) -> None:
    styles = dict.fromkeys(range(1, len(named) + 1), "fixed")
    cells, sizes = [], []
    for at, column in enumerate(columns(frame), len(named) + 1):
        answer = column.answer(frame, *about)
        value = answer.slot.get(frame.descriptor)
        cells.append("" if value is None else answer.kind.show(value, spoken))
        sizes.append((cells[-1], WIDTHS.get(column.key, USUAL)))
        styles[at] = look("answer", answer, _language(column, frame) or "", spoken)
    styles[len(named) + len(cells) + 1] = "fixed"
    sheet.append([*named, *cells, example], styles=styles, height=height(sizes))


def _guide(
    sheet: Sheet,
    frame: Frame,
    table: TablePart,
    asked: Sequence[Column],
    start: tuple[int, int],
    spoken: str,
) -> None:
    """Say what belongs into the columns of a table, and offer their lists."""
    words = words_in(spoken)
    before, row = start
    field = found(frame.descriptor, (*table.schema, "fields", 0))
    for at, column in enumerate(asked, before + 1):
        kind = column.answer(frame, table, 0, field).kind
        title, message = words[f"head-{column.key}"], words[f"tip-{column.key}"]
        place = (at, row, sheet.row)
        sheet.guide(place, title, message, kind.offered(spoken), closed=kind.closed)


def _language(column: Column, frame: Frame) -> str | None:
    return frame.plain if column.language == "" else column.language
