"""Gather what the page of a table shows: what is asked is parsed, read and put into words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.database import read
from portal.database.read_asked import asked as read_asked
from portal.database.read_profiles import profiles as read_profiles
from portal.explore import (
    address,
    chips,
    form,
    popups,
    refusals,
    shown,
    summary,
    taking,
    views,
)
from portal.query import search
from portal.query.grammar import parse
from portal.result.workbook import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.asking import Asked
    from portal.database.read_profiles import Profile
    from portal.exceptions import QueryError
    from portal.explore.address import Address, Pair
    from portal.explore.place import Place
    from portal.language.cells import Column
    from portal.query.model import Query


@dataclass(frozen=True)
class Page:
    """Hold what was asked for on the page of one table."""

    place: Place
    sent: Sequence[Pair]
    """The parameters of the address, as they came."""

    @cached_property
    def pairs(self) -> list[Pair]:
        """Return the parameters without those of forms, which ``meant`` reads."""
        every = list(self.place.columns)
        # Of a wide table a page shows some columns unasked: there, all of them is a choice.
        return form.tidy(form.ordered(self.sent), [] if len(every) > shown.WIDEST else every)

    async def meant(self) -> str | None:
        """Return the address that a form means, or None where the page itself is meant."""
        typed, pairs = form.typed(self.sent), self.pairs
        column = None if typed is None else self.place.table.find(typed.column)
        if typed is not None and typed.complete:
            if column is None:
                pairs = [*pairs, (typed.column, typed.value)]
            else:
                options = await self.place.options(column.name)
                pairs = form.added(pairs, typed, column, options)
        elif column is not None:
            return None
        if pairs == list(self.sent):
            return None
        return address.Address(self.place.path, tuple(pairs)).whole

    async def context(self) -> dict[str, Any]:
        """Return what the template needs; raise QueryError where the query is refused."""
        place, view = self.place, views.view_of(self.pairs)
        query = parse(
            place.table,
            address.asked_rows(self.pairs),
            default_size=address.SIZES[0],
            max_size=address.MOST_ROWS,
        )
        here = address.address_of(place.path, query, self.pairs)
        profiles = await read_profiles(place.catalog, place.table.name)
        picture = await self._picture(query) if view in {"chart", "map"} else None
        if picture is None:
            told = await shown.shown(place, here, query, self._about(query), profiles)
        else:
            told = {"total": await shown.total(place, query)}
        labels = await place.labels(chips.asked_values(query.filters))
        rows = place.resource["rows"]
        return {
            **self._frame(here),
            **told,
            "view": "summary" if query.grouped and view == "table" else view,
            "views": views.links(here, place.columns.values(), grouped=query.grouped),
            "asked": picture,
            "query": query,
            "searchable": search.texts(place.table) > 0,
            "chips": chips.chips(here, query, place.columns, labels, place.words),
            "cleared": str(chips.cleared(here, query)),
            "choice": await self._choice(profiles),
            "summary": summary.summary(place.table, query, place.columns, profiles, place.words),
            "taking": taking.taking(
                here, place.table.name, await self._api(), place.language, told["total"], rows
            ),
        }

    def refused(self, error: QueryError) -> dict[str, Any]:
        """Return what the template needs to say why a query is refused."""
        here = address.Address(self.place.path, tuple(self.pairs))
        said = refusals.refusal(error, self.place.table, here, self.place.columns, self.place.words)
        return {**self._frame(here), "refusal": said}

    def _frame(self, here: Address) -> dict[str, Any]:
        return {
            "dataset": self.place.dataset,
            "resource": self.place.resource,
            "address": here,
            "path": self.place.path,
            "kept": lambda *names: here.without(*names).pairs,
            "shape": address.SHAPE,
            "conditions": form.CONDITIONS,
            "most_in_workbook": MOST_ROWS,
        }

    async def _picture(self, query: Query) -> Asked:
        """Return the chart or map in place of the rows."""
        place = self.place
        about = (place.dataset, place.resource, place.table, query, self.pairs, place.language)
        return await read_asked(place.catalog, place.data, *about)

    async def _api(self) -> str:
        """Return where the API has the rows of the table."""
        dataset, resource = self.place.resource["dataset"], self.place.resource["name"]
        return read.api_path(dataset, resource, await read.tables_in(self.place.catalog, dataset))

    def _about(self, query: Query) -> list[Column]:
        """Return the columns of which the page tells what they are like."""
        if query.grouped:
            return []
        columns = self.place.columns
        asked = [value for name, value in self.pairs if name == address.ABOUT]
        if not asked and len(columns) <= popups.MANY_COLUMNS:
            return list(columns.values())
        return [columns[name] for name in dict.fromkeys(asked) if name in columns][:1]

    async def _choice(self, profiles: Mapping[str, Profile]) -> dict[str, Any] | None:
        """Return the second step of the filter form: a column that was chosen, with its values."""
        typed = form.typed(self.sent)
        column = self.place.table.find(typed.column) if typed is not None else None
        if typed is None or column is None:
            return None
        described = self.place.columns[column.name]
        codes = await self.place.options(column.name)
        profile = profiles.get(column.name)
        frequent = [value for value, _ in profile.frequent if value is not None] if profile else []
        sortable = described.reference is not None
        return {
            "column": described,
            "operator": typed.operator,
            "conditions": form.conditions(column, codes),
            "options": form.by_label(codes, self.place.language) if sortable else codes,
            "frequent": frequent,
        }
