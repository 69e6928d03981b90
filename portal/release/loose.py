"""Check what is no part of a portal: a bare file, or a package in a folder somewhere.

Everything is checked that would be checked in a portal, keys and uniqueness included, in a scratch
database; only what points to tables that are not here stays undecided, and is named.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.database.writing import unguarded
from portal.exceptions import RequestError
from portal.release.bare import WORKBOOKS, describe
from portal.release.candidate import Candidate, check
from portal.release.crew import Crew
from portal.release.final import check_final
from portal.release.heard import Heard
from portal.release.outcome import CANDIDATE
from portal.release.records import hash_file
from portal.release.store import UNFINISHED
from portal.tabular import kinds
from portal.tabular.excerpt import excerpt
from portal.tabular.report import Error

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Mapping
    from concurrent.futures import Executor

    from portal.catalog.described import Described
    from portal.catalog.model import Resource
    from portal.release.bare import Bare, Given
    from portal.release.candidate import Progress
    from portal.tabular.report import Report


@dataclass(frozen=True)
class Keep:
    """Say what is to be there after a check besides the reports."""

    rows: bool = True
    """The certain rows, staged with their numbers."""
    beside: Path | None = None
    """The folder in which a database of the tables as they are to be is wanted."""


ROWS = Keep()


@dataclass(frozen=True)
class Checked:
    """Hold what was checked, the report of every file of it, and where its certain rows lie."""

    shown: str
    """What a person calls it: a dataset's name or a path."""
    candidate: Candidate
    staging: sqlite3.Connection
    """The connection whose ``main`` holds the staged tables, open as long as the check's context."""
    valid: bool
    heard: Heard
    """The rows of all errors."""
    waits_for: tuple[str, ...] = ()
    bare: Bare | None = None
    """How a bare file was described."""
    final: Path | None = None
    """A database that holds the tables as they are to be, where that was wanted and keys hold."""

    @property
    def reports(self) -> list[Report]:
        """Return the reports: of the descriptor, and of each resource.

        A bare file has no descriptor; the report of its schema counts where something is wrong.
        """
        reports = self.candidate.reports
        silent = self.bare is not None and reports[0].valid and not reports[0].warnings
        return reports[1:] if silent and len(reports) > 1 else reports

    def excerpt(self, report: Report, numbers: Collection[int]) -> dict[int, list[str]]:
        """Return raw rows of the file that a report is about; none of a descriptor."""
        dataset = self.candidate.dataset
        if dataset is None or report.resource is None or not numbers:
            return {}
        resource = dataset.resource(report.resource)
        folder = self.candidate.folder
        return excerpt(resource, folder, numbers, report.encoding, report.dialect)


@contextmanager
def checked_file(
    path: Path,
    given: Given,
    progress: Progress | None = None,
    listener: Callable[[Report, Error], None] | None = None,
    keep: Keep = ROWS,
) -> Iterator[Checked]:
    """Check a bare file against its schema, or only its structure where it has none.

    Takes the path as the person typed it, what is to be called with every error and its report,
    and what is to be there afterwards. What was proposed is said by warnings.
    Raises RequestError where the schema file holds no schema.
    """
    with tempfile.TemporaryDirectory(prefix=UNFINISHED) as scratch:
        try:
            bare = describe(path.resolve(), given, Path(scratch))
        except OSError as error:
            raise RequestError(f"{path}: {error.strerror or error}.") from error
        with _checking(bare.described, str(path), progress, listener, keep, bare) as checked:
            for report in checked.candidate.reports[1:]:
                report.warnings += [_undecided(report, key) for key in bare.undecided]
                if path.suffix.lower() in WORKBOOKS:
                    entry = hash_file(path)
                    report.bytes, report.sha256 = entry.bytes, entry.sha256
            yield checked


@contextmanager
def checked_folder(
    folder: Path,
    progress: Progress | None = None,
    listener: Callable[[Report, Error], None] | None = None,
    keep: Keep = ROWS,
    executor: Executor | None = None,
) -> Iterator[Checked]:
    """Check the package in ``folder`` by itself, without a portal around it.

    ``listener`` is called with every error and its report; ``keep`` is what is to be there
    afterwards; ``executor`` checks large tables at the same time.
    """
    # Imported where it is needed: it brings Frictionless, and a bare file needs none of it.
    from portal.catalog.intake import read_dataset  # noqa: PLC0415
    from portal.catalog.site import site_of  # noqa: PLC0415

    nowhere = site_of({"title": "No portal", "publisher": {"title": "Nobody"}})
    described = read_dataset(folder.absolute(), nowhere)
    described.report.warnings[:] = [
        warning for warning in described.report.warnings if warning.rule != "topic"
    ]
    with _checking(described, str(folder), progress, listener, keep, executor=executor) as checked:
        dataset = described.dataset
        for resource in dataset.resources if dataset is not None else ():
            report = checked.candidate.report(resource.name)
            keys = resource.schema.descriptor.get("foreignKeys", ())
            outward = [key for key in keys if key["reference"].get("package")]
            report.warnings += [_undecided(report, key) for key in outward]
        yield checked


@contextmanager
def _checking(
    described: Described,
    shown: str,
    progress: Progress | None,
    listener: Callable[[Report, Error], None] | None,
    keep: Keep,
    bare: Bare | None = None,
    executor: Executor | None = None,
) -> Iterator[Checked]:
    candidate = Candidate(described, {}, "", "", [described.report])
    heard = Heard(listener)
    candidate.listen = heard.listen
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=keep.beside) as made,
        unguarded(Path(made) / "staging.db") as staging,
    ):
        final = Path(made) / "final.db" if keep.beside is not None else None
        if final is not None and not check_final(candidate, final, progress):
            candidate.reports[:] = [described.report]
            final = None
        if final is None:
            with Crew(executor, Path(made)) as crew:
                crew.begin([candidate], keys_only=not keep.rows)
                check(candidate, staging, CANDIDATE, progress, crew, keys_only=not keep.rows)
        dataset = described.dataset
        if bare is not None and dataset is not None:
            resource = dataset.resources[0]
            _say_how_it_was_read(bare, candidate.report(resource.name), resource)
        heard.settle(candidate)
        yield Checked(shown, candidate, staging, candidate.valid, heard, bare=bare, final=final)


def _say_how_it_was_read(bare: Bare, report: Report, resource: Resource) -> None:
    """Record the dialect, and what of it and of the encoding is a guess, with its doubts."""
    report.dialect = report.dialect or resource.dialect
    report.dialect_reason = "declared" if resource.dialect else "default"
    guess = bare.guess
    if guess is None:
        return
    for doubt in guess.doubts:
        error = doubt.error(report.file, report.resource)
        if kinds.kind_of(error).severity == "error":
            report.add(error)
        else:
            report.warnings.append(error)
    if guess.encoding is not None:
        report.encoding_reason = "guessed"
        row = next((row for row in guess.sample if not "".join(row).isascii()), ())
        sample = " · ".join(cell for cell in row if cell)
        about: dict[str, str | int] = {"encoding": guess.encoding, "sample": sample}
        report.warnings.append(_note("encoding-guessed", report, about))
    if guess.dialect:
        report.dialect_reason = "guessed"
        dialect = json.dumps(dict(guess.dialect), ensure_ascii=False)
        report.warnings.append(_note("dialect-guessed", report, {"dialect": dialect}))


def _note(code: str, report: Report, parameters: Mapping[str, str | int]) -> Error:
    return Error(code, report.file, report.resource, parameters=parameters)


def _undecided(report: Report, key: Mapping[str, Any]) -> Error:
    reference, fields = key.get("reference", {}), key.get("fields", ())
    table = "/".join(str(reference[at]) for at in ("package", "resource") if reference.get(at))
    return Error(
        "foreign-key-undecided",
        report.file,
        report.resource,
        field=str(fields[0]) if fields else None,
        parameters={"fields": ", ".join(map(str, fields)), "table": table},
    )
