"""One writer at a time."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from portal.exceptions import LockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def only_writer(build: Path) -> Iterator[None]:
    """Hold the lock of a portal's ``build`` folder, or raise LockedError naming who holds it.

    The system gives the lock back when the process ends, however it ends, so a lock is never
    left behind; the file stays and names its last holder.
    """
    build.mkdir(parents=True, exist_ok=True)
    path = build / "lock"
    with path.open("a+b") as file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError) as error:
            file.seek(0)
            holder = file.read().decode("ascii", "replace").strip() or "another process"
            raise LockedError(
                f"{path}: process {holder} is publishing; wait until it has finished"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        yield


if os.name == "nt":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        """Lock a byte far behind the text, which others may then still read."""
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        file.seek(0)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
