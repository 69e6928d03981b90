"""Columns narrowed to one value, or that could be, with the values that can be chosen instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.charts.asked import address_of
from portal.charts.wishes import best
from portal.database.read_profiles import profiles
from portal.database.rows import labels_of
from portal.database.within import TooSlowError, rows_within
from portal.language.cells import cell
from portal.query import compile as compiled
from portal.query.model import COUNT, Filter, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.asked import Draft
    from portal.charts.fitting import Ground
    from portal.database import read
    from portal.database.within import Connected
    from portal.language.cells import Cell as Told
    from portal.language.cells import Column
    from portal.query.model import Query, Value

VALUES = 200
"""Of a column that is narrowed, so many values are looked at."""
OFFERED = 8
"""So many other values are offered as links."""
HELPED = 4
"""So many columns are offered to narrow a picture that is refused."""


@dataclass(frozen=True)
class Offer:
    """Hold a value that can be chosen, and the query of the address at which it is."""

    told: Told
    query: str


@dataclass(frozen=True)
class Held:
    """Hold a column narrowed to one value: what is shown, why, and what could be shown instead."""

    column: Column
    told: Told | None
    why: str
    offers: Sequence[Offer]


@dataclass(frozen=True)
class Narrowing:
    """Look for values of columns, in a language and for a view of the page."""

    catalog: read.Database
    data: Connected
    view: str
    language: str

    async def held(self, ground: Ground, drafted: Draft) -> tuple[list[Filter], list[Held]]:
        """Return a value for each column that needs one, among the rows that are left, and why."""
        chosen: list[Filter] = []
        held = []
        for name in drafted.needs:
            query = replace(ground.query, filters=(*ground.query.filters, *chosen))
            values = await self._values(ground, query, name)
            if not values or (len(values) == 1 and drafted.measure is None):
                continue
            value, why = best(ground, name, values)
            chosen.append(Filter(name, "exact", (value,)))
            held.append(await self._offered(ground, drafted, name, values, (value, why)))
        return chosen, held

    async def helps(self, ground: Ground, drafted: Draft, *, slow: bool) -> list[Held]:
        """Return columns by which the rows can be narrowed; where counting is ``slow``, as published."""
        found = await profiles(self.catalog, ground.table.name)
        names = [
            column.name
            for column in ground.across
            if column.name not in ground.held
            and column.name != drafted.x
            and ground.count(column.name) not in {1, ground.rows}
        ]
        helps = []
        for name in names[:HELPED]:
            values: list[Value] = (
                [v for v, _ in found[name].frequent if v is not None] if name in found else []
            )
            if not slow:
                try:
                    values = await self._values(ground, ground.query, name)
                except TooSlowError:
                    continue
            if values:
                helps.append(await self._offered(ground, drafted, name, values))
        return helps

    async def _values(self, ground: Ground, query: Query, name: str) -> list[Value]:
        """Return values of a column: of times and numbers the last, of other ones the most frequent."""
        column = ground.table.column(name)
        if column.is_text and column.role != "time":
            statement = compiled.facet(ground.table, query, name, VALUES)
            return [row["value"] for row in await rows_within(self.data, statement, VALUES)]
        grouped = replace(
            query, groups=(name,), measures=(Measure(COUNT),), sort=name, descending=True, size=VALUES
        )  # fmt: skip
        found = await rows_within(self.data, compiled.rows(ground.table, grouped), VALUES)
        return [row[name] for row in found if row[name] is not None]

    async def _offered(
        self,
        ground: Ground,
        drafted: Draft,
        name: str,
        values: Sequence[Value],
        chosen: tuple[Value, str] | None = None,
    ) -> Held:
        """Return what is said of a column with some of its values, one of which may be ``chosen``, and why."""
        column = ground.shown[name]
        shown, why = chosen or (None, "")
        first = ground.preferred.get(name, ())
        others = [other for other in values if other != shown]
        others = sorted(others, key=lambda other: str(other) not in first)[:OFFERED]
        every = [*others, *([] if shown is None else [shown])]
        rows = [{name: one} for one in every]
        labels = await labels_of(self.catalog, self.data, [column], rows, self.language)
        told = {
            one: _named(cell(column, one, self.language, labels.get((name, str(one)))))
            for one in every
        }
        offers = [
            Offer(
                told[other],
                address_of(ground, self.view, drafted, Filter(name, "exact", (other,))),
            )
            for other in others
        ]
        return Held(column, None if shown is None else told[shown], why, offers)


def _named(told: Told) -> Told:
    """Return a value as a choice, in which its code would only be in the way."""
    return replace(told, code=None) if told.kind == "text" else told
