"""Watch how much memory a process and its children take together.

What the system tells a parent of a child that has ended (``ru_maxrss``) is never less than the
parent's own memory, and is of the largest child alone; so the processes are asked while they run.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

INTERVAL = 0.02
PROCESSES = Path("/proc")


class Watch:
    """Watch a process while the ``with`` statement lasts; ``peak`` is in bytes."""

    def __init__(self, process: int) -> None:
        """Take the number of a process."""
        self.peak = 0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Watch no longer."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(INTERVAL):
            # A single process remembers its highest mark itself, also between two looks.
            highest = _amount(self._process, "VmHWM:")
            together = sum(_amount(process, "VmRSS:") for process in _family(self._process))
            self.peak = max(self.peak, highest, together)


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    yield process
    for child in _read(PROCESSES / f"{process}/task/{process}/children").split():
        yield from _family(int(child))


def _amount(process: int, name: str) -> int:
    """Return what the system says of a process under a name, in bytes."""
    lines = _read(PROCESSES / f"{process}/status").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""  # it has just ended
