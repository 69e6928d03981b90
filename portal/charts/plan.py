"""Read a view of a descriptor: which rows it asks for, and what each column is in the picture.

Everything that the roles of the columns forbid is refused here or in ``judge``, before anything
is drawn.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from portal.exceptions import QueryError, ViewError
from portal.query import roles
from portal.query.grammar import parse
from portal.query.model import COUNT, Measure, Query
from portal.query.table import NUMERIC, Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS = ("bar", "line", "pyramid", "points", "slope", "choropleth", "table")
TIMES = frozenset({"date", "datetime", "integer", "year", "yearmonth"})
"""Types that stand on an axis of time; their values sort as they follow each other."""
TOTALLED = ("bar", "pyramid")
ALL = "all"
"""Stands for breaks before every time value."""
MOST_ROWS = 10_000
MOST_ON_LINES = 100_000
"""Of a line, those that it does not need are left out."""
MOST_COLUMNS = 8
"""So many columns of a table can be read beside each other."""

Cell = str | int | float | None


@dataclass(frozen=True)
class Plan:
    """Hold what a view asks for: a query, and the part that each column of its answer plays."""

    kind: str
    table: Table
    query: Query
    parts: Mapping[str, str]
    """By part (``x``, ``y``, ``series``, ``label``, ``unit``, ``time``, ``status``): a column of the answer."""


def plan(
    view: Mapping[str, Any], table: Table, projections_from: str | None, breaks: Sequence[str]
) -> Plan:
    """Return what a view asks for, or raise ViewError with the reason why it is not drawn."""
    kind = view.get("type", "")
    if kind not in KINDS:
        raise ViewError("unknown-type", str(kind))
    query = _query(view, table)
    parts = {} if kind == "table" else _parts(view, kind, table, query)
    if query.grouped:
        _check_stretch(table, query, projections_from, breaks)
        # One value only: grouping by it as well makes no other groups, and the answer says it.
        beside = [name for part, name in parts.items() if part in {"time", "unit"}]
        query = dataclasses.replace(query, groups=tuple(dict.fromkeys([*query.groups, *beside])))
    elif kind != "table":
        query = dataclasses.replace(query, columns=tuple(dict.fromkeys(parts.values())), without=())
    elif not query.columns:
        chosen = [column.name for column in table.columns if column.name not in query.without]
        query = dataclasses.replace(query, columns=tuple(chosen[:MOST_COLUMNS]), without=())
    if kind == "line" and list(breaks) == [ALL]:
        raise ViewError("breaks-everywhere", parts["x"])
    return Plan(kind, table, query, parts)


def judge(plan: Plan, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Raise ViewError where the rows of a view cannot be drawn: too many, mixed units, none."""
    most = MOST_ON_LINES if plan.kind == "line" else MOST_ROWS
    if len(rows) > most:
        raise ViewError("too-many", str(most))
    if plan.kind in {"table", "points"}:
        return
    parts = plan.parts
    if "unit" in parts and len({row[parts["unit"]] for row in rows}) > 1:
        raise ViewError("mixed-units", parts["y"])
    by = [parts[part] for part in _told_apart(plan) if part in parts]
    places = [tuple(row[name] for name in by) for row in rows if row[parts["y"]] is not None]
    if len(set(places)) < len(places):
        raise ViewError("several-values", parts["y"])
    if plan.kind == "pyramid":
        sides = {row[parts["series"]] for row in rows}
        if len(sides) != 2:
            raise ViewError("not-two", parts["series"])
        if any(isinstance(v := row[parts["y"]], int | float) and v < 0 for row in rows):
            raise ViewError("below-zero", parts["y"])
    if plan.kind == "slope" and len({row[parts["x"]] for row in rows}) > 2:
        raise ViewError("not-two", parts["x"])


def total_of(plan: Plan) -> Query | None:
    """Return the query for the sum of everything that is drawn, where the roles allow one."""
    name = plan.parts.get("y", "")
    method, _, column = name.partition(":")
    if plan.kind not in TOTALLED or (plan.query.grouped and method not in {COUNT, "sum"}):
        return None
    if plan.query.grouped:
        measure = Measure(COUNT) if name == COUNT else Measure("sum", column)
    else:
        measure = Measure("sum", name)
    whole = dataclasses.replace(plan.query, groups=(), columns=(), sort=None, measures=(measure,))
    try:
        roles.check(plan.table, whole)
    except QueryError:
        return None
    return whole


def _query(view: Mapping[str, Any], table: Table) -> Query:
    try:
        asked = parse_qsl(str(view.get("query", "")), keep_blank_values=True)
        return parse(table, asked)
    except QueryError as error:
        code = error.code if error.code == "aggregation-refused" else "bad-query"
        raise ViewError(code, error.parameter) from error


def _parts(view: Mapping[str, Any], kind: str, table: Table, query: Query) -> dict[str, str]:
    if kind == "points":
        return _places(view, table, query)
    parts = {}
    for part in ("x", "y", "series"):
        if view.get(part):
            parts[part] = _answered(str(view[part]), table, query)
    if query.grouped:
        parts.setdefault("y", str(query.measures[0]))
        left = [name for name in query.groups if name not in parts.values()]
        if "x" not in parts and left:
            parts["x"] = left[0]
    if kind == "choropleth":
        # A map colours places by a value; its table has a bar for each.
        parts = {"x": parts.get("series", parts.get("x", "")), "y": parts.get("y", "")}
    if kind == "pyramid":
        # Written as it is seen: the value lies along x, the age group along y.
        parts = {**parts, "x": parts.get("y", ""), "y": parts.get("x", "")}
    wanted = ("x", "y", "series") if kind in {"pyramid", "slope"} else ("x", "y")
    for part in wanted:
        if not parts.get(part):
            raise ViewError("no-part", part)
    if kind == "bar":
        parts.pop("series", None)
    _check_value(table, query, parts["y"])
    if kind == "line":
        _check_time(table, parts["x"])
    return {**parts, **_beside(table, query, parts)}


def _places(view: Mapping[str, Any], table: Table, query: Query) -> dict[str, str]:
    parts = {}
    for part, name in (("y", "latitude"), ("x", "longitude"), ("label", "labels")):
        column = table.find(str(view.get(name, "")))
        if column is not None:
            parts[part] = column.name
    for part in ("x", "y"):
        if part not in parts or table.column(parts[part]).type != "number" or query.grouped:
            raise ViewError("no-places", parts.get(part, ""))
    return parts


def _answered(name: str, table: Table, query: Query) -> str:
    """Return the column of the answer that a view calls ``name``."""
    column = table.find(name)
    asked = name if column is None else column.name
    method, _, stem = name.partition(":")
    if column is None and (measured := table.find(stem)) is not None:
        asked = f"{method}:{measured.name}"
    if query.grouped:
        known = [*query.groups, *map(str, query.measures)]
    else:
        known = [other.name for other in table.columns]
    if asked not in known:
        raise ViewError("unknown-column", name)
    return asked


def _check_value(table: Table, query: Query, name: str) -> None:
    if query.grouped and name not in query.groups:
        return
    column = table.column(name)
    if column.type not in NUMERIC or column.role not in {"measure", None}:
        raise ViewError("no-measure", name)


def _check_time(table: Table, name: str) -> None:
    column = table.find(name)
    if column is None or column.role != "time" or column.type not in TIMES:
        raise ViewError("no-time", name)


def _check_stretch(
    table: Table, query: Query, projections_from: str | None, breaks: Sequence[str]
) -> None:
    """Refuse to add up across the beginning of the projections, or across a break."""
    held = set(query.groups) | fixed(query)
    for column in table.columns:
        if column.role == "time" and column.name not in held:
            if projections_from is not None:
                raise ViewError("crosses-projections", column.name)
            if breaks:
                raise ViewError("crosses-break", column.name)


def _beside(table: Table, query: Query, parts: Mapping[str, str]) -> dict[str, str]:
    """Return what is shown beside a value, so that no value stands without its year and status."""
    beside: dict[str, str] = {}
    used = set(parts.values())
    known = set(query.groups) | fixed(query) if query.grouped else None
    for part in ("time", "status"):
        for column in table.columns:
            there = known is None or (part == "time" and column.name in known)
            if there and column.role == part and column.name not in used:
                beside.setdefault(part, column.name)
    measured = table.find(parts["y"].partition(":")[2] if query.grouped else parts["y"])
    if measured is not None:
        unit = measured.unit_column or _stray_unit(table, measured)
        if unit is not None and (known is None or unit in known):
            beside["unit"] = unit
    return beside


def _stray_unit(table: Table, value: Column) -> str | None:
    """Return a column of units that no measure names: then it is that of every measure."""
    if value.unit is not None:
        return None
    return next((c.name for c in table.columns if c.role == "unit"), None)


def fixed(query: Query) -> set[str]:
    """Return the columns that the filters of a query fix to one value."""
    return {
        condition.column
        for condition in query.filters
        if condition.operator in {"exact", "in"} and len(condition.values) == 1
    }


def _told_apart(plan: Plan) -> tuple[str, ...]:
    return ("x", "series") if plan.kind in {"line", "pyramid", "slope"} else ("x",)
