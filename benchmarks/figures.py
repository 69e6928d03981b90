"""Runs in, figures out: medians, ratios of runs of the same round, and targets met or missed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.inputs import MORE_TIMES, TIMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.measure import Timing

MEGABYTE = 1_000_000


class Runs:
    """Hold the timings of every contender by round."""

    def __init__(self) -> None:
        """Begin without any."""
        self._runs: dict[str, dict[int, Timing]] = {}

    def add(self, name: str, number: int, timing: Timing) -> None:
        """Keep what a contender took in a round."""
        self._runs.setdefault(name, {})[number] = timing

    def of(self, name: str) -> Sequence[Timing]:
        """Return the runs of a contender that ended as they should."""
        return list(self._sound(name).values())

    def failure(self, name: str) -> str | None:
        """Return why a contender failed, if it did."""
        return next((t.failure for t in self._runs.get(name, {}).values() if t.failure), None)

    def seconds(self, name: str) -> float | None:
        """Return the median wall time."""
        return median(run.seconds for run in self.of(name)) if self.of(name) else None

    def ratio(self, name: str, other: str) -> float | None:
        """Return the median, over the rounds that both ran in, of one's time by the other's.

        What slows the machine for a while slows both, so this is steadier than the ratio of
        the medians.
        """
        mine, theirs = self._sound(name), self._sound(other)
        rounds = mine.keys() & theirs.keys()
        if not rounds:
            return None
        return median(mine[number].seconds / theirs[number].seconds for number in rounds)

    def peak(self, *names: str) -> float | None:
        """Return the most MB that any run of these contenders took; None where one has none."""
        if not all(self.of(name) for name in names):
            return None
        return max(run.peak for name in names for run in self.of(name)) / MEGABYTE

    def _sound(self, name: str) -> Mapping[int, Timing]:
        return {n: run for n, run in self._runs.get(name, {}).items() if run.failure is None}


@dataclass(frozen=True)
class Target:
    """Hold a figure that is to stay below a limit."""

    title: str
    figure: Callable[[Runs], float | None]
    limit: float
    unit: str = ""
    binding: bool = False
    places: int = 2


@dataclass(frozen=True)
class Verdict:
    """Hold a target and what was found."""

    target: Target
    figure: float | None

    @property
    def met(self) -> bool | None:
        """Tell whether the figure stays below the limit; None where there is no figure."""
        return None if self.figure is None else self.figure <= self.target.limit


def _growth(runs: Runs) -> float | None:
    ratio = runs.ratio("load-36", "load-10")
    return None if ratio is None else ratio / (MORE_TIMES / TIMES)


TARGETS = (
    Target(
        "flights × 10: check and load ÷ `sqlite3 .import` of raw text",
        lambda runs: runs.ratio("load-10", "import-10"),
        0.7,
        binding=True,
    ),
    Target(
        "the same with foreign keys and three indexes ÷ `.import` and the same indexes",
        lambda runs: runs.ratio("related-10", "import-10-indexes"),
        1.0,
        binding=True,
    ),
    Target(
        "flights × 10: check alone ÷ DuckDB's whole load",
        lambda runs: runs.ratio("check-10", "duckdb-10"),
        1.0,
    ),
    Target(
        "flights: check and load ÷ Frictionless validate and sqlite-utils insert",
        lambda runs: runs.ratio("load-1", "frictionless-1"),
        1 / 25,
        binding=True,
        places=4,
    ),
    Target(
        "flights × 36 and × 10: the most memory",
        lambda runs: runs.peak("load-10", "load-36"),
        500,
        " MB",
        binding=True,
        places=0,
    ),
    Target("flights × 36 ÷ × 10: time a row", _growth, 1.1),
    Target(
        "flights × 10 with one row in a hundred bad ÷ the clean file",
        lambda runs: runs.ratio("bad-10", "load-10"),
        3.0,
    ),
    Target(
        "10,000 rows, cold start to verdict",
        lambda runs: runs.seconds("head-10000"),
        1.0,
        " s",
        binding=True,
    ),
    Target(
        "10 rows, cold start to verdict",
        lambda runs: runs.seconds("head-10"),
        0.4,
        " s",
    ),
)
"""What this portal holds itself to; the binding ones decide the exit code."""


def judge(runs: Runs) -> list[Verdict]:
    """Return what became of every target."""
    return [Verdict(target, target.figure(runs)) for target in TARGETS]
