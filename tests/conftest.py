"""What all tests share: the fictional portal, copied so that each test has its own."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parent / "fixtures" / "catalog"


@pytest.fixture
def root(tmp_path):
    """Return the root of a fictional portal that a test may change."""
    shutil.copytree(FIXTURE, tmp_path / "portal")
    return tmp_path / "portal"


@pytest.fixture
def now():
    """Return the clock of a test."""
    return datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
