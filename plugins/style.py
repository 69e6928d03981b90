"""Serve how the portal looks: its style sheet in the portal's own colour, and /style, which shows it."""

from pathlib import Path

from datasette import Response, hookimpl

from portal.catalog.site import site_of
from portal.charts.draw import draw
from portal.database import read, read_views, rows
from portal.http.language import LANGUAGE
from portal.language.accent import css

SHEET = Path(__file__).resolve().parents[1] / "static" / "portal.css"
FIRST_ROWS = 3
PICTURES = ("bar", "line", "pyramid")
"""Maps and long lists are too large to stand beside all the rest."""


@hookimpl
def register_routes():
    """Answer before Datasette's own static files do."""
    return [(r"^/static/portal\.css$", sheet), (r"^/style$", style)]


async def sheet(datasette):
    """Send the style sheet, its accent as ``metadata.json`` wants it."""
    colour = site_of(datasette.metadata()).descriptor.get("accent")
    text = SHEET.read_text(encoding="utf-8") + (css(colour) if colour else "")
    return Response(text, content_type="text/css; charset=utf-8")


async def style(datasette, request):
    """Show every component with real data, in the language of the address and in both themes."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    found = await read.datasets(catalog)
    context = {
        "datasets": found[:1],
        "topics": await read.topics(catalog),
        "example": await _example(catalog, data, found),
        "pictures": await _pictures(catalog, data, found),
    }
    return Response.html(await datasette.render_template("style.html", context, request))


async def _example(catalog, data, found):
    """Return the first table that has rows, with its first rows, or None."""
    for dataset in found:
        for resource in await read.resources(catalog, dataset["name"]):
            if resource["rows"]:
                lines = await rows.first_rows(catalog, data, resource, LANGUAGE.get(), FIRST_ROWS)
                return {"resource": resource, "lines": lines}
    return None


async def _pictures(catalog, data, found):
    """Return one picture of each kind of ``PICTURES`` that a dataset shows."""
    pictures = {}
    for dataset in found:
        for listed in await read_views.views(catalog, dataset):
            if listed["type"] not in PICTURES or listed["type"] in pictures:
                continue
            view = await read_views.view(catalog, data, dataset, listed["name"], LANGUAGE.get())
            if view.refusal is None:
                pictures[listed["type"]] = {"view": listed, "picture": draw(view, LANGUAGE.get())}
    return pictures
