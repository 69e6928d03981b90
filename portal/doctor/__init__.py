"""Whether a machine and a folder are fit for a portal: one finding a check, each with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.doctor import content, machine
from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

__all__ = ["BAD", "DOUBTFUL", "FINE", "Finding", "examine"]


def examine(root: Path | None, port: int, encoding: str, now: datetime) -> Iterator[Finding]:
    """Yield what is found, the machine first; without a root the machine only.

    Takes the root of a portal, the port to be served at, the encoding of the console and the
    clock. Nothing is left behind by what is tried.
    """
    yield machine.python()
    yield machine.sqlite()
    yield machine.packages()
    yield machine.console(encoding)
    yield machine.fonts()
    yield machine.port(port)
    yield machine.clock(now, root)
    if root is not None:
        yield content.settings(root)
        yield content.path(root)
        yield content.space(root)
        yield content.writing(root)
        yield content.names(root)
        yield content.lock(root)
