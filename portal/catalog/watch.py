"""Notice when a steward saves something."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from portal.root import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    Snapshot = Mapping[Path, tuple[int, int]]

INTERVAL = 0.2
PASSING = (".", "~$")
"""How names begin that programs give to files while they have another one open."""


def changes(
    root: Path | None, others: Sequence[Path] = (), apart: Collection[Path] = ()
) -> Iterator[list[Path]]:
    """Return an endless iterator of what has changed: of a portal's content, and of other places.

    ``others`` are files and folders anywhere, ``apart`` resolved files that do not count. Each
    list is sorted. What is saved from now on counts, also before the first list is asked for. Looks
    every INTERVAL seconds, and yields when the files have stopped changing: a big one is written
    in many steps. Looking works on every system and file share, unlike notification.
    """
    look = partial(snapshot, root, others, apart)
    return _changes(look, look())


def snapshot(
    root: Path | None, others: Sequence[Path] = (), apart: Collection[Path] = ()
) -> Snapshot:
    """Return when each file of the content, and of other places, was last written, and its size."""
    names = {path.name for path in apart}
    found = {}
    for path in _files(root, others):
        try:
            status = path.stat()
        except OSError:
            continue  # not there, or removed between listing and looking
        if S_ISREG(status.st_mode) and not (path.name in names and path.resolve() in apart):
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def differing(before: Snapshot, after: Snapshot) -> list[Path]:
    """Return the files that are new, gone or different, sorted."""
    paths = before.keys() | after.keys()
    return sorted(path for path in paths if before.get(path) != after.get(path))


def _changes(look: Callable[[], Snapshot], known: Snapshot) -> Iterator[list[Path]]:
    while True:
        time.sleep(INTERVAL)
        seen = look()
        if seen == known:
            continue
        before, known = known, _settled(look, seen)
        changed = differing(before, known)
        if changed:
            yield changed


def _settled(look: Callable[[], Snapshot], seen: Snapshot) -> Snapshot:
    while True:
        time.sleep(INTERVAL)
        again = look()
        if again == seen:
            return again
        seen = again


def _files(root: Path | None, others: Sequence[Path]) -> Iterator[Path]:
    if root is not None:
        yield root / SETTINGS
        yield from _below(root / "datasets")
    for place in others:
        yield place
        yield from _below(place)


def _below(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder and below; a folder that goes away meanwhile holds nothing."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(PASSING)]
        for name in names:
            if not name.startswith(PASSING) and not name.endswith("~"):
                yield Path(place, name)
