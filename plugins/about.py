"""Serve /about: who runs the portal, what "checked" means, and how far its texts are reviewed."""

from collections import Counter

from datasette import Response, hookimpl

from portal.catalog.site import site_of
from portal.database import read
from portal.language.status import STATUSES, status_of_descriptor, status_of_software


@hookimpl
def register_routes():
    """Answer one address."""
    return [(r"^/about$", about)]


async def about(datasette, request):
    """Show the page, with the status of the software's texts and of the datasets'."""
    languages = site_of(datasette.metadata()).languages
    found = await read.datasets(datasette.get_database("catalog"))
    counted = Counter(
        pair for dataset in found for pair in status_of_descriptor(dataset["descriptor"]).items()
    )
    context = {
        "groups": status_of_software(languages),
        "datasets_by_status": {
            language: {status: counted[language, status] for status in STATUSES}
            for language in languages
            if any(counted[language, status] for status in STATUSES)
        },
    }
    return Response.html(await datasette.render_template("about.html", context, request))
