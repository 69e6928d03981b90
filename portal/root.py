"""Where a portal's content is: the folder with ``metadata.json``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.exceptions import RootError

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "metadata.json"
# SQLite reads a database's path as a URI: after # or ? it would open, and even create, another
# file, and it decodes %41 to A.
UNSAFE = re.compile(r"[#?]|%[0-9A-Fa-f]{2}")


def find_root(start: Path, given: Path | None) -> Path:
    """Return the root of a portal as an absolute path.

    Takes the folder where the search begins and the folder that the user named, if any; without
    one the nearest folder upwards from ``start`` that holds ``metadata.json`` is the root.
    Raises ``RootError`` where there is none and where SQLite could not open a database in it.
    """
    root = _nearest(start.resolve()) if given is None else given.resolve()
    if not (root / SETTINGS).is_file():
        raise RootError(f"{root} is not the root of a portal: it has no {SETTINGS}.")
    unsafe = UNSAFE.search(str(root))
    if unsafe:
        raise RootError(
            f"{root} cannot be the root of a portal: SQLite would read “{unsafe.group()}” in the "
            "path as part of an address and open another file. Rename or move the folder."
        )
    return root


def _nearest(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise RootError(
        f"There is no {SETTINGS} in {start} or in any folder above it; "
        "name the root of the portal with --root."
    )
