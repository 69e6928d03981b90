"""How the datasets of a release depend on each other, and get into each other's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.database.tables import references
from portal.tabular.report import Error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portal.catalog.model import Dataset, ForeignKey, Resource
    from portal.release.archive import Archive
    from portal.release.candidate import Candidate


def parents_of(dataset: Dataset) -> list[str]:
    """Return the names of the other datasets that a dataset's keys point to."""
    keys = [key for resource in dataset.resources for key in resource.schema.foreign_keys]
    return sorted({key.package for key in keys if key.package not in (None, dataset.name)} - {None})


def parents_first(names: Iterable[str], datasets: Iterable[Dataset]) -> list[str]:
    """Return names in the order of keys: those that keys point to before those that point.

    ``datasets`` may hold several versions of one dataset; the keys of all of them count.
    """
    parents: dict[str, set[str]] = {name: set() for name in sorted(names)}
    for dataset in datasets:
        parents[dataset.name] |= {*parents_of(dataset)} & parents.keys()
    ordered: dict[str, None] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in ordered or name in path:
            return
        for parent in sorted(parents[name]):
            visit(parent, (*path, name))
        ordered[name] = None

    for name in parents:
        visit(name, ())
    return list(ordered)


def unresolved(
    dataset: Dataset, others: Mapping[str, Dataset]
) -> Iterator[tuple[str, Resource, ForeignKey]]:
    """Yield keys to a dataset, a resource or a field that is not there: dataset, child, key."""
    for resource in dataset.resources:
        found = {reference.key for reference in references(dataset, resource, others)}
        for key in resource.schema.foreign_keys:
            if key not in found:
                yield key.package or dataset.name, resource, key


def claim_errors(candidate: Candidate, others: Iterable[Dataset]) -> Iterator[Error]:
    """Yield an error for every name or table of a candidate that another dataset has."""
    dataset = candidate.dataset
    if dataset is None:
        return
    for other in others:
        theirs = {other.name, *other.former_names}
        for name in (dataset.name, *dataset.former_names):
            if name in theirs:
                rule, pointer = (
                    (None, "/name") if name == dataset.name else ("former", "/formerNames")
                )
                yield Error(
                    "dataset-name-taken",
                    candidate.reports[0].file,
                    value=name,
                    rule=rule,
                    pointer=pointer,
                    parameters={"others": other.name},
                )
        tables = {resource.table for resource in other.resources}
        for resource in dataset.resources:
            if resource.table in tables:
                yield Error(
                    "table-name-taken",
                    candidate.reports[0].file,
                    pointer="/name",
                    parameters={"table": resource.table, "others": other.name},
                )


def number_errors(candidate: Candidate, archive: Archive) -> Iterator[Error]:
    """Yield an error for every former name whose versions have numbers that are taken already."""
    dataset = candidate.dataset
    taken: set[int] = set()
    for name in (candidate.name, *(dataset.former_names if dataset is not None else ())):
        numbers = {version.number for version in archive.history([name])}
        if taken & numbers:
            yield Error(
                "dataset-name-taken",
                candidate.reports[0].file,
                value=name,
                rule="former",
                pointer="/formerNames",
                parameters={"others": candidate.name},
            )
        taken |= numbers


def orphans(parent: Candidate, key: ForeignKey, child: str, count: int) -> Error:
    """Return the error of an update that takes away what rows of another dataset point to."""
    return Error(
        "orphans",
        next(
            (r.file for r in parent.reports if r.resource == key.resource), parent.reports[0].file
        ),
        key.resource,
        field=key.reference_fields[0],
        parameters={"children": child, "count": count},
    )
