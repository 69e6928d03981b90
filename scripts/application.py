"""The ASGI application of a portal: the only place where Datasette objects are made.

``portal serve`` starts it; another ASGI server may too, with ``PORTAL_ROOT`` naming the portal
(docs/decisions/4-releases.md).
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.app import Datasette

import portal
from portal.http.language import PREFIX
from portal.http.stack import MAX_AGE_SECONDS, stack
from portal.http.switch import Switch
from portal.release.store import current_release

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.http.asgi import App, Message

ROOT, BASE_URL, MAX_AGE = "PORTAL_ROOT", "PORTAL_BASE_URL", "PORTAL_MAX_AGE"
"""Environment variables by which the command tells its workers what to serve."""
SOFTWARE = Path(__file__).resolve().parents[1]
DATASETTE_SETTINGS = {
    "allow_download": False,
    "default_allow_sql": False,
    "default_cache_ttl": 0,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
}
DATASETTE_POWERS = frozenset(
    {"allow", "allow_sql", "databases", "extra_css_urls", "extra_js_urls", "permissions", "queries"}
)
"""Keys by which Datasette would let ``metadata.json`` open what the portal closes."""
COUNTS_SQL = "select table_name, rows from resource"


class Served(Datasette):  # type: ignore[misc]  # Datasette ships no types
    """Be a Datasette whose links stay in the language of the request.

    This is one of the two liberties that the portal takes with Datasette: the setting
    ``base_url`` answers per request. tests/serve/test_language.py holds it.
    """

    def setting(self, key: str) -> Any:
        """Return a setting of Datasette."""
        return PREFIX.get() if key == "base_url" else super().setting(key)


def application() -> Switch[Served]:
    """Return the ASGI application for the portal at ``PORTAL_ROOT``."""
    root = Path(os.environ[ROOT])

    async def open_current(name: str) -> tuple[Served, App]:
        return await open_release(
            root,
            name,
            base_url=os.environ.get(BASE_URL),
            max_age=int(os.environ.get(MAX_AGE, MAX_AGE_SECONDS)),
        )

    return Switch(pointer(root), open_current, close_release)


def pointer(root: Path) -> Callable[[], str | None]:
    """Return a function that tells the current release's name, or None; it costs one stat.

    The function raises ReleaseError when the pointer is damaged.
    """
    path = root / "build" / "current"
    seen: tuple[tuple[int, int], str | None] | None = None

    def name() -> str | None:
        nonlocal seen
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        stamp = (status.st_mtime_ns, status.st_ino)
        if seen is None or seen[0] != stamp:
            release = current_release(root / "build")
            seen = (stamp, release.name if release else None)
        return seen[1]

    return name


async def open_release(
    root: Path, name: str, *, base_url: str | None = None, max_age: int = MAX_AGE_SECONDS
) -> tuple[Served, App]:
    """Return a Datasette that serves one release, and the whole application around it.

    Files are opened by their real paths: a path that changed its meaning would answer from two
    releases, because Datasette connects lazily and once per thread.
    """
    folder = (root / "build" / "releases" / name).resolve(strict=True)
    site = _site(root, folder, base_url)
    datasette = Served(
        immutables=[str(folder / "data.db"), str(folder / "catalog.db")],
        inspect_data=_counts(folder / "catalog.db"),
        metadata=site,
        settings=DATASETTE_SETTINGS,
        template_dir=str(SOFTWARE / "templates"),
        plugins_dir=str(SOFTWARE / "plugins"),
        static_mounts=[("static", str(SOFTWARE / "static"))],
    )
    app = datasette.app()
    await _start(app)
    return datasette, stack(
        app,
        languages=site["languages"],
        software_version=software_version(),
        release_name=lambda: name,
        public_base=site.get("baseUrl"),
        max_age=max_age,
    )


async def close_release(datasette: Served) -> None:
    """End the threads and close the files of a Datasette that serves no more.

    Its write thread ends by SystemExit, which Datasette lets through
    (tests/serve/test_switches.py counts threads and descriptors).
    """

    def end(connection: sqlite3.Connection) -> None:
        connection.close()
        raise SystemExit

    await datasette.get_database("_internal").execute_write_fn(end, block=False)
    for database in datasette.databases.values():
        database.close()
    datasette.executor.shutdown(wait=False)


@functools.cache
def software_version() -> str:
    """Return a mark of the code, templates and styles of this process, in which pages differ."""
    digest = hashlib.blake2b(portal.__version__.encode(), digest_size=6)
    for folder in ("locales", "plugins", "portal", "static", "templates"):
        for path in sorted((SOFTWARE / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return f"{portal.__version__}-{digest.hexdigest()}"


def _site(root: Path, folder: Path, base_url: str | None) -> dict[str, Any]:
    """Return ``metadata.json`` of a release as Datasette gets it."""
    written = json.loads((folder / "metadata.json").read_text("utf-8-sig"))
    site = {key: value for key, value in written.items() if key not in DATASETTE_POWERS}
    site["languages"] = site.get("languages") or ["en"]
    if base_url is not None:
        site["baseUrl"] = base_url
    places = {"downloads": str(folder / "downloads"), "archive": str(root.resolve() / "archive")}
    plugins = site.get("plugins") or {}
    site["plugins"] = {**plugins, "portal": {**plugins.get("portal", {}), **places}}
    return site


def _counts(catalog: Path) -> dict[str, Any]:
    """Return the row counts that the catalog knows, so that Datasette need not count at start."""
    with closing(sqlite3.connect(f"file:{catalog}?immutable=1", uri=True)) as connection:
        tables = {name: {"count": rows} for name, rows in connection.execute(COUNTS_SQL)}
    unknown = {"hash": None, "size": None}
    return {"data": {"tables": tables, **unknown}, "catalog": {"tables": {}, **unknown}}


async def _start(app: App) -> None:
    """Let Datasette do before the first request what it would do during it."""
    messages = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> Message:
        return {"type": next(messages)}

    async def send(_message: Message) -> None:
        """Hear that each was done."""

    await app({"type": "lifespan"}, receive, send)
