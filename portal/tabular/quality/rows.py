"""Rows of the file as they are, what is wrong in them beside it: which rows, and which columns."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.language.visible import visible
from portal.tabular.quality.findings import first_errors
from portal.tabular.quality.sentences import said
from portal.tabular.report import column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from portal.tabular.report import Error, Report

WRONG_ROWS = 6
"""Rows with errors that are shown, each with its neighbours."""
MOST_ROWS = 12
MOST_COLUMNS = 8
MOST_SENTENCES = 3
"""What is said of one cell or row; a row may have thousands of errors."""
LONGEST = 60
"""Characters of a cell that are shown."""


@dataclass(frozen=True)
class Cell:
    """Show a cell, and what is wrong with it."""

    value: Markup | None
    """None: the row has no such cell."""
    empty: bool
    wrong: tuple[Markup, ...]


@dataclass(frozen=True)
class Row:
    """Show a row, and what is wrong with all of it."""

    number: int
    cells: tuple[Cell, ...]
    wrong: tuple[Markup, ...]


@dataclass(frozen=True)
class Excerpt:
    """Show a few rows, and of wide tables the columns that matter."""

    letters: tuple[str, ...]
    labels: tuple[Cell, ...]
    rows: tuple[Row, ...]
    columns: int
    """How many there are in all."""


def rows_to_show(report: Report) -> tuple[int, ...]:
    """Return the numbers of the rows that explain a report: header, errors of each kind, neighbours."""
    headers = header_rows(report)
    by_count = sorted(
        first_errors(report.errors).items(),
        key=lambda item: -report.counts.get(item[0][:3], len(item[1])),
    )
    in_turn = itertools.chain.from_iterable(
        itertools.zip_longest(*([error.row for error in errors] for _key, errors in by_count))
    )
    last_header = max(headers, default=0)
    wrong = dict.fromkeys(row for row in in_turn if row is not None)
    shown = set(itertools.islice((row for row in wrong if row > last_header), WRONG_ROWS))
    if wrong and min(wrong) <= last_header:
        shown.add(last_header + 1)
    for neighbour in [row + step for row in sorted(shown) for step in (-1, 1)]:
        if len(shown) < MOST_ROWS and neighbour > last_header:
            shown.add(neighbour)
    return (*headers, *sorted(shown)) if shown else ()


def header_rows(report: Report) -> tuple[int, ...]:
    """Return the numbers of the header rows; none where the dialect says that there is none."""
    if not report.dialect.get("header", True):
        return ()
    return tuple(report.dialect.get("headerRows") or (1,))


def excerpt_of(report: Report, rows: Mapping[int, Sequence[str]], language: str) -> Excerpt | None:
    """Return the rows with their errors marked, or None where there are none to show.

    ``rows`` are the raw cells of the rows that ``rows_to_show`` names, by their numbers.
    """
    headers = [rows[number] for number in header_rows(report) if number in rows]
    data = {n: cells for n, cells in sorted(rows.items()) if n not in header_rows(report)}
    if not data and not headers:
        return None
    errors = [error for error in report.errors if error.row in rows]
    labels = _labels(headers, errors)
    width = max(len(labels), *(len(cells) for cells in rows.values()))
    columns = _columns(errors, width)
    letters = {column_letter(column): column for column in columns}
    by_place: dict[tuple[int | None, int | None], list[Error]] = defaultdict(list)
    for error in errors:
        by_place[error.row, letters.get(error.column or "")].append(error)
    by_label = [[e for n in header_rows(report) for e in by_place[n, column]] for column in columns]
    return Excerpt(
        letters=tuple(letters),
        labels=tuple(
            _cell(labels, column, wrong, language)
            for column, wrong in zip(columns, by_label, strict=True)
        ),
        rows=tuple(
            Row(
                number,
                tuple(_cell(cells, c, by_place[number, c], language) for c in columns),
                _sentences(by_place[number, None], language),
            )
            for number, cells in data.items()
        ),
        columns=width,
    )


def _labels(headers: Sequence[Sequence[str]], errors: Iterable[Error]) -> list[str]:
    """Return what the columns are called: by the header, or by the fields where there is none."""
    if headers:
        return [" ".join(filter(None, c)) for c in itertools.zip_longest(*headers, fillvalue="")]
    fields = {_position(e.column): e.field for e in errors if e.column and e.field}
    return [fields.get(column, "") for column in range(1, max(fields, default=0) + 1)]


def _columns(errors: Iterable[Error], width: int) -> list[int]:
    """Return the positions to show: the worst columns, their neighbours, and the first one."""
    counts = Counter(_position(error.column) for error in errors if error.column)
    worst = [column for column, _count in counts.most_common(MOST_COLUMNS - 1)]
    near = [column + step for column in worst for step in (1, -1)]
    wanted = dict.fromkeys(c for c in [*worst, 1, *near, *range(1, width + 1)] if 1 <= c <= width)
    return sorted(itertools.islice(wanted, MOST_COLUMNS))


def _position(letters: str | None) -> int:
    """Return the position of a column from its spreadsheet letter."""
    position = 0
    for letter in letters or "":
        position = position * 26 + ord(letter) - ord("A") + 1
    return position


def _cell(cells: Sequence[str], column: int, errors: Iterable[Error], language: str) -> Cell:
    wrong = _sentences(errors, language)
    if column > len(cells):
        return Cell(None, empty=True, wrong=wrong)
    value = cells[column - 1]
    return Cell(visible(value, LONGEST), empty=not value, wrong=wrong)


def _sentences(errors: Iterable[Error], language: str) -> tuple[Markup, ...]:
    sentences = dict.fromkeys(said(error, language, value=False) for error in errors)
    return tuple(itertools.islice(sentences, MOST_SENTENCES))
