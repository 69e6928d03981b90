"""Rows of all tables that refer to one row: how many they are, and the first of them by name."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.database import read, rows
from portal.database.read_record import Named, named, naming
from portal.query.sql import Binding, of, quoted
from portal.query.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.language.cells import Column
    from portal.query.model import Cell, Value

LINKS_SQL = """
select field.table_name, field.column_name, field.reference_column
from field join resource on resource.table_name = field.table_name
where field.reference_table = :table
order by resource.dataset, resource.position, field.position
"""
COUNTED = 100_000
"""More rows are not counted to the end."""
LISTED = 5
SECONDS = 0.5
"""After so long the tables that are left are named and not counted any more."""


@dataclass(frozen=True)
class Linked:
    """Hold the rows of a table that refer to a record by one of its columns."""

    resource: Mapping[str, Any]
    column: Column
    value: str
    """The value by which they refer to it, as an address has it."""
    count: int | None = None
    """None: not counted; ``COUNTED`` and one more: more than that."""
    first: tuple[Named, ...] = ()


async def linked(
    catalog: read.Database,
    data: read.Database,
    table: str,
    row: Mapping[str, Cell],
    language: str,
) -> list[Linked]:
    """Return what refers to a row of ``table``, by table and column; columns without any are left out.

    Each column that refers has an index, so this costs as much as the rows that are counted.
    """
    end = time.monotonic() + SECONDS
    found, resources = [], dict[str, Any]()
    for link in await catalog.execute(LINKS_SQL, {"table": table}):
        value, child = row[link["reference_column"]], link["table_name"]
        if value is None:
            continue
        late = time.monotonic() > end
        count = None if late else await _count(data, child, link["column_name"], value)
        if count == 0:
            continue
        if child not in resources:
            resources[child] = await read.table(catalog, child)
        resource = resources[child]
        column = next(c for c in resource["columns"] if c.id == link["column_name"])
        first = () if late else await _first(catalog, data, resource, column, value, language)
        found.append(Linked(resource, column, written(value), count, first))
    return found


async def _count(data: read.Database, table: str, column: str, value: Value) -> int:
    bind = Binding()
    sql = (
        f"select count(*) as count from (select 1 from {quoted(table)}"
        f" where {of(table, column)} = {bind(value)} limit {bind(COUNTED + 1)})"
    )
    return int(next(iter(await data.execute(sql, bind.parameters)))["count"])


async def _first(
    catalog: read.Database,
    data: read.Database,
    resource: Mapping[str, Any],
    column: Column,
    value: Value,
    language: str,
) -> tuple[Named, ...]:
    """Return the first rows as the index has them: any other order would read all of them."""
    bind, table = Binding(), resource["table_name"]
    selected = ", ".join(f"{of(table, name)} as {quoted(name)}" for name in naming(resource))
    sql = (
        f"select {selected} from {quoted(table)}"
        f" where {of(table, column.id)} = {bind(value)} limit {bind(LISTED)}"
    )
    fetched = await data.execute(sql, bind.parameters)
    lines = await rows.lines(catalog, data, resource, fetched, language)
    return tuple(named(resource, line, language, without=column.id) for line in lines)
