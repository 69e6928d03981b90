"""Show one row of a table at /data/TABLE/KEY: what it says, what it names, what refers to it."""

from urllib.parse import quote, unquote

from datasette import NotFound, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode, tilde_encode

from portal.catalog.site import site_of
from portal.database import read, read_linked, read_record
from portal.http.language import LANGUAGE


@hookimpl
def register_routes():
    """Answer for every row; the parts of a key are joined by commas and encoded with tildes."""
    return [(r"^/data/(?P<table>[^/.]+)/(?P<key>[^/]+)$", show)]


async def show(datasette, request):
    """Show a row; an address that spells its key otherwise leads to the one that all links have."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    language, asked = LANGUAGE.get(), request.url_vars["key"]
    resource = await read.table(catalog, unquote(request.url_vars["table"]))
    if resource is None:
        raise NotFound("There is no such table")
    if resource["status"] == "withdrawn":
        withdrawn = {"dataset": await read.dataset(catalog, resource["dataset"])}
        html = await datasette.render_template("gone.html", withdrawn, request)
        return Response.html(html, status=410)
    parts = [tilde_decode(part) for part in unquote(asked).split(",")]
    key = read_record.typed_key(resource, parts)
    found = key and await read_record.record(catalog, data, resource, key, language)
    if not found:
        raise NotFound("There is no such row")
    own = ",".join(tilde_encode(str(value)) for value in found.named.key)
    if own != asked:
        path = datasette.urls.path(f"/data/{resource['table_name']}/{own}")
        return Response.redirect(path, status=301)
    dataset = await read.dataset(catalog, resource["dataset"])
    siblings = list(await catalog.execute(read.RESOURCES_SQL, {"name": dataset["name"]}))
    query = read_record.api_query(resource, found.named.key)
    api = read.api_path(dataset["name"], resource["name"], len(siblings))
    context = {
        "resource": resource,
        "dataset": dataset,
        "several": len(siblings) > 1,
        "record": found,
        "called": read_record.words(found.named, language),
        "linked": await _linked(catalog, data, resource, found, language),
        "counted": read_linked.COUNTED,
        "api": None if query is None else f"{api}?{query}",
        "contact": site_of(datasette.metadata()).contact,
        "mailto": _mailto,
    }
    return Response.html(await datasette.render_template("record.html", context, request))


async def _linked(catalog, data, resource, found, language):
    """Return what refers to a row, or None where that takes too long."""
    try:
        return await read_linked.linked(catalog, data, resource["table_name"], found.row, language)
    except QueryInterrupted:
        return None


def _mailto(address, subject, lines):
    """Return a link that begins a message, with all that is in it escaped (RFC 6068)."""
    body = quote("\r\n".join(map(str, lines)), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={quote(str(subject), safe='')}&body={body}"
