"""Write the sheet about the dataset: a label, the answer, its translations, and what belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.workbook.descriptor.lines import lines
from portal.workbook.descriptor.looks import height, look
from portal.workbook.descriptor.words import heading, words_in

if TYPE_CHECKING:
    from portal.workbook.descriptor.frame import Frame
    from portal.workbook.descriptor.lines import Line
    from portal.workbook.write import Sheet

LABEL, ANSWER, HELP = 32, 50, 60
"""Characters of the columns."""


def write_dataset(sheet: Sheet, frame: Frame, spoken: str) -> None:
    """Write one row for each property of the dataset, or for each entry of a list."""
    words = words_in(spoken)
    head = [words["head-what"], heading("head-answer", frame.plain, spoken)]
    head += [heading("head-translation", other, spoken) for other in frame.others]
    head.append(words["head-help"])
    for at, width in enumerate((LABEL, *[ANSWER] * (len(head) - 2), HELP), 1):
        sheet.column(at, width=width)
    sheet.head(head, columns=1)
    for line in lines(frame):
        if not line.spare:
            _write_line(sheet, frame, line, spoken)


def _write_line(sheet: Sheet, frame: Frame, line: Line, spoken: str) -> None:
    words = words_in(spoken)
    label = line.label(words, spoken)
    languages = ("", *frame.others)
    if not line.answers:
        sheet.append([label, *[None] * (len(languages) + 1)], "heading")
        return
    said = words[f"help-{line.key}"]
    cells, styles = [label], {1: "label", len(languages) + 2: "help"}
    for at, language in enumerate(languages, 2):
        answer = line.answers.get(language)
        value = answer.slot.get(frame.descriptor) if answer else None
        cells.append("" if value is None or not answer else answer.kind.show(value, spoken))
        written = (language or frame.plain) if len(line.answers) > 1 else ""
        styles[at] = look(_name(line, language), answer, written, spoken)
    sizes = [(label, LABEL), *[(cell, ANSWER) for cell in cells[1:]], (said, HELP)]
    row = sheet.append([*cells, said], styles=styles, height=height(sizes))
    for at, language in enumerate(languages, 2):
        answer = line.answers.get(language)
        if answer and not line.fixed:
            offered, closed = answer.kind.offered(spoken), answer.kind.closed
            sheet.guide((at, row, row), label, said, offered, closed=closed)


def _name(line: Line, language: str) -> str:
    if line.fixed or language not in line.answers:
        return "fixed"
    return "needed" if line.needed and not language else "answer"
