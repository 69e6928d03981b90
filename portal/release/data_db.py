"""Write ``data.db`` of a release: every table of every dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.database import dictionary
from portal.database.tables import create, index, primary_key, references
from portal.database.writing import unguarded
from portal.exceptions import ReleaseError
from portal.release.outcome import PREVIOUS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from portal.catalog.model import Dataset, Resource
    from portal.release.plan import Plan


def write_data(path: Path, plan: Plan) -> None:
    """Write the tables of a plan, parents first, then their indexes."""
    staging, others = plan.assessment.staging, plan.datasets
    sides = [entry.side for entry in plan.entries.values()]
    made: set[str] = set()
    with unguarded(path) as target:
        for side in sides:
            for resource in parents_first(side.dataset):
                pointing = references(side.dataset, resource, others)
                there = made | {resource.table}
                create(target, resource, [r for r in pointing if r.table in there])
                made.add(resource.table)
    staging.execute("attach ? as target", (str(path),))
    for side in sides:
        for resource in side.dataset.resources:
            _fill(staging, side.place, resource)
    staging.commit()
    staging.execute("detach target")
    with unguarded(path) as target:
        for side in sides:
            for resource in side.dataset.resources:
                index(target, resource, dictionary.facet_columns(resource))
        target.executescript("analyze; pragma optimize;")
        if target.execute("pragma foreign_key_check").fetchone() is not None:
            raise ReleaseError(f"{path}: a key between tables does not hold; nothing was published")


def _fill(staging: sqlite3.Connection, place: str, resource: Resource) -> None:
    columns = [field.column for field in resource.schema.fields]
    source = list(columns)
    key = primary_key(resource.schema)
    if not resource.schema.primary_key:
        columns = [*key, *columns]
        source = ["_rowid_" if place != PREVIOUS else key[0], *source]
    staging.execute(
        f'insert into target."{resource.table}" ({_listed(columns)})'
        f' select {_listed(source)} from {place}."{resource.table}" order by _rowid_'
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def parents_first(dataset: Dataset) -> list[Resource]:
    """Return the resources of a dataset, those that keys point to first where that can be."""
    ordered: list[Resource] = []
    waiting = list(dataset.resources)
    while waiting:
        names = {resource.name for resource in waiting}
        ready = [r for r in waiting if not (_pointed_to(dataset, r) - {r.name}) & names]
        ordered += ready or waiting[:1]
        waiting = [r for r in waiting if r not in ordered]
    return ordered


def _pointed_to(dataset: Dataset, resource: Resource) -> set[str]:
    return {
        key.resource
        for key in resource.schema.foreign_keys
        if key.package in (None, dataset.name) and key.resource
    }
