"""A server needs neither Frictionless nor what else only publishing needs."""

import subprocess
import sys

HEAVY = ("frictionless", "polars", "jsonschema", "sqlite_utils", "agate", "csvkit")
# Datasette itself imports rich where that is installed; test_application.py shows it idle.
PROGRAM = """
import asyncio, os, sys
import httpx
from scripts.application import application
async def main():
    switch = application()
    transport = httpx.ASGITransport(app=switch)
    async with httpx.AsyncClient(transport=transport, base_url="http://portal.test") as client:
        for path in ("/", "/ar/", "/dataset", "/dataset/towns", "/data/towns", "/data/towns/A1",
                     "/api/v1/datasets", "/nope", "/-/health"):
            answer = await client.get(path)
            assert answer.status_code < 500, path
    await switch.close()
asyncio.run(main())
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_serving_imports_no_publisher(root, monkeypatch):
    monkeypatch.setenv("PORTAL_ROOT", str(root))

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *HEAVY], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
