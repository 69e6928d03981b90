"""Which columns of a table can play which part in a picture, judged by roles, types and names."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.charts import world
from portal.charts.plan import ALL, TIMES, fixed
from portal.query.table import NUMERIC, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portal.language.cells import Column as Shown
    from portal.query.model import Query
    from portal.query.table import Column, Table

COUNTRY_CODES = frozenset(
    {"alpha3", "alpha_3", "country_iso3", "iso3", "iso3_code", "iso_3", "iso_a3", "iso_alpha_3"}
)
"""What a column with the three letters of ISO 3166 is called, here or in the table it refers to."""
LATITUDES = frozenset({"lat", "latitude", "خط العرض", "دائرة العرض"})
LONGITUDES = frozenset({"lng", "lon", "long", "longitude", "خط الطول"})
AGES = ("age", "عمر", "أعمار", "سن")
"""Words in the name of a column of ages."""
RANKS = frozenset({"place", "position", "rank", "ranking"})
"""Of these, a longer bar would be the lesser one."""
CHARTS = ("bar", "line", "slope", "pyramid", "points")
MAPS = ("choropleth", "points")
SPLIT = ("line", "slope", "pyramid")
"""Kinds that have a series; of the other ones, a line of each is one column at most."""
PLAIN = "value"
"""The method of the grammar for the value itself."""
MOSTLY = 0.8
"""So many of the codes that a column allows are countries where it is one of countries."""
READABLE = 30
"""So many values of a column can be read beside each other."""


@dataclass(frozen=True)
class Ground:
    """Hold what is known of a table before a reader chooses."""

    table: Table
    shown: Mapping[str, Shown]
    """The columns as pages name them, by id."""
    rows: int
    """How many the filters leave."""
    query: Query
    """The filters and the search; nothing else of what was asked for."""
    distinct: Mapping[str, int] = field(default_factory=dict)
    """How many values a column has, where that is known."""
    pointed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Values at which the publisher's own views point."""
    preferred: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """These, and values to which such views narrow a column."""
    projections_from: str | None = None
    breaks: Sequence[str] = ()

    @functools.cached_property
    def held(self) -> frozenset[str]:
        """Return the columns that the filters fix to one value."""
        return frozenset(fixed(self.query))

    @functools.cached_property
    def key(self) -> tuple[str, ...]:
        """Return the columns that tell the rows apart; without a key, those that say what a row is about."""
        if ROW not in self.table.primary_key:
            return self.table.primary_key
        return tuple(c.name for c in self.table.columns if c.role in {"dimension", "time"})

    @functools.cached_property
    def measures(self) -> tuple[Column, ...]:
        """Return the columns whose values can be drawn, ranks last."""
        places = {*places_of(self.shown.values())}
        found = [
            column
            for column in self.table.columns
            if column.type in NUMERIC
            and column.role in {"measure", None}
            and column.name not in places
            and column.name not in self.table.primary_key
        ]
        return tuple(sorted(found, key=lambda column: column.name in RANKS))

    @functools.cached_property
    def across(self) -> tuple[Column, ...]:
        """Return the columns along which values can stand; what names or notes only where nothing else is."""
        measured = {column.name for column in self.measures if column.role == "measure"}
        places = {*places_of(self.shown.values())}
        left = [c for c in self.table.columns if c.name not in measured | places]
        about = [c for c in left if c.role in {"dimension", "time", "status", None}]
        return tuple(about or left)

    def count(self, name: str) -> int | None:
        """Return how many values of a column the filters can leave, None where nobody knows."""
        for condition in self.query.filters:
            if condition.column == name and condition.operator in {"exact", "in"}:
                return len(condition.values)
        return self.distinct.get(name)

    def free(self, *taken: str) -> list[str]:
        """Return the columns of the key that neither a filter fixes nor a part of the picture shows."""
        return [name for name in self.key if name not in self.held and name not in taken]

    def timed(self, name: str) -> bool:
        """Tell whether a line can run along a column."""
        column = self.table.find(name)
        return column is not None and column.role == "time" and column.type in TIMES

    @property
    def times(self) -> list[str]:
        """Return the columns along which a line can run; none where no two times can be compared."""
        if list(self.breaks) == [ALL]:
            return []
        names = [c.name for c in self.table.columns if self.timed(c.name)]
        return sorted(names, key=lambda name: (name in self.held, name not in self.key))

    @property
    def pairs(self) -> list[str]:
        """Return the columns with exactly two values."""
        return [c.name for c in self.across if self.count(c.name) == 2]

    @property
    def ages(self) -> list[str]:
        """Return the columns of ages."""
        return [c.name for c in self.across if c.type == "string" and _of_ages(c)]

    @property
    def countries(self) -> list[str]:
        """Return the columns of countries."""
        return [name for name, column in self.shown.items() if is_country(column)]


def kinds(ground: Ground, *, maps: bool = False) -> list[str]:
    """Return the kinds of pictures that fit a table."""
    fits = {
        "bar": bool(ground.across),
        "line": any(name not in ground.held for name in ground.times),
        "slope": bool(ground.pairs) and len(ground.across) > 1 and bool(ground.measures),
        "pyramid": bool(ground.ages) and bool(ground.pairs),
        "points": bool(places_of(ground.shown.values())),
        "choropleth": bool(ground.countries),
    }
    return [kind for kind in (MAPS if maps else CHARTS) if fits[kind]]


def is_country(column: Shown) -> bool:
    """Tell whether a column holds countries by the three letters of ISO 3166."""
    if column.type != "string":
        return False
    if column.reference is not None:
        return column.reference[1] in COUNTRY_CODES
    codes = list(column.categories) or [str(code) for code in column.constraints.get("enum") or ()]
    known = sum(code in world.shapes() for code in codes)
    return column.id in COUNTRY_CODES or (known > 1 and known >= MOSTLY * len(codes))


def places_of(columns: Iterable[Shown]) -> tuple[str, ...]:
    """Return the columns of latitude and longitude, or nothing."""
    columns = [column for column in columns if column.type == "number"]
    latitude = next((c.id for c in columns if _called(c) & LATITUDES), None)
    longitude = next((c.id for c in columns if _called(c) & LONGITUDES), None)
    return () if latitude is None or longitude is None else (latitude, longitude)


def _called(column: Shown) -> set[str]:
    titles = column.title.values.values() if column.title is not None else ()
    return {name.strip().lower() for name in (column.id, column.name, *titles)}


def _of_ages(column: Column) -> bool:
    words = f"{column.name} {column.label}".lower().replace("_", " ").split()
    return any(word in AGES or word.removeprefix("ال") in AGES for word in words)
