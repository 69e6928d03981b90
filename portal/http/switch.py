"""One application per release, and the change from one to the next without a failed request."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Generic, TypeVar

from portal.exceptions import PortalError
from portal.http.asgi import answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from portal.http.asgi import App, Receive, Scope, Send

LOG = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
"""How long a release that could not be opened is left alone before it is tried again."""
NOTHING_YET = "Nothing has been published here yet. Try again in a moment."
NOT_NOW = "The portal cannot be shown at the moment. Whoever runs it can see why in its log."
T = TypeVar("T")


@dataclass
class _Served(Generic[T]):
    """Hold what serves one release, and by how many requests it is in use."""

    name: str
    instance: T
    app: App
    users: int = 0
    closed: bool = False


class Switch(Generic[T]):
    """Serve the release that is current, request by request.

    ``name`` tells which one that is (None: none yet) and is asked at most every ``interval``
    seconds; ``open_release`` makes an instance and its application of a name, ``close`` ends an
    instance. The request that notices a new release waits until that is open; the others go on
    with the old one, which is closed when the last of its requests has ended. A release that
    cannot be opened is logged once and tried again later, and the old one goes on serving.
    """

    def __init__(
        self,
        name: Callable[[], str | None],
        open_release: Callable[[str], Awaitable[tuple[T, App]]],
        close: Callable[[T], Awaitable[None]],
        *,
        interval: float = 0.0,
    ) -> None:
        """Take the three functions, and how often to look."""
        self._name = name
        self._open = open_release
        self._close = close
        self._interval = interval
        self._current: _Served[T] | None = None
        self._lock = asyncio.Lock()
        self._look_at = 0.0
        self._failed: str | None = None
        self._retry_at = 0.0
        self._logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through the lifespan of a server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] != "http":
            return
        await self._look()
        served = self._current
        if served is None:
            sentence = NOTHING_YET if self._failed is None else NOT_NOW
            wait = [(b"retry-after", b"5")]
            await answer(send, HTTPStatus.SERVICE_UNAVAILABLE, sentence, wait)
            return
        served.users += 1
        try:
            await served.app(scope, receive, send)
        finally:
            served.users -= 1
            await self._drain(served)

    async def close(self) -> None:
        """End what is still open; no request is answered any more."""
        served, self._current = self._current, None
        if served is not None:
            await self._drain(served)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self._look()
                failed = self._current is None and self._failed is not None
                await send({"type": f"lifespan.startup.{'failed' if failed else 'complete'}"})
            elif message["type"] == "lifespan.shutdown":
                await self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _look(self) -> None:
        """See to it that the current release serves, or the last one that could be opened."""
        now = time.monotonic()
        if self._current is not None and now < self._look_at:
            return
        self._look_at = now + self._interval
        try:
            name = self._name()
        except PortalError as error:
            self._log_once(str(error))
            return
        if name is None or self._serves(name) or (name == self._failed and now < self._retry_at):
            return
        if self._current is not None and self._lock.locked():
            return
        async with self._lock:
            if not self._serves(name):
                await self._change(name)

    def _serves(self, name: str) -> bool:
        return self._current is not None and self._current.name == name

    async def _change(self, name: str) -> None:
        try:
            instance, app = await self._open(name)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the old one serves
            self._failed = name
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self._log_once(f"release {name} cannot be served", error)
            return
        old, self._current = self._current, _Served(name, instance, app)
        self._failed = None
        if old is not None:
            await self._drain(old)

    async def _drain(self, served: _Served[T]) -> None:
        """Close what is no longer current once nobody uses it."""
        if served is self._current or served.users or served.closed:
            return
        served.closed = True
        try:
            await self._close(served.instance)
        except Exception:
            LOG.exception("release %s could not be closed", served.name)

    def _log_once(self, sentence: str, error: Exception | None = None) -> None:
        if sentence not in self._logged:
            self._logged.add(sentence)
            LOG.error("%s", sentence, exc_info=error)
