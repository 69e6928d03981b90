"""A file before it is read: that it is there, that it is one, how large, and the sum of its bytes."""

from __future__ import annotations

import hashlib
import stat
from difflib import get_close_matches
from typing import TYPE_CHECKING

from portal.exceptions import DraftError

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1 << 29
"""Bytes of a file; its rows are held in memory, which takes ten times as much."""
LOCKS = ("~$", ".~lock.")
"""How the names of files begin that Excel and LibreOffice keep while a workbook is open."""


def checked(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits.

    Raises DraftError where there is no file, where it is empty or larger than LIMIT, and where it
    cannot be read.
    """
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise DraftError(_missing(path)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise DraftError(f"{path.name} is a folder. Give one file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise DraftError(f"{path.name} is no file but a device. Give a file.")
    if path.name.startswith(LOCKS):
        raise DraftError(
            f"{path.name} only says that a workbook is open in a program. Give the workbook itself."
        )
    if not found.st_size:
        raise DraftError(f"{path.name} is empty (0 bytes). Was it downloaded or copied completely?")
    if found.st_size > LIMIT:
        raise DraftError(
            f"{path.name} has {found.st_size >> 20:,} MB; {LIMIT >> 20} MB is the "
            "most, because all rows are held in memory. Cut it into parts, for example by year."
        )
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _missing(path: Path) -> str:
    """Return the sentence for a file that is not there, with the name that must be meant."""
    try:
        near = get_close_matches(path.name, [one.name for one in path.parent.iterdir()], 1, 0.75)
    except OSError:
        return f"There is no file {path}, and no such folder. Look at the path."
    meant = f" Is it “{near[0]}”?" if near else " Look at the path."
    return f"There is no file {path}.{meant}"


def _unreadable(path: Path, error: Exception) -> DraftError:
    reason = getattr(error, "strerror", None) or str(error)
    return DraftError(
        f"{path} cannot be read ({reason}). Is it open in another program, or somebody else's?"
    )
