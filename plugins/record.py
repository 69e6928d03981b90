"""Show one row of a table at /data/TABLE/KEY: what it says, what it names, what refers to it."""

from urllib.parse import unquote

from datasette import NotFound, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode, tilde_encode

from portal.catalog.site import site_of
from portal.database import read, read_linked, read_record
from portal.http.language import LANGUAGE
from portal.language.facts import message_to


@hookimpl
def register_routes():
    """Answer for every row; the parts of a key are joined by commas and encoded with tildes."""
    return [(r"^/data/(?P<table>[^/.]+)/(?P<key>[^/]+)$", show)]


async def show(datasette, request):
    """Show a row; an address that spells its key otherwise leads to the one that all links have."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    language, asked = LANGUAGE.get(), request.url_vars["key"]
    published = await read.published_table(catalog, unquote(request.url_vars["table"]))
    if published is None:
        raise NotFound("There is no such table")
    resource, dataset = published
    parts = [tilde_decode(part) for part in unquote(asked).split(",")]
    key = read_record.typed_key(resource, parts)
    found = key and await read_record.record(catalog, data, resource, key, language)
    if not found:
        raise NotFound("There is no such row")
    own = ",".join(tilde_encode(str(value)) for value in found.named.key)
    if own != asked:
        path = datasette.urls.path(f"/data/{resource['table_name']}/{own}")
        return Response.redirect(path, status=301)
    tables = await read.tables_in(catalog, dataset["name"])
    query = read_record.api_query(resource, found.named.key)
    api = read.api_path(dataset["name"], resource["name"], tables)
    context = {
        "resource": resource,
        "dataset": dataset,
        "several": tables > 1,
        "record": found,
        "called": read_record.words(found.named, language),
        "linked": await _linked(catalog, data, resource, found, language),
        "counted": read_linked.COUNTED,
        "api": None if query is None else f"{api}?{query}",
        "contact": site_of(datasette.metadata()).contact,
        "mailto": message_to,
    }
    return Response.html(await datasette.render_template("record.html", context, request))


async def _linked(catalog, data, resource, found, language):
    """Return what refers to a row, or None where that takes too long."""
    try:
        return await read_linked.linked(catalog, data, resource["table_name"], found.row, language)
    except QueryInterrupted:
        return None
