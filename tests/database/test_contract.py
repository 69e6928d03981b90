"""docs/contract.md and portal/database/schema.sql say the same."""

import re
import sqlite3
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "contract.md").read_text("utf-8")


@pytest.fixture(scope="module")
def catalog():
    connection = sqlite3.connect(":memory:")
    connection.executescript((ROOT / "portal" / "database" / "schema.sql").read_text("utf-8"))
    yield connection
    connection.close()


def documented():
    """Return the documented columns by table."""
    sections = re.split(r"^### `(\w+)`$", DOCUMENT, flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)
        for name, text in zip(sections[::2], sections[1::2], strict=True)
    }


def test_every_table_and_column_is_documented(catalog):
    tables = [
        name for (name,) in catalog.execute("select name from sqlite_master where type = 'table'")
    ]

    columns = {
        table: [row[1] for row in catalog.execute(f"pragma table_info({table})")]
        for table in tables
    }

    assert documented() == columns


def test_every_table_is_strict(catalog):
    loose = catalog.execute(
        "select name from pragma_table_list where type = 'table' and not strict"
        " and name not like 'sqlite%' and schema = 'main'"
    ).fetchall()

    assert loose == []
