"""Publish in a process of its own: once, or whenever a steward saves a file (``serve --watch``)."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from typing import TYPE_CHECKING

import click

from portal.catalog.watch import changes
from scripts.cli import FAULT, run

if TYPE_CHECKING:
    from pathlib import Path


def watch(root: Path) -> None:
    """Publish after every change below ``root``, for ever; say what changed and what came of it."""
    for changed in changes(root):
        names = ", ".join(path.relative_to(root).as_posix() for path in changed[:3])
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        click.echo(f"Changed: {names}{more}")
        publish_apart(root)


def publish_apart(root: Path) -> int:
    """Publish what is below ``root`` and return the exit code of that.

    In a child that is started afresh (spawn): what checks and builds stays out of the server's
    memory, and threads that are running here are not copied in the middle of something.
    """
    child = multiprocessing.get_context("spawn").Process(target=_publish, args=(root,))
    child.start()
    try:
        child.join()
    finally:
        if child.is_alive():
            child.terminate()
            child.join()
    died = child.exitcode is None or child.exitcode < 0
    return FAULT if died else int(child.exitcode or 0)


def _publish(root: Path) -> None:
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(run(["publish", "--root", str(root)]))
