"""Serve the page of a table at /data/TABLE: filter, sort, count, group and draw it, in words.

What is asked is read by the one grammar (docs/query.md), and the address is the only state.
"""

from urllib.parse import parse_qsl

from datasette import NotFound, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import tilde_encode

from portal.database import read
from portal.exceptions import QueryError
from portal.explore.page import Page
from portal.explore.place import Place
from portal.http.language import LANGUAGE

TOO_SLOW = "This takes too long. Add a filter, or download the whole file."


@hookimpl
def register_routes():
    """Answer for a table, and lead from the bare database to the list of what is in it."""
    return [(r"^/data/?$", to_datasets), (r"^/data/(?P<table>[a-z][a-z0-9_]*)$", show)]


async def to_datasets(datasette):
    """Redirect to the list of datasets."""
    return Response.redirect(datasette.urls.path("/dataset"))


async def show(datasette, request):
    """Show the rows of a table, or their summary or picture; a form redirects to what it means."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    found = await read.published_table(catalog, request.url_vars["table"])
    if found is None:
        raise NotFound("There is no such table")
    resource, dataset = found

    def record_of(table, key):
        parts = ",".join(tilde_encode(str(part)) for part in key)
        return datasette.urls.path(f"/data/{table}/{parts}")

    sent = parse_qsl(request.query_string, keep_blank_values=True)
    path_of = datasette.urls.path
    place = Place(catalog, data, dataset, resource, LANGUAGE.get(), path_of, record_of)
    page = Page(place, sent)
    meant = await page.meant()
    if meant is not None:
        return Response.redirect(meant)
    try:
        context, status = await page.context(), 200
    except QueryError as error:
        context, status = page.refused(error), 400
    except QueryInterrupted:
        context, status = page.refused(QueryError("too-slow", "", TOO_SLOW)), 400
    html = await datasette.render_template("table.html", context, request)
    return Response.html(html, status=status)
