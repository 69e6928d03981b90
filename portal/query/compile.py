"""Compile a checked query to SQL: identifiers from the table, values bound, all else constant.

Statements need SQLite 3.35 or later.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from portal.query import bounds, cursor
from portal.query.answer import answered, check_pivoted, named
from portal.query.operators import OPERATORS
from portal.query.search import searched
from portal.query.sql import Binding, joined, literal_pattern, of, quoted, where
from portal.query.text import spellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.query.answer import Answered
    from portal.query.model import Cell, Filter, Measure, Query, Value
    from portal.query.table import Table

GROUPS = "_groups"
"""Begins like no table of data.db."""
FUNCTIONS = {"sum": "sum", "mean": "avg", "min": "min", "max": "max", "value": "max"}
"""By method; of a group of one row, the greatest value is the value."""


class Row(Protocol):
    """Give the values of a row by column: a mapping, or a ``sqlite3.Row``."""

    def __getitem__(self, name: str, /) -> Any:
        """Return the value of a column."""


class Statement(NamedTuple):
    """Hold SQL with named parameters, ready for ``execute``."""

    sql: str
    parameters: Mapping[str, Value]
    columns: tuple[str, ...]
    """The columns of the answer; ``sql`` may give one more, which the cursor needs."""


class Page(NamedTuple):
    """Hold the rows of a page and the cursor of the next one, None on the last."""

    rows: Sequence[Row]
    next: str | None


def rows(table: Table, query: Query, *, paged: bool = True) -> Statement:
    """Return the statement for the rows of a query, or for its groups where it has measures.

    Paged, it gives one row more than the page has, for ``page`` to see whether another follows;
    otherwise all rows from the first one on, for a file.
    """
    if query.grouped:
        return groups(table, query, paged=paged)
    bind = Binding()
    columns = [column.name for column in answered(table, query)]
    hidden = [] if query.sort is None or query.sort in columns else [query.sort]
    conditions = _conditions(table, query, bind)
    end = _end(table.name, query, conditions, bind, paged=paged)
    sql = f"select {_selected(table.name, [*columns, *hidden])} from {quoted(table.name)}{end}"
    return Statement(sql, bind.parameters, tuple(columns))


def groups(table: Table, query: Query, *, paged: bool = True) -> Statement:
    """Return the statement for the groups of a query with their measures, paged like rows.

    A pivot needs ``query.pivoted``. Raises QueryError where these cannot be columns.
    """
    check_pivoted(table, query)
    bind = Binding()
    columns = answered(table, query)
    hidden = None if query.sort is None else named(table, query, query.sort)
    every = dict.fromkeys([*columns, *([] if hidden is None else [hidden])])
    # A name that no column has, because the names of a pivot are made of what cells hold.
    inner = {c.name: c.name if c.measure is None else f":{i}" for i, c in enumerate(every)}
    calculated = _calculated(table, query, list(every), bind)
    named_inside = [f"{sql} as {quoted(inner[name])}" for name, sql in calculated]
    source = f"select {', '.join(named_inside)} {_source(table, query, bind)}"
    answer = [f"{of(GROUPS, inner[c.name])} as {quoted(c.name)}" for c in every]
    order = dataclasses.replace(query, sort=None if query.sort is None else inner[query.sort])
    end = _end(GROUPS, order, [], bind, paged=paged)
    # Materialised: a sum of decimals must come out alike for every page, whatever the page asks.
    sql = (
        f"with {quoted(GROUPS)} as materialized ({source}{_grouping(table, query)})"
        f" select {', '.join(answer)} from {quoted(GROUPS)}{end}"
    )
    return Statement(sql, bind.parameters, tuple(column.name for column in columns))


def pivot_values(table: Table, query: Query) -> Statement:
    """Return the statement for the values that a pivot makes columns of, in their order.

    They are for ``query.pivoted``, which ``rows`` needs: first values, then, for rows without
    one, none. One more than are allowed is enough to refuse them. Its only column is ``value``.
    """
    bind = Binding()
    name = of(table.name, table.column(str(query.pivot)).name)
    source, limit = _source(table, query, bind), bind(bounds.MOST_PIVOTED + 1)
    sql = (
        f'select distinct {name} as "value" {source} order by {name} is null, {name} limit {limit}'
    )
    return Statement(sql, bind.parameters, ("value",))


def count(table: Table, query: Query) -> Statement:
    """Return the statement for how many rows, or groups, a query has on all its pages."""
    bind = Binding()
    if query.grouped and not query.groups:
        # A total is one row, also of no rows.
        return Statement('select 1 as "count"', {}, ("count",))
    source = _source(table, query, bind)
    if query.groups:
        source = f"from (select 1 {source}{_grouping(table, query)})"
    return Statement(f'select count(*) as "count" {source}', bind.parameters, ("count",))


def facet(table: Table, query: Query, column: str, limit: int) -> Statement:
    """Return the statement for the most frequent values of a column among the rows of a query.

    Rows without a value are left out. Its columns are ``value`` and ``count``.
    """
    bind = Binding()
    name = of(table.name, table.column(column).name)
    conditions = [*_conditions(table, query, bind), f"{name} is not null"]
    sql = (
        f'select {name} as "value", count(*) as "count" from {quoted(table.name)}'
        f"{where(conditions)} group by 1 order by 2 desc, 1 limit {bind(limit)}"
    )
    return Statement(sql, bind.parameters, ("value", "count"))


def page(query: Query, fetched: Sequence[Row]) -> Page:
    """Return the page that the rows fetched for a query make.

    Raises QueryError where the next page would need a cursor that no URL can hold.
    """
    here = fetched[: query.size]
    if len(fetched) <= query.size or not here:
        return Page(here, None)
    return Page(here, cursor.encode(query, [here[-1][name] for name, _ in query.order]))


def _selected(source: str, names: Sequence[str]) -> str:
    return ", ".join(f"{of(source, name)} as {quoted(name)}" for name in names)


def _source(table: Table, query: Query, bind: Binding) -> str:
    return f"from {quoted(table.name)}{where(_conditions(table, query, bind))}"


def _conditions(table: Table, query: Query, bind: Binding) -> list[str]:
    filters = [_filtered(table, condition, bind) for condition in query.filters]
    return filters + [searched(table, term, bind) for term in query.search]


def _filtered(table: Table, condition: Filter, bind: Binding) -> str:
    operator, name = OPERATORS[condition.operator], of(table.name, condition.column)
    if operator.pattern is None:
        bound = ", ".join(bind(value) for value in condition.values)
        return f"({operator.sql.format(c=name, v=bound)})"
    patterns = [
        operator.pattern.format(literal_pattern(spelling))
        for spelling in spellings(str(condition.values[0]))
    ]
    return joined(
        operator.joint, [operator.sql.format(c=name, v=bind(pattern)) for pattern in patterns]
    )


def _calculated(
    table: Table, query: Query, columns: Sequence[Answered], bind: Binding
) -> list[tuple[str, str]]:
    """Return what each column of the groups is in SQL, by its name."""
    only: dict[tuple[bool, Cell], str] = {(False, None): ""}
    calculated = []
    for column in columns:
        place = (column.pivoted, column.value)
        if place not in only:
            value = "null" if column.value is None else bind(column.value)
            only[place] = f" filter (where {of(table.name, str(query.pivot))} is {value})"
        if column.measure is None:
            calculated.append((column.name, of(table.name, column.name)))
        else:
            calculated.append((column.name, _measured(table, column.measure, only[place])))
    return calculated


def _measured(table: Table, measure: Measure, only: str) -> str:
    """Return a measure of those rows of a group that the clause ``only`` keeps."""
    if measure.column is None:
        return f"count(*){only}"
    name = of(table.name, measure.column)
    if measure.method == "sum" and table.column(measure.column).type == "integer":
        # SQLite fails where a sum of integers passes 64 bits; two halves give the exact sum, and
        # a decimal where it is too large.
        return f"sum({name} >> 32){only} * 4294967296 + sum({name} & 4294967295){only}"
    return f"{FUNCTIONS[measure.method]}({name}){only}"


def _grouping(table: Table, query: Query) -> str:
    if not query.groups:
        return ""
    return f" group by {', '.join(of(table.name, name) for name in query.groups)}"


def _end(
    source: str, query: Query, conditions: Sequence[str], bind: Binding, *, paged: bool
) -> str:
    """Return a statement from ``where`` on."""
    following = _following(source, query, bind) if paged else []
    directions = [f"{of(source, name)}{' desc' if down else ''}" for name, down in query.order]
    ordering = f" order by {', '.join(directions)}" if directions else ""
    limit = f" limit {bind(query.size + 1)}" if paged else ""
    return f"{where([*conditions, *following])}{ordering}{limit}"


def _following(source: str, query: Query, bind: Binding) -> list[str]:
    """Return the conditions for the rows that come after the cursor, if there is one.

    As SQLite orders, no value comes before all others, and last when descending.
    """
    if query.after is None:
        return []
    condition, conditions = "0", []
    places = list(zip(query.order, query.after, strict=True))
    for (name, down), value in reversed(places):
        column = of(source, name)
        if value is None:
            same, beyond = f"{column} is null", "0" if down else f"{column} is not null"
        else:
            bound = bind(value)
            same = f"{column} = {bound}"
            beyond = f"({column} < {bound} or {column} is null)" if down else f"{column} > {bound}"
        condition = f"({beyond} or ({same} and {condition}))"
    conditions.append(condition)
    if places and places[0][1] is not None and not places[0][0][1]:
        # Says nothing new, but lets SQLite find its place in an index.
        conditions.append(f"{of(source, places[0][0][0])} >= {bind(places[0][1])}")
    return conditions
