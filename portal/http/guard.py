"""What is no request to this portal: unknown methods, malformed addresses, cookies."""

from __future__ import annotations

import ipaddress
import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from portal.http.asgi import answer, header, raw_path, without

if TYPE_CHECKING:
    from collections.abc import Container

    from portal.http.asgi import App, Headers, Receive, Scope, Send

METHODS = ("GET", "HEAD", "OPTIONS")
LONGEST_ADDRESS = 8_000
CREDENTIALS = frozenset({b"authorization", b"cookie", b"host"})
BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]+|\[(?P<address>[0-9A-Fa-f:.]+)\])(:\d{1,5})?")


def guard(app: App, *, posts: Container[str] = (), public_base: str | None = None) -> App:
    """Let only well-formed requests through to ``app``.

    GET, HEAD and OPTIONS are for every path, POST for those in ``posts``, anything else is 405.
    No cookie and no credentials reach ``app``: the portal knows no visitors, so one answer fits
    all and may be cached. ``public_base`` (scheme and host) is the address under which the
    portal is known, where that is not what the request says.
    """
    base = urlsplit(public_base) if public_base else None

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        scope = _escaped(scope)
        allowed = (*METHODS, "POST") if scope["path"] in posts else METHODS
        allow = (b"allow", ", ".join(allowed).encode())
        if scope["method"] not in allowed:
            sentence = f"This address answers {', '.join(allowed)} only."
            await answer(send, HTTPStatus.METHOD_NOT_ALLOWED, sentence, [allow])
            return
        refused = _refusal(scope)
        if refused is not None:
            await answer(send, *refused)
            return
        if scope["method"] == "OPTIONS":
            await answer(send, HTTPStatus.NO_CONTENT, "", [allow, *_preflight(allow[1])])
            return
        host = header(scope["headers"], b"host") or b"localhost"
        known = {**scope, "headers": without(scope["headers"], CREDENTIALS)}
        if base is not None:
            known["scheme"] = base.scheme
            host = base.netloc.encode()
        known["headers"].append((b"host", host))
        await app(known, receive, send)

    return guarded


def _escaped(scope: Scope) -> Scope:
    """Return a request with its letters percent-encoded, as a browser would have sent it.

    People type Arabic addresses into curl as they read them.
    """
    query = scope.get("query_string", b"")
    path = raw_path(scope).encode("latin-1", "replace")
    return {
        **scope,
        "raw_path": BEYOND_ASCII.sub(_percent, path),
        "query_string": BEYOND_ASCII.sub(_percent, query),
    }


def _percent(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]


def _preflight(methods: bytes) -> Headers:
    return [
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", b"Content-Type, If-None-Match"),
        (b"access-control-max-age", b"86400"),
    ]


def _refusal(scope: Scope) -> tuple[HTTPStatus, str] | None:
    path = raw_path(scope)
    query = scope.get("query_string", b"").decode("latin-1")
    if len(path) + len(query) > LONGEST_ADDRESS:
        sentence = f"The address is longer than {LONGEST_ADDRESS:,} characters."
        return HTTPStatus.REQUEST_URI_TOO_LONG, sentence
    if not _is_host(header(scope["headers"], b"host")):
        return HTTPStatus.BAD_REQUEST, "The Host header is no host."
    if not path.startswith("/") or "//" in path or "\\" in path:
        return HTTPStatus.NOT_FOUND, "There is nothing at this address."
    for part in (path, query.replace("+", " ")):
        if not _is_text(part):
            return HTTPStatus.BAD_REQUEST, "The address is not percent-encoded UTF-8 text."
    return None


def _is_host(value: bytes | None) -> bool:
    if value is None:
        return True
    matched = HOST.fullmatch(value.decode("latin-1"))
    if matched is None:
        return False
    if matched["address"] is None:
        return True
    try:
        ipaddress.IPv6Address(matched["address"])
    except ValueError:
        return False
    return True


def _is_text(part: str) -> bool:
    if not part.isascii() or BROKEN_PERCENT.search(part):
        return False
    try:
        decoded = unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return False
    return CONTROL.search(decoded) is None
