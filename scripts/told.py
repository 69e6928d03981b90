"""What a report says to a person at a terminal: like errors together, the most frequent first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.tabular import kinds
from scripts.layout import Look, excerpt_lines, printable
from scripts.reading import file_words
from scripts.words import COMMA, said

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from portal.tabular.report import Error, Report

    Rows = Callable[[Report, set[int]], Mapping[int, list[str]]]

PLACES = 3
"""Rows that are named of errors of one kind."""
GROUPS = 25
"""Kinds of errors of one file that are told."""
FURTHEST = 500_000
"""Rows after this are told without the row itself: to find it takes longer than it helps."""
SIGNS = {"error": "", "warning": "! ", "info": "i "}
"""Stand before what is told; what is no error has one."""


@dataclass
class Group:
    """Hold errors of one kind in one column."""

    first: Error
    severity: str
    count: int = 0
    rows: list[int] = field(default_factory=list)


def report_lines(
    reports: Iterable[Report],
    language: str,
    look: Look | None = None,
    rows: Rows | None = None,
    limit: int | None = None,
    known: Container[str] = (),
) -> Iterator[str]:
    """Yield what is wrong in each file of a dataset, then what should be looked at.

    ``rows`` gives raw rows of a report's file; without it no row is shown. ``limit`` is the number
    of groups of like errors that are told of each file; ``known`` are warnings that were told in
    another way.
    """
    look = Look.of_terminal() if look is None else look
    for report in reports:
        notes = [group for group in _notes(report) if group.first.code not in known]
        groups = [*_errors(report), *notes]
        if not groups:
            continue
        words = file_words(report, reading=not known)
        line = said(language, "file", file=report.file, words=words) if words else report.file
        yield from look.wrapped(printable(line), "  ", "  ")
        shown = groups[: GROUPS if limit is None else limit]
        wanted = {at for group in shown for at in _near(group.first)}
        held = dict(rows(report, wanted)) if rows is not None and wanted else {}
        for group in shown:
            yield from _group_lines(group, language, look, held)
        left = sum(group.count for group in groups[len(shown) :])
        left += report.count - sum(group.count for group in groups if group.severity == "error")
        if left > 0:
            yield from look.wrapped(said(language, "others", count=left), "    … ", "    ")


def _errors(report: Report) -> list[Group]:
    groups: dict[tuple[str | None, ...], Group] = {}
    for error in report.errors:
        key = (error.code, error.field, error.rule)
        group = groups.setdefault((*key, error.pointer), Group(error, "error"))
        if error.pointer is None:
            group.count = report.counts[key]
        else:
            group.count += 1
        _note_row(group, error)
    return sorted(groups.values(), key=lambda group: -group.count)


def _notes(report: Report) -> list[Group]:
    groups: dict[tuple[str | None, ...], Group] = {}
    for error in report.warnings:
        key = (error.code, error.field, error.rule, error.pointer)
        severity = "info" if kinds.kind_of(error).severity == "info" else "warning"
        group = groups.setdefault(key, Group(error, severity))
        group.count += 1
        _note_row(group, error)
    return sorted(groups.values(), key=lambda group: (group.severity == "info", -group.count))


def _note_row(group: Group, error: Error) -> None:
    if error.row is not None and len(group.rows) < PLACES and error.row not in group.rows:
        group.rows.append(error.row)


def _group_lines(
    group: Group, language: str, look: Look, held: Mapping[int, list[str]]
) -> Iterator[str]:
    error = group.first
    place = printable(_place(group, language))
    sign = SIGNS[group.severity]
    sentence = printable(kinds.sentence(error, language))
    if place:
        yield from look.wrapped(place, f"  {sign}", "  ")
        yield from look.wrapped(sentence, "    ", "    ")
    else:
        yield from look.wrapped(sentence, f"    {sign}", "    ")
    yield from look.wrapped(printable(kinds.advice(error, language)), "    → ", "      ")
    near = {at: held[at] for at in _near(error) if at in held}
    if error.row in near:
        column = _position(error.column)
        yield from excerpt_lines(near, error.row, column, look, "      ")


def _place(group: Group, language: str) -> str:
    error, many = group.first, group.count > 1
    parts = []
    if group.rows:
        listed = ", ".join(f"{row:,}" for row in group.rows)
        left = group.count - len(group.rows)
        if not many:
            parts.append(said(language, "row", row=str(error.row)))
        elif left > 0:
            parts.append(said(language, "more", rows=listed, count=left))
        else:
            parts.append(said(language, "rows", rows=listed))
    column = [
        said(language, "column", column=error.column) if error.column else "",
        said(language, "field", field=error.field) if error.field else "",
    ]
    parts += [" ".join(part for part in column if part), error.pointer or ""]
    place = COMMA[language].join(part for part in parts if part)
    return f"{group.count:,} × {place}" if many and place else place


def _near(error: Error) -> set[int]:
    """Return the numbers of the rows that show an error."""
    row = error.row
    if row is None or error.pointer is not None or row > FURTHEST:
        return set()
    return {row - 1, row, row + 1}


def _position(letters: str | None) -> int | None:
    """Return the position of a column from its spreadsheet letter."""
    position = 0
    for letter in letters or "":
        position = position * 26 + ord(letter) - ord("A") + 1
    return position or None
