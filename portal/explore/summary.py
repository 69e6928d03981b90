"""What a table can be grouped by and what can be calculated, as the roles of its columns allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.database.read_facets import CHOOSING
from portal.exceptions import QueryError
from portal.explore.heads import measure_name
from portal.query import roles
from portal.query.bounds import MOST_GROUPS, MOST_MEASURES, MOST_PIVOTED
from portal.query.model import COUNT, Measure, Query
from portal.query.table import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.read_profiles import Profile
    from portal.explore.words import Words
    from portal.language.cells import Column
    from portal.query.table import Table

NOT_GROUPED = frozenset({"measure", "label", "note"})
"""Roles of columns that are no groups; any column can be grouped by in the address."""
FEWEST_GROUPS = 2
"""So many columns the form lets one choose at once."""
TEMPORAL = frozenset({"year", "date", "datetime", "time", "yearmonth"})


@dataclass(frozen=True)
class Summary:
    """Hold what the form offers, and what is chosen in it."""

    groups: tuple[Column, ...]
    pivots: tuple[Column, ...]
    measures: tuple[tuple[str, str], ...]
    """Each as the grammar writes it, with its name."""
    chosen_groups: tuple[str, ...]
    """One for each field of the form; empty where nothing is chosen."""
    chosen_measures: tuple[str, ...]
    chosen_pivot: str


def summary(
    table: Table,
    query: Query,
    columns: Mapping[str, Column],
    profiles: Mapping[str, Profile],
    words: Words,
) -> Summary:
    """Return what the form offers for a query: only what can be true for some choice of groups."""
    every = [columns[column.name] for column in table.columns]
    groups = [column for column in every if column.role not in NOT_GROUPED] or every
    held = {query.pivot, *(one.column for one in query.filters if one.operator in CHOOSING)}
    pivots = [
        column for column in groups if column.id in held or _is_narrow(profiles.get(column.id))
    ]
    measures = [(str(measure), measure_name(measure, columns, words)) for measure in offered(table)]
    chosen = (*query.groups, "")
    return Summary(
        tuple(groups),
        tuple(pivots),
        tuple(measures),
        _filled(chosen, FEWEST_GROUPS, MOST_GROUPS),
        _filled((*map(str, query.measures), ""), 1, MOST_MEASURES),
        query.pivot or "",
    )


def offered(table: Table) -> list[Measure]:
    """Return the measures that the roles allow where everything else is kept apart."""
    return [Measure(COUNT), *(m for m in _candidates(table) if _is_allowed(table, m))]


def combined(query: Query, table: Table) -> tuple[str, ...]:
    """Return the groups in which a query has codes that are no category of their own."""
    return tuple(
        name for name in (*query.groups, query.pivot) if name and table.column(name).catch_all
    )


def mixed(query: Query, table: Table, profiles: Mapping[str, Profile]) -> list[str]:
    """Return the columns of status whose values the groups of a query do not keep apart."""
    held = {query.pivot, *query.groups}
    held |= {
        one.column for one in query.filters if one.operator in CHOOSING and len(one.values) == 1
    }
    if all(measure.column is None for measure in query.measures):
        return []
    return [
        column.name
        for column in table.columns
        if column.role == "status" and column.name not in held and _varies(profiles, column.name)
    ]


def _varies(profiles: Mapping[str, Profile], name: str) -> bool:
    profile = profiles.get(name)
    return profile is None or profile.distinct is None or profile.distinct > 1


def _candidates(table: Table) -> list[Measure]:
    found = []
    for column in table.columns:
        if column.role in {"label", "note", "unit", "status"}:
            continue
        if column.role == "measure" or column.type in TEMPORAL:
            found += [Measure(method, column.name) for method in roles.METHODS]
    return found


def _is_allowed(table: Table, measure: Measure) -> bool:
    if measure.method == "value" and table.column(str(measure.column)).role != "measure":
        return False
    groups = tuple(column.name for column in table.columns if column.name != measure.column)
    query = Query(key=table.primary_key, groups=groups, measures=(measure,))
    try:
        roles.check(table, query)
    except QueryError:
        return False
    return table.primary_key != (ROW,) or measure.method != "value"


def _is_narrow(profile: Profile | None) -> bool:
    return profile is None or profile.distinct is None or 1 < profile.distinct <= MOST_PIVOTED


def _filled(chosen: Sequence[str], fewest: int, most: int) -> tuple[str, ...]:
    return tuple([*chosen, *[""] * (fewest - len(chosen))][:most])
