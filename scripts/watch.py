"""Do something again whenever a steward saves a file, and say what came of it (``--watch``)."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from portal.catalog.watch import changes
from portal.exceptions import PortalError
from scripts.cli import FAULT, WRONG_USE, run
from scripts.layout import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from pathlib import Path

    from portal.tabular.report import Error, Report


NAMED = 3
"""Files that are named of those that changed."""
WORDS = {
    "en": {
        "changed": "Changed: {names}",
        "more": "{names} and {count} more",
        "waiting": "Waiting until something is saved; end with Ctrl-C.",
        "progress": "Fixed: {fixed}, new: {new}, left: {left}",
        "done": "Fixed: {fixed}. Nothing is wrong any more.",
        "same": "Nothing fixed, nothing new; left: {left}",
    },
    "ar": {
        "changed": "تغيّر: {names}",
        "more": "{names}، وغيرها: {count}",
        "waiting": "بانتظار حفظ ملف؛ ينتهي بالضغط على Ctrl-C.",
        "progress": "صُحح: {fixed}، جديد: {new}، بقي: {left}",
        "done": "صُحح: {fixed}. لم يبق خطأ.",
        "same": "لا تصحيح ولا جديد؛ بقي: {left}",
    },
}


def watch(root: Path) -> None:
    """Publish after every change below ``root``, for ever; say what changed and what came of it."""
    for changed in changes(root):
        click.echo(changed_line(changed, root, "en"))
        publish_apart(root)


def again(
    act: Callable[[], tuple[int, Counter[Hashable]]],
    root: Path | None,
    others: Sequence[Path],
    language: str,
    seen: Iterable[Sequence[Path]] | None = None,
) -> int:
    """Act now and after every change, and say what is mended, what is new and what is left.

    ``act`` returns an exit code and how often each error was found, whatever row it is in now. What
    changed comes from ``seen``, by default from looking at the portal at ``root`` and at ``others``.
    Ends at Ctrl-C, with the code of the last time. A mistake of the person at the keyboard, such as
    half-written settings, is said in a sentence and mended by the next change.
    """
    code, before = _acted(act, Counter())
    try:
        click.echo(WORDS[language]["waiting"])
        for changed in changes(root, others) if seen is None else seen:
            click.echo("")
            click.echo(changed_line(changed, root, language))
            code, after = _acted(act, before)
            click.echo(progress_line(before, after, language))
            before = after
    except KeyboardInterrupt:
        click.echo("")
    return code


def changed_line(changed: Sequence[Path], root: Path | None, language: str) -> str:
    """Return a line that names what was saved."""
    words = WORDS[language]
    names = ", ".join(_shown(path, root) for path in changed[:NAMED])
    if len(changed) > NAMED:
        names = words["more"].format(names=names, count=len(changed) - NAMED)
    return words["changed"].format(names=names)


def progress_line(before: Counter[Hashable], after: Counter[Hashable], language: str) -> str:
    """Return what is mended since last time, what is new, and what is left."""
    fixed, new, left = (
        sum(counted.values()) for counted in (before - after, after - before, after)
    )
    key = "done" if fixed and not left else "progress" if fixed or new else "same"
    counts = {"fixed": f"{fixed:,}", "new": f"{new:,}", "left": f"{left:,}"}
    return WORDS[language][key].format(**counts)


def identity(report: Report, error: Error) -> Hashable:
    """Return what makes an error the same one after rows were moved."""
    return report.file, error.code, error.field, error.rule, error.value, error.pointer


def _acted(
    act: Callable[[], tuple[int, Counter[Hashable]]], before: Counter[Hashable]
) -> tuple[int, Counter[Hashable]]:
    try:
        return act()
    except (PortalError, click.ClickException, OSError) as error:
        text = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"portal: {text}", err=True)
        return WRONG_USE, before


def _shown(path: Path, root: Path | None) -> str:
    inside = root is not None and path.is_relative_to(root)
    return printable(path.relative_to(root).as_posix() if inside and root else path.name)


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
