"""Decide what goes into a release: candidates, last good versions and the keys between them.

A dataset goes into a release as its *candidate* (what lies in ``datasets/``), as what was
published before (*kept*), or not at all. A candidate with an error is refused. A candidate
whose foreign keys fail is refused too, unless they fail only because its parent's update is
refused: then it waits. A parent whose update would leave rows of what is published without a
partner is refused itself, naming the children. Since refusing one may let another pass, the
decision is taken again from the start after each refusal, and ends because every refusal is
final (docs/decisions/4-releases.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.database.keys import count_orphans, foreign_key_errors
from portal.database.tables import references
from portal.release.candidate import Candidate, waits
from portal.tabular.report import Error

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from portal.catalog.model import Dataset, Resource
    from portal.database.tables import Reference

CANDIDATE, RESTORED, PREVIOUS = "main", "restored", "previous"
"""The SQLite schemas in which tables lie: just staged, staged again from the archive, and in
the previous release."""


@dataclass(frozen=True)
class Side:
    """Say where a version of a dataset lies while a release is built."""

    dataset: Dataset
    place: str
    candidate: Candidate | None
    """What was staged; None where the previous release holds it all."""


@dataclass
class Outcome:
    """Say what becomes of a dataset."""

    name: str
    side: Side | None
    """What the release will hold; None: nothing."""
    refused: Candidate | None = None
    """The update that was refused, with its reports."""
    waits_for: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """Return the status as ``catalog.db`` has it, or ``new`` where nothing is published."""
        if self.waits_for:
            return "waiting"
        return "rejected" if self.refused is not None else "published"


@dataclass
class _Attempt:
    """Hold one attempt at a decision."""

    chosen: dict[str, Side | None]
    faults: dict[str, list[tuple[Reference, str]]] = field(default_factory=dict)
    """By candidate: the keys that fail, and the place of the parent that they fail against."""
    waits: dict[str, list[str]] = field(default_factory=dict)
    """By candidate: the parents that it waits for."""
    harmed: dict[str, list[Error]] = field(default_factory=dict)
    """By parent: what its update would do to its children."""


def decide(
    connection: sqlite3.Connection,
    candidates: Mapping[str, Candidate],
    kept: Mapping[str, Side],
    unchanged: frozenset[str],
) -> dict[str, Outcome]:
    """Return the outcome of every dataset, parents before their children.

    ``candidates`` are staged in ``main``, except the ``unchanged`` ones, which are what is kept.
    Findings about keys between datasets are added to the candidates' reports.
    """
    refused: dict[str, list[Error]] = {}
    while True:
        attempt = _attempt(connection, candidates, kept, unchanged, refused)
        new = {name: errors for name, errors in attempt.harmed.items() if name not in refused}
        if not new:
            break
        refused |= new
    for name, errors in refused.items():
        candidates[name].reports[0].errors += errors
    outcomes = {}
    for name, side in attempt.chosen.items():
        outcomes[name] = Outcome(name, side)
        candidate = candidates.get(name)
        if candidate is None or name in unchanged or (side and side.candidate is candidate):
            continue
        outcomes[name].refused = candidate
        if name in attempt.faults or not candidate.valid:
            _report_faults(connection, candidate, attempt)
        elif name in attempt.waits:
            outcomes[name].waits_for = tuple(dict.fromkeys(attempt.waits[name]))
            candidate.reports[0] = waits(candidate.reports[0], outcomes[name].waits_for)
    return outcomes


def _attempt(
    connection: sqlite3.Connection,
    candidates: Mapping[str, Candidate],
    kept: Mapping[str, Side],
    unchanged: frozenset[str],
    refused: Mapping[str, list[Error]],
) -> _Attempt:
    staged = {
        name: candidate.dataset
        for name, candidate in candidates.items()
        if candidate.dataset is not None and name not in unchanged
    }
    fresh = {
        name: Side(dataset, CANDIDATE, candidates[name])
        for name, dataset in staged.items()
        if candidates[name].valid and name not in refused
    }
    datasets = {name: side.dataset for name, side in kept.items()}
    names = in_key_order(datasets | {name: c.dataset for name, c in candidates.items()})
    attempt = _Attempt({name: fresh.get(name, kept.get(name)) for name in names})
    for name in names:
        side = attempt.chosen[name]
        if side is not None and side.place == CANDIDATE:
            _judge_candidate(connection, attempt, side, staged)
            if name in attempt.faults or name in attempt.waits:
                attempt.chosen[name] = side = kept.get(name)
        if side is not None and side.place != CANDIDATE:
            for reference, count in _failing(connection, side, attempt.chosen):
                parent = attempt.chosen[reference.dataset]
                if parent is not None and parent.place == CANDIDATE:
                    attempt.harmed.setdefault(reference.dataset, []).append(
                        _orphans(parent, reference, name, count)
                    )
    return attempt


def _judge_candidate(
    connection: sqlite3.Connection, attempt: _Attempt, side: Side, staged: Mapping[str, Dataset]
) -> None:
    """Sort what is wrong with a candidate's keys: its own fault, or waiting for a parent."""
    name = side.dataset.name
    for parent in parents_of(side.dataset):
        if attempt.chosen.get(parent) is None:
            attempt.waits.setdefault(name, []).append(parent)
    for reference, _count in _failing(connection, side, attempt.chosen):
        parent_side = attempt.chosen[reference.dataset]
        if parent_side is None:
            continue
        update_helps = (
            parent_side.place != CANDIDATE
            and reference.dataset in staged
            and not count_orphans(connection, CANDIDATE, reference, CANDIDATE)
        )
        if update_helps:
            attempt.waits.setdefault(name, []).append(reference.dataset)
        else:
            attempt.faults.setdefault(name, []).append((reference, parent_side.place))


def _failing(
    connection: sqlite3.Connection, side: Side, chosen: Mapping[str, Side | None]
) -> Iterator[tuple[Reference, int]]:
    """Yield each key to another dataset that fails, and in how many rows."""
    for _resource, reference, place in _references(side.dataset, chosen):
        count = count_orphans(connection, side.place, reference, place)
        if count:
            yield reference, count


def _references(
    dataset: Dataset, chosen: Mapping[str, Side | None]
) -> Iterator[tuple[Resource, Reference, str]]:
    """Yield the keys to other datasets of the release, and where these lie."""
    sides = {name: side for name, side in chosen.items() if side is not None}
    others = {name: side.dataset for name, side in sides.items()}
    for resource in dataset.resources:
        for reference in references(dataset, resource, others, within=False):
            yield resource, reference, sides[reference.dataset].place


def _report_faults(connection: sqlite3.Connection, candidate: Candidate, attempt: _Attempt) -> None:
    """Add what is wrong with the keys of a refused candidate to its reports, row by row.

    A candidate with other errors is judged too, so that its report is complete.
    """
    if candidate.dataset is None:
        return
    places = {(r.child, r.key): place for r, place in attempt.faults.get(candidate.name, ())}
    for resource, reference, place in _references(candidate.dataset, attempt.chosen):
        report = candidate.report(resource.name)
        against = places.get((reference.child, reference.key), place)
        report.errors += foreign_key_errors(connection, resource, report.file, reference, against)


def _orphans(parent: Side, reference: Reference, child: str, count: int) -> Error:
    folder = parent.candidate.folder.name if parent.candidate is not None else reference.dataset
    return Error(
        "orphans",
        f"{folder}/{parent.dataset.resource(reference.resource).path}",
        reference.resource,
        field=reference.key.reference_fields[0],
        parameters={"children": child, "count": count},
    )


def in_key_order(datasets: Mapping[str, Dataset | None]) -> list[str]:
    """Return the names of datasets, those that keys point to before those that point."""
    ordered: dict[str, None] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        dataset = datasets.get(name)
        if name in ordered or name in path or name not in datasets:
            return
        if dataset is not None:
            for parent in parents_of(dataset):
                visit(parent, (*path, name))
        ordered[name] = None

    for name in sorted(datasets):
        visit(name, ())
    return list(ordered)


def parents_of(dataset: Dataset) -> list[str]:
    """Return the names of the other datasets that a dataset's keys point to."""
    keys = [key for resource in dataset.resources for key in resource.schema.foreign_keys]
    return sorted({key.package for key in keys if key.package not in (None, dataset.name)} - {None})
