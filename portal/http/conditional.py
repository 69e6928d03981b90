"""A release never changes, so what was read once need not be sent again."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from portal.http.asgi import header, raw_path, without
from portal.http.compress import accepts_gzip
from portal.http.today import day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.http.asgi import App, Message, Receive, Scope, Send

CACHING = frozenset({b"cache-control", b"etag"})


def conditional(
    app: App, *, software_version: str, release_name: Callable[[], str], max_age: int
) -> App:
    """Give every good response of ``app`` an ETag, and answer 304 to who has it already.

    The tag is made of the request, the release and the software, and of the day where a page
    says something of it, so 304 costs no work. It is weak where the response may be compressed.
    What is not good is checked again every time, and a response that says ``no-store`` is left
    alone.
    """
    fresh = f"public, max-age={max_age}, must-revalidate".encode()

    async def tagged(scope: Scope, receive: Receive, send: Send) -> None:
        path = raw_path(scope)
        if path.startswith("/-/") and not path.startswith("/-/static/"):
            await app(scope, receive, _caching(send, lambda _: [(b"cache-control", b"no-store")]))
            return
        tag = _tag(scope, software_version, release_name())
        caching = [(b"cache-control", fresh), (b"etag", tag)]
        if _has(header(scope["headers"], b"if-none-match"), tag):
            status = int(HTTPStatus.NOT_MODIFIED)
            await send({"type": "http.response.start", "status": status, "headers": caching})
            await send({"type": "http.response.body", "body": b""})
            return

        def decide(message: Message) -> list[tuple[bytes, bytes]] | None:
            if b"no-store" in (header(message["headers"], b"cache-control") or b""):
                return None
            good = message["status"] == HTTPStatus.OK
            return caching if good else [(b"cache-control", b"no-cache")]

        await app(scope, receive, _caching(send, decide))

    return tagged


def _caching(send: Send, decide: Callable[[Message], list[tuple[bytes, bytes]] | None]) -> Send:
    async def decided(message: Message) -> None:
        if message["type"] == "http.response.start":
            caching = decide(message)
            if caching is not None:
                headers = [*without(message["headers"], CACHING), *caching]
                message = {**message, "headers": headers}
        await send(message)

    return decided


def _tag(scope: Scope, software_version: str, release: str) -> bytes:
    compressed = accepts_gzip(scope)
    parts = (
        software_version.encode(),
        release.encode(),
        str(scope.get("scheme")).encode(),
        header(scope["headers"], b"host") or b"",
        raw_path(scope).encode("latin-1"),
        scope.get("query_string", b""),
        day_of(raw_path(scope)),
        b"gzip" if compressed else b"identity",
    )
    digest = hashlib.blake2b(b"\0".join(parts), digest_size=12).hexdigest()
    return f'W/"{digest}"'.encode() if compressed else f'"{digest}"'.encode()


def _has(tags: bytes | None, tag: bytes) -> bool:
    """Compare weakly, as If-None-Match wants it (RFC 9110, 13.1.2)."""
    if tags is None:
        return False
    return tag.removeprefix(b"W/") in {
        part.strip().removeprefix(b"W/") for part in tags.split(b",")
    }
