"""The folders of a portal that publishing works in, and the way to write into them."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
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

    from portal.release.store import Release

FULL = (errno.ENOSPC, errno.EDQUOT)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


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
        """Be the only writer, clean up after one that died, and say what the disk refuses."""
        with troubles(self.root), only_writer(self.root / "build"):
            self._clean()
            try:
                yield
            except (OSError, sqlite3.Error):
                with suppress(OSError):  # else the next run does it
                    self._clean()
                raise

    def switch(self, name: str) -> Release:
        """Give a release that is written its name, make it the current one, settle the archive."""
        release = self.store.finish(name)
        self.store.switch(release)
        self.archive.settle(release)
        self.store.prune()
        return release

    def _clean(self) -> None:
        current = self.store.current()
        self.store.clean()
        self.archive.settle(current)


@contextmanager
def troubles(root: Path) -> Iterator[None]:
    """Turn what a disk refuses, or has lost, into a sentence that an operator can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise _full(root) from error
        if error.errno in FORBIDDEN:
            raise ReleaseError(
                f"{error.filename or root}: the portal may not write here ({error.strerror})."
                " What was published stays up"
            ) from error
        raise
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise _full(root) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN):
            raise ReleaseError(
                f"{root / 'build'}: the current release is damaged ({error}). Remove this folder"
                " and publish again: all of it is made from datasets/ and archive/"
            ) from error
        raise


def _full(root: Path) -> ReleaseError:
    return ReleaseError(
        f"{root}: the disk is full, or the one for temporary files"
        f" ({tempfile.gettempdir()}); make room and publish again. What was published stays up"
    )
