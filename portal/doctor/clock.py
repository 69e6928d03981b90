"""Checks of the clock: releases and versions are named by it, in UTC."""

from __future__ import annotations

import os
import sys
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.release.store import NAME

WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
"""Before this the software was not there, so no clock can be right."""
STAMP = "%Y%m%dT%H%M%SZ"
SYSTEM = Path("/etc/localtime")
"""What says on other systems than Windows where the machine is."""


def clock(now: datetime, root: Path | None) -> Finding:
    """Tell whether the clock can be right: not before the software, nor before any release."""
    last = max([WRITTEN, *([] if root is None else _releases(root / "build" / "releases"))])
    about = {"now": f"{now:%Y-%m-%d %H:%M} UTC", "last": f"{last:%Y-%m-%d %H:%M} UTC"}
    return Finding("clock", FINE if now >= last else BAD, about)


def zone(now: datetime) -> Finding:
    """Tell whether the machine knows its time zone: without it a right hour is a wrong UTC."""
    local = now.astimezone()
    about = {"now": f"{local:%Y-%m-%d %H:%M}", "zone": f"UTC{local:%z}"}
    return Finding("zone", FINE if _is_known() else DOUBTFUL, about)


def _releases(folder: Path) -> list[datetime]:
    try:
        names = [path.name for path in folder.iterdir() if NAME.fullmatch(path.name)]
    except OSError:
        return []
    moments = []
    for name in names:
        try:
            moments.append(datetime.strptime(name.split("-")[0], STAMP).replace(tzinfo=UTC))
        except ValueError:
            continue  # no day of the calendar, so not written by a portal
    return moments


def _is_known() -> bool:
    if sys.platform == "win32":
        return True
    named = os.environ.get("TZ", "").removeprefix(":")
    if "/" not in named or named.startswith("/"):
        # Neither a place nor unknown: a rule such as EET-2, a file, or nothing.
        return bool(named) or SYSTEM.exists()
    try:
        zoneinfo.ZoneInfo(named)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return False
    return True
