"""Hear every error of a check, also those that a report does not keep."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from portal.tabular.dialect import dialect_of
from portal.tabular.excerpt import as_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.release.candidate import Candidate
    from portal.tabular.report import Error, Report


class RowNumbers:
    """Hold numbers of rows in one bit each, so that millions of bad rows take no memory."""

    def __init__(self) -> None:
        """Begin without any."""
        self._bits = bytearray()
        self._count = 0

    def add(self, number: int) -> None:
        """Take note of a row."""
        at, bit = number >> 3, 1 << (number & 7)
        if at >= len(self._bits):
            self._bits.extend(bytes(at + 1 - len(self._bits) + len(self._bits) // 2))
        if not self._bits[at] & bit:
            self._bits[at] |= bit
            self._count += 1

    def __contains__(self, number: int) -> bool:
        """Tell whether a row was noted."""
        at = number >> 3
        return at < len(self._bits) and bool(self._bits[at] & (1 << (number & 7)))

    def __len__(self) -> int:
        """Return how many rows were noted."""
        return self._count


class Heard:
    """Note the rows of all errors, file by file, and pass the errors on."""

    def __init__(self, pass_on: Callable[[Report, Error], None] | None = None) -> None:
        """Take what is to be called with every error and the report that it belongs to."""
        self._pass_on = pass_on
        self._rows: defaultdict[str, RowNumbers] = defaultdict(RowNumbers)

    def listen(self, report: Report) -> Callable[[Error], None]:
        """Return the listener of a report."""
        return partial(self._hear, report)

    def _hear(self, report: Report, error: Error) -> None:
        if error.row is not None and error.file == report.file:
            self._rows[report.file].add(error.row)
        if self._pass_on is not None:
            self._pass_on(report, error)

    def rows(self, report: Report) -> RowNumbers:
        """Return the rows of a report's file that have errors."""
        return self._rows[report.file]

    def settle(self, candidate: Candidate) -> None:
        """Take what reports hold to which nobody listened, and tell them how many rows are bad.

        A report of a descriptor is begun before anybody can listen.
        """
        for report in candidate.reports:
            if report.listener is None:
                for error in report.errors:
                    self._hear(report, error)
        dataset = candidate.dataset
        for resource in dataset.resources if dataset is not None else ():
            report = candidate.report(resource.name)
            if report.judged:
                rows = self.rows(report)
                header = dialect_of(as_read(resource, report)).header_rows
                bad = len(rows) - sum(number in rows for number in header)
                report.rejected = max(report.rejected, bad)
