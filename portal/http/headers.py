"""Headers that every response carries, and those that none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.http.asgi import SECURITY, raw_path, without
from portal.http.paths import is_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.http.asgi import App, Message, Receive, Scope, Send

CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, X-Portal-Release"),
]
EMBED = "/embed/"
EMBEDDED = [
    (name, value.replace(b"frame-ancestors 'self'", b"frame-ancestors *"))
    for name, value in SECURITY
]
REPLACED = frozenset({b"set-cookie", b"vary"} | {name for name, _ in (*SECURITY, *CORS)})


def headers(app: App, *, release_name: Callable[[], str], languages: Sequence[str] = ()) -> App:
    """Add the security policy, the release and, for machines, the right to read from anywhere.

    Pages elsewhere may frame what is made for that and nothing else: ``/embed/``, also below the
    prefix of one of ``languages``.

    Cookies are dropped: the portal has none. So is Datasette's variation by cookie, which would
    keep caches out, and its ``Link`` where that is malformed (it lacks the angle brackets).
    """
    framed = (EMBED, *(f"/{language}{EMBED}" for language in languages))

    async def headed(scope: Scope, receive: Receive, send: Send) -> None:
        path = raw_path(scope)
        added = [
            *(EMBEDDED if path.startswith(framed) else SECURITY),
            (b"vary", b"Accept-Encoding"),
            (b"x-portal-release", release_name().encode()),
        ]
        if not is_page(path):
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
