"""What the explore pages, which Datasette makes, understand: a guard before its table view.

Datasette answers some parameters with an exception, others would show more than is published
or search in another table. Whatever is not listed here is refused with the parameter's name,
because a filter that is ignored in silence gives wrong numbers.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote_to_bytes

from portal.http.asgi import answer, moved, raw_path
from portal.http.paths import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.http.asgi import App, Receive, Scope, Send

FOLDER = "/data/"
PAGE = re.compile(r"/data/[a-z][a-z0-9_]*(/(?P<key>[^/.]+))?(\.(json|csv))?")
COLUMN = re.compile(r"[a-z_][a-z0-9_]*")
MOST_PARAMETERS = 100
SQLITE_INTEGERS = range(-(2**63), 2**63)

LOOKUPS = frozenset(
    {
        "exact",
        "not",
        "contains",
        "endswith",
        "startswith",
        "gt",
        "gte",
        "lt",
        "lte",
        "like",
        "notlike",
        "glob",
        "in",
        "notin",
        "arraycontains",
        "arraynotcontains",
        "date",
        "isnull",
        "notnull",
        "isblank",
        "notblank",
    }
)
NUMERIC_LOOKUPS = frozenset({"gt", "gte", "lt", "lte"})
LIST_LOOKUPS = frozenset({"in", "notin"})


def explore(app: App) -> App:
    """Let only what the explore pages understand through to ``app``; other paths pass."""

    async def explored(scope: Scope, receive: Receive, send: Send) -> None:
        path = raw_path(scope)
        if not path.startswith(FOLDER) or path == FOLDER:
            await app(scope, receive, send)
            return
        page = PAGE.fullmatch(path)
        if page is None or not _is_key(page["key"] or ""):
            await app(moved(scope, NOWHERE, NOWHERE), receive, send)
            return
        refused = refusal(scope.get("query_string", b"").decode("latin-1"))
        if refused is not None:
            await answer(send, HTTPStatus.BAD_REQUEST, refused)
            return
        await app(scope, receive, send)

    return explored


def refusal(query: str) -> str | None:
    """Return why the query of an explore page is refused, or None."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return f"The address has more than {MOST_PARAMETERS} parameters."
    for name, value in pairs:
        problem = _problem(name, value)
        if problem is not None:
            return f"{name}: {problem}"
    return None


def _is_key(key: str) -> bool:
    """Tell whether a record's key, which Datasette writes with tildes, is text."""
    try:
        text = unquote_to_bytes(key.replace("~", "%")).decode()
    except UnicodeDecodeError:
        return False
    return text.isprintable()


def _problem(name: str, value: str) -> str | None:
    if name.startswith("_") and "__" not in name:
        accepted = _accepted(name)
        if accepted is None:
            return "there is no such parameter."
        return None if accepted(value) else f"“{value[:60]}” is not understood here."
    column, _, lookup = name.rpartition("__") if "__" in name else (name, "", "exact")
    if not COLUMN.fullmatch(column):
        return "there is no such column."
    if lookup not in LOOKUPS:
        return f"there is no filter “{lookup[:60]}”."
    if lookup in NUMERIC_LOOKUPS and not _is_number(value):
        return f"“{value[:60]}” is out of range."
    if lookup in LIST_LOOKUPS and value.startswith("[") and not _is_list(value):
        return "the value is no JSON array of texts and numbers."
    return None


def _accepted(name: str) -> Callable[[str], object] | None:
    """Return the test for the values of a parameter, or None where there is no such parameter."""
    if name in PARAMETERS:
        return PARAMETERS[name]
    if FORM_PARAMETER.fullmatch(name):
        return _is_any
    return None


def _is_any(_value: str) -> bool:
    return True


def _is_flag(value: str) -> bool:
    return value.lower() in {"", "0", "1", "off", "on", "false", "true"}


def _is_number(value: str) -> bool:
    """Refuse what looks like a number to Datasette and is none to Python or to SQLite."""
    if not value.isdigit():
        return True
    return value.isdecimal() and len(value) < 20 and int(value) in SQLITE_INTEGERS


def _is_list(value: str) -> bool:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(
        isinstance(item, str | float | None) or (isinstance(item, int) and item in SQLITE_INTEGERS)
        for item in found
    )


FORM_PARAMETER = re.compile(r"_filter_(column|op|value)(_[0-9]{1,2})?")
"""The parts of the filter form, from which Datasette makes a filter and redirects."""
PARAMETERS: dict[str, Callable[[str], object]] = {
    "_col": COLUMN.fullmatch,
    "_dl": _is_flag,
    "_facet": COLUMN.fullmatch,
    "_facet_array": COLUMN.fullmatch,
    "_facet_date": COLUMN.fullmatch,
    "_facet_size": re.compile(r"max|[0-9]{1,4}").fullmatch,
    "_header": _is_flag,
    "_json": COLUMN.fullmatch,
    "_label": COLUMN.fullmatch,
    "_labels": _is_flag,
    "_next": _is_any,
    "_nl": _is_flag,
    "_nocol": COLUMN.fullmatch,
    "_nocount": _is_flag,
    "_nofacet": _is_flag,
    "_shape": re.compile(r"arrays|arrayfirst|array|objects|object").fullmatch,
    "_size": re.compile(r"max|[0-9]{1,4}").fullmatch,
    "_sort": re.compile(r"|[a-z_][a-z0-9_]*").fullmatch,
    "_sort_by_desc": _is_flag,
    "_sort_desc": re.compile(r"|[a-z_][a-z0-9_]*").fullmatch,
    "_stream": _is_flag,
}
