"""Compression for those who accept it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asgi_gzip import GZipMiddleware

from portal.http.asgi import header, raw_path
from portal.http.paths import COMPRESSED_ENDINGS

if TYPE_CHECKING:
    from portal.http.asgi import App, Receive, Scope, Send

ACCEPTED = re.compile(rb"(?:^|,)\s*gzip\s*(?:;\s*q=(?P<weight>[0-9.]+)\s*)?(?:,|$)", re.IGNORECASE)
LEVEL = 6


def compress(app: App) -> App:
    """Send what ``app`` answers with gzip where the request accepts that."""
    compressed = GZipMiddleware(app, compresslevel=LEVEL)

    async def sent(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = compressed if accepts_gzip(scope) else app
        await chosen(scope, receive, send)

    return sent


def accepts_gzip(scope: Scope) -> bool:
    """Tell whether the response to a request may be compressed with gzip."""
    if raw_path(scope).endswith(COMPRESSED_ENDINGS):
        return False
    accepted = ACCEPTED.search(header(scope["headers"], b"accept-encoding") or b"")
    return accepted is not None and (accepted["weight"] or b"1").strip(b"0.") != b""
