"""What tests of dying publishers share: processes that may die."""

import itertools
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

MORTAL = Path(__file__).with_name("mortal.py")
PROJECT = MORTAL.parents[2]
DEAD = 9
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class End:
    """Tell how a process ended: after which step it died, if it did, and after how long."""

    status: int
    step: str
    seconds: float

    @property
    def died(self):
        return self.status == DEAD

    @property
    def killed(self):
        return self.status == KILLED


@pytest.fixture(scope="session")
def in_child():
    """Give the function that runs a verb of the publisher in a process of its own.

    It dies after step number ``after``, or is killed after ``kill`` seconds, or ends well.
    """
    with subprocess.Popen(
        [sys.executable, MORTAL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        start_new_session=True,
    ) as server:
        numbers = itertools.count()

        def run(verb, root, clock, *arguments, after=None, kill=None):
            request = {
                "number": next(numbers),
                "verb": verb.__name__,
                "root": str(root),
                "clock": clock.isoformat(),
                "arguments": arguments,
                "after": after,
                "kill": kill,
            }
            server.stdin.write(json.dumps(request) + "\n")
            server.stdin.flush()
            # A test that ran out of time has left an answer behind.
            found = (json.loads(line) for line in server.stdout)
            answer = next((a for a in found if a["number"] == request["number"]), None)
            assert answer is not None, "the process that starts mortal ones has ended"
            end = End(answer["status"], answer["words"], answer["seconds"])
            expected = {0} | ({DEAD} if after is not None else set())
            expected |= {KILLED} if kill is not None else set()
            assert end.status in expected, f"{verb.__name__} ended with {end.status}: {end.step}"
            return end

        yield run
        server.stdin.close()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)  # it and its child: they are a group
