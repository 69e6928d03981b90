"""Make a view of what a reader asks for, or of what suits a table where nothing is asked.

What is not asked for is chosen so that the picture is true and can be read at first sight. A column
that must be narrowed to one value for that is named in ``needs``, so that the page can say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from portal.charts.defaults import across_of, kind_of, plain, value_of
from portal.charts.fitting import CHARTS, MAPS, PLAIN, SPLIT, is_country, places_of
from portal.charts.narrowing import held_for, units_of
from portal.exceptions import ViewError
from portal.query import roles
from portal.query.model import COUNT, Measure, Query
from portal.query.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.charts.fitting import Ground
    from portal.language.cells import Column as Shown
    from portal.query.model import Filter

PARAMETERS = ("_view", "_type", "_x", "_y", "_series")
"""Parameters of a page that no query has: which view of the rows, and what is drawn."""


@dataclass(frozen=True)
class Draft:
    """Hold what will be drawn, but for the values to which columns must be narrowed."""

    kind: str
    x: str = ""
    y: str = ""
    """As a measure is written: ``count``, ``sum:population``; a column alone is the value itself."""
    series: str = ""
    needs: tuple[str, ...] = ()
    """Columns of which one value only can be shown at a time."""
    instead: str = ""
    """The column that was asked for and along which this kind of picture cannot be drawn."""
    unsplit: bool = False
    """Whether a series was asked for and this kind of picture has none."""

    @property
    def measure(self) -> Measure | None:
        """Return what is calculated; None: the values are drawn as they are."""
        method, _, column = self.y.partition(":")
        if self.y == COUNT:
            return Measure(COUNT)
        return Measure(method, column) if column and method != PLAIN else None

    @property
    def value(self) -> str:
        """Return what the answer calls the measure."""
        return self.y.removeprefix(f"{PLAIN}:")

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the columns whose values are kept apart."""
        return tuple(dict.fromkeys(name for name in (self.x, self.series) if name))


def possible(columns: Iterable[Shown]) -> set[str]:
    """Return which of ``chart`` and ``map`` a table can be shown as, judged by its columns alone."""
    columns = list(columns)
    views = set()
    places = {*places_of(columns)}
    if any(column.id not in places for column in columns):
        views.add("chart")
    if places or any(map(is_country, columns)):
        views.add("map")
    return views


def draft(ground: Ground, asked: Mapping[str, str]) -> Draft:
    """Return what is drawn for the page-only parameters, or raise ViewError with the reason.

    Empty parameters are chosen; ``_view=map`` chooses among maps.
    """
    kind = asked.get("_type") or kind_of(ground, asked.get("_view", ""))
    if not ground.rows:
        raise ViewError("no-rows")
    if kind not in {*CHARTS, *MAPS}:
        raise ViewError("unknown-type", kind)
    if kind == "points":
        if not places_of(ground.shown.values()):
            raise ViewError("no-places")
        return Draft(kind)
    wanted = {part: _named(ground, asked.get(part, "")) for part in ("_x", "_series")}
    across, instead = across_of(ground, kind, wanted["_x"]), ""
    if wanted["_x"] and across != wanted["_x"]:
        instead = wanted["_x"]
    if not across:
        raise ViewError("no-time" if kind == "line" else "no-part", instead or "x")
    split = wanted["_series"] if kind in SPLIT and wanted["_series"] != across else ""
    y, series = value_of(ground, kind, across, _measured(ground, asked.get("_y", "")), split)
    if kind in {"slope", "pyramid"} and not series:
        raise ViewError("no-part", "series")
    unsplit = bool(wanted["_series"]) and kind not in SPLIT
    drafted = Draft(kind, across, y, series, (), instead, unsplit)
    return replace(drafted, needs=needs(ground, drafted))


def view_of(
    ground: Ground, drafted: Draft, chosen: Iterable[Filter], labels: str = ""
) -> dict[str, str]:
    """Return the view, as a descriptor has it, for ``chosen`` values of the columns in ``needs``."""
    filters = [*ground.query.filters, *chosen]
    measure = drafted.measure
    if measure is None:
        groups: tuple[str, ...] = ()
        measures: tuple[Measure, ...] = ()
    else:
        groups, measures = drafted.groups, (measure,)
    query = Query(
        key=ground.query.key,
        filters=tuple(filters),
        search=ground.query.search,
        groups=groups,
        measures=measures,
    )
    view = {"type": drafted.kind, "query": urlencode(write(query))}
    if drafted.kind == "points":
        latitude, longitude = places_of(ground.shown.values())
        return {**view, "latitude": latitude, "longitude": longitude, "labels": labels}
    if drafted.kind == "pyramid":
        # The value lies along x, the age group along y.
        view |= {"x": drafted.value, "y": drafted.x}
    elif drafted.kind == "choropleth":
        view |= {"series": drafted.x, "y": drafted.value}
    else:
        view |= {"x": drafted.x, "y": drafted.value}
    return {**view, "series": drafted.series} if drafted.series else view


def address_of(ground: Ground, view: str, drafted: Draft, *filters: Filter) -> str:
    """Return the query of the page that draws this, with further filters."""
    query = replace(ground.query, filters=(*ground.query.filters, *filters))
    chosen = (view, drafted.kind, drafted.x, drafted.y, drafted.series)
    pairs = [pair for pair in zip(PARAMETERS, chosen, strict=True) if pair[1]]
    return urlencode([*write(query), *pairs])


def needs(ground: Ground, drafted: Draft) -> tuple[str, ...]:
    """Return the columns that must be narrowed to one value, or raise ViewError where nothing helps."""
    measure = drafted.measure
    if measure is None:
        found = ground.free(*drafted.groups) if len(ground.key) > 1 else []
        units = units_of(ground, drafted.value)
    else:
        found = held_for(ground, drafted.groups, measure)
        units = []
    return tuple(dict.fromkeys([*found, *(u for u in units if u not in ground.held)]))


def methods(ground: Ground, drafted: Draft) -> dict[str, list[str]]:
    """Return by method the columns that can be measured over the groups that are drawn."""
    found: dict[str, list[str]] = {PLAIN: [column.name for column in ground.measures]}
    for method in (method for method in roles.METHODS if method != PLAIN):
        for column in ground.measures:
            try:
                held_for(ground, drafted.groups, Measure(method, column.name))
            except ViewError:
                continue
            found.setdefault(method, []).append(column.name)
    return found


def _named(ground: Ground, name: str) -> str:
    if not name:
        return ""
    column = ground.table.find(name)
    if column is None:
        raise ViewError("unknown-column", name)
    return column.name


def _measured(ground: Ground, written: str) -> str:
    """Return a measure as it is asked for, with the id of its column."""
    if not written or written == COUNT:
        return written
    if ground.table.find(written) is not None:
        return plain(_named(ground, written))
    method, mark, name = written.partition(":")
    if not mark or method not in {PLAIN, *roles.METHODS}:
        raise ViewError("unknown-column", written)
    column = _named(ground, name)
    return plain(column) if method == PLAIN else f"{method}:{column}"
