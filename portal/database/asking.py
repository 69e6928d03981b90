"""One question of a reader for a picture, while it is answered: narrowed, read and drawn, or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from portal.charts import choices, naming
from portal.charts.asked import Draft, address_of, view_of
from portal.charts.draw import Picture, draw
from portal.charts.fitting import Ground
from portal.charts.model import View
from portal.charts.order import in_order, told_once
from portal.charts.period import period_of
from portal.charts.plan import MOST_ROWS, judge, plan, total_of
from portal.charts.thinning import thinned
from portal.charts.voice import Voice
from portal.charts.wishes import pointed, preferred
from portal.database.narrowed import Held, Narrowing
from portal.database.read_profiles import profiles
from portal.database.read_views import adds_up
from portal.database.rows import labels_of
from portal.database.views import breaks_of, projections_of
from portal.database.within import rows_within
from portal.exceptions import ViewError
from portal.language.markup import plain
from portal.language.text import Text
from portal.query import compile as compiled
from portal.query.write import write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.charts.plan import Cell, Plan
    from portal.database import read
    from portal.database.within import Connected
    from portal.language.text import Shown
    from portal.query.compile import Statement
    from portal.query.model import Filter, Query
    from portal.query.table import Table

UNHELPED = frozenset({"no-map", "no-rows", "no-places", "unknown-type", "unknown-column"})
"""Refusals that no filter would lift."""


@dataclass(frozen=True)
class Asked:
    """Hold what a page shows in place of the rows."""

    view: str
    """``chart`` or ``map``."""
    form: choices.Form
    kept: Sequence[tuple[str, str]]
    """What the form carries along: the filters and the search."""
    drawn: View
    picture: Picture
    held: Sequence[Held] = ()
    """What is narrowed so that the picture is true."""
    helps: Sequence[Held] = ()
    """What could be narrowed where nothing is drawn."""
    page: str = ""
    """The query of this page, with everything that was chosen; with the same one there are
    ``/data/TABLE.svg`` and ``/embed/data/TABLE``."""
    numbers: str = ""
    """The query of the rows that are drawn, for a file and the API."""
    plain: str = ""
    """The query of this page where everything is left to the portal."""


@dataclass(frozen=True)
class Asking:
    """Hold one question while it is answered."""

    catalog: read.Database
    data: Connected
    dataset: Mapping[str, Any]
    resource: Mapping[str, Any]
    table: Table
    base: Query
    language: str
    view: str

    @property
    def _narrowing(self) -> Narrowing:
        return Narrowing(self.catalog, self.data, self.view, self.language)

    def bare(self, rows: int) -> Ground:
        """Return what is known without looking at a row."""
        descriptor = self.dataset["descriptor"]
        name = self.resource["name"]
        views = [v for v in descriptor.get("views") or [] if (v.get("resource") or name) == name]
        shown = {column.id: column for column in self.resource["columns"]}
        return Ground(
            self.table,
            shown,
            rows,
            self.base,
            pointed=pointed(self.table, views),
            preferred=preferred(self.table, views),
            projections_from=projections_of(descriptor),
            breaks=breaks_of(descriptor),
        )

    async def ground(self) -> Ground:
        """Return what is known of the rows that the filters leave."""
        rows = self.resource["rows"]
        if self.base.filters or self.base.search:
            counting = compiled.count(self.table, self.base)
            rows = (await rows_within(self.data, counting, 1))[0]["count"]
        found = await profiles(self.catalog, self.table.name)
        distinct = {name: one.distinct for name, one in found.items() if one.distinct is not None}
        return replace(self.bare(rows), distinct=distinct)

    async def drawn(self, ground: Ground, drafted: Draft) -> Asked:
        """Return the picture, or raise ViewError where it cannot be drawn."""
        chosen, held = await self._narrowing.held(ground, drafted)
        wanted = view_of(ground, drafted, chosen, self._label_column())
        planned = plan(wanted, self.table, ground.projections_from, ground.breaks)
        statement = compiled.rows(self.table, replace(planned.query, size=MOST_ROWS))
        rows = in_order(planned, ground, await rows_within(self.data, statement, MOST_ROWS + 1))
        if len(rows) > MOST_ROWS:
            raise ViewError("too-many", str(MOST_ROWS))
        judge(planned, rows)
        view = await self._view(ground, drafted, planned, statement, rows, chosen)
        if view.kind == "choropleth" and rows and not choices.on_the_map(view):
            raise ViewError("not-countries", drafted.x)
        return Asked(
            self.view,
            choices.form(ground, self.view, drafted),
            write(self.base),
            view,
            choices.with_notes(
                draw(view, self.language), Voice(view, self.language), drafted, ground
            ),
            held,
            page=address_of(ground, self.view, drafted),
            numbers=urlencode(write(planned.query)),
            plain=urlencode([*write(self.base), ("_view", self.view)]),
        )

    async def refused(self, ground: Ground, wishes: Mapping[str, str], error: ViewError) -> Asked:
        """Return why there is no picture, and what would help."""
        drafted = Draft(wishes["_type"], wishes["_x"], wishes["_y"], wishes["_series"])
        about = error.about
        if (column := ground.shown.get(about.partition(":")[2] or about)) is not None:
            about = str(column.heading)
        view = View(
            self.dataset["name"], self.table.name, wishes["_type"] or "", None,
            table=self.table.name, refusal=error.code, about=about,
        )  # fmt: skip
        helps: Sequence[Held] = ()
        if error.code not in UNHELPED:
            slow = error.code == "too-slow"
            helps = await self._narrowing.helps(ground, drafted, slow=slow)
        return Asked(
            self.view,
            choices.form(ground, self.view, drafted),
            write(self.base),
            view,
            draw(view, self.language),
            helps=helps,
            page=address_of(ground, self.view, drafted),
            plain=urlencode(
                [*write(self.base), ("_view", "chart" if error.code == "no-map" else self.view)]
            ),
        )

    async def _view(
        self,
        ground: Ground,
        drafted: Draft,
        planned: Plan,
        statement: Statement,
        rows: list[dict[str, Cell]],
        chosen: Sequence[Filter],
    ) -> View:
        columns = {
            name: ground.shown[stem]
            for name in statement.columns
            if (stem := name.partition(":")[2] or name) in ground.shown
        }
        looked_up = [column for name, column in columns.items() if column.id == name]
        labels = await labels_of(self.catalog, self.data, looked_up, rows, self.language)
        catch_all: Sequence[str] = ()
        if (across := self.table.find(planned.parts.get("x", ""))) is not None:
            catch_all = across.catch_all
        return View(
            self.dataset["name"],
            self.table.name,
            planned.kind,
            await self._title(ground, drafted, chosen),
            urlencode(write(planned.query)),
            self.table.name,
            parts=told_once(planned, rows),
            columns=columns,
            rows=thinned(planned, rows) if planned.kind == "line" else rows,
            count=len(rows),
            labels=labels,
            total=await self._total(planned),
            period=await self._period(planned),
            projections_from=ground.projections_from,
            breaks=ground.breaks,
            catch_all=frozenset(catch_all),
            highlight=frozenset(
                value for name in drafted.groups for value in ground.pointed.get(name, ())
            ),
            adds_up=adds_up(planned.parts, rows, self.resource["fields"]),
            cautioned=bool(self.dataset["descriptor"].get("comparability")),
            source=self.dataset["title"],
            publisher=self.dataset["publisher_title"],
        )

    async def _title(self, ground: Ground, drafted: Draft, chosen: Sequence[Filter]) -> Text:
        """Return what the picture is called, with all that narrows its rows."""
        filters, language = [*self.base.filters, *chosen], self.language
        labels: dict[tuple[str, str], Shown] = {}
        for one in filters:
            rows = [{one.column: value} for value in one.values]
            column = ground.shown[one.column]
            labels |= await labels_of(self.catalog, self.data, [column], rows, language)
        if drafted.kind != "points":
            return Text({language: naming.title(ground, drafted, filters, labels, language)})
        words = plain(self.resource["title"] or self.resource["dataset_title"], language)
        return Text({language: naming.with_rows(words, ground, drafted, filters, labels, language)})

    def _label_column(self) -> str:
        labels = [column for column in self.resource["columns"] if column.role == "label"]
        ours = [column for column in labels if column.language == self.language]
        return next((column.id for column in [*ours, *labels]), "")

    async def _total(self, planned: Plan) -> float | None:
        whole = total_of(planned)
        total: float | None = None if whole is None else (await self._one(whole))[0]
        return total

    async def _period(self, planned: Plan) -> tuple[Cell, Cell] | None:
        times = period_of(planned)
        first, last = (None, None) if times is None else await self._one(times)
        return None if first is None else (first, last)

    async def _one(self, query: Query) -> tuple[Any, ...]:
        """Return the one row of a query that has no groups."""
        statement = compiled.rows(self.table, query)
        (row,) = await rows_within(self.data, statement, 1)
        return tuple(row.values())
