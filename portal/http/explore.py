"""Let only the addresses of tables that this portal serves through below /data/.

Datasette would answer others in its own way: tables and rows in its templates, and their JSON.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from portal.http.asgi import moved, raw_path
from portal.http.paths import NOWHERE

if TYPE_CHECKING:
    from portal.http.asgi import App, Receive, Scope, Send

FOLDER = "/data/"
SERVED = re.compile(r"/data/[a-z][a-z0-9_]*(/(?P<key>[^/.]+)|\.(csv|json|svg|xlsx))?")


def explore(app: App) -> App:
    """Let tables, their records and their files through to ``app``; other paths pass."""

    async def explored(scope: Scope, receive: Receive, send: Send) -> None:
        path = raw_path(scope)
        if path.startswith(FOLDER) and path != FOLDER:
            served = SERVED.fullmatch(path)
            if served is None or not _is_key(served["key"] or ""):
                scope = moved(scope, NOWHERE, NOWHERE)
        await app(scope, receive, send)

    return explored


def _is_key(key: str) -> bool:
    """Tell whether a record's key, which Datasette writes with tildes, is text that SQLite can hold."""
    try:
        text = unquote_to_bytes(key.replace("~", "%")).decode()
    except UnicodeDecodeError:
        return False
    return "\0" not in text
