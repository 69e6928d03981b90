"""Checks of the disk on which a portal lies, by trying: room, writing, replacing, SQLite, locks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.exceptions import LockedError
from portal.release.lock import only_writer

LEAST = 200 * 1024 * 1024
"""Bytes that a small portal needs."""
TIMES = 3
"""A release and its downloads, beside the one that is served, take about so much of the data."""
FOLDERS = ("datasets", "build", "archive")
SCRATCH = ".doctor-"
NAME = "a ملف"
"""A name with a blank and Arabic letters, as people give to files."""


def space(root: Path) -> Finding:
    """Tell whether the disk has room for another release."""
    held = sum(_size(root / name) for name in ("datasets", "archive"))
    needed = max(LEAST, TIMES * held)
    free = shutil.disk_usage(root).free
    about = {"free": f"{free / 1e6:,.0f} MB", "needed": f"{needed / 1e6:,.0f} MB"}
    return Finding("space", FINE if free >= needed else BAD, about)


def writing(root: Path) -> Finding:
    """Tell whether files can be written and replaced where the portal does so; leave nothing."""
    for folder in _places(root):
        try:
            with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder) as made:
                first, second = Path(made) / NAME, Path(made) / f"{NAME} 2"
                first.write_bytes(b"1")
                second.write_bytes(b"2")
                first.replace(second)
                if [path.read_bytes() for path in Path(made).iterdir()] != [b"1"]:
                    return Finding("writing", BAD, {"folder": str(folder), "note": NAME})
        except OSError as error:
            about = {"folder": str(folder), "note": error.strerror or str(error)}
            return Finding("writing", BAD, about)
    return Finding("writing", FINE, {"folder": str(root), "note": ""})


def databases(root: Path) -> Finding:
    """Tell whether SQLite can write where releases are built, and read them as they are served."""
    place = _place(root, "build")
    try:
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=place) as made:
            try_database(Path(made))
    except (OSError, sqlite3.Error) as error:
        return Finding("databases", BAD, {"folder": str(place), "note": str(error)})
    return Finding("databases", FINE, {"folder": str(place), "note": ""})


def try_database(folder: Path) -> None:
    """Write a database, and read it as a release is read: as immutable, with a window function.

    Raises OSError or sqlite3.Error where that is not possible.
    """
    path = folder / f"{NAME}.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table t (a integer) strict")
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        connection.execute("select row_number() over (order by a) from t").fetchall()


def lock(root: Path) -> Finding:
    """Tell whether a lock can be held, and whether somebody holds that of the portal now.

    The portal's own lock is tried where it is there, for it may belong to somebody else.
    """
    build = root / "build"
    try:
        if (build / "lock").exists():
            with only_writer(build):
                return Finding("lock", FINE, {"note": ""})
        with (
            tempfile.TemporaryDirectory(prefix=SCRATCH, dir=_place(root, "build")) as made,
            only_writer(Path(made)),
        ):
            return Finding("lock", FINE, {"note": ""})
    except LockedError as error:
        return Finding("lock-held", DOUBTFUL, {"note": str(error)})
    except OSError as error:
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


def _places(root: Path) -> list[Path]:
    return list(dict.fromkeys(_place(root, name) for name in FOLDERS))


def _place(root: Path, name: str) -> Path:
    """Return where is written; a folder that is not there yet will be made in the root."""
    return root / name if (root / name).is_dir() else root
