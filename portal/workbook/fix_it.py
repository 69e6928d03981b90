"""Give a publisher's table back as a workbook in which every wrong cell is marked and explained.

Every cell is a text exactly as it stands in the file, so that the corrected sheet, read by
``portal.workbook.read``, differs from the file only where someone changed it.
"""

from __future__ import annotations

from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from portal.language.text import direction
from portal.workbook.cells import COLUMNS, ROWS
from portal.workbook.choices import choices_of
from portal.workbook.findings import Findings
from portal.workbook.header import head_size, header_of
from portal.workbook.instructions import steps, write_instructions, write_values
from portal.workbook.marked_table import COMMENTS, MarkedTable
from portal.workbook.marks import EXCERPT, PLACEHOLDERS, TABLE
from portal.workbook.styles import WRAPPED
from portal.workbook.texts import utf16_length
from portal.workbook.words import speech, words_in
from portal.workbook.write import TEXT, new_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from portal.catalog.model import Resource
    from portal.tabular.report import Error
    from portal.workbook.choices import Choice
    from portal.workbook.findings import Counts
    from portal.workbook.header import Header
    from portal.workbook.marked_table import Row
    from portal.workbook.write import Book, Sheet

CELLS = 2_000_000
"""Cells up to which the whole table is given back: 100,000 rows of 20 columns."""
CHARACTERS = 100_000_000
"""… and characters."""
HEAD = 50
"""Records among which a header that is not declared is sought."""


class Commands(NamedTuple):
    """Say what to type next."""

    workbook: str
    """… to check the corrected workbook."""
    file: str
    """… to check the file itself, where it is too large for a workbook."""


def write_fix_it(
    target: Path,
    resource: Resource,
    records: Iterable[Sequence[str]],
    errors: Iterable[Error],
    language: str,
    *,
    commands: Commands,
    created: datetime,
    counts: Counts | None = None,
) -> bool:
    """Write the table of a resource with its errors marked; tell whether it is the whole table.

    Takes the records of the file from the first one on, header and blank ones included, as the
    resource's dialect cuts them; the errors of its report, warnings too; ``counts`` where the report did not keep all.
    A table with more than CELLS cells, or with a cell that Excel cannot hold, is shown by its rows
    with errors only, which ``portal.workbook.read`` does not accept back; the instructions say so.
    Raises OSError where the workbook cannot be written.
    """
    words = words_in(language)
    right_to_left = direction(speech(language)) == "rtl"
    rest = enumerate(records, 1)
    held, reason = _held(rest, words)
    header = header_of(resource, [record for _, record in held[: head_size(resource, HEAD)]])
    findings = Findings(errors, header, counts)
    file = PurePosixPath(resource.path).name
    reading = {"wrapped": {**WRAPPED, "reading_order": 2 if right_to_left else 1}}
    with new_workbook(target, words["title"].format(file=file), created, reading) as book:
        instructions = book.sheet(words["instructions"], right_to_left=right_to_left)
        sheet = book.sheet(resource.name, right_to_left=right_to_left)
        table = MarkedTable(sheet, header, findings, language)
        if reason:
            table.write_excerpt(chain(held, rest))
            said = words["excerpt"].format(reason=reason, sheet=sheet.name, count=f"{table.rows:,}")
            paragraphs, command = [said, words["go"], words["elsewhere"]], commands.file
        else:
            values = _write_choices(book, sheet, resource, header, language)
            table.write(held)
            commented = COMMENTS if table.uncommented else None
            paragraphs = steps(findings, sheet.name, values, commented, language)
            command = commands.workbook
        row = table.at(header.rows[-1] if header.rows else 1, 1)
        book.define(EXCERPT if reason else TABLE, sheet, row[0] if row else 1, header.width)
        write_instructions(instructions, table, findings, paragraphs, command, language, file)
    return not reason


def _held(rows: Iterator[Row], words: Mapping[str, str]) -> tuple[list[Row], str]:
    """Take records up to the end, or up to one that a workbook cannot give back, and say why."""
    held: list[Row] = []
    cells = characters = 0
    for row, record in rows:
        held.append((row, record))
        cells += len(record)
        sizes = [len(cell) for cell in record]
        characters += sum(sizes)
        if cells > CELLS or characters > CHARACTERS or row > ROWS:
            return held, words["too-many-cells"].format(limit=f"{CELLS:,}")
        if len(record) > COLUMNS:
            return held, words["too-many-columns"].format(limit=f"{COLUMNS:,}")
        if max(sizes, default=0) > TEXT // 2 and any(utf16_length(c) > TEXT for c in record):
            return held, words["long-cell"].format(row=f"{row:,}")
        if not PLACEHOLDERS.isdisjoint(record):
            return held, words["own-words"].format(row=f"{row:,}")
    return held, ""


def _write_choices(
    book: Book, sheet: Sheet, resource: Resource, header: Header, language: str
) -> str | None:
    """Offer the values of lists below the header, and tell in a sheet what they mean; return its name."""
    words = words_in(language)
    described = {field["name"]: field for field in resource.schema.descriptor.get("fields", ())}
    choices: dict[int, tuple[Choice, ...]] = {
        column: choices_of(field, described.get(field.name, {}), language)
        for column, field in enumerate(header.fields, 1)
        if field is not None
    }
    choices = {column: allowed for column, allowed in choices.items() if allowed}
    if not choices:
        return None
    values = book.sheet(words["values"], right_to_left=direction(speech(language)) == "rtl")
    write_values(values, header, choices, language)
    message = words["unlisted-message"].format(sheet=values.name)
    for column, allowed in choices.items():
        offered = [choice.value for choice in allowed]
        sheet.offer(column, header.first_row, offered, words["unlisted"], message)
    return values.name
