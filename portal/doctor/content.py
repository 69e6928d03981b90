"""Checks of a portal's folder: settings, path, space, permission to write, names, who publishes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from portal.catalog.site import read_site
from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.exceptions import LockedError, PortalError, SettingsError
from portal.release.lock import only_writer
from portal.root import UNSAFE

LEAST = 200 * 1024 * 1024
"""Bytes that a small portal needs."""
TIMES = 3
"""A release and its downloads, beside the one that is served, take about so much of the data."""
FOLDERS = ("datasets", "build", "archive")
LONGEST = 200
"""Characters of a path on Windows; 260 is the end, and files of a release lie below it."""


def settings(root: Path) -> Finding:
    """Tell whether ``metadata.json`` can be read."""
    try:
        site = read_site(root)
    except SettingsError as error:
        return Finding("settings", BAD, {"note": str(error)})
    return Finding("settings", FINE, {"note": ", ".join(site.languages)})


def path(root: Path) -> Finding:
    """Tell whether programs can open files below this path."""
    unsafe = UNSAFE.search(str(root))
    if unsafe:
        return Finding("path", BAD, {"path": str(root), "note": unsafe.group()})
    long = sys.platform == "win32" and len(str(root)) > LONGEST
    return Finding("path", DOUBTFUL if long else FINE, {"path": str(root), "note": len(str(root))})


def space(root: Path) -> Finding:
    """Tell whether the disk has room for another release."""
    held = sum(_size(root / name) for name in ("datasets", "archive"))
    needed = max(LEAST, TIMES * held)
    free = shutil.disk_usage(root).free
    about = {"free": f"{free / 1e6:,.0f} MB", "needed": f"{needed / 1e6:,.0f} MB"}
    return Finding("space", FINE if free >= needed else BAD, about)


def writing(root: Path) -> Finding:
    """Tell whether files can be written and replaced where the portal does so; leave nothing."""
    for name in FOLDERS:
        folder = root / name
        place = folder if folder.is_dir() else root
        try:
            with tempfile.TemporaryDirectory(prefix=".doctor-", dir=place) as made:
                first, second = Path(made) / "a", Path(made) / "b"
                first.write_bytes(b"1")
                second.write_bytes(b"2")
                first.replace(second)
                if second.read_bytes() != b"1":
                    return Finding("writing", BAD, {"folder": str(place), "note": "replace"})
        except OSError as error:
            note = error.strerror or str(error)
            return Finding("writing", BAD, {"folder": str(place), "note": note})
    return Finding("writing", FINE, {"folder": str(root), "note": ""})


def names(root: Path) -> Finding:
    """Tell whether two files differ only by the case of their letters."""
    datasets = root / "datasets"
    found = [path.relative_to(datasets).as_posix() for path in datasets.rglob("*")]
    counted = Counter(name.casefold() for name in found)
    twice = next((name for name in sorted(found) if counted[name.casefold()] > 1), None)
    return Finding("names", BAD if twice else FINE, {"name": twice or ""})


def lock(root: Path) -> Finding:
    """Tell whether somebody is publishing at this moment."""
    if not (root / "build").is_dir():
        return Finding("lock", FINE, {"note": ""})
    try:
        with only_writer(root / "build"):
            return Finding("lock", FINE, {"note": ""})
    except LockedError as error:
        return Finding("lock", DOUBTFUL, {"note": str(error)})
    except (PortalError, OSError) as error:
        return Finding("lock", BAD, {"note": str(error)})


def _size(folder: Path) -> int:
    total = 0
    for base, _, files in os.walk(folder):
        for name in files:
            try:
                total += (Path(base) / name).stat().st_size
            except OSError:
                continue
    return total
