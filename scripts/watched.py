"""``portal validate --watch``: check what a saved file may have changed, and remember the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from portal.catalog.watch import changes
from portal.tabular.since import errors_of
from scripts.answers import TextAnswer
from scripts.artefacts import Html
from scripts.checking import check
from scripts.cli import BAD_DATA, FINE
from scripts.kin import Kin, related
from scripts.subjects import told_apart
from scripts.watch import Standing, again

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.release.loose import Checked
    from portal.tabular.since import Found
    from scripts.artefact import Artefact
    from scripts.checking import Task
    from scripts.subjects import Subjects


def watch(
    task: Task, datasets: tuple[str, ...], root: Path | None, limit: int | None, output: str
) -> int:
    """Check ``datasets`` now and whenever a file is saved, until Ctrl-C; return the exit code.

    Takes what was named, the root if one was given, how many errors to list and the format. Raises
    UsageError for a format and files that are not made while watching.
    """
    if output == "json" or task.wanted.keys() - {Html}:
        raise click.UsageError(
            "--watch tells a person what is left: as text, and with --html as a report."
            " Leave out --format json and other files, or --watch."
        )
    subjects = told_apart(datasets, root)
    in_portal = subjects.names or subjects.folders or subjects.everything
    content = subjects.root if in_portal else None
    others = [*subjects.files, *subjects.folders]
    others += [task.given.schema] if task.given.schema is not None else []
    apart = {path.resolve() for path in task.wanted.values()}
    seen = changes(content, others, apart)
    return again(Watched(task, datasets, root, limit).act, seen, subjects.root, task.language)


@dataclass(frozen=True)
class Part:
    """Hold what the last check found in one dataset or file."""

    checked: Checked
    found: Found
    lines: tuple[str, ...]

    @property
    def kin(self) -> Kin | None:
        """Return how the dataset depends on others; None where its descriptor is wrong."""
        dataset = self.checked.candidate.dataset
        return None if dataset is None else Kin.of(dataset)

    def holds(self, path: Path) -> bool:
        """Tell whether a file belongs to it."""
        if self.checked.bare is not None:
            return str(path) == self.checked.shown
        return path.is_relative_to(self.checked.candidate.folder)


class Watched:
    """Check again and again."""

    def __init__(
        self, task: Task, datasets: tuple[str, ...], root: Path | None, limit: int | None
    ) -> None:
        """Take the task, what was named, the root if one was given, and how many errors to list."""
        self._task = task
        self._datasets = datasets
        self._root = root
        self._parts: dict[str, Part] = {}
        """By what it is called. Empty where nothing is known."""
        self._release: str | None = None
        """What was published at that time: keys are held against it too."""
        self._valid: bool | None = None
        """Whether all was well the last time."""
        subjects = told_apart(datasets, root)
        self._answer = Remembering(task.language, limit, task.retyped, subjects)

    def act(self, changed: Sequence[Path]) -> Standing:
        """Check what the changed files have to do with, all that was named if there are none."""
        known, self._parts = self._parts, {}
        subjects = told_apart(self._datasets, self._root)
        release = _release(subjects.root)
        if release != self._release or self._answer.brief or self._task.wanted:
            known = {}
        parts = self._again(subjects, changed, known) if known else None
        if parts is None:
            parts = self._check(subjects)
        self._parts, self._release = parts, release
        valid = all(part.checked.valid for part in parts.values())
        lines = [
            line
            for part in parts.values()
            if not (changed and part.checked.valid) or any(map(part.holds, changed))
            for line in part.lines
        ]
        found = {kind: errors for part in parts.values() for kind, errors in part.found.items()}
        if self._valid is not valid or self._answer.report is not None:
            lines += self._answer.ending([part.checked for part in parts.values()], valid=valid)
        self._valid = valid
        return Standing(FINE if valid else BAD_DATA, found, lines)

    def _check(self, subjects: Subjects) -> dict[str, Part]:
        self._answer.begin()
        check(self._task, subjects, self._answer)
        return dict(self._answer.parts)

    def _again(
        self, subjects: Subjects, changed: Sequence[Path], known: Mapping[str, Part]
    ) -> dict[str, Part] | None:
        """Check what may have changed; None where it is not certain that the rest stays."""
        owners = [
            next((n for n, part in known.items() if part.holds(path)), "") for path in changed
        ]
        if not all(owners):
            return None
        if subjects.files and not subjects.names and not subjects.folders:
            files = tuple(path for path in subjects.files if str(path) in owners)
            return {**known, **self._check(replace(subjects, files=files))}
        kin = {name: part.kin for name, part in known.items()}
        near = related(set(owners), kin) if subjects.everything else None
        if near is None or not all(known[name].checked.valid for name in near.above):
            return None
        names = tuple(sorted(near.below | near.above))
        new = self._check(replace(subjects, names=names, everything=False))
        same = new.keys() == {*names} and all(new[name].kin == kin[name] for name in names)
        if not same or not all(new[name].checked.valid for name in near.above):
            return None
        return {**known, **new}


class Remembering(TextAnswer):
    """Keep what would be told of each dataset and file, and tell nothing."""

    def __init__(self, language: str, limit: int | None, again: str, subjects: Subjects) -> None:
        """Take the language, how much to list, the command that was typed, and what is checked."""
        super().__init__(language, limit, again, subjects)
        self._withdrawn: set[str] = set()
        self._opened = False

    def begin(self) -> None:
        """Begin another check."""
        self.parts: dict[str, Part] = {}
        self._told: list[str] = []
        self.echo = self._told.append
        self.seen = []
        self.nothing = True

    def wanted(self, given: Mapping[type[Artefact], Path]) -> dict[type[Artefact], Path]:
        """Return the report for a console, which is written to the same place each time."""
        return super().wanted(given) if self.report is None else {Html: self.report}

    def withdrawn(self, name: str) -> None:
        """Say once that a dataset is not checked."""
        self.nothing = False
        if name not in self._withdrawn:
            self._withdrawn.add(name)
            super().withdrawn(name)

    def see(self, checked: Checked) -> None:
        """Keep what was found."""
        self.nothing = False
        lines = () if self.brief else tuple(self.lines(checked))
        found = errors_of(checked.shown, checked.reports)
        self.parts[checked.shown] = Part(checked, found, lines)

    def finish(self, *, valid: bool) -> None:
        """Leave the end to ``ending``."""

    def ending(self, seen: list[Checked], *, valid: bool) -> list[str]:
        """Return what is to be said at the end: nothing of the next command where errors are left."""
        self.seen = seen
        if self.nothing or valid or (self.language == "ar" and self.report is not None):
            super().finish(valid=valid)
        return self._told

    def open(self, report: Path) -> None:
        """Show the report once: the next one is in its place."""
        if not self._opened:
            self._opened = True
            super().open(report)


def _release(root: Path | None) -> str | None:
    from portal.release.store import current_release

    release = None if root is None else current_release(root / "build")
    return None if release is None else release.name
