"""Write what a dataset says about itself as a workbook that a person can fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.language.text import direction
from portal.workbook.descriptor.dataset_sheet import write_dataset
from portal.workbook.descriptor.field_sheet import write_fields
from portal.workbook.descriptor.list_sheets import write_missing, write_values
from portal.workbook.descriptor.looks import LOOKS, height
from portal.workbook.descriptor.words import words_in
from portal.workbook.words import speech
from portal.workbook.write import new_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from portal.workbook.descriptor.frame import Frame
    from portal.workbook.write import Book, Sheet

INSTRUCTIONS = 90
"""Characters of the column of the instructions."""
STEPS = ("white", "yellow", "choose", "fields", "values", "kept", "save")


def write(
    target: Path,
    frame: Frame,
    examples: Mapping[tuple[str, str], str],
    language: str,
    *,
    command: str,
    created: datetime,
) -> None:
    """Write a descriptor as a workbook.

    Takes what ``frame_of`` gives, examples of values by table and header, the language of labels
    and lists, and the command that takes the workbook back. Raises OSError where it cannot be written, and WorkbookError
    where Excel cannot hold it.
    """
    spoken = speech(language)
    words = words_in(spoken)
    title = words["title"].format(dataset=frame.descriptor.get("name", ""))
    with new_workbook(target, title, created, LOOKS[direction(spoken)]) as book:
        _write_instructions(_sheet(book, "instructions", spoken), title, command, spoken)
        write_dataset(_sheet(book, "dataset", spoken), frame, spoken)
        write_fields(_sheet(book, "fields", spoken), frame, examples, spoken)
        write_values(_sheet(book, "values", spoken), frame, spoken)
        write_missing(_sheet(book, "missing", spoken), frame, spoken)


def _sheet(book: Book, key: str, spoken: str) -> Sheet:
    return book.sheet(words_in(spoken)[key], right_to_left=direction(spoken) == "rtl")


def _write_instructions(sheet: Sheet, title: str, command: str, spoken: str) -> None:
    words = words_in(spoken)
    sheet.column(1, width=INSTRUCTIONS)
    sheet.append([title], "title")
    sheet.append([])
    sheet.append([words["how"]], "section")
    names = {key: words[key] for key in ("fields", "values", "missing")}
    for number, step in enumerate(STEPS, 1):
        said = f"{number}. {words[f'step-{step}'].format(**names)}"
        sheet.append([said], "paragraph", height=height([(said, INSTRUCTIONS)]))
    sheet.append([command], "code")
