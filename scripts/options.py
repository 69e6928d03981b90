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
    from rich.progress import Progress, TaskID

QUIET_SECONDS = 1.0
"""Work that is over by then shows no progress."""


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
    """Show on stderr how many rows of which dataset were read, once it takes longer."""

    def __init__(self) -> None:
        """Start the clock."""
        self._start = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, dataset: str, rows: int) -> None:
        """Take note of the rows read so far."""
        if time.monotonic() - self._start < QUIET_SECONDS:
            return
        if self._progress is None:
            self._progress = self._begin()
            self._task = self._progress.add_task(dataset, total=None)
        if self._task is not None:
            self._progress.update(self._task, description=f"{dataset}: {rows:,} rows", refresh=True)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress off the screen."""
        if self._progress is not None:
            self._progress.stop()

    def _begin(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn

        console = Console(file=sys.stderr)
        progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True
        )
        progress.start()
        return progress
