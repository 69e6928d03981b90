"""Write the reports of checks into ``catalog.db``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from portal.database.writing import insert, to_json
from portal.tabular.report_document import severity_of_warning

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portal.tabular.report import Error, Report

MOST_WARNINGS = 10_000
"""How many warnings of a report a release holds; of the errors it holds all that are kept."""
MOST_CELLS = 1_000
LONGEST_CELL = 200
COLUMNS = (
    *("severity", "code", "row", "field", "column_letter", "value", "rule", "pointer"),
    *("suggestion", "parameters"),
)
INSERT_ERROR = (
    f"insert into check_error (report, position, {', '.join(COLUMNS)})"
    f" values (?, ?, {', '.join('?' * len(COLUMNS))})"
)
TABLES = ("check_count", "check_error", "check_row")
"""What belongs to a row of ``check_report``."""


def write_report(
    connection: sqlite3.Connection,
    dataset: str,
    report: Report,
    *,
    verdict: str,
    published: bool,
    checked_at: str,
    rows: Mapping[int, Sequence[str]] | None = None,
) -> None:
    """Write a report: how often what is wrong, its errors, and the ``rows`` that explain them.

    ``rows`` are the raw cells of rows of the file by their numbers, those that
    ``portal.tabular.quality.rows.rows_to_show`` names.
    """
    cursor = insert(
        connection,
        "check_report",
        {
            "dataset": dataset,
            "resource": report.resource,
            "file": report.file,
            "verdict": verdict,
            "published": int(published),
            "checked_at": checked_at,
            "rejected": report.rejected,
            "judged": int(report.judged),
            "dialect": to_json(report.dialect),
            "dialect_reason": report.dialect_reason,
            "errors": report.count,
        }
        | report.facts,
    )
    identifier = cursor.lastrowid
    connection.executemany(
        "insert into check_count values (?, ?, ?, ?, ?, ?, ?)",
        ((identifier, n, *counted) for n, counted in enumerate(_counted(report), 1)),
    )
    found = [("error", error) for error in report.errors]
    found += [(severity_of_warning(one), one) for one in report.warnings[:MOST_WARNINGS]]
    connection.executemany(
        INSERT_ERROR, ((identifier, n, *_values(*error)) for n, error in enumerate(found, 1))
    )
    connection.executemany(
        "insert into check_row values (?, ?, ?)",
        ((identifier, number, _cells(cells)) for number, cells in (rows or {}).items()),
    )


def count(connection: sqlite3.Connection, dataset: str) -> tuple[int, int]:
    """Return how many rows a dataset's published content has, and how many rules it follows."""
    query = (
        "select coalesce(sum(rows), 0), coalesce(sum(rules), 0) from check_report"
        " where dataset = ? and published = 1"
    )
    rows, rules = connection.execute(query, (dataset,)).fetchone()
    return rows, rules


def copy_reports(connection: sqlite3.Connection, dataset: str) -> None:
    """Take over the reports of a dataset's published content from the previous catalog."""
    old = connection.execute(
        "select id from previous.check_report where dataset = ? and published = 1 order by id",
        (dataset,),
    ).fetchall()
    columns = ", ".join(_columns(connection, "check_report")[1:])
    for (identifier,) in old:
        new = connection.execute(
            f"insert into check_report ({columns})"
            f" select {columns} from previous.check_report where id = ?",
            (identifier,),
        ).lastrowid
        for table in TABLES:
            rest = ", ".join(_columns(connection, table)[1:])
            connection.execute(
                f"insert into {table} select ?, {rest} from previous.{table} where report = ?",
                (new, identifier),
            )


def _counted(report: Report) -> Iterator[tuple[str, str, str | None, str | None, int]]:
    """Yield severity, code, field, rule and count: errors first, the most frequent first."""
    for (code, field, rule), number in report.counts.most_common():
        yield "error", code, field, rule, number
    noticed = Counter(
        (severity_of_warning(one), one.code, one.field, one.rule) for one in report.warnings
    )
    for key, number in noticed.most_common():
        yield *key, number


def _values(severity: str, error: Error) -> tuple[Any, ...]:
    """Return what the contract holds of an error, in the order of COLUMNS."""
    return (
        severity,
        error.code,
        error.row,
        error.field,
        error.column,
        error.value,
        error.rule,
        error.pointer,
        error.suggestion,
        to_json(error.parameters),
    )


def _cells(cells: Iterable[str]) -> str:
    cut = [c if len(c) <= LONGEST_CELL else c[:LONGEST_CELL] + "…" for c in cells]
    return to_json(cut[:MOST_CELLS])


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]
