"""Files of the rows of one table that ``portal validate`` writes: one class each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from scripts.artefact import Artefact
from scripts.bare_options import typed_for_workbook

if TYPE_CHECKING:
    from portal.release.loose import Checked


class OfRows(Artefact):
    """Write what is known of the rows of one file."""

    single = True
    kind: ClassVar[str]
    said = "Nothing was checked, so there are no rows to write."

    def write(self, checked: Checked) -> str:
        """Write the file and return a sentence about it."""
        raise NotImplementedError

    def see(self, checked: Checked) -> None:
        """Write the file, unless it is not certain which the rows are."""
        from portal.release.export import UncertainError

        try:
            self.said = f"{self.kind}: {self.write(checked)}"
        except UncertainError as error:
            self.said = f"{self.kind}: {self.path} was not written, because {error}"

    def finish(self) -> str:
        """Say what was written."""
        return self.said


class Output(OfRows):
    """Write the accepted table."""

    option = "--output"
    help = "Write the accepted rows as they would be loaded: .csv, or .db for a SQLite table."
    kind = "Accepted rows"

    def write(self, checked: Checked) -> str:
        """Write the rows without errors, and say how many they are."""
        from portal.release.export import write_accepted

        return f"{write_accepted(checked, self.path):,} in {self.path}"


class Rejected(OfRows):
    """Write the rows with errors."""

    option = "--rejected"
    help = "Write the rows with errors as they stand in the file, as CSV."
    kind = "Rejected rows"

    def write(self, checked: Checked) -> str:
        """Write the rows with errors, and say how many they are."""
        from portal.release.export import write_rejected

        return f"{write_rejected(checked, self.path):,} in {self.path}"


class FixIt(OfRows):
    """Write the file as a workbook in which every wrong cell is marked and explained."""

    option = "--fix-it"
    help = "Write your rows as an Excel workbook, wrong cells marked and explained, to correct."
    suffix = ".xlsx"
    kind = "Workbook to correct"

    def write(self, checked: Checked) -> str:
        """Write the workbook, and say what it holds."""
        from portal.release.export import cut_out, replacing
        from portal.tabular.excerpt import as_read, raw_rows
        from portal.workbook.fix_it import Commands, write_fix_it

        resource, report = cut_out(checked)
        resource = as_read(resource, report)
        command = typed_for_workbook(checked, report, self.path)
        with replacing(self.path) as beside:
            whole = write_fix_it(
                beside,
                resource,
                (cells for _number, cells in raw_rows(resource, checked.candidate.folder)),
                [*report.errors, *report.warnings],
                self.language,
                commands=Commands(command, self.command),
                created=datetime.now(UTC),
                counts=report.counts,
            )
        if not whole:
            return f"{self.path} shows rows with errors only, because the table is too large for it"
        self.again = command
        kept = len(report.errors)
        return f"{self.path}{f', the first {kept:,} errors' if kept < report.count else ''}"
