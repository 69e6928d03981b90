"""Files that ``portal validate`` writes besides its answer: one class each.

A new one is a class here, or in a file of its own, listed in ARTEFACTS; its option comes with it.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from portal.tabular.report_csv import TOGETHER, head, lines
from portal.tabular.report_document import severity_of_warning
from scripts.artefact import Artefact
from scripts.row_artefacts import FixIt, Output, Rejected
from scripts.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.release.loose import Checked
    from portal.tabular.report import Error, Report

STYLE = Path(__file__).parents[1] / "static" / "portal.css"


class Errors(Artefact):
    """Write the complete list of errors, and of warnings."""

    option = "--errors"
    help = "Write the complete list of errors as CSV, however long it is."

    def __enter__(self) -> Self:
        """Begin the list."""
        from portal.release.export import replacing

        beside = self.stack.enter_context(replacing(self.path))
        self.file = self.stack.enter_context(beside.open("w", encoding="utf-8", newline=""))
        self.file.write(head())
        self.heard: dict[str, tuple[Report, Spool]] = {}
        self.count = 0
        return self

    def hear(self, report: Report, error: Error) -> None:
        """Keep an error until it is certain that it stays."""
        known, spool = self.heard.get(report.file, (None, None))
        if spool is None or known is not report:
            # Another report of the same file: it is checked once more, and only that counts.
            spool = self.stack.enter_context(Spool(self.language))
            self.heard[report.file] = report, spool
        spool.add(error)

    def see(self, checked: Checked) -> None:
        """Add the errors, file by file, and the warnings, which nobody hears.

        Where it comes out only later that rows are not certain, what was heard of their cells is
        taken back, and the report alone says what is wrong.
        """
        for report in checked.reports:
            known, heard = self.heard.pop(report.file, (None, None))
            if known is report and heard is not None and (report.judged or report.resource is None):
                self.count += heard.count
                shutil.copyfileobj(heard.read(), self.file)
            else:
                self._write([("error", error) for error in report.errors])
            self._write([(severity_of_warning(error), error) for error in report.warnings])

    def finish(self) -> str:
        """Put the list in its place."""
        self.stack.close()
        return f"Errors and warnings: {self.count:,} in {self.path}"

    def _write(self, errors: Sequence[tuple[str, Error]]) -> None:
        self.count += len(errors)
        for first in range(0, len(errors), TOGETHER):
            self.file.write(lines(errors[first : first + TOGETHER], self.language))


class Html(Artefact):
    """Write the report as one HTML file."""

    option = "--html"
    help = "Write the report as one HTML file that needs nothing else, for reading and printing."

    def __enter__(self) -> Self:
        """Begin with nothing."""
        self.reports: list[Report] = []
        self.rows: dict[tuple[str, int], list[str]] = {}
        self.names: list[str] = []
        return self

    def see(self, checked: Checked) -> None:
        """Take the reports, and the rows that they show."""
        from portal.tabular.quality.rows import rows_to_show

        self.names.append(checked.shown)
        for report in checked.reports:
            self.reports.append(report)
            for number, cells in checked.excerpt(report, rows_to_show(report)).items():
                self.rows[report.file, number] = cells

    def finish(self) -> str:
        """Write the file."""
        from portal.release.export import replacing
        from portal.tabular.html_report import html_report

        text = html_report(
            self.reports,
            self.language,
            title=", ".join(self.names),
            style=STYLE.read_text("utf-8"),
            rows=self.rows,
            checked_at=datetime.now(UTC).isoformat(timespec="seconds"),
            command=self.command,
        )
        with replacing(self.path) as beside:
            beside.write_text(text, "utf-8")
        return f"Report: {self.path}"


ARTEFACTS: tuple[type[Artefact], ...] = (Output, Rejected, FixIt, Errors, Html)
