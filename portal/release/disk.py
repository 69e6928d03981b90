"""The one seam through which publishing touches the disk.

Every write, sync and rename of a release, of the pointer and of the archive goes through a
``Disk``, so that a test can die after each of them and prove that either the old or the new
release is whole (docs/decisions/4-releases.md).
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _go_on(_step: str) -> None:
    """Do nothing after a step."""


class Disk:
    """Write, sync, rename and remove; ``after`` is called with the name of each step done."""

    def __init__(self, after: Callable[[str], None] = _go_on) -> None:
        """Take what is to happen after each step."""
        self._after = after

    def step(self, name: str) -> None:
        """Mark a step that something else has done, such as SQLite writing a file."""
        self._after(name)

    def make_folder(self, path: Path) -> None:
        """Make a folder and its parents."""
        path.mkdir(parents=True, exist_ok=True)
        self._after(f"make {path.name}")

    def write(self, path: Path, data: bytes) -> None:
        """Write a file of a folder that is not visible yet, and sync it."""
        path.write_bytes(data)
        self._after(f"write {path.name}")
        self.sync(path)

    def replace(self, path: Path, data: bytes) -> None:
        """Put ``data`` in place of a file that others may be reading: the old or the new, whole."""
        beside = path.with_name(f"{path.name}.tmp")
        self.write(beside, data)
        self.rename(beside, path)

    def copy(self, source: Path, target: Path) -> None:
        """Give a file that never changes a second name, or copy it where that cannot be."""
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
        self._after(f"copy {target.name}")
        self.sync(target)

    def store(self, source: Path, target: Path) -> None:
        """Copy a file that may change later to a name that is visible only when it is whole."""
        beside = target.with_name(f"{target.name}.tmp")
        shutil.copyfile(source, beside)
        self._after(f"copy {beside.name}")
        self.sync(beside)
        self.rename(beside, target)

    def rename(self, source: Path, target: Path) -> None:
        """Rename a file or a folder, replacing a file, and make the new name last."""
        source.replace(target)
        self._after(f"rename to {target.name}")
        self._sync_folder(target.parent)

    def sync(self, path: Path) -> None:
        """Wait until a file's bytes are on the disk."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        self._after(f"sync {path.name}")

    def remove(self, path: Path) -> None:
        """Remove a file or a whole folder, if it is there."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        self._after(f"remove {path.name}")

    def _sync_folder(self, path: Path) -> None:
        if os.name == "nt":  # Windows has no handle for a folder; NTFS journals the rename
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        self._after(f"sync {path.name}")
