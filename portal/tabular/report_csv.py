"""The complete list of errors as CSV, a row for each, in words: for a spreadsheet.

The file begins with a byte order mark: without it Excel takes UTF-8 for the encoding of the
machine, and Arabic becomes unreadable. Other programs skip the mark or read ``utf-8-sig``.
A value that a spreadsheet would compute (``=HYPERLINK(…)``) has an apostrophe before it.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from portal.tabular.csv_lines import MARK, still
from portal.tabular.kinds import kind_of
from portal.tabular.report_document import error_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portal.tabular.report import Error

COLUMNS = (
    "file", "resource", "row", "column", "field", "value", "severity", "code", "rule",
    "message", "fix", "suggestion", "pointer", "fixer",
)  # fmt: skip
"""Those of an error in docs/report.md, the place first."""
TOGETHER = 500
"""Rows of one piece of text."""


def errors_csv(errors: Iterable[Error], language: str) -> Iterator[str]:
    """Yield the CSV file piece by piece: the header first, then a row for each error."""
    yield head()
    held: list[tuple[str, Error]] = []
    for error in errors:
        held.append((kind_of(error).severity, error))
        if len(held) == TOGETHER:
            yield lines(held, language)
            held.clear()
    if held:
        yield lines(held, language)


def head() -> str:
    """Return the beginning of the file: the byte order mark and the header."""
    return MARK + ",".join(COLUMNS) + "\r\n"


def lines(errors: Iterable[tuple[str, Error]], language: str) -> str:
    """Return a row for each error, which comes with its severity."""
    output = StringIO()
    writer = csv.writer(output)
    for severity, error in errors:
        described = error_object(error, severity, language)
        writer.writerow(_still(described[name]) for name in COLUMNS)
    return output.getvalue()


def _still(value: str | int | None) -> str | int | None:
    """Return a cell that no spreadsheet computes."""
    return still(value) if isinstance(value, str) else value
