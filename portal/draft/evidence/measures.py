"""What is drafted of a measured value: its unit, its decimals, its bounds, and how it adds up.

Only counts and amounts add up, by what their label says; never over a time, since a population is
there every year again, and never over a column in which a total stands beside its parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.draft.evidence.labels import NUMBER_OF, YEARLY, is_coordinate, says
from portal.draft.evidence.numbers import decimals_of
from portal.draft.evidence.said import listed, say
from portal.draft.evidence.units import is_share
from portal.language.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from portal.draft.evidence.seen import Seen
    from portal.draft.model import Evidence

BOUNDS = {"LATITUDE": (-90, 90), "LONGITUDE": (-180, 180)}
MOST_DECIMALS = 4
MOST_PARTS = 5000
"""Different values among which there may be a total."""
LONGEST_TOTAL = 25
TOTALS = frozenset(map(fold, (
    "total", "totals", "grand total", "sub total", "subtotal", "sum", "all", "both", "both sexes", "all ages",
    "overall", "ensemble", "tous", "toutes", "les deux sexes", "world", "kingdom total", "national",
    "المجموع", "مجموع", "الإجمالي", "إجمالي", "الكل", "الجملة", "جملة", "كلا الجنسين", "الجنسين", "الجنسان",
    "المجموع العام", "المجموع الكلي", "إجمالي المملكة", "المملكة", "العالم",
)))  # fmt: skip
"""Values that hold what other values of the same column hold as well."""

Drafted = tuple[str, Any, "Evidence"]


@dataclass(frozen=True)
class Axes:
    """Say along what the values of a table add up."""

    dimensions: tuple[str, ...]
    timed: bool
    """Whether each thing is there at several times."""
    totals: Mapping[str, str]
    """By dimension, the value that is a total of others."""

    @property
    def over(self) -> list[str]:
        """Return the dimensions over which values may be added up."""
        return [name for name in self.dimensions if name not in self.totals]

    @property
    def is_limited(self) -> bool:
        """Tell whether values may not be added up over everything."""
        return self.timed or bool(self.totals)


def axes_of(columns: Sequence[Seen], roles: Mapping[int, str], key: Collection[int]) -> Axes:
    """Return along what the values of a table add up; roles and key are by position."""
    dimensions = [seen for seen in columns if roles.get(seen.position) == "dimension"]
    times = {position for position, role in roles.items() if role == "time"}
    totals = {seen.label: found for seen in dimensions if (found := _total_of(seen)) is not None}
    timed = bool(times) and (not key or not times.isdisjoint(key))
    return Axes(tuple(seen.label for seen in dimensions), timed, totals)


def _total_of(seen: Seen) -> str | None:
    """Return the value of a column that is a total of others."""
    if len(seen.values) > MOST_PARTS:
        return None
    short = (text for text in seen.values if len(text) <= LONGEST_TOTAL)
    return next((text for text in short if fold(text) in TOTALS), None)


def draft_measure(seen: Seen, units: Sequence[str], axes: Axes) -> Iterator[Drafted]:
    """Yield the properties of a measured field, with their evidence.

    ``units`` are the names of the fields that hold units.
    """
    label, unit = seen.label, seen.unit
    if unit is not None:
        yield "unit", unit.text, say(label, "unit", unit.text, f"unit-{unit.source}")
        if unit.rest:
            yield "title", unit.rest, say(label, "title", unit.rest)
    elif len(units) == 1:
        yield "unitField", units[0], say(label, "unitField", units[0])
    mixed = bool(units) and unit is None
    method = _method(seen, axes, mixed=mixed)
    over = axes.over if method.value == "sum" and axes.is_limited else []
    yield "aggregation", {"method": method.value, **({"over": over} if over else {})}, method
    places = 0 if seen.type == "integer" else decimals_of(seen.values)
    if places is not None and places <= MOST_DECIMALS and is_coordinate(label) is None:
        yield "decimals", places, say(label, "decimals", str(places), count=places)


def bounds_of(seen: Seen) -> tuple[dict[str, int], Evidence] | None:
    """Return the constraints that are plain from what is measured, never what happens to be there."""
    low, high = _ends(seen)
    topic = is_coordinate(seen.label)
    if topic and BOUNDS[topic][0] <= low and high <= BOUNDS[topic][1]:
        least, most = BOUNDS[topic]
        bounds = {"minimum": least, "maximum": most}
        return bounds, say(
            seen.label, "minimum", f"{least}…{most}", "bounds", low=str(least), high=str(most)
        )
    if _is_count(seen.label) and seen.type == "integer" and low >= 0:
        return {"minimum": 0}, say(seen.label, "minimum", "0", "minimum", total=seen.filled)
    return None


def range_of(seen: Seen) -> Evidence:
    """Return the smallest and the largest value, which are evidence and no rule."""
    low, high = _ends(seen)
    return say(seen.label, "range", f"{low}…{high}", low=f"{low:,}", high=f"{high:,}")


def _method(seen: Seen, axes: Axes, *, mixed: bool) -> Evidence:
    """Return how a measure adds up, as evidence with the method as its value."""
    label, unit = seen.label, seen.unit
    if mixed:
        return say(label, "aggregation", "none", "none-mixed")
    if says(label, "LEVEL") or is_coordinate(label) or (unit is not None and is_share(unit.text)):
        return say(label, "aggregation", "none", "none-level")
    if not (_is_count(label) or says(label, "AMOUNT")) or YEARLY.fullmatch(label):
        return say(label, "aggregation", "none", "none-unsure")
    if not axes.is_limited:
        return say(label, "aggregation", "sum", "sum")
    if not axes.over:
        return say(label, "aggregation", "none", "none-total" if axes.totals else "none-time")
    over = listed(axes.over)
    if not axes.totals:
        return say(label, "aggregation", "sum", "sum-time", over=over)
    name, total = next(iter(axes.totals.items()))
    return say(label, "aggregation", "sum", "sum-total", over=over, other=name, example=total)


def _is_count(label: str) -> bool:
    counted = says(label, "COUNT") or NUMBER_OF.search(label) is not None
    return counted and not says(label, "LEVEL")


def _ends(seen: Seen) -> tuple[Decimal, Decimal]:
    """Return the smallest and the largest value."""
    return Decimal(min(seen.values, key=float)), Decimal(max(seen.values, key=float))
