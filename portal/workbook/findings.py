"""The errors of a table, by cell and by kind, as a fix-it workbook shows them."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.tabular import kinds
from portal.workbook.book import column_number
from portal.workbook.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portal.tabular.report import Error
    from portal.workbook.header import Header

    Counts = Mapping[tuple[str, str | None, str | None], int]

VALUE = 200
"""Characters of a value that a sentence quotes."""
LETTERS = 3
"""The most that the name of a column has in a spreadsheet."""


@dataclass(frozen=True)
class Group:
    """Hold errors of one kind in one column."""

    first: Error
    place: tuple[int, int] | None
    """The row and the column of the first one; None where it is about the file as a whole."""
    label: str
    """What the header calls the column."""
    count: int


class Findings:
    """Hold what is to be corrected, and what is doubtful; what was only noted is left out."""

    def __init__(self, errors: Iterable[Error], header: Header, counts: Counts | None) -> None:
        """Take errors in any order, and how many there really are of each kind, where known."""
        self.cells: dict[int, dict[int, list[Error]]] = defaultdict(dict)
        """By row and column, from 1."""
        self._header = header
        self._positions = {
            field.name: column for column, field in enumerate(header.fields, 1) if field
        }
        grouped: dict[tuple[str, str | None, str | None], list[Error]] = defaultdict(list)
        for error in errors:
            if kinds.kind_of(error).severity == "info":
                continue
            grouped[error.code, error.field, error.rule].append(error)
            if error.row is not None:
                self.cells[error.row].setdefault(self._column(error), []).append(error)
        groups = [
            self._group(found, max(len(found), (counts or {}).get(key, 0)))
            for key, found in grouped.items()
        ]
        self.groups = sorted(groups, key=lambda group: (is_doubt([group.first]), -group.count))
        """Errors before doubts, the most frequent first."""

    def count(self, *, doubtful: bool) -> int:
        """Return how many errors, or doubts, there are."""
        return sum(group.count for group in self.groups if is_doubt([group.first]) is doubtful)

    def has(self, code: str) -> bool:
        """Tell whether something has this code."""
        return any(group.first.code == code for group in self.groups)

    def _group(self, errors: Sequence[Error], count: int) -> Group:
        first = min(errors, key=lambda error: error.row or 0)
        column = self._column(first)
        known = first.column is not None or first.field in self._positions
        labels = self._header.labels
        label = labels[column - 1] if known and column <= len(labels) else first.field or ""
        place = None if first.row is None else (first.row, column)
        return Group(first, place, label, count)

    def _column(self, error: Error) -> int:
        """Return the column of an error; what is about a row as a whole is shown in its first cell."""
        letters = error.column or ""
        if letters.isascii() and letters.isalpha() and len(letters) <= LETTERS:
            return column_number(letters)
        return self._positions.get(error.field or "", 1)


def is_doubt(errors: Sequence[Error]) -> bool:
    """Tell whether none of these has to be corrected."""
    return all(kinds.kind_of(error).severity != "error" for error in errors)


def told(errors: Sequence[Error], language: str) -> str:
    """Return what is wrong in a cell, and how to correct it."""
    return "\n\n".join(
        f"{wrong(error, language)}\n→ {kinds.advice(_short(error), language)}" for error in errors
    )


def wrong(error: Error, language: str) -> str:
    """Return what is wrong, with the value in a form that can be read."""
    return kinds.sentence(_short(error), language)


def _short(error: Error) -> Error:
    value = error.value
    if value is None or (len(value) <= VALUE and value.isprintable()):
        return error
    shown = value if len(value) <= VALUE else f"{value[:VALUE]}…"
    return dataclasses.replace(error, value=visible(shown))
