"""Serve bytes as they were published: /download/NAME/FILE, and the files of every version.

Every file is an attachment of a stated type: what somebody sent to a publisher is never opened here.
"""

import hashlib
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

import aiofiles
import orjson
from datasette import NotFound, hookimpl
from datasette.utils.asgi import asgi_send_redirect

from portal.catalog.repairs import ORIGINAL
from portal.database import read
from portal.draft.log import LOG
from portal.exceptions import WithdrawnError

CHUNK = 256 * 1024
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".dbf": "application/vnd.dbf",
    ".geojson": "application/geo+json",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain; charset=utf-8",
    ".xls": "application/vnd.ms-excel",
    ".xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    ".xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What an archived file is served as; anything else is bytes that no browser opens. A CSV file
may be in any encoding, which its descriptor names, and so may a file as it was received."""
UTF_8 = "; charset=utf-8"


@hookimpl
def register_routes():
    """Answer both kinds of files; nothing is served that the catalog does not list."""
    return [
        (r"^/download/(?P<path>[^/]+/.+)$", download),
        (
            r"^/dataset/(?P<name>[^/]+)/versions/(?P<number>[1-9][0-9]{0,8})/(?P<path>.+)$",
            version_file,
        ),
        (r"^/dataset/(?P<name>[^/]+)/repairs\.csv$", repairs),
    ]


async def download(datasette, request, send):
    """Send a file of this release; a former name leads to the present one."""
    catalog = datasette.get_database("catalog")
    path = unquote(request.url_vars["path"])
    for row in await catalog.execute(read.FILE_SQL, {"path": path}):
        media_type = row["media_type"]
        if media_type.startswith("text/") or media_type == "application/json":
            media_type = media_type.partition(";")[0] + UTF_8
        place = Path(datasette.plugin_config("portal")["downloads"], *PurePosixPath(path).parts)
        return await _send(send, request, place, PurePosixPath(path).name, media_type)
    name, _, rest = path.partition("/")
    return await _absent(datasette, send, name, f"/download/{{}}/{rest}")


async def version_file(datasette, request, send):
    """Send a file of one version from the archive, which keeps it for ever."""
    name = unquote(request.url_vars["name"])
    number, path = request.url_vars["number"], unquote(request.url_vars["path"])
    place = await _archived(datasette, name, int(number), path)
    if place is not None:
        return await _send(send, request, place, PurePosixPath(path).name, _media_type(path))
    return await _absent(datasette, send, name, f"/dataset/{{}}/versions/{number}/{path}")


async def repairs(datasette, request, send):
    """Send the log of the repairs of the version that is published now."""
    catalog = datasette.get_database("catalog")
    name = unquote(request.url_vars["name"])
    dataset = await read.dataset(catalog, name)
    number = dataset["version"] if dataset else 0
    place = await _archived(datasette, name, number, LOG)
    if place is not None:
        return await _send(send, request, place, f"{name}-{LOG}", "text/csv" + UTF_8)
    return await _absent(datasette, send, name, f"/dataset/{{}}/{LOG}")


async def _archived(datasette, name, number, path):
    """Return where the bytes of a file of a version lie, or None where the catalog lists none."""
    catalog = datasette.get_database("catalog")
    for row in await catalog.execute(read.VERSION_SQL, {"name": name, "number": number}):
        stated = orjson.loads(row["files"]).get(path)
        if stated is not None:
            digest = stated["sha256"]
            archive = Path(datasette.plugin_config("portal")["archive"])
            return archive / "objects" / digest[:2] / digest
    return None


def _media_type(path):
    media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
    return media_type.removesuffix(UTF_8) if path.startswith(f"{ORIGINAL}/") else media_type


async def _absent(datasette, send, name, address):
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
    raise WithdrawnError(dataset)


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
