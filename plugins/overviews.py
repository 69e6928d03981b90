"""Serve the lists by which people find their way: /topic, /publisher and /publisher/NAME."""

from urllib.parse import unquote

from datasette import NotFound, Response, hookimpl

from portal.database import read
from portal.database.read_publishers import publishers
from portal.http.language import LANGUAGE
from portal.language.sort import sort_key


@hookimpl
def register_routes():
    """Answer three addresses."""
    return [
        (r"^/topic$", topics_page),
        (r"^/publisher$", publishers_page),
        (r"^/publisher/(?P<name>[^/]+)$", publisher_page),
    ]


async def topics_page(datasette, request):
    """Show every topic with what it is about and how many datasets it has."""
    context = {"topics": await read.topics(datasette.get_database("catalog"))}
    return Response.html(await datasette.render_template("topics.html", context, request))


async def publishers_page(datasette, request):
    """Show who publishes, and how much."""
    found = await publishers(datasette.get_database("catalog"))
    context = {"publishers": _by_title(found)}
    return Response.html(await datasette.render_template("publishers.html", context, request))


async def publisher_page(datasette, request):
    """Show one publisher: where to ask, and what it publishes."""
    catalog = datasette.get_database("catalog")
    name = unquote(request.url_vars["name"])
    found = await publishers(catalog, name)
    if not found:
        raise NotFound("There is no such publisher")
    every = await read.datasets(catalog)
    context = {
        "publisher": found[0],
        "datasets": _by_title([one for one in every if one["publisher"] == name]),
    }
    return Response.html(await datasette.render_template("publisher.html", context, request))


def _by_title(rows):
    """Return rows of the catalog in the order of their titles, as readers of the page sort them."""
    language = LANGUAGE.get()
    return sorted(rows, key=lambda row: sort_key(row["title"].pick(language).value, language))
