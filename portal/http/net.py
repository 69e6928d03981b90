"""The last net: what nobody foresaw is logged and answered without details."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from portal.http.asgi import answer, raw_path, with_query

if TYPE_CHECKING:
    from portal.http.asgi import App, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)


def net(app: App) -> App:
    """Answer 500 where ``app`` raises, and log the request line with the traceback.

    A response that has begun is broken off instead: half of one must not look whole.
    """

    async def caught(scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await app(scope, receive, watched)
        except Exception:
            LOG.exception("%s %s failed", scope["method"], with_query(scope, raw_path(scope)))
            if begun:
                raise
            await answer(
                send,
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong here, not with your request. It has been logged.",
            )

    return caught
