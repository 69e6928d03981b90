"""What Datasette would show and this portal does not: debug pages, databases as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.http.asgi import moved, raw_path
from portal.http.paths import NOWHERE

if TYPE_CHECKING:
    from portal.http.asgi import App, Receive, Scope, Send

OPEN = frozenset({"/-/health"})
CLOSED = re.compile(
    r"""
    /-(/.*)?                # debug pages, also those that a later version brings
    | /:memory:.*
    | /\.jsono?             # Datasette's index of databases
    | /[^/]+\.db            # a database as a file
    """,
    re.VERBOSE,
)
STATIC = re.compile(r"/(-/)?static(/[\w-]+)*/[\w-]+(\.[\w-]+)+", re.ASCII)


def closed(app: App) -> App:
    """Answer for closed paths as for a page that does not exist.

    Which tables of which database may be read is decided in plugins/closed.py, where Datasette
    has undone every spelling of their names.
    """

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        if _is_open(raw_path(scope)):
            await app(scope, receive, send)
            return
        await app(moved(scope, NOWHERE, NOWHERE), receive, send)

    return served


def _is_open(path: str) -> bool:
    if path in OPEN:
        return True
    if path.startswith(("/static/", "/-/static/")):
        return STATIC.fullmatch(path) is not None
    return CLOSED.fullmatch(path) is None
