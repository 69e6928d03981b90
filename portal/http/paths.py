"""Which addresses are pages, which have a language, and which are files for machines."""

from __future__ import annotations

MACHINE_FOLDERS = ("/-/", "/api/", "/download/", "/static/")
DOCUMENT_ENDINGS = (
    ".atom",
    ".csv",
    ".geojson",
    ".ico",
    ".json",
    ".jsonld",
    ".md",
    ".ndjson",
    ".parquet",
    ".png",
    ".svg",
    ".ttl",
    ".txt",
    ".xlsx",
    ".xml",
    ".zip",
)
COMPRESSED_ENDINGS = (".ico", ".parquet", ".png", ".xlsx", ".zip")
"""Files that compressing again would only make slower."""
NOWHERE = "/-/this/is/nowhere"
"""A path that no route matches: asked for, it gives the page of everything that is not there."""


def is_page(path: str) -> bool:
    """Tell whether a path, without its language, is a page that people read."""
    return not path.startswith(MACHINE_FOLDERS) and not path.endswith(DOCUMENT_ENDINGS)
