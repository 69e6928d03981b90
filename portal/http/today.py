"""The day on which a request is answered: what pages say of it, and what their ETag holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

DATED = re.compile(r"(?:/[A-Za-z-]+)?/dataset/[^/]+")
"""Pages that say something of today: a dataset's, which tells when its update is late."""


def today() -> date:
    """Return the day, by UTC."""
    return datetime.now(UTC).date()


def day_of(path: str) -> bytes:
    """Return the day on which the page of a path is true, empty where every day is the same."""
    return today().isoformat().encode() if DATED.fullmatch(path) else b""
