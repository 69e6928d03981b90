"""Serve two ways to a dataset: / (home) and /topic/NAME; searching is find.py."""

from urllib.parse import unquote

from datasette import NotFound, Response, hookimpl

from portal.database import read
from portal.http.language import LANGUAGE
from portal.language.sort import sort_key


@hookimpl
def register_routes():
    """Answer the two addresses before Datasette's own index does."""
    return [
        (r"^/$", home),
        (r"^/topic/(?P<name>[^/]+)$", topic),
    ]


async def home(datasette, request):
    """Show what the portal is for, a search box, the topics and the datasets."""
    catalog = datasette.get_database("catalog")
    context = {
        "datasets": await read.datasets(catalog),
        "topics": await read.topics(catalog),
    }
    return Response.html(await datasette.render_template("home.html", context, request))


async def topic(datasette, request):
    """List the datasets of one topic."""
    catalog = datasette.get_database("catalog")
    name = unquote(request.url_vars["name"])
    topics = await read.topics(catalog)
    chosen = next((row for row in topics if row["name"] == name), None)
    if chosen is None:
        raise NotFound("There is no such topic")
    found = await read.datasets(catalog, name)
    language = LANGUAGE.get()
    found.sort(key=lambda row: sort_key(row["title"].pick(language).value, language))
    context = {"datasets": found, "topic": chosen, "topics": topics}
    return Response.html(await datasette.render_template("topic.html", context, request))
