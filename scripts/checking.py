"""One check of what a person named: its answer, and the files that are written about it."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scripts.jobs import workers
from scripts.options import Telling
from scripts.subjects import checks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.release.bare import Given
    from portal.release.loose import Checked, Keep
    from portal.tabular.report import Error, Report
    from scripts.artefact import Artefact
    from scripts.subjects import Subjects


class Answer(Protocol):
    """Tell a person or a program what was found."""

    def wanted(self, given: Mapping[type[Artefact], Path], /) -> dict[type[Artefact], Path]:
        """Return the artefacts that are made without being asked for."""

    def withdrawn(self, name: str, /) -> None:
        """Take the name of a dataset that was not checked."""

    def see(self, checked: Checked, /) -> None:
        """Take what was checked, while its tables and files are there."""

    def wrote(self, artefact: Artefact, /) -> None:
        """Finish a file and say so."""

    def finish(self, *, valid: bool) -> None:
        """Say what is left to say."""


@dataclass(frozen=True)
class Task:
    """Hold how something is to be checked, and how it is told."""

    given: Given
    language: str
    retyped: str
    """The command as it was typed."""
    wanted: Mapping[type[Artefact], Path]
    """The files that are to be written."""
    jobs: int | None


def check(task: Task, subjects: Subjects, answer: Answer) -> bool:
    """Check everything that was named once, tell it, and return whether all is well."""
    wanted = {**task.wanted, **answer.wanted(task.wanted)}
    valid = True
    with ExitStack() as stack:
        artefacts = [
            stack.enter_context(one(path, task.language, task.retyped))
            for one, path in wanted.items()
        ]

        def hear(report: Report, error: Error) -> None:
            for artefact in artefacts:
                artefact.hear(report, error)

        progress = stack.enter_context(Telling())
        keep = _kept(wanted)
        pool = stack.enter_context(workers(task.jobs))
        checking = checks(subjects, task.given, progress, hear, keep, pool)
        for checked in stack.enter_context(closing(checking)):
            progress.clear()
            if isinstance(checked, str):
                answer.withdrawn(checked)
                continue
            valid &= checked.valid
            answer.see(checked)
            for artefact in artefacts:
                artefact.see(checked)
        for artefact in artefacts:
            answer.wrote(artefact)
    answer.finish(valid=valid)
    return valid


def _kept(wanted: Mapping[type[Artefact], Path]) -> Keep:
    """Return what must be there after the check for the files that are wanted."""
    from portal.release.export import is_database
    from portal.release.loose import Keep
    from scripts.row_artefacts import Output

    target = wanted.get(Output)
    if target is not None and is_database(target) and target.parent.is_dir():
        return Keep(beside=target.parent)
    return Keep(rows=target is not None)
