"""Serve the JSON Schemas of what the portal reads and writes at /schemas."""

from pathlib import Path

from datasette import NotFound, Response, hookimpl

import portal

SCHEMAS = {
    "descriptor": Path("catalog", "descriptor.schema.json"),
    "report": Path("tabular", "report.schema.json"),
}


@hookimpl
def register_routes():
    """Answer one address for each schema."""
    return [(r"^/schemas/(?P<name>[^/]+)\.json$", schema)]


async def schema(request):
    """Send a schema as it lies beside the code that obeys it."""
    path = SCHEMAS.get(request.url_vars["name"])
    if path is None:
        raise NotFound("There is no such schema.")
    text = (Path(portal.__file__).parent / path).read_text("utf-8")
    return Response(text, content_type="application/schema+json; charset=utf-8")
