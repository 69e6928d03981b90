"""Read parameters that compare a column: ``population__gt=5``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal.exceptions import QueryError
from portal.query import bounds, values
from portal.query.model import Filter, Value
from portal.query.operators import OPERATORS, is_literal, is_offered
from portal.query.table import PROSE, Column, Table
from portal.query.text import is_clean, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable


def condition(table: Table, name: str, text: str) -> Filter:
    """Return the filter that a parameter asks for; raise QueryError where there is none."""
    column, operator = _column_and_operator(table, name)
    if not is_offered(column, operator):
        raise QueryError(
            "operator-refused",
            shown(name),
            f"{column.name} holds {column.type} values, which {operator} cannot compare.",
        )
    takes = OPERATORS[operator].takes
    if takes == "none":
        if text and text.translate(values.PLAIN).lower() not in {"1", "true"}:
            raise QueryError("bad-value", shown(name), f"{shown(name)} takes no value but 1.", "1")
        return Filter(column.name, operator)
    if takes == "many":
        bounds.check_length(name, text, bounds.LONGEST_LIST)
        listed = {_value(column, name, item) for item in _list(name, text)}
        characters = sum(len(str(value)) for value in listed)
        bounds.check_count(name, "characters in its values", characters, bounds.MOST_CHARACTERS)
        return Filter(column.name, operator, tuple(sorted(listed, key=_sort_key)))
    if is_literal(operator):
        bounds.check_length(name, text, bounds.LONGEST_PATTERN)
        literal = text if column.type in PROSE else text.translate(values.PLAIN)
        return Filter(column.name, operator, (literal,))
    bounds.check_length(name, text, bounds.LONGEST_VALUE)
    return Filter(column.name, operator, (_value(column, name, text),))


def together(table: Table, conditions: Iterable[Filter]) -> tuple[Filter, ...]:
    """Return filters without repetition in the order of the table; refuse what cannot be.

    Two exact values of one column would never give a row, although who asks means either.
    """
    filters = list(dict.fromkeys(conditions))
    bounds.check_count("", "filters", len(filters), bounds.MOST_FILTERS)
    bounds.check_count("", "values", sum(len(item.values) for item in filters), bounds.MOST_VALUES)
    exact = [item.column for item in filters if item.operator == "exact"]
    for column in exact:
        if exact.count(column) > 1:
            raise QueryError(
                "repeated",
                column,
                f"{column} cannot have two values at once; for either of them use {column}__in.",
                f"{column}__in",
            )
    positions = {column.name: position for position, column in enumerate(table.columns)}
    operators = list(OPERATORS)
    return tuple(
        sorted(
            filters,
            key=lambda item: (
                positions[item.column],
                operators.index(item.operator),
                [_sort_key(value) for value in item.values],
            ),
        )
    )


def column_of(table: Table, parameter: str, name: str) -> Column:
    """Return the column that a parameter names, or raise QueryError with the nearest name."""
    bounds.check_length(parameter, name, bounds.LONGEST_NAME)
    column = table.find(name)
    if column is None:
        raise _unknown(table, parameter, name)
    return column


def _column_and_operator(table: Table, name: str) -> tuple[Column, str]:
    """Split a name that may itself hold ``__``: the longest column wins, ids before headers."""
    stem, _, operator = name.rpartition("__")
    ids = {column.name: column for column in table.columns}
    if name in ids:
        return ids[name], "exact"
    if stem in ids and operator in OPERATORS:
        return ids[stem], operator
    column = table.find(name)
    if column is not None:
        return column, "exact"
    column = table.find(stem) if stem else None
    if column is None:
        raise _unknown(table, name, stem if operator in OPERATORS else name)
    if operator not in OPERATORS:
        like = nearest(operator, OPERATORS)
        raise QueryError(
            "unknown-operator",
            shown(name),
            f"{shown(operator)} is no operator; there are {', '.join(OPERATORS)}.",
            f"{column.name}__{like}" if like is not None else None,
        )
    if f"{column.name}__{operator}" in ids:
        # It could be asked by the header, but not be written by the column id.
        raise QueryError(
            "operator-refused",
            shown(name),
            f"{column.name}__{operator} is the name of a column, so {operator} cannot be asked.",
        )
    return column, operator


def _unknown(table: Table, parameter: str, name: str) -> QueryError:
    like = nearest(name, [*(c.label for c in table.columns), *(c.name for c in table.columns)])
    column = None if like is None else table.find(like)
    return QueryError(
        "unknown-column",
        shown(parameter),
        f"{table.name} has no column {shown(name)}.",
        None if column is None else column.name,
    )


def _list(name: str, text: str) -> list[str]:
    if not text.startswith("["):
        return text.split(",")
    try:
        # Numbers stay text: they are read by the type of the column like any other value.
        listed = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        listed = [None]
    texts = [str(item).lower() if isinstance(item, bool) else item for item in listed]
    if not all(isinstance(item, str) and is_clean(item) for item in texts):
        raise QueryError(
            "bad-value",
            shown(name),
            f"{shown(name)} takes values parted by commas, or a JSON array of texts and numbers.",
        )
    return texts


def _value(column: Column, name: str, text: str) -> Value:
    try:
        return values.read(column.type, text)
    except ValueError as error:
        raise QueryError(
            "bad-value", shown(name), f"{column.name} expects {error}, not “{shown(text)}”."
        ) from None


def _sort_key(value: Value) -> tuple[float, str]:
    return (0, value) if isinstance(value, str) else (value, "")
