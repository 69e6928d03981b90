"""Check large tables elsewhere at the same time: each into a database of its own, then taken over.

Whoever does the work is an executor of ``concurrent.futures``: a pool of processes usually, since
what takes long (cells that are put before Frictionless) keeps one core busy. It needs nothing but
the same files: tasks and answers are small, rows and errors lie in the scratch folder.
"""

from __future__ import annotations

import pickle
from concurrent.futures import BrokenExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from portal.database.writing import unguarded
from portal.exceptions import ReleaseError
from portal.release.candidate import check_table, table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from portal.database.tables import TableFacts
    from portal.release.candidate import Candidate, Table
    from portal.tabular.report import Error, Report

LARGE = 10_000_000
"""Bytes of a file from which it pays: to begin a process takes as long as to check some of them."""
TOGETHER = 1_000
"""Errors that are written at once."""
TICK = 0.25
"""Seconds between two looks at how far a table is."""
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Task:
    """Say what is to be checked, and where the answer goes."""

    table: Table
    place: Path
    """The database; what is beside it has the same name and another suffix."""
    heard: bool
    """Whether all errors are wanted, also those that a report does not keep."""

    @property
    def errors(self) -> Path:
        """Return where all errors are written, if they are wanted and there are any."""
        return self.place.with_suffix(".errors")

    @property
    def progress(self) -> Path:
        """Return where the number of rows read so far is written."""
        return self.place.with_suffix(".rows")


class Crew:
    """Check the large tables of some candidates ahead of when they are asked for."""

    def __init__(self, executor: Executor | None, folder: Path) -> None:
        """Take who does the work, None for nobody, and a scratch folder that they can write into."""
        self._executor = executor
        self._folder = folder
        self._under_way: dict[tuple[str, str], tuple[Task, Future[Any]]] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what nobody asked for, and wait for what was begun: it writes into the folder."""
        futures = [future for _, future in self._under_way.values()]
        wait([future for future in futures if not future.cancel()])

    def begin(self, candidates: Iterable[Candidate], *, keys_only: bool = False) -> None:
        """Begin with all large tables of these candidates, if there are several."""
        if self._executor is None:
            return
        large = [
            (candidate, resource)
            for candidate in candidates
            if candidate.dataset is not None
            for resource in candidate.dataset.resources
            if _size(candidate.folder / resource.path) >= LARGE
        ]
        if len(large) < 2:
            return
        for number, (candidate, resource) in enumerate(large):
            table = table_of(candidate, resource, keys_only=keys_only)
            place = self._folder / f"{ELSEWHERE}-{number}.db"
            task = Task(table, place, heard=candidate.listen is not None)
            future = self._executor.submit(perform, task)
            self._under_way[candidate.name, resource.name] = task, future

    def take(
        self,
        candidate: Candidate,
        resource: str,
        connection: sqlite3.Connection,
        progress: Callable[[int], None] | None,
    ) -> tuple[Report, TableFacts] | None:
        """Return what was found in a table and move its rows into ``connection``; None if it was not begun.

        Waits until it is checked. Raises ReleaseError where whoever checked it has gone.
        """
        task, future = self._under_way.pop((candidate.name, resource), (None, None))
        if task is None or future is None:
            return None
        while not wait([future], timeout=TICK).done:
            if progress is not None:
                with suppress(OSError, ValueError):
                    progress(int(task.progress.read_text("ascii")))
        try:
            report, facts = future.result()
        except BrokenExecutor as error:
            raise ReleaseError(
                f"The process that checked {task.table.file} was ended from outside, perhaps"
                " because memory ran out. Try again with one job at a time."
            ) from error
        _move(task, connection)
        if candidate.listen is not None:
            report.listener = candidate.listen(report)
            for heard in _written(task.errors):
                report.listener(heard)
        for path in (task.place, task.errors, task.progress):
            path.unlink(missing_ok=True)
        return report, facts


def perform(task: Task) -> tuple[Report, TableFacts]:
    """Check a table and stage its certain rows; whoever is asked runs this."""

    def tell(rows: int) -> None:
        task.progress.write_text(str(rows), "ascii")

    with _Writer(task.errors) as errors, unguarded(task.place) as connection:
        listen = (lambda _report: errors.add) if task.heard else None
        report, facts = check_table(task.table, connection, tell, listen)
    report.listener = None
    return report, facts


class _Writer:
    """Write errors into a file, which is made with the first one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: list[Error] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()

    def add(self, error: Error) -> None:
        self._held.append(error)
        if len(self._held) == TOGETHER:
            self._write()

    def _write(self) -> None:
        if self._held:
            with self._path.open("ab") as file:
                pickle.dump(self._held, file, pickle.HIGHEST_PROTOCOL)
            self._held.clear()


def _written(path: Path) -> Iterator[Error]:
    if not path.exists():
        return
    with path.open("rb") as file, suppress(EOFError):
        while True:
            yield from pickle.load(file)  # noqa: S301  # written by ourselves, in our own folder


def _move(task: Task, connection: sqlite3.Connection) -> None:
    table = task.table.resource.table
    connection.commit()
    connection.execute(f"attach ? as {ELSEWHERE}", (task.place.as_uri(),))
    query = f"select sql from {ELSEWHERE}.sqlite_master where name = ?"
    (made,) = connection.execute(query, (table,)).fetchone()
    connection.execute(made)
    connection.execute(f'insert into main."{table}" select * from {ELSEWHERE}."{table}"')
    connection.commit()
    connection.execute(f"detach {ELSEWHERE}")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
