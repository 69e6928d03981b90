"""The values of columns among the rows of a query, with how many rows have each."""

from __future__ import annotations

import dataclasses
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from portal.database.within import TooSlowError, rows_within
from portal.query import compile as compiled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.read_profiles import Profile
    from portal.database.within import Connected
    from portal.query.compile import Statement
    from portal.query.model import Cell, Query
    from portal.query.table import Table

CHOOSING = frozenset({"exact", "in"})
"""Operators by which a value of a facet is chosen."""
SHOWN, ASKED = 10, 100
"""How many values a facet shows, and how many where it is asked for."""
MANY, FEW = 4, 5
"""Of more facets than that, each shows few values."""


class Counted(NamedTuple):
    """Hold the values of one column, the most frequent first."""

    column: str
    values: tuple[tuple[Cell, int], ...] | None
    """None: counting takes too long."""
    chosen: tuple[Cell, ...]
    """What the query lets the column have."""
    more: bool
    """Whether there are further values."""


async def facets(
    table: Table,
    query: Query,
    declared: Sequence[str],
    profiles: Mapping[str, Profile],
    data: Connected,
    seconds: float,
) -> list[Counted]:
    """Return the facets of a query: those that are declared, and those that are asked for.

    A facet counts among the rows that all other conditions leave. What is counted when the table
    is published needs no counting; the rest has so many seconds in all.
    """
    counted = []
    end = perf_counter() + seconds
    names = dict.fromkeys([*query.facets, *declared])
    shown = FEW if len(names) > MANY else SHOWN
    for name in names:
        asked = name in query.facets
        others = dataclasses.replace(
            query,
            filters=tuple(
                one for one in query.filters if one.column != name or one.operator not in CHOOSING
            ),
            groups=(),
            measures=(),
            sort=None,
            after=None,
            pivot=None,
        )
        limit = ASKED if asked else shown
        values = _known(others, profiles.get(name), limit)
        if values is None:
            statement = compiled.facet(table, others, name, limit + 1)
            values = await _counted(data, statement, end - perf_counter(), limit + 1)
        chosen = [
            value
            for one in query.filters
            if one.column == name and one.operator in CHOOSING
            for value in one.values
        ]
        more = values is not None and len(values) > limit
        counted.append(
            Counted(name, None if values is None else tuple(values[:limit]), tuple(chosen), more)
        )
    return counted


async def _counted(
    data: Connected, statement: Statement, seconds: float, most: int
) -> list[tuple[Cell, int]] | None:
    if seconds <= 0:
        return None
    try:
        rows = await rows_within(data, statement, most, seconds)
    except TooSlowError:
        return None
    return [(row["value"], row["count"]) for row in rows]


def _known(query: Query, profile: Profile | None, limit: int) -> list[tuple[Cell, int]] | None:
    """Return the values of a whole table where its profile has enough of them, else None."""
    if query.filters or query.search or profile is None:
        return None
    frequent = list(profile.frequent)
    if profile.distinct == len(frequent) or len(frequent) > limit:
        return frequent
    return None
