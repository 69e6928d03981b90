"""Run whole processes one after another and say how long they took and how large they grew."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.memory import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONGEST = 3600.0
"""Seconds after which a process is killed."""


@dataclass(frozen=True)
class Step:
    """Hold a command and the exit code with which it ends when all is as it should be."""

    command: tuple[str, ...]
    code: int = 0


@dataclass(frozen=True)
class Timing:
    """Hold what one run of some steps took."""

    seconds: float
    """Wall time."""
    cpu: float
    """Seconds of all cores together, in the program and in the system."""
    peak: int
    """Bytes of a step's processes together, at the most."""
    failure: str | None
    """What a step said that did not end as it should."""


def run(steps: Sequence[Step], log: Path) -> Timing:
    """Run steps in order until one fails.

    What the last one prints goes into ``log``, its messages into ``messages.txt`` beside it. Temporary
    files go there too, so that all write to the same disk.
    """
    seconds, cpu, peak = 0.0, 0.0, 0
    surroundings = os.environ | {"TMPDIR": str(log.parent)}
    for step in steps:
        with log.open("wb") as stream, log.with_name("messages.txt").open("wb") as messages:
            started = time.perf_counter()
            process = subprocess.Popen(
                step.command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=messages,
                env=surroundings,
                start_new_session=True,
            )
            watchdog = threading.Timer(LONGEST, os.killpg, (process.pid, signal.SIGKILL))
            watchdog.daemon = True
            watchdog.start()
            with Watch(process.pid) as memory:
                _pid, status, usage = os.wait4(process.pid, 0)
            seconds += time.perf_counter() - started
            watchdog.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, memory.peak)
        if process.returncode != step.code:
            return Timing(seconds, cpu, peak, _failure(process.returncode, log))
    return Timing(seconds, cpu, peak, None)


def warm(paths: Sequence[Path]) -> None:
    """Read files once, so that every run finds them in memory, and wait for the disk."""
    os.sync()
    for path in paths:
        with path.open("rb", buffering=0) as stream:
            while stream.read(1 << 20):
                pass


def _failure(code: int, log: Path) -> str:
    both = (log, log.with_name("messages.txt"))
    said = "\n".join(path.read_text("utf-8", "replace") for path in both).strip().split("\n")
    named = (line for line in reversed(said) if "rror" in line)
    return f"exit code {code}: {next(named, said[-1]).strip()[:200]}"
