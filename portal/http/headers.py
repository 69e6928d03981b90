"""Headers that every response carries, and those that none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.http.asgi import SECURITY, raw_path, without
from portal.http.paths import is_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.http.asgi import App, Message, Receive, Scope, Send

CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, X-Portal-Release"),
]
REPLACED = frozenset({b"set-cookie", b"vary"} | {name for name, _ in (*SECURITY, *CORS)})


def headers(app: App, *, release_name: Callable[[], str]) -> App:
    """Add the security policy, the release and, for machines, the right to read from anywhere.

    Cookies are dropped: the portal has none. So is Datasette's variation by cookie, which would
    keep caches out, and its ``Link`` where that is malformed (it lacks the angle brackets).
    """

    async def headed(scope: Scope, receive: Receive, send: Send) -> None:
        added = [
            *SECURITY,
            (b"vary", b"Accept-Encoding"),
            (b"x-portal-release", release_name().encode()),
        ]
        if not is_page(raw_path(scope)):
            added += CORS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [
                    (key, value)
                    for key, value in without(message["headers"], REPLACED)
                    if key.lower() != b"link" or value.startswith(b"<")
                ]
                message = {**message, "headers": [*own, *added]}
            await send(message)

        await app(scope, receive, with_headers)

    return headed
