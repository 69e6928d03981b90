"""Write the reports of checks into ``catalog.db``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.database.writing import insert, to_json

if TYPE_CHECKING:
    import sqlite3

    from portal.tabular.report import Error, Report

MOST_ERRORS = 1000
"""How many errors of a report a release holds; the totals count all."""


def write_report(
    connection: sqlite3.Connection,
    dataset: str,
    report: Report,
    *,
    verdict: str,
    published: bool,
    checked_at: str,
) -> None:
    """Write a report and its first errors; warnings come after the errors."""
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
            "errors": report.count,
            "totals": to_json(report.totals),
        }
        | report.facts,
    )
    found = [("error", error) for error in report.errors]
    found += [("warning", warning) for warning in report.warnings]
    for position, (severity, error) in enumerate(found[:MOST_ERRORS], 1):
        insert(
            connection,
            "check_error",
            {"report": cursor.lastrowid, "position": position, "severity": severity}
            | _error_row(error),
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
    rest = ", ".join(_columns(connection, "check_error")[1:])
    for (identifier,) in old:
        new = connection.execute(
            f"insert into check_report ({columns})"
            f" select {columns} from previous.check_report where id = ?",
            (identifier,),
        ).lastrowid
        connection.execute(
            f"insert into check_error select ?, {rest} from previous.check_error where report = ?",
            (new, identifier),
        )


def _error_row(error: Error) -> dict[str, Any]:
    return {
        "code": error.code,
        "row": error.row,
        "field": error.field,
        "column_letter": error.column,
        "value": error.value,
        "rule": error.rule,
        "pointer": error.pointer,
        "parameters": to_json(error.parameters),
    }


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]
