"""Several large tables at once: ``--jobs``, and the processes that it asks for."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

CORES = 2
"""Cores that one check keeps busy: it cuts and screens in one, and writes in another."""

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Check so many large tables at once. Default: one for every two cores.",
)


@contextmanager
def workers(jobs: int | None) -> Iterator[Executor | None]:
    """Give who checks so many tables at once: a pool of processes, or None for one after another.

    No process begins before there is something to do for it.
    """
    count = _cores() // CORES if jobs is None else jobs
    if count <= 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=end_with_parent) as pool:
        yield pool


def end_with_parent() -> None:
    """End this process as soon as the one that began it has ended, however it did."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
