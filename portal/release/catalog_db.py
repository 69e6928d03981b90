"""Write ``catalog.db`` of a release: what is known about its datasets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import portal
from portal.database import catalog, dictionary, repairs, reports
from portal.database.profiles import write_profiles
from portal.database.views import write_views
from portal.database.writing import create_catalog, insert, to_json
from portal.release import downloads
from portal.search.index import write_index
from portal.tabular.excerpt import excerpt
from portal.tabular.quality.rows import rows_to_show

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from portal.catalog.model import Site
    from portal.release.candidate import Candidate
    from portal.release.outcome import Outcome
    from portal.release.plan import Entry, Plan
    from portal.release.records import FileEntry, Version, Withdrawal
    from portal.tabular.report import Report


def write_catalog(path: Path, plan: Plan, files: Mapping[str, FileEntry] | None = None) -> None:
    """Write ``catalog.db`` as planned, beside ``data.db``; ``files`` are the downloads, if there are."""
    assessment = plan.assessment
    previous = assessment.previous
    with closing(create_catalog(path)) as connection:
        if previous is not None:
            connection.execute("attach ? as previous", (str(previous.folder / "catalog.db"),))
        catalog.write_release(
            connection,
            id=plan.name,
            built_at=plan.built_at,
            content_hash=plan.content_hash,
            software_version=portal.__version__,
        )
        catalog.write_topics(connection, assessment.site)
        for name, entry in plan.entries.items():
            _write_dataset(connection, plan, entry)
            write_versions(connection, name, entry.history)
        for file, written in sorted((files or {}).items()):
            row = downloads.file_row(file.partition("/")[0], file, written)
            catalog.write_file(connection, row)
        for outcome in assessment.outcomes.values():
            _write_refused(connection, outcome, plan.built_at)
        for name, withdrawal in sorted(assessment.withdrawn.items()):
            write_withdrawn(
                connection, assessment.site, name, withdrawal, in_previous=previous is not None
            )
        unchanged = [n for n, entry in plan.entries.items() if entry.side.candidate is None]
        with closing(sqlite3.connect(path.with_name("data.db"))) as data:
            write_profiles(connection, data, in_previous=previous is not None)
            write_index(connection, data, unchanged)
            write_views(connection, data, unchanged)
        connection.commit()


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


def _write_dataset(connection: sqlite3.Connection, plan: Plan, entry: Entry) -> None:
    """Write what is known about one published dataset.

    An unchanged dataset's tables are taken over from the catalog attached as ``previous``.
    """
    dataset, candidate, place = entry.side.dataset, entry.side.candidate, entry.side.place
    staging, others = plan.assessment.staging, plan.datasets
    if candidate is None:
        dictionary.copy_tables(connection, dataset, others)
        reports.copy_reports(connection, dataset.name)
        repairs.copy_repairs(connection, dataset.name)
    else:
        dictionary.write_tables(connection, staging, place, dataset, candidate.facts, others)
        repairs.write_repairs(connection, dataset, candidate.described.repairs)
        for report in candidate.reports:
            reports.write_report(
                connection,
                dataset.name,
                report,
                verdict="valid",
                published=True,
                checked_at=plan.built_at,
            )
    rows, rules = reports.count(connection, dataset.name)
    catalog.write_dataset(
        connection,
        dataset,
        status=entry.outcome.status,
        version=entry.version.number,
        published_at=entry.version.published_at,
        rows=rows,
        rules=rules,
        content_hash=entry.version.content_hash,
        reason=", ".join(entry.outcome.waits_for) or None,
    )


def _write_refused(connection: sqlite3.Connection, outcome: Outcome, now: str) -> None:
    """Write the reports of an update that was refused, or of a dataset that never got in."""
    if outcome.refused is None:
        return
    for report in outcome.refused.reports:
        refusal = "waiting" if outcome.waits_for else "invalid"
        verdict = "valid" if report.valid else refusal
        reports.write_report(
            connection,
            outcome.name,
            report,
            verdict=verdict,
            published=False,
            checked_at=now,
            rows=_rows(outcome.refused, report),
        )


def _rows(candidate: Candidate, report: Report) -> dict[int, list[str]]:
    """Return the raw cells of the rows that explain a report."""
    for resource in candidate.dataset.resources if candidate.dataset is not None else ():
        if resource.name == report.resource:
            numbers, dialect = rows_to_show(report), report.dialect or None
            return excerpt(resource, candidate.folder, numbers, report.encoding, dialect)
    return {}
