"""Read the parameters of a URL as a query, and refuse what the table cannot answer.

The grammar is the documented subset of Datasette's in docs/query.md. Whoever serves rows, as a
page, a file or an API, reads them here and nowhere else.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from portal.exceptions import QueryError
from portal.query import bounds, cursor, roles, search, values
from portal.query.answer import answered, named
from portal.query.conditions import column_of, condition, together
from portal.query.model import COUNT, Measure, Query
from portal.query.operators import OPERATORS
from portal.query.text import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.query.table import Table

SINGLE = {
    "_search": bounds.LONGEST_VALUE,
    "_sort": bounds.LONGEST_NAME,
    "_sort_desc": bounds.LONGEST_NAME,
    "_size": bounds.LONGEST_NAME,
    "_next": bounds.LONGEST_CURSOR,
    "_pivot": bounds.LONGEST_NAME,
}
"""Parameters that are given once, with the greatest length of their value."""
REPEATABLE = ("_col", "_nocol", "_facet", "_group", "_measure")


def parse(
    table: Table,
    parameters: Sequence[tuple[str, str]],
    *,
    default_size: int = 100,
    max_size: int = 1000,
) -> Query:
    """Return the query that decoded URL parameters ask of a table.

    Equal questions give equal queries, whatever the order of the filters. A parameter that
    begins with an underscore and has no value is as if it were not there, because forms send
    such. Raises QueryError for the first thing that is wrong, and nothing else.
    """
    bounds.check_count("", "parameters", len(parameters), bounds.MOST_PARAMETERS)
    conditions, special = [], dict[str, list[str]]()
    for name, text in parameters:
        bounds.check_text(name, text)
        if not name.startswith("_"):
            conditions.append(condition(table, name, text))
            continue
        _check_known(table, name)
        if text:
            special.setdefault(name, []).append(text)
    single = _singles(special)
    groups = _columns(table, "_group", special)
    grouped = Query(
        key=table.primary_key,
        groups=groups,
        measures=_measures(table, groups, special),
        pivot=column_of(table, "_pivot", single["_pivot"]).name if "_pivot" in single else None,
    )
    _check_pivot(grouped)
    query = dataclasses.replace(
        grouped,
        filters=together(table, conditions),
        search=_search(table, single.get("_search", "")),
        sort=_sort(table, single, grouped),
        descending="_sort_desc" in single,
        size=_size(single.get("_size"), default_size, max_size),
        columns=_columns(table, "_col", special),
        without=_columns(table, "_nocol", special),
        facets=_columns(table, "_facet", special),
    )
    _check_together(query)
    roles.check(table, query)
    if "_next" not in single:
        return query
    return dataclasses.replace(query, after=cursor.decode(table, query, single["_next"]))


def _check_known(table: Table, name: str) -> None:
    if name in SINGLE or name in REPEATABLE:
        return
    # A header may begin with an underscore; a column id never does.
    stem, _, operator = name.rpartition("__")
    column = table.find(name) or (table.find(stem) if operator in OPERATORS else None)
    raise QueryError(
        "unknown-parameter",
        shown(name),
        f"There is no parameter {shown(name)}.",
        column.name if column is not None else nearest(name, [*SINGLE, *REPEATABLE]),
    )


def _singles(special: Mapping[str, Sequence[str]]) -> dict[str, str]:
    singles = {}
    for name in filter(special.__contains__, SINGLE):
        if len(special[name]) > 1:
            raise QueryError("repeated", name, f"{name} can be given only once.")
        singles[name] = special[name][0]
        bounds.check_length(name, singles[name], SINGLE[name])
    return singles


def _columns(table: Table, name: str, special: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    columns = dict.fromkeys(column_of(table, name, text).name for text in special.get(name, []))
    most = {"_group": bounds.MOST_GROUPS, "_facet": bounds.MOST_FACETS}
    bounds.check_count(name, "columns here", len(columns), most.get(name, len(table.columns)))
    return tuple(columns)


def _measures(
    table: Table, groups: Sequence[str], special: Mapping[str, Sequence[str]]
) -> tuple[Measure, ...]:
    measures = dict.fromkeys(_measure(table, text) for text in special.get("_measure", []))
    bounds.check_count("_measure", "measures", len(measures), bounds.MOST_MEASURES)
    if groups and not measures:
        return _measures(table, groups, {"_measure": [COUNT]})
    if Measure(COUNT) in measures and COUNT in groups:
        raise QueryError(
            "conflict", "_group", "A column named count cannot be grouped by beside count."
        )
    return tuple(measures)


def _measure(table: Table, text: str) -> Measure:
    if text == COUNT:
        return Measure(COUNT)
    method, mark, name = text.partition(":")
    if mark and method in roles.METHODS:
        return Measure(method, column_of(table, "_measure", name).name)
    like = nearest(method, [COUNT, *roles.METHODS])
    raise QueryError(
        "bad-value",
        "_measure",
        f"{shown(text)} is no measure; write {COUNT}, or one of {', '.join(roles.METHODS)}"
        " with a column, as in sum:population.",
        like if like in {None, COUNT} else f"{like}:{shown(name)}",
    )


def _search(table: Table, text: str) -> tuple[str, ...]:
    terms = tuple(dict.fromkeys(text.split()))
    if not terms:
        return ()
    places = search.texts(table)
    if places == 0:
        raise QueryError("search-refused", "_search", f"{table.name} has no text to search.")
    for term in terms:
        bounds.check_length("_search", term, bounds.LONGEST_PATTERN)
    bounds.check_count("_search", "words", len(terms), bounds.MOST_TERMS)
    comparisons = places * sum(search.comparisons(term) for term in terms)
    bounds.check_count("_search", "comparisons a row", comparisons, bounds.MOST_COMPARISONS)
    return terms


def _check_pivot(query: Query) -> None:
    if query.pivot is None:
        return
    if not query.groups:
        raise QueryError("pivot-refused", "_pivot", "_pivot needs a _group, which makes the rows.")
    if query.pivot in query.groups:
        raise QueryError(
            "conflict", "_pivot", f"{query.pivot} cannot make rows and columns at once."
        )


def _sort(table: Table, single: Mapping[str, str], query: Query) -> str | None:
    """Return what is sorted by; ``query`` has what makes the groups, if there are any."""
    if "_sort" in single and "_sort_desc" in single:
        raise QueryError("conflict", "_sort", "Use _sort or _sort_desc, not both.")
    parameter = "_sort_desc" if "_sort_desc" in single else "_sort"
    name = single.get(parameter)
    if name is None:
        return None
    if not query.grouped:
        return column_of(table, parameter, name).name
    asked = named(table, query, name)
    if asked is None:
        names = [column.name for column in answered(table, query)]
        pivoted = [] if query.pivot is None else [f"a column of the pivot ({query.pivot}=…)"]
        raise QueryError(
            "unknown-column",
            parameter,
            f"These groups can be sorted by {', '.join([*names, *pivoted])}, not by {shown(name)}.",
            nearest(name, names),
        )
    return asked.name


def _size(text: str | None, default_size: int, max_size: int) -> int:
    if text is None:
        return default_size
    if text == "max":
        return max_size
    try:
        size = values.integer(text.translate(values.PLAIN))
    except ValueError:
        size = -1
    if not 0 <= size <= max_size:
        raise QueryError(
            "bad-size", "_size", f"_size is a whole number from 0 to {max_size}, or max.", "max"
        )
    return size


def _check_together(query: Query) -> None:
    chosen = "_col" if query.columns else "_nocol"
    if query.grouped and (query.columns or query.without):
        raise QueryError("conflict", chosen, f"{chosen} chooses among columns that groups lack.")
    for name in query.without:
        if name in query.key:
            raise QueryError("conflict", "_nocol", f"{name} is part of the key and always there.")
