"""The fictional and the real catalog, each published once for all tests of this folder."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.release.publish import publish
from portal.release.store import current_release

HERE = Path(__file__).parents[1]
CATALOGS = {"fictional": HERE / "fixtures" / "catalog", "real": HERE.parent}


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Give the function that returns the root of a catalog, published; tests leave it alone."""
    roots = {}

    def root_of(name):
        if name not in roots:
            root = tmp_path_factory.mktemp(name) / "portal"
            root.mkdir()
            shutil.copy(CATALOGS[name] / "metadata.json", root)
            shutil.copytree(CATALOGS[name] / "datasets", root / "datasets")
            assert publish(root, datetime(2026, 11, 25, tzinfo=UTC)).refused == ()
            roots[name] = root
        return roots[name]

    return root_of


class Files:
    """Answer statements on a file of the release, as pages do."""

    def __init__(self, path):
        self.connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        self.connection.row_factory = sqlite3.Row

    async def execute(self, sql, params=None):
        return self.connection.execute(sql, params or {}).fetchall()


@pytest.fixture(scope="session")
def real(published):
    """Give the function that returns the rows of a query on the real catalog."""
    folder = current_release(published("real") / "build").folder

    def rows(query, database="data"):
        with closing(sqlite3.connect(folder / f"{database}.db")) as connection:
            return connection.execute(query).fetchall()

    return rows
