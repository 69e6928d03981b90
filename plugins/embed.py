"""Serve pictures for pages elsewhere: /embed/data/TABLE and /embed/dataset/NAME/views/VIEW.

Only these pages may be framed (portal/http/headers.py). They hold a picture, what it says and where
it comes from, and nothing that leads astray.
"""

from urllib.parse import parse_qsl, quote, unquote

from datasette import NotFound, Response, hookimpl

from portal.charts.draw import draw
from portal.database import read, read_views
from portal.database.read_asked import of_table
from portal.exceptions import QueryError, WithdrawnError
from portal.http.language import LANGUAGE

DRAWN = 11_000
"""Characters of a picture with its numbers that stand in the page; a larger one is a file beside it."""


@hookimpl
def register_routes():
    """Answer for tables and for views."""
    return [
        (r"^/embed/data/(?P<table>[^/.]+)$", of_rows),
        (r"^/embed/dataset/(?P<name>[^/]+)/views/(?P<view>[^/.]+)$", of_view),
    ]


async def of_rows(datasette, request):
    """Show a reader's own picture of a table; without parameters, what suits the table."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    table = unquote(request.url_vars["table"])
    pairs = parse_qsl(request.query_string, keep_blank_values=True)
    try:
        found = await of_table(catalog, data, table, pairs, LANGUAGE.get())
    except QueryError as error:
        return Response.text(f"{error}\n", status=400)
    if found is None:
        raise NotFound("There is no such table")
    dataset, asked = found
    here = f"/data/{quote(table)}"
    return await _shown(
        datasette,
        request,
        dataset,
        {
            "title": asked.drawn.title or dataset["title"],
            "picture": asked.picture,
            "back": f"{here}?{asked.page}",
            "image": f"{here}.svg?{asked.page}",
        },
    )


async def of_view(datasette, request):
    """Show a view that the publisher proposes."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    name, view = (unquote(request.url_vars[part]) for part in ("name", "view"))
    dataset = await read.dataset(catalog, name)
    if dataset is None:
        present = await read.present_name(catalog, name)
        if present is None:
            raise NotFound("There is no such dataset")
        path = f"/embed/dataset/{quote(present)}/views/{quote(view)}"
        return Response.redirect(datasette.urls.path(path), status=301)
    if dataset["status"] == "withdrawn":
        raise WithdrawnError(dataset)
    found = await read_views.view(catalog, data, dataset, view, LANGUAGE.get())
    if found is None:
        raise NotFound("There is no such view")
    here = f"/dataset/{quote(name)}/views/{quote(view)}"
    return await _shown(
        datasette,
        request,
        dataset,
        {
            "title": found.title or view,
            "picture": draw(found, LANGUAGE.get()),
            "back": here,
            "image": f"{here}.svg?",
        },
    )


async def _shown(datasette, request, dataset, shown):
    picture = shown["picture"]
    small = len(picture.drawing) + len(picture.numbers or "") <= DRAWN
    context = {"dataset": dataset, "small": small, **shown}
    return Response.html(await datasette.render_template("embed.html", context, request))
