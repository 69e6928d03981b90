"""The seam between those who check and those who load: certain typed rows, and a report.

What follows a check takes batches and the report, and never learns who was sure of the rows.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO

from portal.tabular.ahead import ahead
from portal.tabular.blocks import Blocks
from portal.tabular.checklist import concerns, rules_of, unknown_checks
from portal.tabular.cutter import Cutter, Stretch
from portal.tabular.dialect import dialect_of
from portal.tabular.nature import HEAD, nature_of
from portal.tabular.report import Error, Report
from portal.tabular.rows import Rows
from portal.tabular.rules.custom import custom_checks
from portal.tabular.source import SAMPLE, Lines, encoding_of, find, suggest
from portal.tabular.structure import Structure
from portal.tabular.wide import wide_codec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from portal.catalog.model import Resource, Schema
    from portal.tabular.batch import Batch
    from portal.tabular.checklist import Rule
    from portal.tabular.cutter import Record
    from portal.tabular.dialect import Dialect
    from portal.tabular.source import Encoding

    Numbered = list[tuple[int, list[str]]]


SEVERAL = 20
"""Records that show whether every row ends with a delimiter too many."""


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
    own += [form for _pointer, _name, form in custom_checks(resource) if form]
    report = Report(file, resource.name, rules=count_rules(resource.schema, own))
    return Check(report, ahead(_Run(resource, folder, report, checks, progress).batches()))


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
        self.report.warnings += unknown_checks(self.resource, f"{self.dataset}datapackage.json")
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
        report = self.report
        nature = nature_of(stream.read(HEAD))
        if nature is not None:
            self._add("not-a-table", rule=nature)
            stream.seek(0)
            blocks = Blocks(stream, "latin-1")
            blocks.drain()
            report.bytes, report.sha256 = blocks.bytes, blocks.sha256
            return
        encoding = encoding_of(stream, self.resource)
        if encoding is None:
            self._refuse_descriptor("encoding", self.resource.encoding)
            return
        report.encoding, report.encoding_reason = encoding.name, encoding.reason
        dialect = dialect.settled(Lines(stream, encoding.codec))
        if encoding.doubtful:
            self._warn_of_encoding()
        blocks = Blocks(stream, encoding.codec)
        report.dialect = dialect.described
        report.dialect_reason = "declared" if self.resource.dialect else "default"
        report.judged = True
        before = report.errors[:], report.counts.copy()
        structure = Structure(dialect, self.resource, report.file)
        rows: Rows | None = None
        if _is_unmarked_utf16(stream, encoding):
            structure.errors.append(self._undecodable(stream, encoding, 0, 1))
            stream.seek(0)
        else:
            cutter = Cutter(blocks, dialect)
            rows = Rows(self.resource, dialect, rules, report, f"{self.dataset}checklist.json")
            yield from self._cut(cutter, structure, rows)
            blocks.drain()
            if blocks.broken is not None:
                row = cutter.number + cutter.complete
                structure.errors[:] = [self._undecodable(stream, encoding, blocks.broken, row)]
                structure.more.clear()
        blocks.drain()
        report.bytes, report.sha256 = blocks.bytes, blocks.sha256
        if not structure.errors:
            report.warnings += rows.notices.warnings() if rows is not None else []
            return
        # Whatever was said of cells was said of rows that may not be rows.
        report.judged = False
        report.rejected = 0
        report.errors[:], report.counts = before
        report.extend(structure.errors)
        report.counts.update(structure.more)

    def _cut(self, cutter: Cutter, structure: Structure, rows: Rows) -> Iterator[Batch]:
        """Yield the rows of a file that was begun, as far as its structure lets them be told apart."""
        dialect, report = rows.dialect, self.report
        above: list[Record] = []
        record = None
        while len(above) < dialect.first_row - 1 and (record := cutter.record()) is not None:
            report.extend(structure.look(record, None) or ())
            above.append(record)
        header = [one.cells for one in above]
        if dialect.header_row is not None and len(header) >= dialect.header_row:
            structure.labels = header[dialect.header_row - 1]
        report.extend(structure.near_duplicates())
        first = cutter.peek(SEVERAL)
        spare = structure.settle_spare(above, first)
        if spare and dialect.header_row is not None:
            header[dialect.header_row - 1] = structure.labels
        decided = structure.reliable and rows.open(header, first[0].cells if first else None)
        width = rows.width or (len(structure.labels) if structure.reliable else 0)
        for found in cutter.stretches(width + spare):
            if isinstance(found, Stretch):
                structure.line_feed |= found.frame.height > 1 or cutter.complete
                numbers, frame = found.numbers, found.frame
                report.rows += numbers.len() + len(found.odd)
                _sound, odd, faults = self._sorted(found.odd, structure, rows)
                if decided:
                    if spare:
                        numbers, frame, full = _without_spare(numbers, frame)
                        odd += full
                    yield from rows.decide(numbers, frame, odd, faults, ascii_only=found.ascii)
            else:
                record = found[-1]
                records = [one for one in found if not dialect.is_left_out(one.number, one.cells)]
                report.rows += len(records)
                yield from self._look(records, structure, rows, decided=decided)
            self.progress(report.rows)
        structure.conclude(record, overlong=cutter.overlong)
        if spare and structure.reliable and report.valid:
            report.warnings.append(
                Error("trailing-delimiter", report.file, self.resource.name, dialect.first_row)
            )
        if decided and structure.reliable:
            rows.end()

    def _look(
        self, records: list[Record], structure: Structure, rows: Rows, *, decided: bool
    ) -> Iterator[Batch]:
        """Look at records one by one; yield the rows that are right."""
        sound, odd, faults = self._sorted(records, structure, rows)
        if decided and structure.reliable:
            yield from rows.decide(*_framed(sound, rows.width), odd, faults)
            return
        for found in faults.values():
            self.report.extend(found)

    def _sorted(
        self, records: Sequence[Record], structure: Structure, rows: Rows
    ) -> tuple[Numbered, Numbered, dict[int, list[Error]]]:
        """Return the records as rows of the right width, others, and errors by row of what is no row."""
        sound: list[tuple[int, list[str]]] = []
        odd: list[tuple[int, list[str]]] = []
        faults: dict[int, list[Error]] = {}
        for record, after in zip_longest(records, records[1:]):
            errors = structure.look(record, after)
            if errors or errors is None:
                faults[record.number] = errors or []
                continue
            cells = structure.without_spare(record.cells)
            (sound if len(cells) == rows.width else odd).append((record.number, cells))
        return sound, odd, faults

    def _undecodable(self, stream: BinaryIO, encoding: Encoding, offset: int, row: int) -> Error:
        """Say at which byte decoding failed, and in which encoding the file probably is."""
        stream.seek(offset)
        parameters: dict[str, str | int] = {
            "encoding": encoding.name,
            "offset": offset,
            "byte": f"0x{stream.read(1).hex().upper()}",
        }
        suggested = suggest(stream, offset)
        if suggested:
            parameters["type"] = "suggested"
            parameters["suggestion"], parameters["sample"] = suggested
        return Error(
            "encoding-error", self.report.file, self.resource.name, row, parameters=parameters
        )

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


def _framed(records: list[tuple[int, list[str]]], width: int) -> tuple[pl.Series, pl.DataFrame]:
    """Return records of the same width as a frame of strings."""
    import polars as pl  # noqa: PLC0415

    schema = {str(position): pl.String for position in range(width)}
    numbers = pl.Series(values=[number for number, _ in records], dtype=pl.Int64)
    return numbers, pl.DataFrame([cells for _, cells in records], schema, orient="row")


def _without_spare(
    numbers: pl.Series, frame: pl.DataFrame
) -> tuple[pl.Series, pl.DataFrame, list[tuple[int, list[str]]]]:
    """Return rows without their last cell, and those of which it is not empty."""
    last = frame.columns[-1]
    full = frame[last] != ""
    odd = zip(numbers.filter(full), map(list, frame.filter(full).iter_rows()), strict=True)
    return numbers.filter(~full), frame.filter(~full).drop(last), list(odd)


def _is_unmarked_utf16(stream: BinaryIO, encoding: Encoding) -> bool:
    """Tell whether a file that is read as UTF-8 looks like UTF-16 without byte order mark."""
    stream.seek(0)
    head = stream.read(SAMPLE)
    return encoding.codec == "utf-8" and b"\0" in head and wide_codec(head) is not None
