"""Serve what a reader makes of a table as a picture: /data/TABLE.svg."""

from urllib.parse import parse_qsl, unquote

from datasette import NotFound, Response, hookimpl

from portal.catalog.site import site_of
from portal.charts.draw import file
from portal.database.read_asked import of_table
from portal.exceptions import QueryError


@hookimpl
def register_routes():
    """Answer for the picture of every table."""
    return [(r"^/data/(?P<table>[^/.]+)\.svg$", picture)]


async def picture(datasette, request):
    """Send the picture that the page of the same parameters shows, in the words of ``_language``."""
    languages = site_of(datasette.metadata()).languages
    pairs = parse_qsl(request.query_string, keep_blank_values=True)
    asked = [text for name, text in pairs if name == "_language"]
    language = next((one for one in asked if one in languages), languages[0])
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    wanted = [pair for pair in pairs if pair[0] != "_language"]
    try:
        found = await of_table(catalog, data, unquote(request.url_vars["table"]), wanted, language)
    except QueryError as error:
        return Response.text(f"{error}\n", status=400)
    written = None if found is None else file(found[1].drawn, language)
    if written is None:
        raise NotFound("There is no such table, or it cannot be drawn like this")
    return Response(written, content_type="image/svg+xml; charset=utf-8")
