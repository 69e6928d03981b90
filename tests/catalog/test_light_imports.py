import subprocess
import sys

import pytest

HEAVY = ("frictionless", "jsonschema", "polars", "sqlite_utils", "rich", "datasette")


@pytest.mark.parametrize(
    "module", ["portal.catalog.descriptor", "portal.catalog.site", "portal.catalog.names"]
)
def test_what_plugins_import_is_light(module):
    code = f"import sys, {module}; print(*[name for name in {HEAVY} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
