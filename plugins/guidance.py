"""Serve the pages that explain: /developers, /publishers, /accessibility and /glossary."""

from datasette import Response, hookimpl

from portal.database import read
from portal.language import glossary


@hookimpl
def register_routes():
    """Answer four addresses."""
    return [
        (r"^/developers$", developers),
        (r"^/publishers$", stewards),
        (r"^/accessibility$", accessibility),
        (r"^/glossary$", glossary_page),
    ]


async def developers(datasette, request):
    """Show how programs ask for data, with examples of a dataset of this portal."""
    catalog = datasette.get_database("catalog")
    for dataset in await read.datasets(catalog):
        resources = await read.resources(catalog, dataset["name"])
        if len(resources) == 1 and resources[0]["rows"]:
            context = {"example": dataset, "table": resources[0]}
            break
    else:
        context = {"example": None, "table": None}
    return Response.html(await datasette.render_template("developers.html", context, request))


async def stewards(datasette, request):
    """Show how an office publishes a table."""
    return Response.html(await datasette.render_template("stewards.html", {}, request))


async def accessibility(datasette, request):
    """State how far the pages can be used by everybody, and what was not tried."""
    return Response.html(await datasette.render_template("accessibility.html", {}, request))


async def glossary_page(datasette, request):
    """Show one word for one thing, in both languages."""
    context = {"sections": glossary.sections()}
    return Response.html(await datasette.render_template("glossary.html", context, request))
