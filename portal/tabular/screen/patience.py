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
from threading import Event, Timer

from portal.tabular.screen.patterns import linear

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
import json, re, sys
match = re.compile(json.loads(sys.stdin.readline())).match
for line in sys.stdin:
    print(match(json.loads(line)) is not None, flush=True)
"""


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
        self._pattern = pattern
        self._longest = longest(pattern)
        self._left = ALL_SECONDS
        self._process: subprocess.Popen[str] | None = None

    def bears(self, cell: str) -> bool:
        """Tell whether Python decides in reasonable time if the pattern matches a cell."""
        if len(cell) <= self._longest:
            return True
        if self._left <= 0:
            return False
        began = time.monotonic()
        decided = self._decide(cell)
        spent = time.monotonic() - began
        if spent > QUICK:
            self._left -= spent
        return decided

    def _decide(self, cell: str) -> bool:
        """Match a cell in the other process; tell whether that came to an end in time."""
        process = self._process or self._start()
        overdue = Event()

        def end() -> None:
            overdue.set()
            process.kill()

        timer = Timer(SECONDS, end)
        timer.start()
        answer = ""
        try:
            with suppress(BrokenPipeError):
                answer = _ask(process, cell)
        finally:
            timer.cancel()
            timer.join()
        if answer and not overdue.is_set():
            return True
        self._process = None
        _end(process)
        return False

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603  # our own words, and data by standard input
            [sys.executable, "-I", "-c", DECIDER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
        )
        weakref.finalize(self, _end, process)
        self._process = process
        return process
