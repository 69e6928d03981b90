"""A portal with the code lists to which exercises and finale point, and what a check of it says."""

import json
import shutil
from pathlib import Path

import pytest

from scripts.cli import run

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def workshop():
    """Return the folder of the exercises and the finale."""
    return REPOSITORY / "workshop"


@pytest.fixture
def portal(tmp_path):
    """Return the root of a portal that holds the real countries and nothing else."""
    root = tmp_path / "portal"
    shutil.copytree(REPOSITORY / "datasets" / "countries", root / "datasets" / "countries")
    shutil.copyfile(REPOSITORY / "metadata.json", root / "metadata.json")
    return root


@pytest.fixture
def check(portal, capsys):
    """Give a function that checks a folder within the portal: exit code and JSON report."""

    def checked(folder):
        code = run(["validate", str(folder), "--root", str(portal), "--format", "json"])
        return code, json.loads(capsys.readouterr().out)

    return checked
