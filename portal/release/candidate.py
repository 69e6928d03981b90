"""One dataset as it stands in a folder: checked, staged, ready to be chosen or refused."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from portal.database.corrections import correction_errors
from portal.database.keys import foreign_key_errors, unique_errors
from portal.database.tables import key_columns, references, stage
from portal.release.records import FileEntry, hash_file, hash_files
from portal.tabular.check import check_resource
from portal.tabular.report import Error, Report

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from portal.catalog.described import Described
    from portal.catalog.model import Dataset, Resource
    from portal.database.tables import TableFacts
    from portal.release.crew import Crew

    Progress = Callable[[str, int], None]


@dataclass
class Candidate:
    """Hold a dataset that may go into a release, and what its check found."""

    described: Described
    files: Mapping[str, FileEntry]
    content_hash: str
    fingerprint: str
    """Same fingerprint, same outcome: files, defaults and software are the same."""
    reports: list[Report]
    facts: dict[str, TableFacts] = field(default_factory=dict)
    """By table."""
    place: str = "main"
    """The SQLite schema in which its tables are staged."""
    listen: Callable[[Report], Callable[[Error], None]] | None = None
    """Gives the listener of the report of each resource, for all errors, kept or not."""

    @property
    def name(self) -> str:
        """Return the name of the dataset."""
        return self.described.name

    @property
    def folder(self) -> Path:
        """Return where its files lie."""
        return self.described.folder

    @property
    def dataset(self) -> Dataset | None:
        """Return the dataset, or None where the descriptor is wrong."""
        return self.described.dataset

    @property
    def valid(self) -> bool:
        """Tell whether nothing is wrong with it, keys to other datasets apart."""
        return self.dataset is not None and all(report.valid for report in self.reports)

    def report(self, resource: str) -> Report:
        """Return the report of one resource."""
        return next(report for report in self.reports if report.resource == resource)


@dataclass(frozen=True)
class Table:
    """Hold what is needed to check one resource by itself."""

    resource: Resource
    folder: Path
    file: str
    """Its path as shown to people."""
    checks: Sequence[Mapping[str, Any]]
    """Those of the checklist, as written."""
    only: Collection[str] | None
    """The columns that are staged; None for all."""


def candidate_of(described: Described, environment: str) -> Candidate:
    """Identify a dataset by its files; ``environment`` stands for all else that decides.

    A file that is not there or cannot be read is reported by whoever needs it.
    """
    files = {}
    for path in described.files:
        with suppress(OSError):
            if (described.folder / path).is_file():
                files[path] = hash_file(described.folder / path)
    content_hash = hash_files(files)
    return Candidate(
        described=described,
        files=files,
        content_hash=content_hash,
        fingerprint=hashlib.sha256(f"{content_hash} {environment}".encode()).hexdigest(),
        reports=[described.report],
    )


def check(
    candidate: Candidate,
    connection: sqlite3.Connection,
    place: str,
    progress: Progress | None = None,
    crew: Crew | None = None,
    *,
    keys_only: bool = False,
) -> None:
    """Check every resource of a candidate and stage its certain rows in ``connection``.

    With ``keys_only``, just the columns that keys need are staged: nobody wants the rows. ``place`` is what that database is called where the decision is taken. Decides everything
    that the dataset alone decides: types, constraints, rules, keys, keys within the dataset,
    corrections. The findings go into the candidate's reports. What a ``crew`` has begun is taken
    from there.
    """
    dataset = candidate.dataset
    candidate.place = place
    if dataset is None:
        return
    for resource in dataset.resources:
        tell = None if progress is None else (lambda rows: progress(dataset.name, rows))
        found = None
        if crew is not None:
            found = crew.take(candidate, resource.name, connection, tell)
        if found is None:
            table = table_of(candidate, resource, keys_only=keys_only)
            found = check_table(table, connection, tell, candidate.listen)
        report, candidate.facts[resource.table] = found
        candidate.reports.append(report)
        _hold_still(candidate, resource.path, report)
    for resource in dataset.resources:
        report = candidate.report(resource.name)
        for reference in references(dataset, resource, {}, within=True):
            if candidate.report(reference.resource).valid or reference.resource == resource.name:
                report.extend(
                    foreign_key_errors(connection, resource, report.file, reference, "main")
                )
    candidate.reports[0].extend(correction_errors(connection, dataset, candidate.reports[0].file))
    connection.commit()


def table_of(candidate: Candidate, resource: Resource, *, keys_only: bool = False) -> Table:
    """Return what must be known to check a resource by itself."""
    dataset = candidate.dataset
    only = key_columns(dataset, resource) if keys_only and dataset is not None else None
    file = f"{candidate.folder.name}/{resource.path}"
    return Table(resource, candidate.folder, file, candidate.described.checks, only)


def check_table(
    table: Table,
    connection: sqlite3.Connection,
    progress: Callable[[int], None] | None,
    listen: Callable[[Report], Callable[[Error], None]] | None,
) -> tuple[Report, TableFacts]:
    """Check a resource by itself, stage its certain rows, and return what was found.

    ``listen`` gives the listener of its report.
    """
    resource = table.resource
    checked = check_resource(resource, table.folder, table.file, table.checks, progress)
    report = checked.report
    if listen is not None:
        report.listener = listen(report)
    facts = stage(connection, resource, checked, table.only)
    report.extend(unique_errors(connection, resource, table.file, ascending=facts.ascending))
    return report, facts


def waits(report: Report, parents: tuple[str, ...]) -> Report:
    """Return a report that says for which datasets an update waits."""
    error = Error("waits", report.file, report.resource, parameters={"parents": ", ".join(parents)})
    waiting = replace(report, errors=list(report.errors), counts=report.counts.copy())
    waiting.add(error)
    return waiting


def _hold_still(candidate: Candidate, path: str, report: Report) -> None:
    """Report a file that was changed between being identified and being read."""
    entry = candidate.files.get(path)
    if entry is not None and report.sha256 is not None and report.sha256 != entry.sha256:
        report.add(Error("file-changed", report.file, report.resource))
