"""Serve the versioned API at /api/v1: datasets, one dataset, and rows by the query grammar.

Answers have no language: titles come as ``{language: text}``. Errors have a stable code, the
parameter at fault and, where there is one, the nearest name that would be right.
"""

from urllib.parse import parse_qsl, unquote, urlencode

import orjson
from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from portal.database import read
from portal.database.querying import completed, queried
from portal.database.values import json_value
from portal.exceptions import QueryError
from portal.language.status import status_of_descriptor
from portal.query import compile as compiled
from portal.query.answer import answered
from portal.query.grammar import parse
from portal.query.table import ROW
from portal.search.find import find

DEFAULT_SIZE, MAX_SIZE = 100, 1000
CONTENT_TYPE = "application/json; charset=utf-8"


@hookimpl
def register_routes():
    """Answer every address below /api/v1, also with an error."""
    return [
        (r"^/api/v1/datasets$", datasets),
        (r"^/api/v1/datasets/(?P<name>[^/]+)$", dataset),
        (r"^/api/v1/datasets/(?P<name>[^/]+)/rows$", rows),
        (r"^/api/v1/datasets/(?P<name>[^/]+)/resources/(?P<resource>[^/]+)/rows$", rows),
        (r"^/api(/.*)?$", unknown),
    ]


async def datasets(datasette, request):
    """List what is published, or what ``_search`` finds, the best first."""
    refused = _refused(request, {"_search"})
    if refused:
        return refused
    catalog = datasette.get_database("catalog")
    found = await read.datasets(catalog)
    search = (request.args.get("_search") or "").strip()[:200]
    if search:
        by_name = {row["name"]: row for row in found}
        matches = (await find(catalog, search)).matches
        found = [by_name[match.name] for match in matches if match.name in by_name]
    body = {"release": await _release(catalog), "total": len(found)}
    return _answer(body | {"datasets": [_brief(request, row) for row in found]})


async def dataset(datasette, request):
    """Describe one dataset with its tables, columns, files and versions."""
    refused = _refused(request, set())
    if refused:
        return refused
    catalog = datasette.get_database("catalog")
    found, answer = await _find(catalog, request)
    if answer:
        return answer
    name = found["name"]
    resources = await read.resources(catalog, name)
    files = await catalog.execute(read.FILES_SQL, {"name": name})
    versions = await catalog.execute(read.VERSIONS_SQL, {"name": name})
    body = {
        "release": await _release(catalog),
        **_brief(request, found),
        "reason": found["reason"],
        "translation_status": status_of_descriptor(found["descriptor"]),
        "topics": found["topics"],
        "frequency": found["frequency"],
        "temporal": {"start": found["temporal_start"], "end": found["temporal_end"]},
        "rules": found["rules"],
        "sources": found["descriptor"].get("sources") or [],
        "resources": [_resource(request, row, len(resources)) for row in resources],
        "files": [
            {
                "url": _url(request, "/download/" + row["path"]),
                **{key: row[key] for key in ("format", "media_type", "bytes", "sha256")},
            }
            for row in files
        ],
        "versions": [
            {
                "number": row["number"],
                "published_at": row["published_at"],
                "rows": row["rows"],
                "url": _url(request, f"/dataset/{name}/versions/{row['number']}"),
            }
            for row in versions
        ],
    }
    return _answer(body)


async def rows(datasette, request):
    """Answer a page of rows, or of groups, and where the next page is."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    found, answer = await _find(catalog, request)
    if answer:
        return answer
    resource, answer = await _find_resource(catalog, request, found)
    if answer:
        return answer
    table = queried(resource)
    pairs = parse_qsl(request.query_string, keep_blank_values=True)
    try:
        query = parse(table, pairs, default_size=DEFAULT_SIZE, max_size=MAX_SIZE)
        query = await completed(data, table, query)
        statement = compiled.rows(table, query)
        fetched = list(await data.execute(statement.sql, statement.parameters))
        page = compiled.page(query, fetched)
        counting = compiled.count(table, query)
        total = (await data.execute(counting.sql, counting.parameters)).single_value()
    except QueryError as error:
        return _error(400, error.code, str(error), error.parameter, error.suggestion)
    except QueryInterrupted:
        return _error(400, "too-slow", "This takes too long. Ask for less, or download the file.")
    next_url = None
    if page.next is not None:
        kept = [pair for pair in pairs if pair[0] != "_next"]
        next_url = _url(request, request.path) + "?" + urlencode([*kept, ("_next", page.next)])
    types = {
        column.name: table.column(column.column).type
        for column in answered(table, query)
        if column.column is not None and column.column != ROW
    }
    body = {
        "release": await _release(catalog),
        "dataset": found["name"],
        "resource": resource["name"],
        "version": found["version"],
        "licences": found["descriptor"].get("licenses") or [],
        "total": total,
        "rows": [
            {name: json_value(row[name], types.get(name)) for name in statement.columns}
            for row in page.rows
        ],
        "next": page.next,
        "next_url": next_url,
    }
    return _answer(body)


async def unknown():
    """Answer for an address that the API does not have."""
    return _error(404, "unknown-address", "There is no such address in this API.")


async def _find(catalog, request):
    """Return the dataset of a request, or an answer: unknown, renamed or withdrawn."""
    name = unquote(request.url_vars["name"])
    found = await read.dataset(catalog, name)
    if found is None:
        present = await read.present_name(catalog, name)
        if present is None:
            return None, _error(404, "unknown-dataset", "There is no such dataset.")
        rest = request.path.split("/", 5)[5:]
        query = f"?{request.query_string}" if request.query_string else ""
        path = "/".join(["/api/v1/datasets", present, *rest]) + query
        return None, Response.redirect(path, status=301)
    if found["status"] == "withdrawn":
        message = "This dataset was withdrawn: " + (found["reason"] or "no reason was given.")
        return None, _error(410, "withdrawn", message)
    return found, None


async def _find_resource(catalog, request, found):
    """Return the resource that is asked for; a dataset with one needs no name for it."""
    resources = await read.resources(catalog, found["name"])
    by_name = {row["name"]: row for row in resources}
    if "resource" in request.url_vars:
        name = unquote(request.url_vars["resource"])
        if name not in by_name:
            return None, _error(404, "unknown-resource", "The dataset has no such resource.")
        return by_name[name], None
    if len(resources) != 1:
        names = ", ".join(by_name)
        message = f"The dataset has several resources; ask for /resources/NAME/rows: {names}."
        return None, _error(404, "several-resources", message, suggestion=next(iter(by_name), None))
    return resources[0], None


def _brief(request, row):
    name = row["name"]
    return {
        "name": name,
        "title": _texts(row["title"]),
        "description": _texts(row["description"]),
        "publisher": {"name": row["publisher"], "title": _texts(row["publisher_title"])},
        "licences": row["descriptor"].get("licenses") or [],
        "status": row["status"],
        "version": row["version"],
        "published_at": row["published_at"],
        "rows": row["rows"],
        "formats": row["formats"],
        "url": _url(request, f"/api/v1/datasets/{name}"),
        "page": _url(request, f"/dataset/{name}"),
    }


def _resource(request, row, resources):
    path = read.api_path(row["dataset"], row["name"], resources)
    return {
        "name": row["name"],
        "table": row["table_name"],
        "title": _texts(row["title"]),
        "description": _texts(row["description"]),
        "rows": row["rows"],
        "primary_key": row["primary_key"],
        "url": _url(request, path),
        "columns": [
            {
                "column": column.id,
                "name": column.name,
                "title": _texts(column.title),
                "description": _texts(column.description),
                "type": column.type,
                "role": column.role,
                "unit": _texts(column.unit),
                "categories": [
                    {"value": code, "label": _texts(label)}
                    for code, label in column.categories.items()
                ],
                "missing": column.missing,
            }
            for column in row["columns"]
        ],
    }


def _texts(text):
    """Return a text by language; the language that nobody stated is ``und``."""
    if text is None:
        return None
    return {language or "und": value for language, value in text.values.items()}


async def _release(catalog):
    return (await catalog.execute(read.RELEASE_SQL)).first()["id"]


def _url(request, path):
    return f"{request.scheme}://{request.host}{path}"


def _refused(request, known):
    """Return the answer for a parameter that is not known here, or None."""
    for name in request.args:
        if name not in known:
            message = f"There is no parameter {name[:60]} here."
            suggestion = next(iter(known), None)
            return _error(400, "unknown-parameter", message, name[:60], suggestion)
    return None


def _answer(body, status=200):
    return Response(orjson.dumps(body), status=status, content_type=CONTENT_TYPE)


def _error(status, code, message, parameter=None, suggestion=None):
    error = {"code": code, "message": message, "parameter": parameter, "suggestion": suggestion}
    return _answer({"error": error}, status)
