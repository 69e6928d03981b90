"""Rows of a file as they stand in it, for whoever shows or gives back what a report is about."""

from __future__ import annotations

import csv
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from portal.tabular.dialect import dialect_of
from portal.tabular.source import LINE_LIMIT, Lines, encoding_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from portal.catalog.model import Resource
    from portal.tabular.report import Report

MOST_CELLS = 2_000
"""Cells of a row that an excerpt keeps: more are no row of a table."""


def excerpt(
    resource: Resource,
    folder: Path,
    numbers: Collection[int],
    encoding: str | None = None,
    dialect: Mapping[str, Any] | None = None,
) -> dict[int, list[str]]:
    """Return the raw cells of some rows, by the number that a report gives them.

    Takes a resource whose file lies in ``folder``, the numbers of the rows (row 1 is the first
    record of the file), and how a report says that the file was read (``Report.encoding`` and
    ``Report.dialect``); without these it is read as the resource is described. Reads the file
    once, up to the last of these rows. A row that is not there is left out, and so are all where
    the file cannot be read any more: an excerpt is for showing, the report has said what is wrong.
    """
    found: dict[int, list[str]] = {}
    if not numbers:
        return found
    wanted, last = set(numbers), max(numbers)
    with suppress(OSError, csv.Error, TypeError, ValueError):
        for number, cells in raw_rows(_as_read(resource, encoding, dialect), folder):
            if number in wanted:
                found[number] = cells[:MOST_CELLS]
            if number >= last:
                break
    return found


def as_read(resource: Resource, report: Report) -> Resource:
    """Return a resource described as its file was read, where a report says how."""
    return _as_read(resource, report.encoding, report.dialect)


def raw_rows(resource: Resource, folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield every record of a file with its number, header, comments and blank ones included.

    Yields nothing where the encoding is unknown. Raises OSError and ``csv.Error`` where the file
    cannot be read, and what ``dialect_of`` raises.
    """
    dialect = dialect_of(resource)
    csv.field_size_limit(max(csv.field_size_limit(), LINE_LIMIT))
    with (folder / resource.path).open("rb") as stream:
        known = encoding_of(stream, resource)
        if known is not None:
            lines = _Bounded(Lines(stream, known.codec))
            for number, cells in enumerate(dialect.records(lines), start=1):
                yield number, cells
                lines.taken = 0


class _Bounded:
    """Hand lines on until a record is longer than any may be: behind a quotation mark left open."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.taken > LINE_LIMIT:
            raise StopIteration
        line = next(self._lines)
        self.taken += len(line)
        return line


def _as_read(
    resource: Resource, encoding: str | None, dialect: Mapping[str, Any] | None
) -> Resource:
    return replace(
        resource,
        encoding=encoding or resource.encoding,
        dialect=dialect or resource.dialect,
    )
