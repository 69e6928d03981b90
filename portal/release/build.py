"""Write the two SQLite files of a release from what was decided."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from portal.database import catalog, dictionary, reports
from portal.database.tables import create, index, primary_key, references
from portal.database.writing import insert, to_json
from portal.exceptions import ReleaseError
from portal.release.assess import PREVIOUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from portal.catalog.model import Dataset, Resource, Site
    from portal.release.archive import Archive, Version, Withdrawal
    from portal.release.assess import Outcome, Side
    from portal.tabular.report import Report


def write_data(staging: sqlite3.Connection, path: Path, sides: Iterable[Side]) -> None:
    """Write ``data.db``: every table of every side, parents first, then its indexes.

    ``staging`` holds the tables under the names of ``portal.release.assess``.
    """
    sides = list(sides)
    others = {side.dataset.name: side.dataset for side in sides}
    made: set[str] = set()
    with _writing(path) as target:
        for side in sides:
            for resource in _parents_first(side.dataset):
                pointing = references(side.dataset, resource, others)
                there = made | {resource.table}
                create(target, resource, [r for r in pointing if r.table in there])
                made.add(resource.table)
    staging.execute("attach ? as target", (str(path),))
    for side in sides:
        for resource in side.dataset.resources:
            _fill(staging, side.place, resource)
    staging.commit()
    staging.execute("detach target")
    with _writing(path) as target:
        for side in sides:
            for resource in side.dataset.resources:
                index(target, resource, dictionary.facet_columns(resource))
        target.executescript("analyze; pragma optimize;")
        if target.execute("pragma foreign_key_check").fetchone() is not None:
            raise ReleaseError(f"{path}: a key between tables does not hold; nothing was published")


def write_dataset(
    connection: sqlite3.Connection,
    staging: sqlite3.Connection,
    outcome: Outcome,
    side: Side,
    version: Version,
    others: Mapping[str, Dataset],
    now: str,
) -> None:
    """Write into ``catalog.db`` what is known about one published dataset.

    An unchanged dataset's tables are taken over from the catalog attached as ``previous``.
    """
    dataset, candidate = side.dataset, side.candidate
    if candidate is None:
        dictionary.copy_tables(connection, dataset, others)
        reports.copy_reports(connection, dataset.name)
    else:
        dictionary.write_tables(connection, staging, side.place, dataset, candidate.facts, others)
        for report in candidate.reports:
            reports.write_report(
                connection, dataset.name, report, verdict="valid", published=True, checked_at=now
            )
    rows, rules = reports.count(connection, dataset.name)
    catalog.write_dataset(
        connection,
        dataset,
        status=outcome.status,
        version=version.number,
        published_at=version.published_at,
        rows=rows,
        rules=rules,
        content_hash=version.content_hash,
        reason=", ".join(outcome.waits_for) or None,
    )


def report_summary(report: Report) -> dict[str, Any]:
    """Return what a version keeps of a report for ever; a published report has no errors."""
    return {
        "resource": report.resource,
        "file": report.file,
        "verdict": "valid",
        **report.facts,
        "warnings": [{"code": w.code, **w.parameters} for w in report.warnings],
    }


def write_refused(connection: sqlite3.Connection, outcome: Outcome, now: str) -> None:
    """Write the reports of an update that was refused, or of a dataset that never got in."""
    if outcome.refused is None:
        return
    for report in outcome.refused.reports:
        refusal = "waiting" if outcome.waits_for else "invalid"
        verdict = "valid" if report.valid else refusal
        reports.write_report(
            connection, outcome.name, report, verdict=verdict, published=False, checked_at=now
        )


def write_versions(connection: sqlite3.Connection, name: str, history: Iterable[Version]) -> None:
    """Write every version of a dataset, those under its former names included."""
    for version in history:
        insert(
            connection,
            "version",
            {
                "dataset": name,
                "number": version.number,
                "published_at": version.published_at,
                "content_hash": version.content_hash,
                "rows": version.rows,
                "files": to_json({p: asdict(entry) for p, entry in version.files.items()}),
                "report": to_json(version.reports),
            },
        )


def write_withdrawn(
    connection: sqlite3.Connection,
    site: Site,
    name: str,
    withdrawal: Withdrawal,
    *,
    in_previous: bool,
) -> None:
    """Write that a dataset was withdrawn.

    ``in_previous`` says that a ``previous`` catalog is attached, from which the title is taken.
    """
    row: dict[str, Any] = {"language": "", "title": name, "translations": "{}"}
    columns = ", ".join(row)
    query = f"select {columns} from previous.dataset where name = ?"
    found = connection.execute(query, (name,)).fetchone() if in_previous else None
    if found is not None:
        row = dict(zip(row, found, strict=True))
    catalog.write_publisher(connection, site.publisher, site.languages[0])
    insert(
        connection,
        "dataset",
        row
        | {
            "name": name,
            "status": "withdrawn",
            "publisher": site.publisher.name,
            "version": 0,
            "published_at": withdrawal.at,
            "rows": 0,
            "rules": 0,
            "content_hash": "",
            "reason": withdrawal.reason,
            "descriptor": "{}",
        },
    )


def restamp(
    connection: sqlite3.Connection,
    site: Site,
    release: str,
    built_at: str,
    source: str,
    archive: Archive,
) -> None:
    """Make a copied ``catalog.db`` that of a new release, with all that the archive knows by now.

    The catalog of the current release is attached as ``previous``.
    """
    connection.execute(
        "update release set id = ?, built_at = ?, restored_from = ?", (release, built_at, source)
    )
    connection.execute("delete from version")
    names = connection.execute("select name from dataset where status != 'withdrawn'").fetchall()
    for (name,) in names:
        former = connection.execute("select name from former_name where dataset = ?", (name,))
        history = archive.history([name, *(old for (old,) in former)])
        write_versions(connection, name, history)
    connection.execute("delete from dataset where status = 'withdrawn'")
    for name, withdrawal in sorted(archive.withdrawn().items()):
        write_withdrawn(connection, site, name, withdrawal, in_previous=True)
    connection.commit()


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that is synced as a whole when it is complete."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
        yield connection
        connection.commit()


def _fill(staging: sqlite3.Connection, place: str, resource: Resource) -> None:
    columns = [field.column for field in resource.schema.fields]
    source = list(columns)
    key = primary_key(resource.schema)
    if not resource.schema.primary_key:
        columns = [*key, *columns]
        source = ["_rowid_" if place != PREVIOUS else key[0], *source]
    staging.execute(
        f'insert into target."{resource.table}" ({_listed(columns)})'
        f' select {_listed(source)} from {place}."{resource.table}" order by _rowid_'
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _parents_first(dataset: Dataset) -> list[Resource]:
    """Return the resources of a dataset, those that keys point to first where that can be."""
    ordered: list[Resource] = []
    waiting = list(dataset.resources)
    while waiting:
        names = {resource.name for resource in waiting}
        ready = [r for r in waiting if not (_pointed_to(dataset, r) - {r.name}) & names]
        ordered += ready or waiting[:1]
        waiting = [r for r in waiting if r not in ordered]
    return ordered


def _pointed_to(dataset: Dataset, resource: Resource) -> set[str]:
    return {
        key.resource
        for key in resource.schema.foreign_keys
        if key.package in (None, dataset.name) and key.resource
    }
