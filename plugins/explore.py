"""Explore a table at /data/TABLE and a record at /data/TABLE/KEY, in words instead of column ids.

Datasette finds the rows and renders our ``table.html`` and ``row.html``; what they show besides
comes from here. Links are made anew, because some of Datasette's own forget the language.
"""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from datasette import Response, hookimpl

from portal.database import read, rows
from portal.http.language import LANGUAGE
from portal.language.cells import cell
from portal.language.terms import OPERATORS

FACET_LOOKUPS = {"column": "exact", "array": "arraycontains", "date": "date"}
TRANSIENT = ("_next",)
"""Parameters that a link to other rows must not take along."""


@hookimpl
def register_routes():
    """Lead from the bare database to the list of what is in it."""
    return [(r"^/data/?$", to_datasets)]


@hookimpl
def extra_template_vars(template, database, table, request, datasette):
    """Give the pages of a table its columns, labels, filters, facets and links."""
    if template not in {"table.html", "row.html"} or database != "data":
        return {}

    async def variables():
        catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
        resource = await read.table(catalog, table)
        if resource is None:
            return {"resource": None}
        columns = {column.id: column for column in resource["columns"]}
        siblings = await catalog.execute(read.RESOURCES_SQL, {"name": resource["dataset"]})

        def link(*, without=(), extra=()):
            pairs = [
                pair
                for pair in parse_qsl(request.query_string, keep_blank_values=True)
                if pair[0] not in TRANSIENT and pair[0] not in without and pair not in without
            ]
            query = urlencode([*pairs, *extra])
            return datasette.urls.path(request.path + (f"?{query}" if query else ""))

        async def lines(found, *, whole=False):
            plain = [_plain(row) for row in found]
            limits = {"limit": None} if whole else {}
            return await rows.lines(catalog, data, resource, plain, LANGUAGE.get(), **limits)

        async def facets(found):
            return [await _facet(catalog, data, columns, link, facet) for facet in found]

        async def title_of(other):
            return await read.table(catalog, other)

        return {
            "resource": resource,
            "conditions": _conditions(columns, link, request),
            "offered_facets": _offered_facets(resource, request),
            "link": link,
            "lines": lines,
            "facets": facets,
            "title_of": title_of,
            "names": lambda line: _names(resource, line),
            "kept": _kept(request),
            "download": _download(request),
            "api": _api(resource, siblings, request),
            "local": _local,
        }

    return variables


async def to_datasets(datasette):
    """Redirect to the list of datasets."""
    return Response.redirect(datasette.urls.path("/dataset"))


def _conditions(columns, link, request):
    """Return the filters in force, each in its parts and with the link that lifts it."""
    found = []
    for key, value in parse_qsl(request.query_string, keep_blank_values=True):
        if key.startswith("_") and "__" not in key:
            continue
        name, _, lookup = key.rpartition("__") if "__" in key else (key, "", "exact")
        column = columns.get(name)
        unary = lookup in {"isnull", "notnull", "isblank", "notblank"}
        found.append(
            {
                "column": column.heading if column else name,
                "operator": OPERATORS.get(lookup, lookup),
                "value": None if unary else cell(column, value, LANGUAGE.get()) if column else None,
                "raw": value,
                "lift": link(without=[(key, value)]),
            }
        )
    return found


async def _facet(catalog, data, columns, link, facet):
    """Return one facet with labels for its values, and links that choose or lift one of them."""
    name = facet["name"]
    column = columns.get(name)
    lookup = FACET_LOOKUPS.get(facet["type"], "exact")
    key = name if lookup == "exact" and not name.startswith("_") else f"{name}__{lookup}"
    pseudo = [{name: result["value"]} for result in facet["results"]]
    labels = {}
    if column is not None and lookup == "exact":
        labels = await rows.labels_of(catalog, data, [column], pseudo, LANGUAGE.get())
    entries = []
    for result in facet["results"]:
        value = result["value"]
        label = labels.get((name, str(value)))
        pair = (key, str(value))
        entries.append(
            {
                "cell": cell(column, value, LANGUAGE.get(), label) if column else None,
                "raw": value,
                "count": result["count"],
                "selected": result["selected"],
                "link": link(without=[pair]) if result["selected"] else link(extra=[pair]),
            }
        )
    return {
        "column": column.heading if column else name,
        "entries": entries,
        "more": link(without=["_facet_size"], extra=[("_facet_size", "max")])
        if facet["truncated"]
        else None,
        "hide": link(without=[("_facet", name)]) if facet["hideable"] else None,
    }


def _names(resource, line):
    """Return what a record is called: its label in the reader's language, or its key."""
    key = [shown for column, shown in line.cells if column.id in resource["primary_key"]]
    labels = [
        shown
        for column, shown in line.cells
        if column.role == "label" and column.language == LANGUAGE.get() and shown.kind == "text"
    ]
    if len(key) == 1 and labels:
        return [replace(labels[0], code=key[0].code or key[0].shown.value)]
    return key


def _offered_facets(resource, request):
    """Return the columns that the publisher declares as facets and the page does not show yet."""
    names = dict.fromkeys(name for group in resource["facets"] for name in group)
    shown = set(request.args.getlist("_facet"))
    return [c for c in resource["columns"] if c.id in names and c.id not in shown]


def _kept(request):
    """Return what the form must carry along: everything but the page and the new filter."""
    return [
        pair
        for pair in parse_qsl(request.query_string, keep_blank_values=True)
        if pair[0] not in TRANSIENT and not pair[0].startswith("_filter")
    ]


def _download(request):
    """Return where Datasette streams all rows of this view, with no page to end them."""
    pairs = [pair for pair in _kept(request) if pair[0] not in {"_facet", "_size", "_facet_size"}]
    query = urlencode([*pairs, ("_stream", "on"), ("_dl", "on")])
    return f"{request.path}.csv?{query}"


def _api(resource, siblings, request):
    """Return where the API answers the same question."""
    path = read.api_path(resource["dataset"], resource["name"], len(list(siblings)))
    pairs = [pair for pair in _kept(request) if pair[0] not in {"_facet", "_facet_size"}]
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def _local(url):
    """Return an address of this portal without scheme and host."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _plain(row):
    """Return a row as Datasette found it, before it put labels beside codes."""
    return {
        name: row[name]["value"] if isinstance(row[name], dict) else row[name]
        for name in row.keys()  # noqa: SIM118 - a row of sqlite3 iterates over its values
    }
