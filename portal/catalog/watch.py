"""Notice when a steward saves something."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from portal.root import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    Snapshot = Mapping[Path, tuple[int, int]]

INTERVAL = 0.3


def changes(root: Path | None, others: Sequence[Path] = ()) -> Iterator[list[Path]]:
    """Yield, again and again, which files of a portal's content, and which others, have changed.

    ``others`` are files and folders anywhere. The list is sorted. Looks every INTERVAL seconds, and yields when the files have stopped changing: a big one
    is written in many steps. Looking works on every system and file share, unlike notification.
    """
    known = snapshot(root, others)
    while True:
        time.sleep(INTERVAL)
        seen = snapshot(root, others)
        if seen == known:
            continue
        before, known = known, _settled(root, others, seen)
        changed = differing(before, known)
        if changed:
            yield changed


def snapshot(root: Path | None, others: Sequence[Path] = ()) -> Snapshot:
    """Return when each file of the content, and of other places, was last written, and its size."""
    found = {}
    content = [] if root is None else [root / SETTINGS, *(root / "datasets").rglob("*")]
    for path in (*content, *(file for place in others for file in (place, *place.rglob("*")))):
        try:
            status = path.stat()
        except OSError:
            continue  # removed between listing and looking
        if path.is_file():
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def differing(before: Snapshot, after: Snapshot) -> list[Path]:
    """Return the files that are new, gone or different, sorted."""
    paths = before.keys() | after.keys()
    return sorted(path for path in paths if before.get(path) != after.get(path))


def _settled(root: Path | None, others: Sequence[Path], seen: Snapshot) -> Snapshot:
    while True:
        time.sleep(INTERVAL)
        again = snapshot(root, others)
        if again == seen:
            return again
        seen = again
