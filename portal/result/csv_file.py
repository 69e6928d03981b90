"""A result as CSV: for spreadsheets in a language, for programs without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.query.values import written
from portal.tabular.csv_lines import MARK, csv_line, still

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.language.cells import Column
    from portal.query.model import Cell
    from portal.result.model import Result


class Writer:
    """Write the lines of a result.

    In a language, the file begins with a byte order mark, without which Excel takes UTF-8 for
    another encoding, and nothing in it is computed as a formula.
    """

    def __init__(self, result: Result) -> None:
        """Take what the file is made of."""
        self._result = result
        self._line = csv_line()
        self._written = [_writer(column, result.language) for column in result.columns]

    def head(self) -> str:
        """Return the beginning of the file, its header included."""
        if self._result.language is None:
            return self._line(self._result.headings)
        return MARK + self._line(map(still, self._result.headings))

    def lines(self, rows: Sequence[Sequence[Cell]]) -> str:
        """Return the lines of some rows; missing values are empty."""
        if not rows:
            return ""
        columns = [
            [None if value is None else write(value) for value in values]
            for write, values in zip(self._written, zip(*rows, strict=True), strict=True)
        ]
        return "".join(map(self._line, zip(*columns, strict=True)))


def _writer(column: Column, language: str | None) -> Callable[[str | int | float], Cell]:
    """Return how a value of a column is written."""
    if language is None:
        return _truth if column.type == "boolean" else _exact
    return _harmless


def _truth(value: float | str) -> str:
    return "true" if value else "false"


def _exact(value: float | str) -> Cell:
    return written(value) if isinstance(value, float) else value


def _harmless(value: float | str) -> Cell:
    return still(value) if isinstance(value, str) else _exact(value)
