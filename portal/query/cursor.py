"""Write and read the cursor of a page: where in the order the next page goes on."""

from __future__ import annotations

import base64
import json
import math
from typing import TYPE_CHECKING

from portal.exceptions import QueryError
from portal.query.answer import named
from portal.query.bounds import LONGEST_CURSOR
from portal.query.table import ROW, Table
from portal.query.text import is_clean
from portal.query.values import is_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.query.model import Cell, Query


def encode(query: Query, values: Sequence[Cell]) -> str:
    """Return the cursor for values of ``query.order``, safe in a URL.

    It names the order it belongs to, so that it is not taken for the cursor of another one.
    Raises QueryError where the values are too long for a URL.
    """
    names = [f"-{name}" if down else name for name, down in query.order]
    content = json.dumps([names, list(values)], separators=(",", ":"))
    cursor = base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")
    if len(cursor) > LONGEST_CURSOR:
        raise QueryError(
            "sort-refused", "_sort", "The values of this column are too long to page through them."
        )
    return cursor


def decode(table: Table, query: Query, cursor: str) -> tuple[Cell, ...]:
    """Return the values of a cursor; raise QueryError unless ``encode`` can have made it."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        _, values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, RecursionError):
        values = None
    names = [name for name, _ in query.order]
    if (
        isinstance(values, list)
        and len(names) == len(values)
        and all(_fits(table, query, n, value) for n, value in zip(names, values, strict=True))
        and encode(query, values) == cursor
    ):
        return tuple(values)
    raise QueryError(
        "bad-cursor",
        "_next",
        "This is not the cursor of a page of this query; start without _next.",
    )


def _fits(table: Table, query: Query, name: str, value: object) -> bool:
    """Tell whether a value can stand in the column, or come from the measure, of that name."""
    if value is None:
        return True
    if isinstance(value, str):
        return not _is_number(table, query, name) and is_clean(value)
    if isinstance(value, bool) or not _is_number(table, query, name):
        return False
    if isinstance(value, int):
        return is_held(value)
    return isinstance(value, float) and not math.isnan(value)


def _is_number(table: Table, query: Query, name: str) -> bool:
    column: str | None = name
    if query.grouped and (found := named(table, query, name)) is not None:
        column = found.column
    return column is None or column == ROW or not table.column(column).is_text
