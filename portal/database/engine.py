"""What the portal needs of SQLite itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from portal.exceptions import EngineError

FEATURES = {
    "STRICT tables (3.37 or later)": "create table strict_table (a text) strict",
    "JSON functions": """select json_group_array(value) from json_each('["a"]')""",
}


def require_features() -> None:
    """Raise EngineError with a sentence that names what this Python's SQLite lacks."""
    with closing(sqlite3.connect(":memory:")) as connection:
        lacking = [name for name, sql in FEATURES.items() if not _runs(connection, sql)]
    if lacking:
        raise EngineError(
            f"The SQLite of this Python ({sqlite3.sqlite_version}) lacks {', '.join(lacking)}. "
            "Use a Python that is built with SQLite 3.37 or later, with JSON."
        )


def _runs(connection: sqlite3.Connection, sql: str) -> bool:
    try:
        connection.execute(sql)
    except sqlite3.OperationalError:
        return False
    return True
