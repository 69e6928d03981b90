"""Serve the ways to a dataset: / (home), /dataset (all, and search) and /topic/NAME."""

from urllib.parse import unquote

from datasette import NotFound, Response, hookimpl

from portal.database import read


@hookimpl
def register_routes():
    """Answer the three addresses before Datasette's own index does."""
    return [
        (r"^/$", home),
        (r"^/dataset$", datasets),
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


async def datasets(datasette, request):
    """List all datasets, or those that ``_search`` finds, the best first."""
    catalog = datasette.get_database("catalog")
    search = (request.args.get("_search") or "").strip()[:200]
    found = await read.datasets(catalog)
    if search:
        by_name = {dataset["name"]: dataset for dataset in found}
        found = [by_name[n] for n in await read.search(catalog, search) if n in by_name]
    context = {"datasets": found, "search": search, "topics": await read.topics(catalog)}
    return Response.html(await datasette.render_template("datasets.html", context, request))


async def topic(datasette, request):
    """List the datasets of one topic."""
    catalog = datasette.get_database("catalog")
    name = unquote(request.url_vars["name"])
    topics = await read.topics(catalog)
    chosen = next((row for row in topics if row["name"] == name), None)
    if chosen is None:
        raise NotFound("There is no such topic")
    context = {
        "datasets": await read.datasets(catalog, name),
        "search": "",
        "topic": chosen,
        "topics": topics,
    }
    return Response.html(await datasette.render_template("datasets.html", context, request))
