"""The language of a page is the first segment of its path."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from portal.http.asgi import header, moved, raw_path, redirect, with_query, without
from portal.http.language import LANGUAGE, PREFIX
from portal.http.paths import NOWHERE, is_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.http.asgi import App, Message, Receive, Scope, Send

LOCATION = frozenset({b"location"})


def prefix(app: App, *, languages: Sequence[str]) -> App:
    """Serve every page of ``app`` in each language: the first at ``/``, the others at ``/xx/``.

    ``app`` sees paths without prefix, ``LANGUAGE`` and ``PREFIX`` tell it which language was
    asked for. The prefix of the first language, and a prefix before something that has no
    language, redirect to the plain address; a second prefix is nowhere. Addresses of pages end
    without a slash.
    """
    default, *others = languages

    async def prefixed(scope: Scope, receive: Receive, send: Send) -> None:
        path = raw_path(scope)
        language, rest = _split(path, languages)
        again, _ = _split(rest, languages)
        if language and again:
            rest = NOWHERE
        elif language == default or (language and not is_page(rest)):
            await redirect(send, HTTPStatus.PERMANENT_REDIRECT, with_query(scope, rest))
            return
        chosen = language if language in others else default
        base = "/" if chosen == default else f"/{chosen}/"
        plain = base + rest.rstrip("/")[1:]
        if path != plain and rest != NOWHERE:
            await redirect(send, HTTPStatus.PERMANENT_REDIRECT, with_query(scope, plain))
            return
        within = scope if rest == path else moved(scope, rest, _decoded(scope, language, rest))
        language_token, prefix_token = LANGUAGE.set(chosen), PREFIX.set(base)
        try:
            await app(within, receive, _localised(send, chosen, base))
        finally:
            LANGUAGE.reset(language_token)
            PREFIX.reset(prefix_token)

    return prefixed


def _split(path: str, languages: Sequence[str]) -> tuple[str, str]:
    """Return the language prefix of a path, if it has one, and the path without it."""
    first, _, rest = path[1:].partition("/")
    return (first, f"/{rest}") if first in languages else ("", path)


def _decoded(scope: Scope, language: str, rest: str) -> str:
    return rest if rest == NOWHERE else str(scope["path"])[len(language) + 1 :] or "/"


def _localised(send: Send, language: str, base: str) -> Send:
    """Name the language of HTML, and keep redirects of pages within it."""

    async def localised(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            if (header(headers, b"content-type") or b"").startswith(b"text/html"):
                headers.append((b"content-language", language.encode()))
            location = header(headers, b"location")
            if location is not None:
                kept = _within(location.decode("latin-1"), base).encode("latin-1")
                headers = [*without(headers, LOCATION), (b"location", kept)]
            message = {**message, "headers": headers}
        await send(message)

    return localised


def _within(location: str, base: str) -> str:
    path = location.partition("?")[0]
    local = location.startswith("/") and not location.startswith("//")
    if not local or path.startswith(base) or not is_page(path):
        return location
    return base + location[1:]
