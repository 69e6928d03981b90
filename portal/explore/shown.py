"""Read the rows or groups that a page shows, with all that is told of them there."""

from __future__ import annotations

import dataclasses
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from portal.database import read_facets, rows
from portal.database.querying import completed
from portal.database.read_values import key_columns
from portal.database.within import TooSlowError, rows_within
from portal.explore import address, body, facets, groups, heads, popups, summary
from portal.language.cells import SHORT
from portal.query import compile as compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portal.database.read_profiles import Profile
    from portal.database.rows import Line
    from portal.explore.address import Address
    from portal.explore.place import Place
    from portal.language.cells import Cell, Column
    from portal.language.text import Shown
    from portal.query.model import Query

    Labels = Mapping[tuple[str, str], Shown]

COUNTING, FACETS, ASKED_FACETS = 0.04, 0.03, 0.15
"""Seconds for the total, for facets by themselves, and for those that are asked for."""
IN_ALL = 0.2
"""Seconds after which nothing more is counted; what is missing can be asked for."""
WIDEST = 25
"""So many columns of a table are shown where nobody chose any."""
BRIEF = 80
"""Characters of a text, where a table has many columns."""


async def shown(
    place: Place,
    here: Address,
    query: Query,
    about: Sequence[Column],
    profiles: Mapping[str, Profile],
) -> dict[str, Any]:
    """Return what the template needs of the rows of a query, or of the groups that they make.

    ``about`` are the columns of which the page tells what they are like.
    """
    end = perf_counter() + IN_ALL
    query = await _complete(place, query)
    statement = compiled.rows(place.table, query)
    found = await place.data.execute(statement.sql, statement.parameters)
    fetched = compiled.page(query, list(found))
    declared = [name for group in place.resource["facets"] for name in group]
    seconds = min(ASKED_FACETS if query.facets else FACETS, end - perf_counter())
    counted = await read_facets.facets(place.table, query, declared, profiles, place.data, seconds)
    labels = await place.labels(
        {one.column: [v for v, _ in one.values or ()] + [*one.chosen] for one in counted},
        {name: [row[name] for row in fetched.rows] for name in query.groups},
        {query.pivot: query.pivoted} if query.pivot else {},
        popups.frequent_values(about, profiles),
    )
    columns = heads.columns_of(place.table, query, place.columns, labels, place.words)
    many = len(columns) > popups.MANY_COLUMNS
    lines = await _lines(place, query, fetched.rows, columns, labels, brief=many)
    row, to = _row(place, here, query), await _to(place)
    every = [("_col", name) for name in place.columns]
    whole = query.after is None and fetched.next is None and query.size > 0
    return {
        "total": len(lines) if whole else await total(place, query, end - perf_counter()),
        "rows_on_page": len(lines),
        "facets": facets.facets(here, counted, place.columns, labels, place.words),
        "heads": heads.heads(here, query, columns, place.words),
        "body": body.body(lines, row, to, place.words, codes=not many),
        "every_column": str(here.without("_col", "_nocol").plus(*every)),
        "next": str(here.following(fetched.next)) if fetched.next else None,
        "first": str(here.without()) if query.after is not None else None,
        "sizes": [(size, str(_sized(here, size))) for size in address.SIZES],
        "combined": [place.columns[name] for name in summary.combined(query, place.table)],
        "mixed": [
            (place.columns[name], str(here.plus(("_group", name))))
            for name in summary.mixed(query, place.table, profiles)
        ],
        "popups": popups.popups(here, about, profiles, labels, place.words),
        "others": many and not query.grouped,
    }


async def total(place: Place, query: Query, seconds: float = COUNTING) -> int | None:
    """Return how many rows or groups a query has; None where counting takes too long."""
    if not (query.filters or query.search or query.grouped):
        return int(place.resource["rows"])
    if seconds <= 0:
        return None
    statement = compiled.count(place.table, query)
    try:
        found = await rows_within(place.data, statement, 1, min(seconds, COUNTING))
    except TooSlowError:
        return None
    return int(found[0]["count"])


async def _complete(place: Place, query: Query) -> Query:
    """Return a query with the values that a pivot needs, or with the columns that a page has."""
    if query.grouped or query.columns or query.without or len(place.columns) <= WIDEST:
        return await completed(place.data, place.table, query)
    return dataclasses.replace(query, columns=tuple(place.columns)[:WIDEST])


async def _lines(
    place: Place,
    query: Query,
    found: Sequence[Any],
    columns: Sequence[Column],
    labels: Labels,
    *,
    brief: bool,
) -> list[Line]:
    if query.grouped:
        return groups.lines(found, query, columns, labels, place.language)
    limit = BRIEF if brief else SHORT
    return await rows.lines(place.catalog, place.data, place.resource, found, place.language, limit)


def _row(place: Place, here: Address, query: Query) -> Callable[[Line], str | None]:
    """Return the function from a line to where its first cell leads."""
    if query.grouped:
        return lambda line: groups.rows_of(here, query, line) if query.groups else None
    return lambda line: place.record_of(place.table.name, line.key)


async def _to(place: Place) -> Callable[[Column, Cell], str | None]:
    """Return the function from a cell to the record that its value points to."""
    tables = {column.reference[0] for column in place.columns.values() if column.reference}
    keys = await key_columns(place.catalog, tables) if tables else {}

    def to(column: Column, cell: Cell) -> str | None:
        if column.reference is None:
            return None
        table, key = column.reference
        value = cell.code or cell.shown.value
        if keys.get(table) == key:
            return place.record_of(table, [value])
        return place.path_of(f"/data/{table}?{urlencode({key: value})}")

    return to


def _sized(here: Address, size: int) -> Address:
    unsized = here.without("_size")
    return unsized if size == address.SIZES[0] else unsized.plus(("_size", str(size)))
