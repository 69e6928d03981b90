"""Serve bytes as they were published: /download/NAME/FILE, and the files of every version."""

import hashlib
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

import aiofiles
import orjson
from datasette import NotFound, Response, hookimpl
from datasette.utils.asgi import asgi_send_redirect

from portal.database import read

CHUNK = 256 * 1024
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""What an archived file is served as; anything else is bytes that no browser opens. A CSV file
may be in any encoding, which its descriptor names."""


@hookimpl
def register_routes():
    """Answer both kinds of files; nothing is served that the catalog does not list."""
    return [
        (r"^/download/(?P<path>[^/]+/.+)$", download),
        (
            r"^/dataset/(?P<name>[^/]+)/versions/(?P<number>[1-9][0-9]{0,8})/(?P<path>.+)$",
            version_file,
        ),
    ]


async def download(datasette, request, send):
    """Send a file of this release; a former name leads to the present one."""
    catalog = datasette.get_database("catalog")
    path = unquote(request.url_vars["path"])
    for row in await catalog.execute(read.FILE_SQL, {"path": path}):
        media_type = row["media_type"]
        if media_type.startswith("text/") or media_type == "application/json":
            media_type = media_type.partition(";")[0] + "; charset=utf-8"
        place = Path(datasette.plugin_config("portal")["downloads"], *PurePosixPath(path).parts)
        return await _send(send, request, place, PurePosixPath(path).name, media_type)
    name, _, rest = path.partition("/")
    return await _absent(datasette, request, send, name, f"/download/{{}}/{rest}")


async def version_file(datasette, request, send):
    """Send a file of one version from the archive, which keeps it for ever."""
    catalog = datasette.get_database("catalog")
    name = unquote(request.url_vars["name"])
    number, path = request.url_vars["number"], unquote(request.url_vars["path"])
    for row in await catalog.execute(read.VERSION_SQL, {"name": name, "number": int(number)}):
        stated = orjson.loads(row["files"]).get(path)
        if stated is not None:
            digest = stated["sha256"]
            archive = Path(datasette.plugin_config("portal")["archive"])
            place = archive / "objects" / digest[:2] / digest
            media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
            return await _send(send, request, place, PurePosixPath(path).name, media_type)
    return await _absent(datasette, request, send, name, f"/dataset/{{}}/versions/{number}/{path}")


async def _absent(datasette, request, send, name, address):
    """Answer for a file that is not there: its dataset was renamed or withdrawn, or never was.

    ``address`` has a place for the present name of the dataset.
    """
    catalog = datasette.get_database("catalog")
    present = await read.present_name(catalog, name)
    if present is not None:
        await asgi_send_redirect(send, quote(address.replace("{}", present, 1)), status=301)
        return
    dataset = await read.dataset(catalog, name)
    if dataset is None or dataset["status"] != "withdrawn":
        raise NotFound("There is no such file")
    html = await datasette.render_template("gone.html", {"dataset": dataset}, request)
    await Response.html(html, status=410).asgi_send(send)


async def _send(send, request, place, name, media_type):
    """Send a whole file in chunks, with its length; HEAD gets the headers alone."""
    if not place.is_file():
        raise NotFound("The file is listed, but missing: tell whoever runs this portal")
    async with aiofiles.open(place, "rb") as source:
        headers = [
            (b"content-type", media_type.encode("latin-1")),
            (b"content-length", str(place.stat().st_size).encode()),
            (b"content-disposition", _disposition(name).encode("ascii")),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        while request.method != "HEAD" and (chunk := await source.read(CHUNK)):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _disposition(name):
    """Return the header that names a file, also where the name is not ASCII (RFC 6266)."""
    if name.isascii() and name.isprintable() and '"' not in name and "\\" not in name:
        return f'attachment; filename="{name}"'
    plain = hashlib.sha256(name.encode()).hexdigest()[:8] + PurePosixPath(name).suffix
    ascii_name = plain if plain.isascii() else plain[:8]
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
