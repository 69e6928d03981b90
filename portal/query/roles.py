"""Refuse the aggregates that the roles of the columns forbid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.exceptions import QueryError
from portal.query.table import NUMERIC, ROW

if TYPE_CHECKING:
    from portal.query.model import Measure, Query
    from portal.query.table import Column, Table

METHODS = ("sum", "mean", "min", "max", "value")
"""What is calculated from a column; ``count`` counts rows and needs none."""
ADDING = {"sum": ("sum",), "mean": ("mean", "sum")}
"""The aggregations a publisher must have declared for a method; what adds up has a mean too."""
COMPARABLE = NUMERIC | {"year", "date", "datetime", "time", "yearmonth"}
"""Types with a smallest and a largest value."""


def check(table: Table, query: Query) -> None:
    """Raise QueryError with code ``aggregation-refused`` where a measure may not be calculated.

    ``count`` always may. ``min`` and ``max`` need values with an order; ``sum`` and ``mean``
    need a number of which the publisher says that it adds up over every dimension that the
    groups do not keep apart. None of the four may mix units. ``value`` combines nothing: it needs
    groups of one row each. A column that is pivoted keeps apart as a group does.
    """
    held = {query.pivot, *query.groups} | {
        condition.column
        for condition in query.filters
        if condition.operator in {"exact", "in"} and len(condition.values) == 1
    }
    for measure in query.measures:
        if measure.column is None:
            continue
        column = table.column(measure.column)
        if measure.method == "value":
            _check_single(table, measure, held)
            continue
        if measure.method in ADDING:
            _check_adding(table, measure, column, held)
        elif column.type not in COMPARABLE:
            raise _refusal(measure, f"{column.name} holds {column.type} values")
        _check_unit(table, measure, column, held)


def _check_single(table: Table, measure: Measure, held: set[str | None]) -> None:
    if table.primary_key == (ROW,):
        raise _refusal(measure, "the table has no key, so a group may have several rows")
    for name in table.primary_key:
        if name not in held:
            raise _refusal(
                measure,
                f"a group may have several rows; group by {name} or fix it with a filter",
                f"_group={name}",
            )


def _check_adding(table: Table, measure: Measure, column: Column, held: set[str | None]) -> None:
    if column.type not in NUMERIC:
        raise _refusal(measure, f"{column.name} holds {column.type} values, not numbers to add")
    if column.role != "measure":
        role = "has no role" if column.role is None else f"is a {column.role}"
        raise _refusal(measure, f"{column.name} {role}, and only a measure adds up")
    if column.aggregation is None:
        raise _refusal(measure, f"the publisher does not say how {column.name} adds up")
    if column.aggregation not in ADDING[measure.method]:
        says = "does not add up" if column.aggregation == "none" else "has a mean but no sum"
        raise _refusal(measure, f"the publisher says that {column.name} {says}")
    if not column.aggregation_over or held.issuperset(table.primary_key):
        return
    for name in _dimensions(table):
        if name not in held and name not in column.aggregation_over:
            over = ", ".join(column.aggregation_over)
            raise _refusal(
                measure,
                f"{column.name} adds up over {over} only; group by {name} or fix it with a filter",
                f"_group={name}",
            )


def _check_unit(table: Table, measure: Measure, column: Column, held: set[str | None]) -> None:
    units = [column.unit_column] if column.unit_column is not None else []
    if not units and column.unit is None and column.type in NUMERIC:
        # Nobody said whose unit it is: rather refuse than add dollars to percentages.
        units = [other.name for other in table.columns if other.role == "unit"]
    for name in units:
        if name not in held and name != column.name:
            raise _refusal(
                measure,
                f"the unit differs by row; group by {name} or fix it with a filter",
                f"_group={name}",
            )


def _dimensions(table: Table) -> list[str]:
    """Return the columns that say what a value is about.

    Where a publisher gave a column of the key no role, it counts as a dimension.
    """
    return [
        column.name
        for column in table.columns
        if column.role in {"dimension", "time"}
        or (column.role is None and column.name in table.primary_key)
    ]


def _refusal(measure: Measure, reason: str, suggestion: str | None = None) -> QueryError:
    return QueryError(
        "aggregation-refused",
        "_measure",
        f"{measure} cannot be calculated: {reason}.",
        suggestion,
    )
