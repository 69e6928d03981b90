"""What several verbs share: the root, the language of messages, and progress."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from portal.root import find_root
from portal.tabular import kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.progress import Progress, TaskID

QUIET_SECONDS = 1.0
"""Work that is over by then shows no progress."""
SAMPLE = 1 << 20
"""Bytes of a file from which the number of its rows is estimated."""


def _root(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    return find_root(Path.cwd(), value)


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    callback=_root,
    help="The portal's folder: it holds metadata.json. Default: the nearest one upwards.",
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(kinds.LANGUAGES),
    default="en",
    show_default=True,
    help="The language of messages about the data.",
)


class Telling:
    """Show on stderr how many rows of which dataset were read, once it takes longer.

    Also how many a second, and how much longer it will take where the files are known. Nothing
    is shown where stderr is no terminal.
    """

    def __init__(self) -> None:
        """Start the clock."""
        self._start = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._find: Callable[[str], Sequence[Path]] | None = None
        self._dataset: str | None = None
        self._expected: list[int] = []
        """How many rows each file of the dataset may have."""
        self._at = 0
        """Which of them is read."""
        self._rows = 0
        self._begun = self._last = self._start

    def look_in(self, find: Callable[[str], Sequence[Path]]) -> None:
        """Take what gives the files of a dataset in the order in which they are read."""
        self._find = find
        self._last = time.monotonic()

    def __call__(self, dataset: str, rows: int) -> None:
        """Take note of the rows read so far of the file at hand."""
        now = time.monotonic()
        if dataset != self._dataset:
            self._dataset, self._begun, self._expected, self._at = dataset, self._last, [], 0
        elif rows < self._rows:  # the next file of the dataset
            self._begun, self._at = self._last, self._at + 1
        self._rows, self._last = rows, now
        if now - self._start < QUIET_SECONDS or not sys.stderr.isatty():
            return
        if self._progress is None:
            self._progress = self._begin()
            self._task = self._progress.add_task(dataset, total=None)
        if not self._expected and self._find is not None:
            self._expected = [_estimate(path) for path in self._find(dataset)] or [0]
        if self._task is not None:
            expected = self._expected[self._at] if self._at < len(self._expected) else 0
            words = _words(dataset, rows, now - self._begun, expected)
            self._progress.update(self._task, description=words, refresh=True)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress off the screen."""
        self.clear()

    def clear(self) -> None:
        """Take the progress off the screen before something else is printed."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = self._task = None

    def _begin(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn

        console = Console(file=sys.stderr)
        text = TextColumn("{task.description}", markup=False)
        progress = Progress(SpinnerColumn(), text, console=console, transient=True)
        progress.start()
        return progress


def _words(dataset: str, rows: int, seconds: float, expected: int) -> str:
    words = f"{dataset}: {rows:,} rows"
    if seconds <= 0 or not rows:
        return words
    rate = rows / seconds
    words += f", {rate:,.0f} a second"
    if expected <= rows:
        return words
    left = (expected - rows) / rate
    minutes, rest = divmod(round(left), 60)
    return f"{words}, about {f'{minutes} min {rest} s' if minutes else f'{rest} s'} left"


def _estimate(path: Path) -> int:
    """Return about how many rows a file has, by its size and the lines at its beginning."""
    try:
        with path.open("rb") as stream:
            sample = stream.read(SAMPLE)
            size = path.stat().st_size
    except OSError:
        return 0
    return sample.count(b"\n") * size // max(len(sample), 1)
