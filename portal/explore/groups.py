"""The groups of a summary as lines of a table, each with the way to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.database.rows import line
from portal.explore.address import PAGE_ONLY, SHAPE, Address
from portal.query.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.read import Row
    from portal.database.rows import Line
    from portal.language.cells import Column
    from portal.language.text import Shown
    from portal.query.model import Query


def lines(
    rows: Sequence[Row],
    query: Query,
    columns: Sequence[Column],
    labels: Mapping[tuple[str, str], Shown],
    language: str,
) -> list[Line]:
    """Return groups as a page in ``language`` shows them; the key of a line is its group."""
    return [
        line(tuple(row[name] for name in query.groups), row, columns, labels, language)
        for row in rows
    ]


def rows_of(address: Address, query: Query, group: Line) -> str:
    """Return the address of the rows that a group is made of."""
    fixed = {one.column for one in query.filters if one.operator == "exact"}
    pairs = [
        (f"{name}__isnull", "1") if value is None else (name, written(value))
        for name, value in zip(query.groups, group.key, strict=True)
        if name not in fixed
    ]
    return str(address.without(*SHAPE, *PAGE_ONLY).plus(*pairs))
