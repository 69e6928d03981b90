"""What a reader wishes, what the publisher points at, and the value that is shown for want of a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from portal.charts.asked import PARAMETERS
from portal.charts.plan import TIMES
from portal.query.bounds import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.charts.fitting import Ground
    from portal.query.model import Query, Value
    from portal.query.table import Table


def wished(table: Table, query: Query, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the page-only parameters, each once; of groups that were asked for, those are drawn."""
    given = {name: text.strip()[:LONGEST_NAME] for name, text in reversed(pairs) if text.strip()}
    wishes = {name: given.get(name, "") for name in PARAMETERS}
    wishes["_view"] = "map" if wishes["_view"] == "map" else "chart"
    if not query.groups or any(wishes[name] for name in ("_type", "_x", "_y", "_series")):
        return wishes
    times = [name for name in query.groups if _is_time(table, name)]
    across, *others = dict.fromkeys([*times, *query.groups])
    wishes |= {"_x": across, "_y": str(query.measures[0]), "_series": others[0] if others else ""}
    if wishes["_view"] == "chart":
        wishes["_type"] = "line" if times else "bar"
    else:
        wishes["_x"] = ""
    return wishes


def pointed(table: Table, views: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return by column the values at which a publisher's views point."""
    found: dict[str, dict[str, None]] = {}
    for view in views:
        column = table.find(str(view.get("series") or view.get("x") or ""))
        if column is not None and view.get("highlight"):
            values = dict.fromkeys(map(str, view["highlight"]))
            found.setdefault(column.name, {}).update(values)
    return {name: tuple(values) for name, values in found.items()}


def preferred(table: Table, views: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return by column the values at which a publisher's views point, then those they narrow it to."""
    found = {name: dict.fromkeys(values) for name, values in pointed(table, views).items()}
    for view in views:
        for name, text in parse_qsl(str(view.get("query", ""))):
            column = None if name.startswith("_") else table.find(name)
            if column is not None:
                found.setdefault(column.name, {})[text] = None
    return {name: tuple(values) for name, values in found.items()}


def best(ground: Ground, name: str, values: Sequence[Value]) -> tuple[Value, str]:
    """Return the value to which a column is narrowed, and the reason.

    Reasons are ``publisher``, ``latest``, ``greatest`` and ``frequent``.

    A time is narrowed to the latest that is no projection, unless all are: what is yet to come is
    never the first thing to be seen.
    """
    column = ground.table.column(name)
    if column.role == "time":
        begins = ground.projections_from
        past = [value for value in values if begins is None or str(value) < begins]
        return (past or values)[0], "latest"
    by_text = {str(value): value for value in values}
    for text in ground.preferred.get(name, ()):
        if text in by_text:
            return by_text[text], "publisher"
    return values[0], "frequent" if column.is_text else "greatest"


def _is_time(table: Table, name: str) -> bool:
    column = table.column(name)
    return column.role == "time" and column.type in TIMES
