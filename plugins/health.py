"""Tell operators at /-/health which release is served."""

import orjson
from datasette import Response, hookimpl

import portal
from portal.database import read
from portal.search import unfound


@hookimpl
def register_routes():
    """Answer one address."""
    return [(r"^/-/health$", health)]


async def health(datasette):
    """Answer ``ok`` with the release, its age and software, and what was sought in vain here."""
    rows = await datasette.get_database("catalog").execute(read.RELEASE_SQL)
    release = rows.first()
    body = {
        "ok": True,
        "release": release["id"],
        "built_at": release["built_at"],
        "software_version": portal.__version__,
        "sought_in_vain": unfound.counted(),
    }
    return Response(orjson.dumps(body), content_type="application/json; charset=utf-8")
