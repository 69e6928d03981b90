"""Checks of the machine: its Python, its SQLite, its console, its fonts, its clock."""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portal.database.engine import require_features
from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.exceptions import EngineError

if TYPE_CHECKING:
    from pathlib import Path

OLDEST = (3, 11)
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
"""Before this the software was not there, so no clock can be right."""
SERVING = ("datasette", "granian", "babel", "orjson")
PUBLISHING = ("frictionless", "polars", "adbc_driver_sqlite", "xlsxwriter", "openpyxl", "xlrd")
SAMPLE = "✓ عربي"
SECONDS = 2


def python() -> Finding:
    """Tell whether this Python is new enough."""
    state = FINE if sys.version_info[:2] >= OLDEST else BAD
    return Finding("python", state, {"version": platform.python_version()})


def sqlite() -> Finding:
    """Tell whether SQLite can do what the portal asks of it."""
    about = {"version": sqlite3.sqlite_version}
    try:
        require_features()
    except EngineError as error:
        return Finding("sqlite", BAD, {**about, "note": str(error)})
    return Finding("sqlite", FINE, about)


def packages() -> Finding:
    """Tell whether what serving and publishing need is installed."""
    missing = [name for name in SERVING if importlib.util.find_spec(name) is None]
    if missing:
        return Finding("packages", BAD, {"names": ", ".join(missing)})
    missing = [name for name in PUBLISHING if importlib.util.find_spec(name) is None]
    if missing:
        return Finding("packages-serving", DOUBTFUL, {"names": ", ".join(missing)})
    return Finding("packages", FINE)


def console(encoding: str) -> Finding:
    """Tell whether the console can show Arabic."""
    state = FINE if shows_arabic(encoding) else DOUBTFUL
    return Finding("console", state, {"encoding": encoding})


def shows_arabic(encoding: str) -> bool:
    """Tell whether Arabic and the signs of the findings can be written in an encoding."""
    try:
        SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def fonts() -> Finding:
    """Tell whether a font with Arabic letters is here, as far as that can be asked."""
    program = shutil.which("fc-list")
    if program is None:
        # Windows and macOS come with such fonts.
        return Finding("fonts", FINE if sys.platform in {"win32", "darwin"} else DOUBTFUL)
    try:
        listed = subprocess.run(  # noqa: S603 - a program found on the path, with fixed arguments
            [program, ":lang=ar", "family"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Finding("fonts", DOUBTFUL)
    return Finding("fonts", FINE if listed.stdout.strip() else DOUBTFUL)


def port(number: int) -> Finding:
    """Tell whether the port is free, or a portal answers there already."""
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            served = _is_portal(number)
            check = "port-portal" if served else "port"
            return Finding(check, FINE if served else BAD, {"port": str(number)})
    return Finding("port", FINE, {"port": str(number)})


def clock(now: datetime, root: Path | None) -> Finding:
    """Tell whether the clock can be right: not before the software, nor before the last release."""
    current = None if root is None else root / "build" / "current"
    last = WRITTEN
    if current is not None and current.is_file():
        stamp = current.read_text(encoding="utf-8", errors="replace").strip()[:16]
        with suppress(ValueError):
            last = max(last, datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
    state = FINE if now >= last else BAD
    return Finding("clock", state, {"now": f"{now:%Y-%m-%d %H:%M} UTC", "last": f"{last:%Y-%m-%d}"})


def _is_portal(number: int) -> bool:
    try:
        address = f"http://127.0.0.1:{number}/-/health"
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            return "release" in json.load(answer)
    except (OSError, ValueError, TypeError):
        return False
