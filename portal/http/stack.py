"""The parts of ``portal.http`` around an application, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.http.closed import closed
from portal.http.compress import compress
from portal.http.conditional import conditional
from portal.http.explore import explore
from portal.http.guard import guard
from portal.http.head import head
from portal.http.headers import headers
from portal.http.net import net
from portal.http.prefix import prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from portal.http.asgi import App

MAX_AGE_SECONDS = 60


def stack(
    app: App,
    *,
    languages: Sequence[str],
    software_version: str,
    release_name: Callable[[], str],
    posts: Container[str] = (),
    public_base: str | None = None,
    max_age: int = MAX_AGE_SECONDS,
) -> App:
    """Return ``app`` as the public meets it; a request goes through the list from its end.

    ``languages`` are those of the portal, the default first; ``software_version`` changes with
    whatever changes pages of the same release; ``posts`` are the paths that take POST;
    ``public_base`` is the scheme and host under which the portal is known, if not as asked.
    """
    app = explore(app)
    app = closed(app)
    app = prefix(app, languages=languages)
    app = compress(app)
    app = conditional(
        app, software_version=software_version, release_name=release_name, max_age=max_age
    )
    app = head(app)
    app = guard(app, posts=posts, public_base=public_base)
    app = net(app)
    return headers(app, release_name=release_name, languages=languages)
