"""Read the rows of a result batch by batch, with names for codes where people read them.

The connection is of its own: a slow reader of a file keeps none of those busy that pages need.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

import orjson

from portal.exceptions import QueryError
from portal.language.catalogs import translations
from portal.query.sql import quoted
from portal.result.model import with_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from portal.query.model import Cell
    from portal.result.model import Names, Result

    Teller = Callable[[Sequence[Cell]], Sequence[Cell]]

CELLS = 20_000
"""Of one batch; so many of short texts are a few megabytes."""
SECONDS = 5.0
"""So long may one batch take; the first one includes the sorting of all rows."""
STEPS = 20_000
"""Of SQLite's machine, after which the clock is looked at."""
TOO_SLOW = "This takes too long. Ask for fewer rows, or take the whole file."
REMEMBERED = 20_000
"""Names of codes that are kept in memory for each column."""
SHARED = 10_000
"""If more names are shared by several codes, every name has its code beside it."""


class Reader:
    """Read a result from its file; each call may come from another thread, one at a time."""

    def __init__(self, path: Path, result: Result) -> None:
        """Take the place of ``data.db`` and what is to be read."""
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._connection.set_progress_handler(self._late, STEPS)
        self._result = result
        self._size = max(CELLS // max(len(result.columns), 1), 1)
        self._end = 0.0
        self._cursor: sqlite3.Cursor | None = None
        self._tellers: dict[int, Teller] = {}

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def batch(self) -> list[tuple[Cell, ...]]:
        """Return the next rows, none after the last; raise QueryError where that takes too long."""
        self._end = time.monotonic() + SECONDS
        try:
            if self._cursor is None:
                statement = self._result.statement
                self._tellers = self._made()
                self._cursor = self._connection.execute(statement.sql, statement.parameters)
            rows = self._cursor.fetchmany(self._size)
            return self._told(rows) if rows else []
        except sqlite3.OperationalError as error:
            if error.args != ("interrupted",):
                raise
            raise QueryError("too-slow", "", TOO_SLOW) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _late(self) -> bool:
        return time.monotonic() > self._end

    def _told(self, rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
        """Return rows without what only the order needed, names in place of codes."""
        width = len(self._result.columns)
        if not self._tellers:
            return rows if len(rows[0]) == width else [row[:width] for row in rows]
        columns: list[Sequence[Cell]] = []
        columns += list(zip(*rows, strict=True))[:width]
        for place, teller in self._tellers.items():
            columns[place] = teller(columns[place])
        return list(zip(*columns, strict=True))

    def _made(self) -> dict[int, Teller]:
        result, tellers = self._result, dict[int, "Teller"]()
        if result.language is None:
            return tellers
        for place, column in enumerate(result.columns):
            if column.id in result.listed:
                tellers[place] = _of_listed(result.listed[column.id])
            elif column.id in result.named:
                tellers[place] = self._of_named(result.named[column.id])
            elif column.type == "boolean":
                tellers[place] = _of_truth(result.language)
        return tellers

    def _of_named(self, names: Names) -> Teller:
        known: dict[Cell, str] = {}
        shared = self._shared(names)

        def tell(values: Sequence[Cell]) -> Sequence[Cell]:
            asked = {value for value in values if value not in known} - {None}
            if asked:
                if len(known) > REMEMBERED:
                    known.clear()
                    asked = set(values) - {None}
                known.update(self._looked_up(names, asked, shared))
            return [None if value is None else known[value] for value in values]

        return tell

    def _looked_up(
        self, names: Names, codes: set[Cell], shared: set[str] | None
    ) -> Mapping[Cell, str]:
        """Return the names of these codes; a code without a name stands for itself."""
        sql = (
            f"select {quoted(names.code)}, {quoted(names.name)} from {quoted(names.table)}"
            f" where {quoted(names.code)} in (select value from json_each(?))"
        )
        found: dict[Cell, str] = {code: str(code) for code in codes}
        for code, name in self._connection.execute(sql, (orjson.dumps(list(codes)).decode(),)):
            if name is not None and str(name) and code in found:
                alone = shared is not None and str(name) not in shared
                found[code] = str(name) if alone else with_code(str(name), code)
        return found

    def _shared(self, names: Names) -> set[str] | None:
        """Return the names that several codes have, or None where these are very many."""
        sql = (
            f"select {quoted(names.name)} from {quoted(names.table)}"
            " group by 1 having count(*) > 1 limit ?"
        )
        found = {str(name) for (name,) in self._connection.execute(sql, (SHARED + 1,))}
        return found if len(found) <= SHARED else None


def _of_listed(names: Mapping[str, str]) -> Teller:
    return lambda values: [
        None if value is None else names.get(str(value), value) for value in values
    ]


def _of_truth(language: str) -> Teller:
    say = translations(language).gettext
    words = {0: say("no"), 1: say("yes")}
    return lambda values: [None if value is None else words[int(bool(value))] for value in values]
