"""Write what was repaired before a dataset was published into ``catalog.db``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.database.writing import insert

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from portal.catalog.model import Dataset
    from portal.draft.log import Entry


def write_repairs(
    connection: sqlite3.Connection, dataset: Dataset, entries: Iterable[Entry]
) -> None:
    """Write the log of a dataset's repairs, refused ones included.

    Who sees ``1.234`` on a page should be able to learn that somebody looked, and left it.
    """
    columns = _columns(dataset)
    for position, entry in enumerate(entries, 1):
        table, column = columns.get(entry.column) or (None, None)
        insert(
            connection,
            "repair",
            {
                "dataset": dataset.name,
                "position": position,
                "number": entry.number,
                "decision": entry.decision,
                "repair": entry.repair,
                "label": entry.column,
                "table_name": table,
                "column_name": column,
                "rule": entry.rule,
                "count": entry.count,
                "row": entry.row,
                "before": entry.before,
                "after": entry.after,
                "file": entry.file,
                "sheet": entry.sheet,
                "sha256": entry.sha256,
            },
        )


def copy_repairs(connection: sqlite3.Connection, dataset: str) -> None:
    """Take over the log of an unchanged dataset from the attached ``previous`` catalog."""
    connection.execute(
        "insert into repair select * from previous.repair where dataset = ?", (dataset,)
    )


def _columns(dataset: Dataset) -> dict[str, tuple[str, str] | None]:
    """Return the table and the column of each header; None where several tables have it."""
    found: dict[str, tuple[str, str] | None] = {}
    for resource in dataset.resources:
        for field in resource.schema.fields:
            place = (resource.table, field.column)
            found[field.name] = None if field.name in found else place
    return found
