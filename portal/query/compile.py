"""Compile a checked query to SQL: identifiers from the table, values bound, all else constant.

Statements need SQLite 3.35 or later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from portal.query import cursor
from portal.query.operators import LIKE, OPERATORS
from portal.query.sql import Binding, joined, literal_pattern, of, quoted, where
from portal.query.table import PROSE, ROW, Table
from portal.query.text import spellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.query.model import Filter, Measure, Query, Value

GROUPS = "_groups"
"""Begins like no table of data.db."""


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
    columns = _answered(table, query)
    hidden = [] if query.sort is None or query.sort in columns else [query.sort]
    conditions = _conditions(table, query, bind)
    end = _end(table.name, query, conditions, bind, paged=paged)
    sql = f"select {_selected(table.name, [*columns, *hidden])} from {quoted(table.name)}{end}"
    return Statement(sql, bind.parameters, tuple(columns))


def groups(table: Table, query: Query, *, paged: bool = True) -> Statement:
    """Return the statement for the groups of a query with their measures, paged like rows."""
    bind = Binding()
    calculated = [f"{_measured(table, m)} as {quoted(str(m))}" for m in query.measures]
    grouped = [f"{of(table.name, name)} as {quoted(name)}" for name in query.groups]
    inner = f"select {', '.join([*grouped, *calculated])} {_source(table, query, bind)}"
    columns = (*query.groups, *map(str, query.measures))
    end = _end(GROUPS, query, [], bind, paged=paged)
    # Materialised: a sum of decimals must come out alike for every page, whatever the page asks.
    sql = (
        f"with {quoted(GROUPS)} as materialized ({inner}{_grouping(table, query)})"
        f" select {_selected(GROUPS, columns)} from {quoted(GROUPS)}{end}"
    )
    return Statement(sql, bind.parameters, columns)


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


def _answered(table: Table, query: Query) -> list[str]:
    """Return the columns of the answer: the key, which is always there, and what is asked for."""
    every = [column.name for column in table.columns]
    if query.columns:
        chosen = [*table.primary_key, *query.columns]
    else:
        chosen = every if set(table.primary_key) <= set(every) else [ROW, *every]
    return [name for name in dict.fromkeys(chosen) if name not in query.without]


def _selected(source: str, names: Sequence[str]) -> str:
    return ", ".join(f"{of(source, name)} as {quoted(name)}" for name in names)


def _source(table: Table, query: Query, bind: Binding) -> str:
    return f"from {quoted(table.name)}{where(_conditions(table, query, bind))}"


def _conditions(table: Table, query: Query, bind: Binding) -> list[str]:
    filters = [_filtered(table, condition, bind) for condition in query.filters]
    return filters + [_searched(table, term, bind) for term in query.search]


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


def _searched(table: Table, term: str, bind: Binding) -> str:
    bound = [bind(f"%{literal_pattern(spelling)}%") for spelling in spellings(term)]
    names = [of(table.name, column.name) for column in table.columns if column.type in PROSE]
    return joined(" or ", [LIKE.format(c=name, v=value) for name in names for value in bound])


def _measured(table: Table, measure: Measure) -> str:
    if measure.column is None:
        return "count(*)"
    name = of(table.name, measure.column)
    if measure.method == "sum" and table.column(measure.column).type == "integer":
        # SQLite fails where a sum of integers passes 64 bits; two halves give the exact sum, and
        # a decimal where it is too large.
        return f"sum({name} >> 32) * 4294967296 + sum({name} & 4294967295)"
    return f"{'avg' if measure.method == 'mean' else measure.method}({name})"


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
