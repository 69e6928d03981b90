"""The folders of a portal that publishing works in, and the way to write into them."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.exceptions import ReleaseError
from portal.release.archive import Archive
from portal.release.disk import Disk
from portal.release.lock import only_writer
from portal.release.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Workplace:
    """Hold the root of a portal and the disk that everything is written through."""

    root: Path
    disk: Disk = field(default_factory=Disk)

    @property
    def archive(self) -> Archive:
        """Return the archive of every published version."""
        return Archive(self.root / "archive", self.disk)

    @property
    def store(self) -> Store:
        """Return the releases."""
        return Store(self.root / "build", self.disk)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, clean up after one that died, and say when the disk is full."""
        with only_writer(self.root / "build"):
            current = self.store.current()
            self.store.clean()
            self.archive.settle(current.name if current else None)
            try:
                yield
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                self.store.clean()
                raise ReleaseError(
                    f"{self.root}: the disk is full; make room and publish again."
                    " What was published stays up"
                ) from error
