"""docs/addresses.md and the routes of the plugins say the same."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "addresses.md").read_text("utf-8")
SAMPLES = {
    "NAME": "countries",
    "N": "1",
    "PATH": "countries.csv",
    "RESOURCE": "countries",
    "TABLE": "countries",
}
OF_DATASETTE = {"/data/TABLE", "/data/TABLE/KEY", "/static/FILE"}
"""Datasette's own routes; tests/pages and tests/portal ask them."""


def routes():
    """Return the patterns of every route that a plugin registers."""
    found = []
    for path in sorted((ROOT / "plugins").glob("*.py")):
        module = runpy.run_path(str(path))
        if "register_routes" in module:
            found += [pattern for pattern, _view in module["register_routes"]()]
    return found


def documented():
    """Return the documented addresses."""
    return re.findall(r"^\| `(/[^`]*)` \|", DOCUMENT, re.MULTILINE)


def sample(address):
    words = re.split(r"\b(NAME|N|PATH|RESOURCE|TABLE)\b", address)
    return "".join(SAMPLES.get(word, word) for word in words)


@pytest.mark.parametrize("address", sorted(set(documented()) - OF_DATASETTE))
def test_a_documented_address_has_a_route(address):
    assert any(re.search(pattern, sample(address)) for pattern in routes())


@pytest.mark.parametrize("pattern", routes())
def test_a_route_is_documented(pattern):
    known = [*map(sample, documented()), "/data", "/api"]

    assert any(re.search(pattern, address) for address in known)
