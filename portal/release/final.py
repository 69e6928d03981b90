"""Check a dataset and write its tables at once as they are to be, if all their keys hold.

This is the short way (docs/decisions/7): rows go straight into STRICT tables that enforce their
keys. SQLite does not say which two rows have the same key, so where a key does not hold the
dataset goes the long way, through staged tables that know the number of every row.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from portal.database.bulk import bulk
from portal.database.dictionary import facet_columns
from portal.database.keys import count_orphans
from portal.database.tables import ROW, create, index, references
from portal.database.writing import unguarded
from portal.release.data_db import parents_first
from portal.tabular.check import check_resource

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from portal.catalog.model import Dataset, Resource
    from portal.release.candidate import Candidate, Progress
    from portal.tabular.check import Check


def check_final(candidate: Candidate, path: Path, progress: Progress | None = None) -> bool:
    """Check a candidate and write its certain rows into the database at ``path``.

    Returns False where a key or a correction must be looked into row by row: then neither the
    file nor the reports count. Otherwise the reports are the candidate's.
    """
    dataset = candidate.dataset
    if dataset is None or dataset.corrections:
        return False
    keys = {
        resource.name: references(dataset, resource, {}, within=True)
        for resource in dataset.resources
    }
    with unguarded(path) as connection:
        for resource in parents_first(dataset):
            create(connection, resource, keys[resource.name])
    for resource in dataset.resources:
        file = f"{candidate.folder.name}/{resource.path}"
        tell = None if progress is None else (lambda rows: progress(dataset.name, rows))
        checked = check_resource(resource, candidate.folder, file, candidate.described.checks, tell)
        if candidate.listen is not None:
            checked.report.listener = candidate.listen(checked.report)
        if not _fill(path, resource, checked):
            return False
        candidate.reports.append(checked.report)
    if any(keys.values()) and not candidate.valid:
        return False
    with unguarded(path) as connection:
        return _indexed(connection, dataset) and not any(
            count_orphans(connection, "main", reference, "main")
            for found in keys.values()
            for reference in found
        )


def _fill(path: Path, resource: Resource, checked: Check) -> bool:
    """Write the rows of a resource; return whether its key let them all in."""
    columns = [field.column for field in resource.schema.fields]
    key = resource.schema.primary_key
    names = [field.name for field in resource.schema.fields]
    ascending = _Ascending(str(names.index(key[0]))) if len(key) == 1 else None
    from adbc_driver_sqlite import dbapi  # noqa: PLC0415

    rows = 0
    try:
        with bulk(path) as ingest:
            for batch in checked:
                if ascending is not None and not ascending.takes(batch.frame):
                    return False
                frame = batch.frame.rename(dict(zip(batch.frame.columns, columns, strict=True)))
                if not key:
                    frame = _numbered(frame, rows)
                rows += frame.height
                ingest(resource.table, frame)
    except dbapi.Error as error:
        # The driver calls every failure internal; SQLite's words say which it was.
        if "constraint failed" not in str(error):
            raise
        return False
    return True


def _numbered(frame: pl.DataFrame, before: int) -> pl.DataFrame:
    """Return rows with the key that a table has where its schema has none."""
    import polars as pl  # noqa: PLC0415

    numbers = pl.int_range(before + 1, before + frame.height + 1, eager=True)
    return frame.insert_column(0, numbers.alias(ROW))


class _Ascending:
    """Watch that whole-number keys come in their order: SQLite is slow to put others in between."""

    def __init__(self, column: str) -> None:
        self.column = column
        self.last: int | None = None

    def takes(self, frame: pl.DataFrame) -> bool:
        """Tell whether the keys go on in their order; other than whole numbers always do."""
        keys = frame[self.column]
        if not keys.dtype.is_integer() or keys.is_empty():
            return True
        first, last = keys[0], keys[-1]
        if keys.null_count() or (self.last is not None and first <= self.last):
            return False
        self.last = last
        return keys.is_sorted()


def _indexed(connection: sqlite3.Connection, dataset: Dataset) -> bool:
    """Add the indexes of all tables; return whether what is to be unique is."""
    try:
        for resource in dataset.resources:
            index(connection, resource, facet_columns(resource))
    except sqlite3.IntegrityError:
        return False
    return True
