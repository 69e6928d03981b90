"""Serve two ways to a dataset: / (home) and /topic/NAME; searching is find.py."""

from urllib.parse import unquote

from datasette import NotFound, Response, hookimpl

from portal.catalog.site import site_of
from portal.database import read
from portal.database.read_headlines import headlines
from portal.database.read_publishers import publishers
from portal.http.language import LANGUAGE
from portal.language.sort import sort_key

RECENT = 5
"""Datasets that are listed as updated recently."""
EXAMPLES = 4
"""Words to search for that are offered."""


@hookimpl
def register_routes():
    """Answer the two addresses before Datasette's own index does."""
    return [
        (r"^/$", home),
        (r"^/topic/(?P<name>[^/]+)$", topic),
    ]


async def home(datasette, request):
    """Show what the portal is for: a search box, headline figures, and every way in."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    language = LANGUAGE.get()
    found = await read.datasets(catalog)
    chosen = site_of(datasette.metadata()).headlines
    context = {
        "examples": _examples(found, language),
        "headlines": await headlines(catalog, data, found, chosen, language),
        "topics": [topic for topic in await read.topics(catalog) if topic["datasets"]],
        "total": len(found),
        "recent": found[:RECENT],
        "publishers": await publishers(catalog),
    }
    return Response.html(await datasette.render_template("home.html", context, request))


def _examples(datasets, language):
    """Return words to search for: the first keyword of some datasets, in the language of the page."""
    first = [keywords[0] for row in datasets if (keywords := _keywords(row, language))]
    return list(dict.fromkeys(first))[:EXAMPLES]


def _keywords(dataset, language):
    """Return the keywords of a dataset in a language."""
    descriptor = dataset["descriptor"]
    translated = (descriptor.get("translations") or {}).get(language) or {}
    own = descriptor.get("keywords") if dataset["language"] == language else None
    return [word for word in translated.get("keywords") or own or () if isinstance(word, str)]


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
