"""The words of ASGI, and short plain answers that need no page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

SECURITY: Headers = [
    (
        b"content-security-policy",
        b"default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
"""What every response carries, whoever makes it."""


async def answer(
    send: Send, status: HTTPStatus, sentence: str, headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    """Send a whole response with one sentence of plain text; no text where the status has none."""
    body = b"" if status == HTTPStatus.NO_CONTENT else f"{sentence}\n".encode()
    start: Headers = [*SECURITY, (b"cache-control", b"no-cache"), *headers]
    if body:
        start += [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
    await send({"type": "http.response.start", "status": int(status), "headers": start})
    await send({"type": "http.response.body", "body": body})


async def redirect(send: Send, status: HTTPStatus, location: str) -> None:
    """Send a redirect to an address of this portal, given as it stands in a request line."""
    await answer(send, status, f"This is at {location}", [(b"location", location.encode())])


def header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes | None:
    """Return the last value of a header, whose name is given in lower case, or None."""
    found = None
    for key, value in headers:
        if key.lower() == name:
            found = value
    return found


def without(headers: Iterable[tuple[bytes, bytes]], names: frozenset[bytes]) -> Headers:
    """Return the headers but for those of the given names, which are in lower case."""
    return [(key, value) for key, value in headers if key.lower() not in names]


def raw_path(scope: Scope) -> str:
    """Return the path of a request as it stands in the request line, without the query."""
    raw: bytes | None = scope.get("raw_path")
    if raw is None:
        return str(scope["path"])
    return raw.partition(b"?")[0].decode("latin-1")


def moved(scope: Scope, path: str, decoded: str) -> Scope:
    """Return the request as one for another path, given as in a request line and decoded."""
    return {**scope, "raw_path": path.encode("latin-1"), "path": decoded}


def with_query(scope: Scope, path: str) -> str:
    """Return ``path`` with the query of the request."""
    query: str = scope.get("query_string", b"").decode("latin-1")
    return f"{path}?{query}" if query else path
