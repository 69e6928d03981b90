"""Write the views of the datasets into ``catalog.db``, each with the rows that it draws.

What a picture needs is computed once, when it is published: a page then reads a row, however
large the table is.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any

import orjson

from portal.charts.period import period_of
from portal.charts.plan import ALL, MOST_ON_LINES, judge, plan, total_of
from portal.charts.thinning import thinned
from portal.database.read import REFERENCE_LABELS_SQL
from portal.database.writing import insert, to_json
from portal.exceptions import ViewError
from portal.query.compile import rows as statement_of
from portal.query.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from portal.charts.plan import Plan

ADDRESS = re.compile(r"[^/.\s][^/.]*")
"""A name of a view that its address can hold."""
DATASETS_SQL = "select name, descriptor from dataset where status != 'withdrawn' order by name"
RESOURCES_SQL = "select * from resource where dataset = ? order by position"
KEPT_SQL = "insert into view select * from previous.view where dataset = ?"
FIELDS_SQL = f"select *, {REFERENCE_LABELS_SQL} from field where table_name = ?"


def write_views(
    catalog: sqlite3.Connection, data: sqlite3.Connection, unchanged: Collection[str] = ()
) -> None:
    """Write a row of ``view`` for each view of each dataset, drawn or refused.

    Those of ``unchanged`` datasets are taken over from the catalog attached as ``previous``: a view
    is made of its dataset's rows and descriptor alone.
    """
    for name, written in _named(catalog, DATASETS_SQL):
        if name in unchanged:
            catalog.execute(KEPT_SQL, (name,))
            continue
        descriptor = orjson.loads(written)
        views = descriptor.get("views") or []
        if not views:
            continue
        tables = _tables(catalog, name)
        for position, view in enumerate(_distinct(views), 1):
            row: dict[str, Any] = {
                "dataset": name,
                "name": view["name"],
                "position": position,
                "type": str(view.get("type", "")),
                "title": view.get("title"),
                "translations": to_json(view.get("translations") or {}),
                "query": str(view.get("query", "")),
            }
            try:
                row |= _drawn(data, view, tables, descriptor)
            except ViewError as error:
                row |= {"refusal": error.code, "about": error.about}
            insert(catalog, "view", row)


def breaks_of(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the time values before which comparing ends; ``("all",)``: every one."""
    breaks: set[str] = set()
    for note in descriptor.get("comparability") or []:
        stated = note.get("breaks", [])
        if stated == ALL:
            return (ALL,)
        breaks |= {str(value) for value in stated}
    return tuple(sorted(breaks))


def projections_of(descriptor: Mapping[str, Any]) -> str | None:
    """Return the first time value that is a projection, as text."""
    stated = descriptor.get("projectionsFrom")
    return None if stated is None else str(stated)


def _distinct(views: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the views that can have an address: the first of each name."""
    named = [view for view in views if ADDRESS.fullmatch(str(view.get("name", "")))]
    return list({view["name"]: view for view in reversed(named)}.values())[::-1]


def _tables(catalog: sqlite3.Connection, dataset: str) -> dict[str, Table]:
    rows = catalog.cursor()
    rows.row_factory = sqlite3.Row
    resources = rows.execute(RESOURCES_SQL, (dataset,)).fetchall()
    return {
        resource["name"]: table_of(
            dict(resource), map(dict, rows.execute(FIELDS_SQL, (resource["table_name"],)))
        )
        for resource in resources
    }


def _drawn(
    data: sqlite3.Connection,
    view: Mapping[str, Any],
    tables: Mapping[str, Table],
    descriptor: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the columns of ``view`` that hold what is drawn."""
    table = tables.get(view.get("resource") or next(iter(tables), ""))
    if table is None:
        raise ViewError("unknown-table", str(view.get("resource", "")))
    planned = plan(view, table, projections_of(descriptor), breaks_of(descriptor))
    statement = statement_of(table, planned.query, paged=False)
    cursor = data.execute(statement.sql, statement.parameters)
    found = cursor.fetchmany(MOST_ON_LINES + 1)
    rows = [dict(zip(statement.columns, row, strict=False)) for row in found]
    judge(planned, rows)
    held = thinned(planned, rows) if planned.kind == "line" else rows
    return {
        "table_name": table.name,
        "parts": to_json(planned.parts),
        "columns": to_json(list(statement.columns)),
        "rows": to_json([list(row.values()) for row in held]),
        "row_count": len(rows),
        "total": _total(data, planned),
        "period": _period(data, planned),
    }


def _total(data: sqlite3.Connection, planned: Plan) -> str | None:
    whole = total_of(planned)
    if whole is None:
        return None
    statement = statement_of(planned.table, whole, paged=False)
    (total,) = data.execute(statement.sql, statement.parameters).fetchone()[:1]
    return None if total is None else to_json(total)


def _period(data: sqlite3.Connection, planned: Plan) -> str | None:
    times = period_of(planned)
    if times is None:
        return None
    statement = statement_of(planned.table, times, paged=False)
    found = data.execute(statement.sql, statement.parameters).fetchone()
    return None if None in found[:2] else to_json(list(found[:2]))


def _named(connection: sqlite3.Connection, sql: str) -> list[tuple[str, str]]:
    return connection.execute(sql).fetchall()
