"""What a query needs of the databases before it is compiled: the table, and the values of a pivot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from portal.query import compile as compiled
from portal.query.table import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.database.read import Database
    from portal.query.model import Query
    from portal.query.table import Table


def queried(resource: Mapping[str, Any]) -> Table:
    """Return a table as queries know it; ``resource`` is as ``portal.database.read`` gives it."""
    # As the contract has it: there the key is JSON.
    written = {**resource, "primary_key": orjson.dumps(resource["primary_key"])}
    return table_of(written, resource["fields"])


async def completed(data: Database, table: Table, query: Query) -> Query:
    """Return a query with the values that its pivot sets side by side; one without stays as it is.

    Raises QueryError where these values cannot be columns.
    """
    if query.pivot is None:
        return query
    statement = compiled.pivot_values(table, query)
    rows = await data.execute(statement.sql, statement.parameters)
    return replace(query, pivoted=tuple(row["value"] for row in rows))
