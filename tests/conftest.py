"""What all tests share: a steward with a small portal, and the whole application as a client."""

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from portal.http.switch import Switch
from portal.release.disk import Disk
from portal.release.publish import publish
from portal.release.store import current_release
from scripts.application import close_release, open_release, pointer

FIXTURE = Path(__file__).parent / "fixtures" / "catalog"
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


class Steward:
    """Write datasets, publish them, and look at what is published."""

    def __init__(self, root):
        self.root = root
        self.clock = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
        settings = {
            "title": "Test portal",
            "languages": ["en", "ar"],
            "publisher": {"name": "tester", "title": "Tester"},
            "official": False,
            "notice": "A test.",
        }
        root.mkdir(parents=True)
        (root / "metadata.json").write_text(json.dumps(settings), "utf-8")
        self.parent("JOR", "EGY")
        self.child(("JOR", 1), ("EGY", 2))

    def write(self, name, csv, fields, folder=None, **schema):
        """Write a dataset of one resource; what starts with a capital is a package property."""
        package = {key.lower(): schema.pop(key) for key in list(schema) if key[0].isupper()}
        package = {"formerNames" if key == "former" else key: v for key, v in package.items()}
        target = self.root / "datasets" / (folder or name)
        target.mkdir(parents=True, exist_ok=True)
        descriptor = {
            "$schema": V2,
            "name": name,
            "title": name.title(),
            "licenses": [{"name": "CC0-1.0"}],
            "resources": [
                {
                    "name": name,
                    "path": f"{name}.csv",
                    "schema": {"fields": [dict(field) for field in fields], **schema},
                }
            ],
            **package,
        }
        (target / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        (target / f"{name}.csv").write_text(csv, "utf-8")

    def parent(self, *codes):
        """Write the code list that others point to."""
        self.write(
            "codes",
            "code\n" + "".join(f"{code}\n" for code in codes),
            [{"name": "code", "type": "string", "constraints": {"required": True}}],
            primaryKey=["code"],
        )

    def child(self, *rows, name="facts", **more):
        """Write a dataset whose codes point to the code list."""
        self.write(
            name,
            "code,value\n" + "".join(f"{code},{value}\n" for code, value in rows),
            [{"name": "code", "type": "string"}, {"name": "value", "type": "integer"}],
            foreignKeys=[
                {
                    "fields": ["code"],
                    "reference": {"package": "codes", "resource": "codes", "fields": ["code"]},
                }
            ],
            **more,
        )

    def publish(self, disk=None, **options):
        """Publish one minute later than the last time."""
        self.clock += timedelta(minutes=1)
        return publish(self.root, self.clock, disk=disk or Disk(), **options)

    @property
    def current(self):
        return current_release(self.root / "build")

    def rows(self, query, database="data", *parameters):
        """Return the rows of a query on the current release."""
        with closing(sqlite3.connect(self.current.folder / f"{database}.db")) as connection:
            return connection.execute(query, parameters).fetchall()

    def catalog(self, query, *parameters):
        return self.rows(query, "catalog", *parameters)

    def left_over(self):
        """Return what a publisher that died may have left behind."""
        names = ("**/.building-*", "**/*.tmp", "**/*.pending.json")
        return [path.name for name in names for path in self.root.glob(name)]


@pytest.fixture
def steward(tmp_path):
    return Steward(tmp_path / "portal")


@pytest.fixture
def root(tmp_path):
    """Return the root of a fictional portal that a test may change."""
    shutil.copytree(FIXTURE, tmp_path / "portal")
    return tmp_path / "portal"


@pytest.fixture
def now():
    """Return the clock of a test."""
    return datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def converse():
    """Give the function that serves a portal and runs a coroutine function with a client for it."""

    def run(root, scenario, *, base_url="http://portal.test", **options):
        async def scene():
            async def opened(name):
                return await open_release(root, name, **options)

            switch = Switch(pointer(root), opened, close_release)
            transport = httpx.ASGITransport(app=switch)
            async with httpx.AsyncClient(transport=transport, base_url=base_url) as client:
                try:
                    return await scenario(client)
                finally:
                    await switch.close()

        return asyncio.run(scene())

    return run
