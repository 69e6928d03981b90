"""Where the header of a table is among its records, and which field each column is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.tabular.dialect import dialect_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.catalog.model import Field, Resource
    from portal.tabular.dialect import Dialect


@dataclass(frozen=True)
class Header:
    """Say where the data begin, how wide the table is, and what its columns are."""

    rows: tuple[int, ...]
    """Numbers of the header's records, from 1; empty where there is none."""
    labels: tuple[str, ...]
    """What the header calls the columns; the names of the fields where there is none."""
    fields: tuple[Field | None, ...]
    """By column; None where the header has no field's name."""

    @property
    def first_row(self) -> int:
        """Return the number of the first record after the header."""
        return self.rows[-1] + 1 if self.rows else 1

    @property
    def width(self) -> int:
        """Return how many columns the table has."""
        return len(self.labels)


def head_size(resource: Resource, least: int) -> int:
    """Return how many records ``header_of`` may need, ``least`` at the least."""
    return max(least, dialect_of(resource).first_row)


def header_of(resource: Resource, head: Sequence[Sequence[str]]) -> Header:
    """Return the header among the first records of a file."""
    dialect = dialect_of(resource)
    rows = tuple(row for row in _rows(dialect, head) if row <= len(head))
    names = tuple(field.name for field in resource.schema.fields)
    if not rows:
        return Header((), names, resource.schema.fields)
    join = dialect.judge.get("headerJoin", " ")
    records = [head[row - 1] for row in rows]
    labels = tuple(
        join.join(record[column] for record in records if column < len(record) and record[column])
        for column in range(len(records[-1]))
    )
    same = str if dialect.judge.get("headerCase", True) else str.casefold
    fields = {same(field.name): field for field in resource.schema.fields}
    return Header(rows, labels, tuple(fields.get(same(label.strip())) for label in labels))


def _rows(dialect: Dialect, head: Sequence[Sequence[str]]) -> tuple[int, ...]:
    if dialect.header_declared or not dialect.header_rows:
        return dialect.header_rows
    # Not declared: the first record that is no comment.
    return next(
        ((row,) for row, record in enumerate(head, 1) if not dialect.is_comment(row, record)), ()
    )
