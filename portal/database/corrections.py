"""Corrections held against the data: each must be what the table really says."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from portal.tabular.report import Error

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from portal.catalog.model import Correction, Dataset, Field


def correction_errors(
    connection: sqlite3.Connection, dataset: Dataset, file: str
) -> Iterator[Error]:
    """Yield an error for every correction whose row is missing or whose column says otherwise.

    A correction records how the published file differs from its source (docs/descriptor.md), so
    the staged table must hold the new value, or no value where it was withheld.
    """
    for position, correction in enumerate(dataset.corrections):
        found = _value(connection, dataset, correction)
        expected = correction.new
        field = dataset.resource(correction.resource).schema.field(correction.field)
        if found is None or not _same(found[0], expected, field):
            yield Error(
                "correction-not-applied",
                file,
                correction.resource,
                field=correction.field,
                value=", ".join(str(value) for value in correction.key.values()),
                pointer=f"/corrections/{position}",
                parameters={"expected": "" if expected is None else expected},
            )


def _value(
    connection: sqlite3.Connection, dataset: Dataset, correction: Correction
) -> tuple[str | int | float | None] | None:
    resource = dataset.resource(correction.resource)
    column = resource.schema.field(correction.field).column
    keys = [resource.schema.field(name).column for name in correction.key]
    query = (
        f'select "{column}" from main."{resource.table}" where '
        + " and ".join(f'"{key}" = ?' for key in keys)
        + " limit 1"
    )
    found: tuple[str | int | float | None] | None = connection.execute(
        query, tuple(correction.key.values())
    ).fetchone()
    return found


def _same(found: str | float | None, expected: str | None, field: Field) -> bool:
    """Compare a typed value with the text of a correction."""
    if found is None or expected is None:
        return found is expected
    if isinstance(found, str):
        return found == expected
    if field.type == "boolean":
        return expected.lower() in (("true", "1") if found else ("false", "0"))
    try:
        return Decimal(expected) == Decimal(repr(found))
    except InvalidOperation:
        return False
