"""Name the columns of an answer, and say what each of them holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.exceptions import QueryError
from portal.query import bounds, values
from portal.query.table import ROW, Table
from portal.query.text import is_clean

if TYPE_CHECKING:
    from portal.query.model import Cell, Measure, Query


@dataclass(frozen=True)
class Answered:
    """Describe one column of an answer."""

    name: str
    column: str | None
    """The column of the table whose values it holds or measures; None for ``count``."""
    measure: Measure | None = None
    """None: the values themselves, as rows and groups have them."""
    pivoted: bool = False
    value: Cell = None
    """Of a pivot, the value whose rows are measured; None: rows without one."""


def answered(table: Table, query: Query) -> tuple[Answered, ...]:
    """Return the columns of the answer in their order.

    Rows have the key, which is always there, and what is asked for; groups the columns that they
    are made by and their measures, which a pivot has once for each of ``query.pivoted``.
    """
    if not query.grouped:
        return tuple(Answered(name, name) for name in _of_rows(table, query))
    groups = tuple(Answered(name, name) for name in query.groups)
    if query.pivot is None:
        return groups + tuple(Answered(str(m), m.column, m) for m in query.measures)
    return groups + tuple(
        _pivoted(query, query.pivot, value, measure)
        for value in query.pivoted
        for measure in query.measures
    )


def named(table: Table, query: Query, name: str) -> Answered | None:
    """Return the column that a grouped answer has, or with other rows could have, by that name.

    A column of a pivot can be asked for while no row has its value.
    """
    known = {column.name: column for column in answered(table, query)}
    column = table.find(name)
    if name in known or query.pivot is None:
        return known.get(name if name in known or column is None else column.name)
    if column is not None:
        return known.get(column.name)
    pivot = table.column(query.pivot)
    stem = next((s for s in (f"{pivot.name}=", f"{pivot.label}=") if name.startswith(s)), None)
    if stem is None:
        return None
    text, measure = name.removeprefix(stem), query.measures[0]
    if len(query.measures) > 1:
        text, _, suffix = text.rpartition(" ")
        measures = {str(measure): measure for measure in query.measures}
        if suffix not in measures:
            return None
        measure = measures[suffix]
    try:
        return _pivoted(query, pivot.name, _read(pivot.type, text), measure)
    except ValueError:
        return None


def check_pivoted(table: Table, query: Query) -> None:
    """Raise QueryError where the values of a pivot are too many, or no names of columns.

    Nor are values that differ in the case of ASCII letters only: SQLite takes their columns for
    one and the same.
    """
    if query.pivot is None:
        return
    if len(query.pivoted) > bounds.MOST_PIVOTED:
        # No more are read than show that they are too many, so how many there are is not known.
        raise QueryError(
            "too-many",
            "_pivot",
            f"{query.pivot} has more than {bounds.MOST_PIVOTED} values here; choose among them"
            f" with a condition, as in {query.pivot}__in.",
        )
    # Also what is sorted by, which is answered beside them while no row has its value.
    names = {column.name for column in answered(table, query)}
    names |= set() if query.sort is None else {query.sort}
    if not all(len(name) <= bounds.LONGEST_NAME and is_clean(name) for name in names):
        raise QueryError(
            "pivot-refused",
            "_pivot",
            f"The values of {query.pivot} are too long to be names of columns.",
        )
    if len({_ascii_folded(name) for name in names}) < len(names):
        raise QueryError(
            "pivot-refused",
            "_pivot",
            f"Values of {query.pivot} differ in upper and lower case only; group by it.",
            f"_group={query.pivot}",
        )


def _of_rows(table: Table, query: Query) -> list[str]:
    every = [column.name for column in table.columns]
    if query.columns:
        chosen = [*table.primary_key, *query.columns]
    else:
        chosen = every if set(table.primary_key) <= set(every) else [ROW, *every]
    return [name for name in dict.fromkeys(chosen) if name not in query.without]


def _pivoted(query: Query, pivot: str, value: Cell, measure: Measure) -> Answered:
    name = f"{pivot}={_written(value)}"
    if len(query.measures) > 1:
        name = f"{name} {measure}"
    return Answered(name, measure.column, measure, pivoted=True, value=value)


def _written(value: Cell) -> str:
    """Return a value as the name of a column has it; quoted where it could be another one."""
    if value is None:
        return ""
    text = values.written(value)
    return text if text and not text.startswith('"') else json.dumps(text, ensure_ascii=False)


def _read(type_: str, text: str) -> Cell:
    if not text:
        return None
    if type_ in values.KINDS or not text.startswith('"'):
        return values.read(type_, text)
    value = json.loads(text)
    if not isinstance(value, str) or not is_clean(value):
        raise ValueError(text)
    return value


def _ascii_folded(name: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in name)
