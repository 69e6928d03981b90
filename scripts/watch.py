"""Do something again whenever a steward saves a file, and say what came of it (``--watch``)."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from portal.catalog.watch import changes
from portal.exceptions import PortalError, ReleaseError
from portal.tabular.since import since
from scripts.cli import FAULT, FINE, MISUSE, WRONG_USE, run
from scripts.jobs import end_with_parent
from scripts.layout import printable
from scripts.words import COMMA, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from portal.tabular.since import Found, Since

NAMED = 3
"""Files that are named of those that changed."""
TRIES, PAUSE = 3, 0.5
"""How often, and after how many seconds, a file is tried that cannot be read."""


@dataclass(frozen=True)
class Standing:
    """Hold how things stand: the exit code, the errors that are left, and what to tell of them."""

    code: int
    found: Found
    lines: Sequence[str]


def watch(root: Path) -> None:
    """Publish after every change below ``root``, for ever; say what changed and what came of it.

    In one process that stays: to start it afresh takes as long as to publish.
    """
    while True:
        _apart(_publish_on, root)
        # Nobody ended it, so it died; what is saved next may be what mends it.
        next(changes(root))


def again(
    act: Callable[[Sequence[Path]], Standing],
    seen: Iterable[Sequence[Path]],
    root: Path | None,
    language: str,
    *,
    alone: bool = True,
) -> int:
    """Act now and after every change that is ``seen``, and say what is mended, new and left.

    ``act`` takes the files that changed. Who is not ``alone`` at the terminal does not say how to
    end it. Ends at Ctrl-C and returns the exit code of the last time. A mistake, such as settings
    that are half written, is said in a sentence, and mended by the next change; only the first
    time it is raised.
    """
    last = act(())
    code = last.code
    for line in (*last.lines, *([said(language, "waiting")] if alone else [])):
        click.echo(line)
    try:
        for changed in seen:
            click.echo(f"\n{changed_line(changed, root, language)}")
            try:
                now = _patiently(act, changed, last)
                code = now.code
            except (PortalError, click.ClickException, OSError) as error:
                code = _told(error)
                continue
            between = since(last.found, now.found)
            click.echo(progress_line(between, language, well=now.code == FINE))
            if between.fixed or between.new or now.lines != last.lines:
                for line in now.lines:
                    click.echo(line)
            last = now
    except KeyboardInterrupt:
        click.echo("")
    return code


def changed_line(changed: Sequence[Path], root: Path | None, language: str) -> str:
    """Return a line that names what was saved."""
    names = COMMA[language].join(_shown(path, root) for path in changed[:NAMED])
    if len(changed) > NAMED:
        return said(language, "changed_more", names=names, count=len(changed) - NAMED)
    return said(language, "changed", names=names)


def progress_line(between: Since, language: str, *, well: bool) -> str:
    """Return what is mended since last time, what is new, and what is left."""
    if well:
        return said(language, "mended" if between.fixed else "well", fixed=between.fixed)
    if between.left and not between.fixed and not between.new:
        return said(language, "same", left=between.left)
    return said(language, "since", **vars(between))


def _patiently(
    act: Callable[[Sequence[Path]], Standing], changed: Sequence[Path], last: Standing
) -> Standing:
    """Act again a little later where a file cannot be read: Windows locks one while it is saved.

    When it is let go nothing changes any more, so nobody would look.
    """
    for _ in range(TRIES - 1):
        with suppress(OSError, ReleaseError):
            now = act(changed)
            if _unreadable(now) <= _unreadable(last):
                return now
        time.sleep(PAUSE)
    return act(changed)


def _unreadable(standing: Standing) -> set[str]:
    return {file for _, file, code, *_ in standing.found if code == "file-unreadable"}


def _told(error: Exception) -> int:
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    click.echo(f"portal: {text}", err=True)
    return WRONG_USE if isinstance(error, (click.ClickException, *MISUSE)) else FAULT


def _shown(path: Path, root: Path | None) -> str:
    inside = root is not None and path.is_relative_to(root)
    return printable(path.relative_to(root).as_posix() if inside and root else str(path))


def publish_apart(root: Path) -> int:
    """Publish what is below ``root`` and return the exit code of that."""
    return _apart(_publish, root)


def _apart(act: Callable[[Path], None], root: Path) -> int:
    """Act in a child that is started afresh (spawn), and return its exit code.

    What checks and builds stays out of the server's memory, and threads that are running here are
    not copied in the middle of something.
    """
    child = multiprocessing.get_context("spawn").Process(target=act, args=(root,))
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
    _run("publish", "--root", str(root))


def _publish_on(root: Path) -> None:
    # Whoever kills the server means its publisher too.
    end_with_parent()
    _run("publish", "--watch", "--beside-server", "--root", str(root))


def _run(*words: str) -> None:
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(run(words))
