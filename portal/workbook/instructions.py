"""The sheets beside the table of a fix-it workbook: instructions, and the values that are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.tabular import kinds
from portal.tabular.report import column_letter
from portal.workbook.findings import is_doubt, wrong
from portal.workbook.marks import MISSING, SURPLUS
from portal.workbook.words import speech, words_in
from portal.workbook.write import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.workbook.choices import Choice
    from portal.workbook.findings import Findings, Group
    from portal.workbook.header import Header
    from portal.workbook.marked_table import MarkedTable
    from portal.workbook.write import Sheet

WIDTHS = (8, 22, 60, 10, 12, 70)


def write_instructions(
    sheet: Sheet,
    table: MarkedTable,
    findings: Findings,
    paragraphs: Sequence[str],
    command: str,
    language: str,
    file: str,
) -> None:
    """Write what is wrong, how to correct it, and where each kind of error is first."""
    words = words_in(language)
    for column, width in enumerate(WIDTHS, 1):
        sheet.column(column, width=width)
    sheet.append([words["title"].format(file=file)], "title")
    errors, warnings = (findings.count(doubtful=doubtful) for doubtful in (False, True))
    sheet.append([words["total"].format(errors=f"{errors:,}", warnings=f"{warnings:,}")])
    sheet.append([])
    sheet.append([words["how"]], "section")
    for number, paragraph in enumerate(paragraphs, 1):
        sheet.paragraph(f"{number}. {paragraph}", len(WIDTHS))
    sheet.append([None, command], styles={2: "code"})
    sheet.append([])
    labels = [words[key] for key in ("column", "header", "wrong", "count", "first", "fix")]
    sheet.head(labels, frozen=False)
    for group in findings.groups:
        _write_group(sheet, table, group, language)


def write_values(
    sheet: Sheet, header: Header, choices: Mapping[int, tuple[Choice, ...]], language: str
) -> None:
    """Write what every value of a list means, by column."""
    words = words_in(language)
    sheet.head([words[key] for key in ("column", "header", "value", "meaning")])
    for column, allowed in choices.items():
        for value, label in allowed:
            letter = column_letter(column)
            sheet.append([letter, header.labels[column - 1], value, label], "text")


def steps(
    findings: Findings, table: str, values: str | None, commented: int | None, language: str
) -> list[str]:
    """Return how to correct the table, step by step; ``commented`` where not all cells have a comment."""
    words = words_in(language)
    spoken = speech(language)
    said = [words["look"].format(sheet=table)]
    if commented is not None:
        said.append(words["commented"].format(count=f"{commented:,}"))
    said += [words["go"], words["type"]]
    if values is not None:
        said.append(words["choose"].format(sheet=values))
    if findings.has("missing-cell"):
        said.append(words["missing"].format(text=MISSING[spoken]))
    if findings.has("extra-cell"):
        said.append(words["surplus"].format(text=SURPLUS[spoken]))
    return [*said, words["keep"].format(sheet=table), words["save"]]


def _write_group(sheet: Sheet, table: MarkedTable, group: Group, language: str) -> None:
    first = group.first
    column = "" if group.place is None else column_letter(group.place[1])
    cell = "" if group.place is None else f"{column}{group.place[0]}"
    sentence, fix = wrong(first, language), kinds.advice(first, language)
    sign = "?" if is_doubt([first]) else "✗"
    lines = max(
        1 + len(text) // size for text, size in ((sentence, 58), (fix, 68), (group.label, 20))
    )
    row = sheet.append(
        [column, group.label, f"{sign} {sentence}", group.count, cell, fix],
        "wrapped",
        height=LINE * lines,
    )
    place = None if group.place is None else table.at(*group.place)
    if place is not None:
        sheet.link(row, 5, table.sheet, place, cell)
