"""What pages read of the reports in the catalog: each with its counts, examples and rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from portal.tabular.report import Error, Report

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from portal.database.read import Database, Row

    Counts = Counter[tuple[str, str | None, str | None]]

REPORTS_SQL = "select * from check_report where dataset = :name order by published, id"
COUNTS_SQL = "select * from check_count where report = :report order by position"
EXAMPLES_SQL = """
select e.* from check_count c join check_error e on e.report = c.report and e.position in (
    select x.position from check_error x
    where x.report = c.report and x.severity = c.severity
        and x.code = c.code and x.field is c.field and x.rule is c.rule
    order by x.position limit :first
)
where c.report = :report and (c.position <= :kinds or c.severity != 'error') limit :limit
"""
OTHERS_SQL = """
select * from check_error
where report = :report
    and (pointer is not null or row in (select row from check_row where report = :report))
order by position limit :limit
"""
ROWS_SQL = "select row, cells from check_row where report = :report order by row"
LIST_SQL = """
select * from check_error where report = :report and position > :after
order by position limit :limit
"""
LISTED_SQL = """
select count(*) as listed from check_error join check_report on check_report.id = check_error.report
where check_report.dataset = :name
"""
BATCH = 250
"""Errors that are read at once."""
MOST_KINDS = 200
MOST_ERRORS = 2_000


@dataclass(frozen=True)
class StoredReport:
    """Hold a report as the catalog has it: a report with true counts and some of its errors."""

    report: Report
    hints: Counts
    """How many warnings there are of each code, field and rule."""
    rows: Mapping[int, list[str]]
    """Raw cells of rows that explain the errors."""
    published: bool
    """Whether it is about what is published, and not about an update that was refused."""
    checked_at: str


async def stored_reports(catalog: Database, name: str, first: int) -> list[StoredReport]:
    """Return the reports of a dataset, those of a refused update before those of what is published.

    Each holds the ``first`` errors of the most frequent codes, fields and rules, those of the rows
    that it holds, and those that point into a descriptor.
    """
    found = await catalog.execute(REPORTS_SQL, {"name": name})
    return [await _stored(catalog, row, first) for row in found]


async def count_listed(catalog: Database, name: str) -> int:
    """Return how many errors and warnings of a dataset's reports the catalog holds."""
    found = await catalog.execute(LISTED_SQL, {"name": name})
    return next(int(row["listed"]) for row in found)


async def listed_errors(catalog: Database, name: str) -> AsyncIterator[list[tuple[str, Error]]]:
    """Yield all errors of a dataset's reports that the catalog holds, a batch at a time.

    Each comes with its severity; the refused update is before what is published.
    """
    for report in await catalog.execute(REPORTS_SQL, {"name": name}):
        after = 0
        while True:
            parameters = {"report": report["id"], "after": after, "limit": BATCH}
            rows = list(await catalog.execute(LIST_SQL, parameters))
            if not rows:
                break
            after = rows[-1]["position"]
            yield [(row["severity"], _error(row, report)) for row in rows]


async def _stored(catalog: Database, row: Row, first: int) -> StoredReport:
    report = Report(
        row["file"],
        row["resource"],
        rows=row["rows"],
        bytes=row["bytes"],
        sha256=row["sha256"],
        encoding=row["encoding"],
        encoding_reason=row["encoding_reason"],
        dialect=orjson.loads(row["dialect"]),
        dialect_reason=row["dialect_reason"],
        rules=row["rules"],
        judged=bool(row["judged"]),
        rejected=row["rejected"],
    )
    here = {"report": row["id"]}
    hints: Counts = Counter()
    for counted in await catalog.execute(COUNTS_SQL, here):
        counts = report.counts if counted["severity"] == "error" else hints
        counts[counted["code"], counted["field"], counted["rule"]] += counted["count"]
    limits = {"first": first, "kinds": MOST_KINDS, "limit": MOST_ERRORS}
    examples = await catalog.execute(EXAMPLES_SQL, here | limits)
    others = await catalog.execute(OTHERS_SQL, here | {"limit": MOST_ERRORS})
    errors = {error["position"]: error for error in [*examples, *others]}
    for _position, error in sorted(errors.items()):
        kept = report.errors if error["severity"] == "error" else report.warnings
        kept.append(_error(error, row))
    rows = {
        shown["row"]: orjson.loads(shown["cells"])
        for shown in await catalog.execute(ROWS_SQL, here)
    }
    return StoredReport(report, hints, rows, bool(row["published"]), row["checked_at"])


def _error(row: Row, report: Row) -> Error:
    parameters: dict[str, Any] = orjson.loads(row["parameters"])
    return Error(
        code=row["code"],
        file=report["file"],
        resource=report["resource"],
        row=row["row"],
        field=row["field"],
        column=row["column_letter"],
        value=row["value"],
        rule=row["rule"],
        pointer=row["pointer"],
        suggestion=row["suggestion"],
        parameters=parameters,
    )
