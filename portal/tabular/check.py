"""The seam between those who check and those who load: certain typed rows, and a report.

What follows a check takes batches and the report, and never learns who was sure of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from portal.tabular.batch import BATCH, Batch, Typer
from portal.tabular.checklist import concerns, rules_of
from portal.tabular.dialect import dialect_of
from portal.tabular.judge import judge
from portal.tabular.report import Error, Report
from portal.tabular.reporter import Reporter
from portal.tabular.source import Lines, encoding_of, find
from portal.tabular.structure import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from portal.catalog.model import Resource, Schema
    from portal.tabular.checklist import Rule
    from portal.tabular.dialect import Dialect
    from portal.tabular.structure import Structure

__all__ = ["Batch", "Check", "check_resource", "count_rules"]

SURPLUS = 20
"""Cells beyond the last column that are put before the judge."""


class Check:
    """Iterate once over the certain rows of a resource; the report is complete thereafter."""

    def __init__(self, report: Report, batches: Iterator[Batch]) -> None:
        """Take a report that the iterator fills."""
        self.report = report
        self._batches = batches

    def __iter__(self) -> Iterator[Batch]:
        """Return the batches; they come once."""
        return self._batches


def check_resource(
    resource: Resource,
    folder: Path,
    file: str,
    checks: Sequence[Mapping[str, Any]] = (),
    progress: Callable[[int], None] | None = None,
) -> Check:
    """Check one resource of the dataset in ``folder`` by its schema and ``checks``.

    ``file`` is the path shown to people (``countries/countries.csv``); ``checks`` are those of
    the checklist, as written; ``progress`` is called with the number of data rows read so far.
    Nothing is read before the answer is iterated. Data problems are rows of the report; nothing
    is raised for them.
    """
    own = [described for described in checks if concerns(described, resource)]
    report = Report(file, resource.name, rules=count_rules(resource.schema, own))
    return Check(report, _Run(resource, folder, report, checks, progress).batches())


def count_rules(schema: Schema, checks: Sequence[Mapping[str, Any]] = ()) -> int:
    """Count the published rules that data are held against.

    One for each type or format that a text may fail, each constraint, each list of categories
    (where no ``enum`` repeats it), each key (primary, unique, foreign) and each check.
    """
    count = len(schema.unique_keys) + len(schema.foreign_keys) + len(checks)
    count += bool(schema.primary_key)
    for field in schema.fields:
        count += field.type not in {"string", "any"} or field.format != "default"
        count += sum(value is not False for value in field.constraints.values())
        count += bool(field.categories) and "enum" not in field.constraints
    return count


class _Run:
    """Check one resource from beginning to end."""

    def __init__(
        self,
        resource: Resource,
        folder: Path,
        report: Report,
        checks: Sequence[Mapping[str, Any]],
        progress: Callable[[int], None] | None,
    ) -> None:
        self.resource = resource
        self.folder = folder
        self.report = report
        self.checks = checks
        self.progress = progress or (lambda _rows: None)
        self.dataset = report.file.removesuffix(resource.path)

    def batches(self) -> Iterator[Batch]:
        """Yield the certain rows and fill the report."""
        rules, errors = rules_of(self.checks, self.resource, f"{self.dataset}checklist.json")
        self.report.extend(errors)
        path = find(self.resource, self.folder, self.report.file)
        if isinstance(path, Error):
            self.report.add(path)
            return
        try:
            dialect = dialect_of(self.resource)
        except (TypeError, ValueError) as error:
            self._refuse_descriptor("dialect", str(error))
            return
        try:
            with path.open("rb") as stream:
                yield from self._read(stream, dialect, rules)
        except OSError as error:
            parameters = {"note": error.strerror or str(error)}
            self._add("file-unreadable", parameters=parameters)

    def _read(self, stream: BinaryIO, dialect: Dialect, rules: list[Rule]) -> Iterator[Batch]:
        encoding = encoding_of(stream, self.resource)
        if encoding is None:
            self._refuse_descriptor("encoding", self.resource.encoding)
            return
        self.report.encoding, self.report.encoding_reason = encoding.name, encoding.reason
        dialect = dialect.settled(Lines(stream, encoding.codec))
        if encoding.doubtful:
            self._warn_of_encoding()
        found = scan(stream, encoding, dialect, self.resource, self.report.file)
        self.report.bytes, self.report.sha256 = found.bytes, found.sha256
        self.report.rows = max(0, found.records - dialect.first_row + 1)
        self.report.extend(found.errors)
        self.report.warnings += found.warnings
        if not found.reliable:
            return
        self.report.judged = True
        lines: list[Lines] = []
        # Frictionless copies the row for every cell that is too many: it sees a few of them only.
        most = max(found.width, len(self.resource.schema.fields)) + SURPLUS
        surplus: dict[int, tuple[int, list[str]]] = {}

        def records() -> Iterator[list[str]]:
            lines.append(Lines(stream, encoding.codec))
            for number, record in enumerate(dialect.records(lines[-1]), start=1):
                if len(record) > most:
                    surplus[number] = (most, record[most:])
                yield record[:most]

        yield from self._judge(records, dialect, rules, found, surplus)
        if lines and lines[-1].complete and lines[-1].sha256 != found.sha256:
            self._add("file-changed")

    def _judge(
        self,
        records: Callable[[], Iterator[list[str]]],
        dialect: Dialect,
        rules: list[Rule],
        found: Structure,
        surplus: dict[int, tuple[int, list[str]]],
    ) -> Iterator[Batch]:
        """Yield the rows that the judge has nothing against and that SQLite can hold.

        ``surplus`` holds the cells that the judge does not see: by row, how many it sees, and the others.
        """
        report = self.report
        reporter = Reporter(self.resource, dialect, report.file)
        typer = Typer(self.resource, reporter)
        checklist = f"{self.dataset}checklist.json"
        rows = 0
        for verdict in judge(records, dialect, self.resource, rules, report.file, checklist):
            report.extend(verdict.errors)
            if verdict.row is None:
                continue
            number = verdict.row.row_number
            if number in surplus and verdict.errors[0].code != "blank-row":
                report.extend(reporter.surplus(number, *surplus[number]))
            surplus.pop(number, None)
            rows += 1
            if rows % BATCH == 0:
                self.progress(rows)
            if verdict.errors or number in found.bad_rows:
                continue
            report.extend(typer.add(verdict.row))
            if len(typer.numbers) == BATCH:
                yield typer.batch()
        report.rows = rows
        self.progress(rows)
        if typer.numbers:
            yield typer.batch()

    def _refuse_descriptor(self, rule: str, note: str) -> None:
        self.report.add(
            Error(
                "descriptor-profile",
                f"{self.dataset}datapackage.json",
                self.resource.name,
                rule=rule,
                pointer="/resources",
                parameters={"note": note},
            )
        )

    def _warn_of_encoding(self) -> None:
        parameters = {"encoding": self.resource.encoding, "used": "utf-8"}
        error = Error(
            "encoding-suspect", self.report.file, self.resource.name, parameters=parameters
        )
        self.report.warnings.append(error)

    def _add(self, code: str, **about: Any) -> None:
        self.report.add(Error(code, self.report.file, self.resource.name, **about))
