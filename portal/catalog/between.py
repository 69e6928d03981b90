"""What may be wrong between the datasets of one portal, each of them sound by itself."""

from __future__ import annotations

import dataclasses
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import DESCRIPTOR, listed, pointer, shown
from portal.tabular.report import Error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from portal.catalog.described import Described
    from portal.catalog.model import Dataset, ForeignKey, Resource

    Wrong = Iterator[tuple[Described, Error]]


def check_between(
    read: Sequence[Described], published: Mapping[str, Dataset] | None = None
) -> tuple[Described, ...]:
    """Return the same folders; those that get into each other's way have errors and no dataset.

    Keys may also point to what is ``published``, by name, though its folder be gone.

    Of two datasets with one name, or with one table, the one whose folder has the dataset's name
    stays; where that does not decide, none does. A folder that does not keep its name goes by the
    folder's, so that no verdict is about two folders.
    """
    held = tuple(read)
    for check in (_names, _former_names, _tables):
        held = _apply(held, check(held))
    held = _apply(held, _references(held, published or {}))
    return _distinct(_apply(held, _cycles(held)))


def _distinct(held: Sequence[Described]) -> tuple[Described, ...]:
    """Call those that lost their name to another by their folder, so that each can be reported."""
    taken = {described.name for described in held if described.dataset is not None}
    named = []
    for described in held:
        if described.dataset is None and described.name in taken:
            folder = described.report.file.rpartition("/")[0]
            name = folder if folder not in taken else f"{folder}/"
            named.append(dataclasses.replace(described, name=name))
        else:
            named.append(described)
        taken.add(named[-1].name)
    return tuple(named)


def _apply(held: tuple[Described, ...], wrong: Wrong) -> tuple[Described, ...]:
    rejected = set()
    for described, error in list(wrong):
        described.report.add(error)
        rejected.add(described.folder)
    return tuple(
        dataclasses.replace(described, dataset=None) if described.folder in rejected else described
        for described in held
    )


def _names(held: Sequence[Described]) -> Wrong:
    for described, name, others in _clashes(held, lambda described: [described.name]):
        yield (
            described,
            _error(described, "dataset-name-taken", "/name", value=name, others=others),
        )


def _former_names(held: Sequence[Described]) -> Wrong:
    live = {described.name: described for described in held}
    claimed = defaultdict(list)
    for described, dataset in _sound(held):
        for name in dataset.former_names:
            claimed[name].append(described)
    for described, dataset in _sound(held):
        for position, name in enumerate(dataset.former_names):
            others = [other for other in claimed[name] if other is not described]
            if name in live:
                others.append(live[name])
            if others:
                at = pointer("formerNames", position)
                yield (
                    described,
                    _error(
                        described,
                        "dataset-name-taken",
                        at,
                        value=name,
                        rule="former",
                        others=listed(other.folder.name for other in others),
                    ),
                )


def _tables(held: Sequence[Described]) -> Wrong:
    def tables(described: Described) -> list[str]:
        resources = described.dataset.resources if described.dataset else ()
        return [resource.table for resource in resources]

    for described, table, others in _clashes(held, tables):
        yield (
            described,
            _error(described, "table-name-taken", "/name", table=table, others=others),
        )


def _clashes(
    held: Sequence[Described], names: Callable[[Described], Iterable[str]]
) -> Iterator[tuple[Described, str, str]]:
    claimed = defaultdict(list)
    for described in held:
        for name in names(described):
            claimed[name].append(described)
    for name, claimants in claimed.items():
        if len(claimants) == 1:
            continue
        rightful = [one for one in claimants if one.folder.name == one.name]
        for described in claimants:
            if rightful != [described]:
                others = [other.folder.name for other in claimants if other is not described]
                yield described, name, listed(others)


def _references(held: Sequence[Described], published: Mapping[str, Dataset]) -> Wrong:
    # A name that was claimed twice is known all the same: its children wait, they are not wrong.
    parents: dict[str, Dataset | None] = {**published}
    parents |= {described.name: None for described in held}
    parents |= {dataset.name: dataset for _, dataset in _sound(held)}
    for described, dataset in _sound(held):
        for resource, number, key in _outward(dataset):
            at = pointer("foreignKeys", number, "reference")
            for below, value, rule, known in _unknown(key, parents):
                yield (
                    described,
                    _error(
                        described,
                        "reference-unknown",
                        at + below,
                        resource=resource,
                        value=value,
                        rule=rule,
                        known=listed(known),
                    ),
                )


def _unknown(
    key: ForeignKey, parents: Mapping[str, Dataset | None]
) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    package = key.package or ""
    if package not in parents:
        yield "/package", package, "dataset", parents
        return
    parent = parents[package]
    if parent is None:
        return
    resources = {resource.name: resource for resource in parent.resources}
    if key.resource not in resources:
        yield "/resource", key.resource, "resource", resources
        return
    fields = [field.name for field in resources[key.resource].schema.fields]
    for position, name in enumerate(key.reference_fields):
        if name not in fields:
            yield pointer("fields", position), name, "field", fields


def _cycles(held: Sequence[Described]) -> Wrong:
    points_to = {
        dataset.name: {key.package or "" for _, _, key in _outward(dataset)}
        for _, dataset in _sound(held)
    }
    for described, dataset in _sound(held):
        cycle = _way_back(dataset.name, points_to)
        if not cycle:
            continue
        for resource, number, key in _outward(dataset):
            if key.package == cycle[1]:
                at = pointer("foreignKeys", number, "reference", "package")
                yield (
                    described,
                    _error(
                        described,
                        "reference-cycle",
                        at,
                        resource=resource,
                        value=key.package,
                        cycle=shown(" → ".join(cycle)),
                    ),
                )


def _way_back(name: str, points_to: Mapping[str, set[str]]) -> list[str]:
    waiting = deque([[name]])
    seen = set()
    while waiting:
        way = waiting.popleft()
        for following in sorted(points_to.get(way[-1], ())):
            if following == name:
                return [*way, name]
            if following not in seen:
                seen.add(following)
                waiting.append([*way, following])
    return []


def _sound(held: Iterable[Described]) -> Iterator[tuple[Described, Dataset]]:
    for described in held:
        if described.dataset is not None:
            yield described, described.dataset


def _outward(dataset: Dataset) -> Iterator[tuple[Resource, int, ForeignKey]]:
    for resource in dataset.resources:
        for number, key in enumerate(resource.schema.foreign_keys):
            if key.package is not None:
                yield resource, number, key


def _error(
    described: Described,
    code: str,
    at: str,
    *,
    resource: Resource | None = None,
    value: Any = None,
    rule: str | None = None,
    **parameters: str,
) -> Error:
    file, prefix = (DESCRIPTOR, "") if resource is None else described.schemas[resource.name]
    return Error(
        code,
        f"{described.report.file.rpartition('/')[0]}/{file}",
        resource=resource.name if resource else None,
        value=value,
        rule=rule,
        pointer=prefix + at,
        parameters=parameters,
    )
