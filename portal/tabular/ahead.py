"""Let an iterator work ahead in a thread of its own."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
AHEAD = 2
"""Items that may wait to be taken."""


def ahead(items: Iterable[T]) -> Iterator[T]:
    """Yield the items, of which the next ones are made while one is used.

    What making them raises is raised here. Where the reader stops early, so does the thread.
    """
    waiting: queue.Queue[tuple[bool, T | BaseException | None]] = queue.Queue(AHEAD)
    stopped = threading.Event()

    def put(more: bool, item: T | BaseException | None) -> bool:
        while not stopped.is_set():
            try:
                waiting.put((more, item), timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for item in items:
                if not put(True, item):
                    return
        except BaseException as error:  # noqa: BLE001  # raised again where the items are used
            put(False, error)
            return
        put(False, None)

    thread = threading.Thread(target=work, name="ahead", daemon=True)
    thread.start()
    try:
        while True:
            more, item = waiting.get()
            if not more:
                if isinstance(item, BaseException):
                    raise item
                return
            yield item  # type: ignore[misc]  # it was put as a T
    finally:
        stopped.set()
        thread.join()
