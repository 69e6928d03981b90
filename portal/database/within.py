"""Rows of a statement within a time, for what a reader may ask and nobody has tried before."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from portal.database import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.query.compile import Statement

T = TypeVar("T")
SECONDS = 0.2
"""How long one statement may take."""
STEPS = 1_000
"""Instructions of SQLite between two looks at the clock."""


class Connected(read.Database, Protocol):
    """Give a connection, as Datasette's databases do."""

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function with a connection."""


class TooSlowError(Exception):
    """Say that a statement was ended because it took too long."""


async def rows_within(
    data: Connected, statement: Statement, most: int, seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """Return at most so many rows of a statement; raise TooSlowError where it takes too long."""

    def run(connection: sqlite3.Connection) -> list[dict[str, Any]] | None:
        end = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            found = connection.execute(statement.sql, statement.parameters).fetchmany(most)
        except sqlite3.OperationalError as error:
            if str(error) != "interrupted":
                raise
            return None
        finally:
            connection.set_progress_handler(None, 0)
        return [dict(zip(statement.columns, row, strict=False)) for row in found]

    rows = await data.execute_fn(run)
    if rows is None:
        raise TooSlowError
    return rows
