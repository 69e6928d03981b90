"""Run verbs of the publisher, each in a process that may die; one line of JSON in, one out.

What has used Polars must not fork: its threads are gone in the child, which waits for them for
ever. The process of the tests has used it. This one imports all that publishing needs, which is
harmless, and uses nothing of it, so that its children can; a fork is what makes them fast.
"""

import importlib
import itertools
import json
import os
import pkgutil
import select
import signal
import sys
import time
import traceback
from datetime import datetime
from pathlib import Path

from frictionless.system import system

import portal
from portal.release.disk import Disk
from portal.release.publish import publish, readmit, withdraw
from portal.release.rollback import roll_back

VERBS = {verb.__name__: verb for verb in (publish, readmit, roll_back, withdraw)}
DEAD = 9
PATIENCE = 60
"""Seconds after which a child that should have ended is killed."""


def main():
    """Answer until nobody asks any more."""
    for module in pkgutil.walk_packages(portal.__path__, "portal."):
        importlib.import_module(module.name)
    assert system.methods  # loads the plugins of Frictionless
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201 - the answer


def answer(request):
    """Let a child do what is asked for, and tell how it ended and what it said last."""
    begun = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            live(request, writing)
        finally:
            os._exit(1)
    os.close(writing)
    seconds = PATIENCE if request["kill"] is None else request["kill"]
    words = last_words(child, reading, begun + seconds)
    os.close(reading)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {
        "number": request["number"],
        "status": status,
        "words": words,
        "seconds": time.monotonic() - begun,
    }


def live(request, writing):
    """Do the work and exit, or die after a step and say which; say what was raised."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed is no answer
    steps = itertools.count()

    def after(step):
        if next(steps) == request["after"]:
            os.write(writing, step.encode())
            os._exit(DEAD)

    clock = datetime.fromisoformat(request["clock"])
    try:
        VERBS[request["verb"]](
            Path(request["root"]), *request["arguments"], clock, disk=Disk(after)
        )
    except Exception:  # noqa: BLE001 - whatever it is, the test tells it
        os.write(writing, traceback.format_exc().encode())
        os._exit(1)
    os._exit(0)


def last_words(child, reading, deadline):
    """Return what a child says until it ends; kill it at the deadline."""
    words = b""
    while select.select([reading], [], [], max(0, deadline - time.monotonic()))[0]:
        part = os.read(reading, 1 << 16)
        if not part:
            return words.decode()
        words += part
    os.kill(child, signal.SIGKILL)
    return words.decode()


if __name__ == "__main__":
    main()
