"""Decide what goes into a release: candidates, last good versions and the keys between them.

A dataset goes into a release as its *candidate* (what lies in ``datasets/``), as what was
published before (*kept*), or not at all. A candidate with an error is refused. A candidate
whose foreign keys fail is refused too, unless they fail only because its parent's update is
refused: then it waits. A parent whose update would leave rows of what is published without a
partner is refused itself, naming the children, and so is a new name that they do not use yet.
Since refusing one may let another pass, the decision is taken again from the start after each
refusal, and ends because every refusal is final (docs/decisions/4-releases.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.database.keys import count_keys, count_orphans, foreign_key_errors
from portal.database.tables import references
from portal.release.candidate import waits
from portal.release.outcome import CANDIDATE, RESTORED, Outcome, Side
from portal.release.relations import claim_errors, orphans, parents_first, unresolved

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from portal.catalog.model import Dataset, ForeignKey, Resource
    from portal.database.tables import Reference
    from portal.release.candidate import Candidate
    from portal.tabular.report import Error


@dataclass
class _Attempt:
    """Hold one attempt at a decision."""

    chosen: dict[str, Side | None]
    fresh: Mapping[str, Side]
    """The candidates that may still go in."""
    renamed: Mapping[str, str]
    """The candidate that takes the place of a dataset, by the name that this had before."""
    faults: dict[str, list[tuple[Reference, str]]] = field(default_factory=dict)
    """By what fails: its keys, and the place of the parent that they fail against."""
    waits: dict[str, list[str]] = field(default_factory=dict)
    """By what fails: the parents that it waits for."""
    harmed: dict[str, list[Error]] = field(default_factory=dict)
    """By candidate: what it would do to what stays."""

    def goes_in(self, name: str) -> bool:
        """Tell whether the candidate of that name is chosen."""
        return name in self.fresh and self.chosen[name] is self.fresh[name]


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
    failed: dict[str, _Attempt] = {}
    while True:
        attempt = _attempt(connection, candidates, kept, unchanged, refused)
        new = {name: errors for name, errors in attempt.harmed.items() if name not in refused}
        for name in attempt.renamed.values():
            if not attempt.goes_in(name) and name not in new:
                new[name] = []  # what it was called before stays, so it may not try again
                failed[name] = attempt
        if not new:
            break
        refused |= new
    for name, errors in refused.items():
        candidates[name].reports[0].extend(errors)
    outcomes = {}
    for name in parents_first(attempt.chosen, _datasets(attempt.chosen).values()):
        side = attempt.chosen[name]
        outcomes[name] = outcome = Outcome(name, side)
        candidate = candidates.get(name)
        if side is None and candidate is None:
            candidate = kept[name].candidate  # staged from the archive, and it no longer fits
        taken = side is not None and (name in unchanged or side.candidate is candidate)
        if candidate is not None and not taken:
            outcome.refused = candidate
            _explain(connection, outcome, candidate, failed.get(name, attempt))
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
    renamed = {
        old: name
        for name, side in fresh.items()
        for old in side.dataset.former_names
        if old in kept and old not in candidates
    }
    stays = {name: side for name, side in kept.items() if name not in renamed}
    versions = [side.dataset for side in stays.values()] + list(staged.values())
    names = parents_first({*stays, *candidates}, versions)
    chosen = {name: fresh.get(name, stays.get(name)) for name in names}
    attempt = _Attempt(chosen, fresh, renamed)
    for name in names:
        if name in fresh:
            _judge(connection, attempt, fresh[name], staged)
            if name in attempt.faults or name in attempt.waits:
                chosen[name] = stays.get(name)
        side = chosen[name]
        if side is not None and not attempt.goes_in(name):
            _protect(connection, attempt, side)
    stay = [side.dataset for name, side in chosen.items() if side and not attempt.goes_in(name)]
    for name in fresh:
        if attempt.goes_in(name) and (errors := list(claim_errors(candidates[name], stay))):
            attempt.harmed.setdefault(name, []).extend(errors)
    return attempt


def _judge(
    connection: sqlite3.Connection, attempt: _Attempt, side: Side, staged: Mapping[str, Dataset]
) -> None:
    """Sort what is wrong with a candidate's keys: its own fault, or waiting for a parent."""
    name = side.dataset.name
    for parent, _resource, _key in unresolved(side.dataset, _datasets(attempt.chosen)):
        attempt.waits.setdefault(name, []).append(parent)
    updates = {(r.child, r.key): r for _resource, r in _references(side.dataset, staged)}
    for reference, place, _count in _failing(connection, side, attempt):
        update = updates.get((reference.child, reference.key))
        update_helps = (
            place != CANDIDATE
            and update is not None
            and not count_orphans(connection, CANDIDATE, update, CANDIDATE)
        )
        if update_helps:
            attempt.waits.setdefault(name, []).append(reference.dataset)
        else:
            attempt.faults.setdefault(name, []).append((reference, place))


def _protect(connection: sqlite3.Connection, attempt: _Attempt, side: Side) -> None:
    """Find the candidates that would take away what the rows of a published version point to.

    A version from the archive that fits no longer, though nobody took anything away, stays out:
    its parent went on while it was withdrawn.
    """
    name = side.dataset.name
    for parent, resource, key in unresolved(side.dataset, _datasets(attempt.chosen)):
        culprit = attempt.renamed.get(parent, parent)
        if attempt.goes_in(culprit):
            count = count_keys(connection, side.place, resource, key)
            _harm(attempt, culprit, key, name, count)
        elif side.place == RESTORED:
            attempt.waits.setdefault(name, []).append(parent)
    for reference, place, count in _failing(connection, side, attempt):
        if place == CANDIDATE:
            _harm(attempt, reference.dataset, reference.key, name, count)
        elif side.place == RESTORED:
            attempt.faults.setdefault(name, []).append((reference, place))
    if side.place == RESTORED and (name in attempt.waits or name in attempt.faults):
        attempt.chosen[name] = None


def _harm(attempt: _Attempt, culprit: str, key: ForeignKey, child: str, count: int) -> None:
    candidate = attempt.fresh[culprit].candidate
    if candidate is not None:
        attempt.harmed.setdefault(culprit, []).append(orphans(candidate, key, child, count))


def _failing(
    connection: sqlite3.Connection, side: Side, attempt: _Attempt
) -> Iterator[tuple[Reference, str, int]]:
    """Yield each key to another dataset that fails, where that lies, and in how many rows."""
    for _resource, reference in _references(side.dataset, _datasets(attempt.chosen)):
        parent = attempt.chosen[reference.dataset]
        if parent is None:
            continue
        count = count_orphans(connection, side.place, reference, parent.place)
        if count:
            yield reference, parent.place, count


def _explain(
    connection: sqlite3.Connection,
    outcome: Outcome,
    candidate: Candidate,
    attempt: _Attempt,
) -> None:
    """Add to the reports of a refused candidate what is wrong with its keys, row by row.

    A candidate with other errors is judged too, so that its report is complete.
    """
    name, dataset = outcome.name, candidate.dataset
    if candidate.valid and name not in attempt.faults:
        outcome.waits_for = tuple(dict.fromkeys(attempt.waits.get(name, ())))
        if outcome.waits_for:
            candidate.reports[0] = waits(candidate.reports[0], outcome.waits_for)
        return
    if dataset is None:
        return
    against = {(r.child, r.key): (r, parent) for r, parent in attempt.faults.get(name, ())}
    for resource, reference in _references(dataset, _datasets(attempt.chosen)):
        parent = attempt.chosen[reference.dataset]
        lies = parent.place if parent is not None else CANDIDATE
        held, where = against.get((reference.child, reference.key), (reference, lies))
        report = candidate.report(resource.name)
        report.extend(
            foreign_key_errors(connection, resource, report.file, held, where, candidate.place)
        )


def _references(
    dataset: Dataset, others: Mapping[str, Dataset]
) -> Iterator[tuple[Resource, Reference]]:
    """Yield the keys to other datasets, with the resource that has them."""
    for resource in dataset.resources:
        for reference in references(dataset, resource, others, within=False):
            yield resource, reference


def _datasets(chosen: Mapping[str, Side | None]) -> dict[str, Dataset]:
    return {name: side.dataset for name, side in chosen.items() if side is not None}
