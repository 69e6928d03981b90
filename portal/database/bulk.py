"""Many typed rows into SQLite at once, through Arrow (docs/decisions/7)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import polars as pl

    Ingest = Callable[[str, pl.DataFrame], None]

MANY = 20_000
"""Rows from which Arrow pays; loading it takes a tenth of a second."""
PRAGMAS = (
    "pragma journal_mode = off",
    "pragma synchronous = off",
    "pragma cache_size = -65536",
)


def path_of(connection: sqlite3.Connection) -> str:
    """Return the path of a connection's main database."""
    path: str
    for _number, name, path in connection.execute("pragma database_list"):
        if name == "main":
            return path
    raise AssertionError("a connection has a main database")


@contextmanager
def bulk(path: str | Path) -> Iterator[Ingest]:
    """Give a function that appends a frame to a table, in one transaction.

    Columns are matched by name. Nobody else may write meanwhile. Committed where nothing is
    raised; the database is one that a crash may ruin.
    """
    from adbc_driver_sqlite import dbapi  # noqa: PLC0415  # a short file does not need it

    with dbapi.connect(str(path), autocommit=True) as connection:
        with connection.cursor() as cursor:
            for pragma in PRAGMAS:
                cursor.execute(pragma)
        # dbapi's own commit does nothing here: it believes that every statement is committed.
        connection.adbc_connection.set_autocommit(False)

        def ingest(table: str, frame: pl.DataFrame) -> None:
            with connection.cursor() as cursor:
                cursor.adbc_ingest(table, frame, mode="append")

        yield ingest
        connection.adbc_connection.commit()
