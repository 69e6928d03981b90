"""Ask a bare ASGI application as a server would."""

import asyncio
from dataclasses import dataclass
from urllib.parse import unquote

import pytest


@dataclass
class Answer:
    status: int
    headers: list
    body: bytes

    def header(self, name):
        values = [value for key, value in self.headers if key == name.encode()]
        assert len(values) < 2, f"{name} was sent {len(values)} times"
        return values[0].decode() if values else None


@pytest.fixture
def ask():
    """Give the function that sends one request, its target as in a request line."""

    def send_request(app, target="/", method="GET", headers=(), *, host=b"portal.test"):
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode("latin-1"),
            "query_string": query.encode("latin-1"),
            "headers": [(b"host", host), *headers] if host is not None else [*headers],
        }
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        start, *bodies = sent
        return Answer(start["status"], start["headers"], b"".join(m["body"] for m in bodies))

    return send_request


@pytest.fixture
def page():
    """Give the function that makes an application with one answer; it keeps what it was asked."""

    def make(body=b"hello", status=200, headers=((b"content-type", b"text/html; charset=utf-8"),)):
        async def app(scope, receive, send):
            app.asked.append(scope)
            await send({"type": "http.response.start", "status": status, "headers": list(headers)})
            chunks = [body] if isinstance(body, bytes) else body
            for chunk in chunks[:-1]:
                app.chunks += 1
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": chunks[-1], "more_body": False})

        app.asked, app.chunks = [], 0
        return app

    return make
