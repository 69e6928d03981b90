"""The columns of a dataset as a page describes them: rules, and what their values are like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.database.read_profiles import profiles
from portal.database.rows import labels_of
from portal.language.cells import cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.read import Database
    from portal.database.read_profiles import Profile
    from portal.language.cells import Cell, Column
    from portal.language.text import Shown

    Labels = Mapping[tuple[str, str], Shown]

MOST_DESCRIBED = 12
"""More columns than that, in all tables of a dataset, are described on a page of their own."""
MOST_LISTED = 24
"""So many of them are named on the dataset's page."""
SHOWN, SHOWN_ALONE = 3, 10
"""Frequent values of a column, and on a page of its columns, unless these are ``MANY``."""
MANY = 40
ALL = 20
"""Columns with no more different values have all of them in their profile."""
LENGTH = 80
"""Characters of a value."""
NUMBERS = frozenset({"integer", "number"})
"""Types that may have a unit."""
WORDY = frozenset({"unit", "status", "label", "note"})
"""Roles of columns whose numbers, if they are numbers, are codes."""


@dataclass(frozen=True)
class Listed:
    """Hold a value and in how many rows it stands; None: that was not counted."""

    cell: Cell
    rows: int | None


@dataclass(frozen=True)
class Described:
    """Describe one column."""

    column: Column
    profile: Profile | None
    ends: tuple[Cell, ...]
    """The smallest, the middle and the greatest value, as far as these mean something."""
    frequent: tuple[Listed, ...]
    each: int | None
    """In how many rows each value stands, where that is the same number for all of many."""
    allowed: tuple[Listed, ...]
    """The only values that the schema lets in."""
    example: Cell | None
    reasons: tuple[Mapping[str, Any], ...]
    """Why values are missing, as in ``read.counted_reasons``."""

    @property
    def different(self) -> int | None:
        """Return how many values there are, unless they are all listed or none is like another."""
        count = self.profile.distinct if self.profile is not None else None
        listed = len(self.frequent) == count or _are_counted(self.allowed)
        return None if listed or self.all_differ or len(self.ends) in {1, 3} else count

    @property
    def all_differ(self) -> bool:
        """Tell whether no value stands in two rows."""
        return self.profile is not None and 1 < self.profile.filled == self.profile.distinct


async def described(
    catalog: Database,
    data: Database,
    resource: Mapping[str, Any],
    language: str,
    most: int = SHOWN,
) -> list[Described]:
    """Return the columns of a table, each with up to ``most`` frequent values.

    The table is as ``read.resources`` gives it, with its ``reasons``.
    """
    table, columns = resource["table_name"], resource["columns"]
    found = await profiles(catalog, table)
    labels = await labels_of(catalog, data, columns, _mentioned(columns, found, most), language)
    units = any(column.role == "unit" for column in columns)
    return [
        _described(
            column,
            found.get(column.id),
            language,
            labels,
            most,
            several_units=column.unit is None and units,
            reasons=tuple(
                reason for reason in resource["reasons"] if reason["column_name"] == column.id
            ),
        )
        for column in columns
    ]


def is_brief(resources: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether the page of a dataset only names its columns, as there are many."""
    return sum(len(resource["columns"]) for resource in resources) > MOST_DESCRIBED


def frequent_shown(resources: Sequence[Mapping[str, Any]]) -> int:
    """Return how many frequent values of each column a page of the columns shows."""
    return SHOWN_ALONE if sum(len(one["columns"]) for one in resources) < MANY else SHOWN


def _mentioned(
    columns: Sequence[Column], found: Mapping[str, Profile], most: int
) -> list[dict[str, Any]]:
    """Return the values that need labels, as if they were rows."""
    values = {
        column.id: [profile.example, *(value for value, _ in profile.frequent[:most])]
        for column in columns
        if (profile := found.get(column.id)) is not None
    }
    return [
        {c.id: values[c.id][row] if row < len(values.get(c.id, ())) else None for c in columns}
        for row in range(most + 1)
    ]


def _described(
    column: Column,
    profile: Profile | None,
    language: str,
    labels: Labels,
    most: int,
    *,
    several_units: bool,
    reasons: tuple[Mapping[str, Any], ...],
) -> Described:
    def shown(value: Any) -> Cell:
        return cell(column, value, language, labels.get((column.id, str(value))), limit=LENGTH)

    allowed = _allowed(column, profile, language)
    if profile is None:
        return Described(column, None, (), (), None, allowed, None, reasons)
    ends: tuple[Cell, ...] = ()
    coded = column.categories or column.reference or "enum" in column.constraints
    mixed = column.unit_column is not None or (several_units and column.type in NUMBERS)
    if profile.minimum is not None and not coded and not mixed and column.role not in WORDY:
        values = (profile.minimum, profile.median, profile.maximum)
        ends = tuple(shown(value) for value in values if value is not None)
    if profile.minimum == profile.maximum:
        ends = ends[:1]
    each = _each(profile) if not ends else None
    frequent: tuple[Listed, ...] = ()
    if not ends and not mixed and not each and not _are_counted(allowed):
        frequent = tuple(Listed(shown(v), rows) for v, rows in profile.frequent[:most])
    example = None
    told = bool(frequent) or len(ends) == 1 or _are_counted(allowed)
    if profile.example is not None and not told:
        example = shown(profile.example)
    return Described(column, profile, ends, frequent, each, allowed, example, reasons)


def _each(profile: Profile) -> int | None:
    if not profile.frequent or profile.distinct is None or profile.distinct <= SHOWN:
        return None
    rows = profile.frequent[0][1]
    return rows if rows * profile.distinct == profile.filled else None


def _allowed(column: Column, profile: Profile | None, language: str) -> tuple[Listed, ...]:
    """Return the values of a list in the schema, counted where the profile has all that occur."""
    listed = list(column.categories) or [str(v) for v in column.constraints.get("enum") or ()]
    counts = {str(value): rows for value, rows in profile.frequent} if profile else {}
    complete = (
        profile is not None
        and profile.distinct == len(counts) <= ALL
        and counts.keys() <= set(listed)
    )
    return tuple(
        Listed(
            cell(column, value, language, limit=LENGTH), counts.get(value, 0) if complete else None
        )
        for value in listed
    )


def _are_counted(allowed: Sequence[Listed]) -> bool:
    return bool(allowed) and allowed[0].rows is not None
