"""HEAD: the response to GET, without its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.http.asgi import App, Message, Receive, Scope, Send


class _Enough(BaseException):
    """End an application whose body nobody wants; no handler of exceptions is to stop it."""


def head(app: App) -> App:
    """Answer HEAD by asking ``app`` for GET; a body in one piece still tells its length."""

    async def headed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "HEAD":
            await app(scope, receive, send)
            return
        start: Message | None = None

        async def bodiless(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None:
                return
            await send(_with_length(start, message))
            await send({"type": "http.response.body", "body": b""})
            start = None
            if message.get("more_body"):
                raise _Enough

        try:
            await app({**scope, "method": "GET"}, receive, bodiless)
        except _Enough:
            return

    return headed


def _with_length(start: Message, body: Message) -> Message:
    if body.get("more_body") or any(
        key.lower() == b"content-length" for key, _ in start["headers"]
    ):
        return start
    length = str(len(body.get("body", b""))).encode()
    return {**start, "headers": [*start["headers"], (b"content-length", length)]}
