"""Send the rows that a query finds as files: /data/TABLE.csv and .xlsx, and .json from the API."""

import asyncio
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import orjson
from datasette import NotFound, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import AsgiStream

from portal.catalog.site import site_of
from portal.database import read
from portal.database.querying import queried
from portal.exceptions import QueryError, WorkbookError
from portal.explore.address import PAGE_ONLY
from portal.query import compile as compiled
from portal.query.grammar import parse
from portal.result.apart import apart
from portal.result.csv_file import Writer
from portal.result.facts import facts
from portal.result.model import result
from portal.result.reader import TOO_SLOW, Reader
from portal.result.workbook import MOST_ROWS, write_workbook

LANGUAGE = "_language"
IGNORED = frozenset({LANGUAGE, "_next", "_size", *PAGE_ONLY})
"""A file has all rows, whatever page of them was looked at, and however they were drawn."""
MOST_CELLS = 6_000_000
"""Of a workbook: it takes some seconds to make, and to open."""
CHUNK = 256 * 1024
JSON = "application/json; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@hookimpl
def register_routes():
    """Answer beside every table; a table's own page is in plugins/explore.py."""
    table = r"^/data/(?P<table>[a-z][a-z0-9_]*)"
    return [
        (table + r"\.csv$", _of_table(as_csv)),
        (table + r"\.xlsx$", _of_table(as_xlsx)),
        (table + r"\.json$", _of_table(as_json)),
    ]


async def as_csv(asked, _send):
    """Send every row as CSV, piece by piece; what is refused is known before the first."""
    made = await asked.result()
    reader = await asyncio.to_thread(Reader, asked.path, made)
    try:
        first = await asyncio.to_thread(reader.batch)
    except QueryError:
        reader.close()
        raise
    writer = Writer(made)

    async def stream(out):
        rows = first
        with reader:
            await out.write(writer.head())
            while rows:
                await out.write(await asyncio.to_thread(writer.lines, rows))
                rows = await asyncio.to_thread(reader.batch)

    headers = {"content-disposition": asked.disposition("csv")}
    return AsgiStream(stream, headers=headers, content_type="text/csv; charset=utf-8")


async def as_xlsx(asked, send):
    """Send every row as a workbook, which is made beside and then sent."""
    made = await asked.result()
    await asked.check_size(len(made.columns))
    about = await asked.facts()
    release = (await asked.catalog.execute(read.RELEASE_SQL)).first()
    created = datetime.fromisoformat(release["built_at"])
    with tempfile.TemporaryFile() as file:
        write = partial(_write, asked.path, file, made, about, created, asked.words)
        length = await apart(write)
        headers = [
            (b"content-type", XLSX.encode()),
            (b"content-length", str(length).encode()),
            (b"content-disposition", asked.disposition("xlsx").encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def as_json(asked, _send):
    """Lead to the API, which answers the same query."""
    name = asked.dataset["name"]
    tables = await read.tables_in(asked.catalog, name)
    path = read.api_path(name, asked.resource["name"], tables)
    query = urlencode([pair for pair in asked.sent if pair[0] not in {LANGUAGE, *PAGE_ONLY}])
    return Response.redirect(f"{path}?{query}" if query else path)


class _Asked:
    """Hold what a request asks for: the table, the query and the language."""

    def __init__(self, datasette, request, resource, dataset):
        self.catalog = datasette.get_database("catalog")
        self.data = datasette.get_database("data")
        self.path = Path(self.data.path)
        self.resource, self.dataset = resource, dataset
        self.table = queried(resource)
        self.site = site_of(datasette.metadata())
        self.sent = parse_qsl(request.query_string, keep_blank_values=True)
        self.language = self._language()
        self.address = self.site.base_url or f"{request.scheme}://{request.host}"
        self.words = self.language or self.site.languages[0]
        pairs = [pair for pair in self.sent if pair[0] not in IGNORED]
        self.query = parse(self.table, pairs)

    def result(self):
        """Return what the file is made of."""
        return result(self.catalog, self.data, self.resource, self.table, self.query, self.language)

    async def check_size(self, columns):
        """Raise QueryError where the rows are too many for a workbook."""
        counting = compiled.count(self.table, self.query)
        count = (await self.data.execute(counting.sql, counting.parameters)).single_value()
        most = min(MOST_ROWS, MOST_CELLS // max(columns, 1))
        if count > most:
            message = (
                f"These are {count:,} rows of {columns} columns; a workbook may have {most:,}"
                " of them. Add a filter, or take the rows as CSV."
            )
            raise QueryError("too-many", "", message)

    async def facts(self):
        """Return what the workbook says of the rows."""
        base = self.address
        if self.words != self.site.languages[0]:
            base = f"{base}/{self.words}"
        name, version = self.dataset["name"], self.dataset["version"]
        query = urlencode([pair for pair in self.sent if pair[0] not in {LANGUAGE, "_next"}])
        rows = f"{base}/data/{self.table.name}" + (f"?{query}" if query else "")
        addresses = (f"{base}/dataset/{name}/versions/{version}", rows)
        return await facts(self.catalog, self.dataset, self.resource, addresses, self.words)

    def disposition(self, suffix):
        """Return the header that names the file: of which version of a table it is a selection."""
        name = self.dataset["name"]
        if self.table.name != name.translate(str.maketrans("-.", "__")):
            name = self.table.name
        return f'attachment; filename="{name}-v{self.dataset["version"]}-selection.{suffix}"'

    def _language(self):
        """Return the language asked for, None where ids and codes are wanted."""
        given = [value for name, value in self.sent if name == LANGUAGE and value]
        known = self.site.languages
        if len(given) > 1:
            raise QueryError("repeated", LANGUAGE, f"{LANGUAGE} can be given only once.")
        if given and given[0] not in known:
            message = f"{LANGUAGE} is one of {', '.join(known)}."
            raise QueryError("bad-value", LANGUAGE, message, known[0])
        return given[0] if given else None


def _of_table(send_file):
    """Return ``send_file`` for a table that is there and a query that it can answer."""

    async def answer(datasette, request, send):
        catalog = datasette.get_database("catalog")
        found = await read.published_table(catalog, request.url_vars["table"])
        if found is None:
            raise NotFound("There is no such table")
        try:
            asked = _Asked(datasette, request, *found)
            return await send_file(asked, send)
        except QueryError as error:
            return _refused(request, error)
        except QueryInterrupted:
            return _refused(request, QueryError("too-slow", "", TOO_SLOW))
        except WorkbookError as error:
            return _refused(request, QueryError("workbook-limit", "", f"{error} Take the CSV."))

    return answer


def _refused(request, error):
    """Return why a query is refused: as the API says it, or as a sentence."""
    if not request.path.endswith(".json"):
        return Response.text(f"{error}\n", status=400)
    told = {"code": error.code, "message": str(error), "parameter": error.parameter}
    body = orjson.dumps({"error": {**told, "suggestion": error.suggestion}})
    return Response(body, status=400, content_type=JSON)


def _write(path, file, made, about, created, words):
    """Write a workbook to a file and return its length; the file is at its beginning again."""
    with Reader(path, made) as reader:
        write_workbook(file, made, iter(reader.batch, []), about, created, words)
    length = file.tell()
    file.seek(0)
    return length
