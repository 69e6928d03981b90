"""Try a pattern on a long cell where it can be stopped: in a process of its own.

Python's way of matching has no limit of time, and nothing in the same process can end it. What
``portal.catalog.patterns`` lets pass can still be slow: ``(?=a*a*a*a*b)a*`` needs hours for a cell
of 5,000 letters. The process is started when it is needed and stays, so a long cell costs a tenth
of a millisecond.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING

from portal.tabular.screen.patterns import linear

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.catalog.model import Resource

SECONDS = 5.0
"""What one cell may take."""
ALL_SECONDS = 15.0
"""What all slow cells may take together; when it is used up, long cells are not tried any more."""
QUICK = 0.1
"""Seconds of a cell that do not count as slow."""
LONG = 2_000
"""Characters of a cell that is long whatever the pattern is."""
LONG_IF_UNSURE = 200
"""Characters of a cell that is long for a pattern of which nothing else is known."""
STEPS = 100_000_000
"""Ways to divide a cell among repeats that are tried out in no time."""
APART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
"""What stands for one character: signs of repeats in it are none."""
REPEAT = re.compile(r"[*+]|\{\d*,(?:\d{3,})?\}")
DECIDER = """
import faulthandler, json, re, sys
pattern, seconds = json.loads(sys.stdin.readline())
match = re.compile(pattern).match
for line in sys.stdin:
    cell = json.loads(line)
    faulthandler.dump_traceback_later(seconds, exit=True)
    match(cell)
    faulthandler.cancel_dump_traceback_later()
    print(flush=True)
"""
"""Answers each cell with a line, and ends itself when a cell takes too long."""


def patience_of(resource: Resource, names: Sequence[str]) -> list[tuple[int, str, Patience]]:
    """Return the position and the name of each column with a pattern, and the patience with it."""
    patterns = {field.name: field.constraints.get("pattern") for field in resource.schema.fields}
    return [
        (position, name, Patience(pattern))
        for position, name in enumerate(names)
        if isinstance(pattern := patterns.get(name), str)
    ]


def longest(pattern: str) -> int:
    """Return how long a cell may be that is held against a pattern without precaution.

    The more repeats there are, the more ways there are to divide a cell among them.
    """
    most = LONG_IF_UNSURE if linear(pattern) is None else LONG
    repeats = len(REPEAT.findall(APART.sub("x", pattern)))
    return min(most, int(STEPS ** (1 / max(repeats, 1))))


class Patience:
    """Tell which cells can be held against one pattern, and lose patience with the others."""

    def __init__(self, pattern: str) -> None:
        """Take the pattern as a schema has it."""
        self._pattern = rf"^(?:{pattern})\Z$"
        self._longest = longest(pattern)
        self._left = ALL_SECONDS
        self._process: subprocess.Popen[str] | None = None
        self._stop: Callable[[], object] = lambda: None

    def bears(self, cell: str) -> bool:
        """Tell whether Python decides in reasonable time if the pattern matches a cell."""
        if len(cell) <= self._longest:
            return True
        if self._left <= 0:
            return False
        began = time.monotonic()
        decided = self._decides(cell)
        spent = time.monotonic() - began
        if spent > QUICK:
            self._left -= spent
        return decided

    def _decides(self, cell: str) -> bool:
        """Match a cell in the other process; tell whether that came to an end in time."""
        process = self._process or self._start()
        _write(process, cell)
        if process.stdout and process.stdout.readline():
            return True
        self._process = None
        self._stop()
        return False

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603  # our own words, and data by standard input
            [sys.executable, "-I", "-c", DECIDER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
        )
        self._process = process
        self._stop = weakref.finalize(self, _end, process)
        _write(process, [self._pattern, SECONDS])
        return process


def _write(process: subprocess.Popen[str], message: str | list[str | float]) -> None:
    # A process that has ended does not read.
    with suppress(OSError):
        if process.stdin:
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    with suppress(OSError):
        process.communicate()
