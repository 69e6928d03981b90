"""Rows into ``catalog.db``: the file, its JSON and its texts in several languages."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.language.text import Text

SCHEMA = Path(__file__).with_name("schema.sql")
UNGUARDED = "pragma journal_mode = off; pragma synchronous = off;"


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that a crash may ruin: it is synced as a whole later, or thrown away."""
    with closing(sqlite3.connect(path, uri=True)) as connection:
        connection.executescript(UNGUARDED)
        yield connection
        connection.commit()


def create_catalog(path: Path) -> sqlite3.Connection:
    """Create an empty ``catalog.db`` and return a connection for writing into it."""
    connection = sqlite3.connect(path)
    connection.executescript(UNGUARDED)
    connection.executescript(SCHEMA.read_text("utf-8"))
    return connection


def insert(
    connection: sqlite3.Connection, table: str, row: Mapping[str, Any], conflict: str = ""
) -> sqlite3.Cursor:
    """Insert one row into a table of the contract."""
    names = ", ".join(row)
    return connection.execute(
        f"insert {conflict} into {table} ({names}) values ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )


def to_json(value: Any) -> str:
    """Return compact JSON as ``catalog.db`` holds it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def texts(original: str, *, language: bool = True, **columns: Text | None) -> dict[str, Any]:
    """Return the columns of translatable texts: the original strings and ``translations``."""
    row: dict[str, Any] = {"language": original} if language else {}
    translations: dict[str, dict[str, str]] = {}
    for key, text in columns.items():
        row[key] = text and text.values.get(original, str(text))
        for other, value in text.values.items() if text else ():
            if other != original:
                translations.setdefault(other, {})[key] = value
    return row | {"translations": to_json(translations)}


def _plain(value: Any) -> list[Any] | dict[str, Any]:
    return dict(value) if hasattr(value, "keys") else list(value)
