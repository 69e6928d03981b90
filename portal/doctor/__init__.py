"""Whether a machine and a folder are fit for a portal: one finding a check, each with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.doctor import clock, content, disk, machine, port
from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.doctor.installed import packages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

__all__ = ["BAD", "DOUBTFUL", "FINE", "Finding", "examine"]


def examine(root: Path | None, number: int, encoding: str, now: datetime) -> Iterator[Finding]:
    """Yield what is found, the machine first; without a root the machine only.

    Takes the root of a portal, the port to be served at, the encoding of the console and the
    clock. Nothing is left behind by what is tried, and only this machine is asked.
    """
    yield machine.python()
    yield machine.sqlite()
    yield packages()
    yield machine.console(encoding)
    yield machine.fonts()
    yield port.port(number)
    yield clock.clock(now, root)
    yield clock.zone(now)
    if root is not None:
        yield content.settings(root)
        yield content.path(root)
        yield content.names(root)
        yield disk.space(root)
        yield disk.writing(root)
        yield disk.databases(root)
        yield disk.lock(root)
