"""A result as a workbook: its rows on the first sheet, on the second one where they are from."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import chain, repeat
from typing import IO, TYPE_CHECKING, Any

from portal.language.catalogs import translations
from portal.language.text import direction
from portal.workbook.stream import (
    GENERAL,
    SECTION,
    WRAPPED,
    Shape,
    fitting,
    streamed_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from portal.language.cells import Column
    from portal.query.model import Cell
    from portal.result.model import Result
    from portal.workbook.held import Value
    from portal.workbook.stream import StreamedBook

MOST_ROWS = 100_000
"""So many rows a workbook is made of: more take long to make, and to open."""
MOST_DECIMALS = 10
LABELS, TEXTS = 24.0, 90.0
"""Widths of the two columns of the second sheet."""
MOMENTS: Mapping[str, Callable[[str], date | time]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}
SIZED = 200
"""Rows by which columns are sized."""


def write_workbook(
    target: IO[bytes],
    result: Result,
    batches: Iterable[Sequence[Sequence[Cell]]],
    facts: Sequence[tuple[str, str]],
    created: datetime,
    words: str,
) -> None:
    """Write a workbook to an open file.

    ``facts`` are the lines of the second sheet, the title first, in the language ``words``.
    Raises WorkbookError where Excel cannot hold a cell, and whatever ``batches`` raises.
    """
    say = translations(words).gettext
    readers = [_reader(column, result) for column in result.columns]
    headings, following = result.headings, iter(batches)
    first = next(following, ())
    with streamed_workbook(target, facts[0][1], created) as book:
        shapes = [
            _shape(book, column, heading, values, named=_is_named(column, result))
            for column, heading, values in zip(
                result.columns,
                headings,
                zip(*first, strict=True) if first else repeat(()),
                strict=False,
            )
        ]
        mirrored = result.language is not None and direction(result.language) == "rtl"
        with book.sheet(say("Rows"), shapes, right_to_left=mirrored, header=headings) as sheet:
            for rows in chain([first], following):
                sheet.rows(_read(readers, rows))
        about = [Shape(LABELS, SECTION), Shape(TEXTS, WRAPPED)]
        mirrored = direction(words) == "rtl"
        with book.sheet(say("About these rows"), about, right_to_left=mirrored) as sheet:
            sheet.rows(facts)


def _read(
    readers: Sequence[Callable[[Any], Value]], rows: Sequence[Sequence[Cell]]
) -> Sequence[Sequence[Value]]:
    if not rows:
        return ()
    columns = [
        [None if value is None else read(value) for value in values]
        for read, values in zip(readers, zip(*rows, strict=True), strict=True)
    ]
    return list(zip(*columns, strict=True))


def _shape(
    book: StreamedBook, column: Column, heading: str, values: Sequence[Cell], *, named: bool
) -> Shape:
    look = _look(column, named=named)
    size = fitting(heading, values[:SIZED])
    return Shape(size, book.style(look) if look else GENERAL)


def _is_named(column: Column, result: Result) -> bool:
    return column.id in result.listed or column.id in result.named


def _look(column: Column, *, named: bool) -> str:
    """Return the format of a column's numbers: separators and decimals as pages show them."""
    if named or column.type not in {"integer", "number"}:
        return ""
    if column.type == "number" and (column.decimals is None or column.unit_column is not None):
        return ""
    whole = "#,##0" if column.grouped else "0"
    decimals = min(column.decimals or 0, MOST_DECIMALS)
    return f"{whole}.{'0' * decimals}" if decimals else whole


def _reader(column: Column, result: Result) -> Callable[[Any], Value]:
    """Return how a value of a column becomes a cell: a date as a date, where it is one."""
    if _is_named(column, result):
        return str
    if column.type == "boolean":
        return bool if result.language is None else str
    if column.type in MOMENTS:
        return lambda value: _moment(column.type, str(value))
    return _itself


def _itself(value: str | float) -> Value:
    return value


def _moment(kind: str, text: str) -> Value:
    try:
        moment = MOMENTS[kind](text)
    except ValueError:
        return text
    # With a zone Excel could not hold it: the text of the file says more.
    return text if getattr(moment, "tzinfo", None) is not None else moment
