"""Checks of the machine: its Python, its SQLite, its console, its fonts."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.database.engine import require_features
from portal.doctor.disk import try_database
from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.exceptions import EngineError

OLDEST = (3, 11)
WITH_FONTS = frozenset(("darwin", "win32"))
"""Systems that come with fonts with Arabic letters."""
ARABIC, SIGNS = "عربي", "✓✗"
FONT_SECONDS = 3


def python() -> Finding:
    """Tell whether this Python is new enough."""
    state = FINE if sys.version_info[:2] >= OLDEST else BAD
    return Finding("python", state, {"version": platform.python_version()})


def sqlite() -> Finding:
    """Tell whether SQLite can do what the portal asks of it, and read a file that never changes."""
    about = {"version": sqlite3.sqlite_version, "note": ""}
    try:
        require_features()
        with tempfile.TemporaryDirectory(prefix="portal-doctor-") as made:
            try_database(Path(made))
    except (EngineError, OSError, sqlite3.Error) as error:
        return Finding("sqlite", BAD, {**about, "note": str(error)})
    return Finding("sqlite", FINE, about)


def console(encoding: str) -> Finding:
    """Tell whether the console can show Arabic, and the signs before findings."""
    about = {"encoding": encoding}
    if not shows(ARABIC, encoding):
        return Finding("console", DOUBTFUL, about)
    if not shows(SIGNS, encoding):
        return Finding("console-signs", DOUBTFUL, about)
    return Finding("console", FINE, about)


def shows(text: str, encoding: str) -> bool:
    """Tell whether a text can be written in an encoding."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def fonts() -> Finding:
    """Tell whether a font with Arabic letters is here, as far as that can be asked."""
    if sys.platform in WITH_FONTS:
        return Finding("fonts", FINE)
    program = shutil.which("fc-list")
    if program is None:
        return Finding("fonts", DOUBTFUL)
    try:
        listed = subprocess.run(  # noqa: S603 - a program found on the path, with fixed arguments
            [program, ":lang=ar", "family"],
            capture_output=True,
            timeout=FONT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Finding("fonts", DOUBTFUL)
    return Finding("fonts", FINE if listed.stdout.strip() else DOUBTFUL)
