"""What a column is like: its meaning, how far it is filled, its spread or its frequent values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.explore.form import COLUMN
from portal.query.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from portal.database.read_profiles import Profile
    from portal.explore.address import Address
    from portal.explore.words import Words
    from portal.language.cells import Column
    from portal.language.text import Shown

SHOWN = 10
"""So many frequent values are shown."""
MANY_COLUMNS = 12
"""Of so many columns a page tells what they are like; of more, of the one that is asked for."""
WIDTH = 100
"""The length of the longest bar."""


class Bar(NamedTuple):
    """Hold a frequent value with the length of its bar."""

    label: Markup
    rows: int
    length: int
    link: str


class Popup(NamedTuple):
    """Hold what is known of one column."""

    column: Column
    profile: Profile | None
    range: Sequence[Markup]
    """The smallest, the median and the greatest value; empty where these mean nothing."""
    bars: Sequence[Bar]
    more: str | None
    """Where further values are."""
    up: str
    down: str
    filter: str
    empty: str | None
    filled: str | None


def popups(
    address: Address,
    columns: Sequence[Column],
    profiles: Mapping[str, Profile],
    labels: Mapping[tuple[str, str], Shown],
    words: Words,
) -> list[Popup]:
    """Return what is known of each column, with the links that sort and filter by it."""
    return [_popup(address, column, profiles.get(column.id), labels, words) for column in columns]


def frequent_values(
    columns: Sequence[Column], profiles: Mapping[str, Profile]
) -> dict[str, list[str | int | float]]:
    """Return the values that pop-ups name, by column, for whoever looks up their labels."""
    return {
        column.id: [value for value, _ in profile.frequent[:SHOWN] if value is not None]
        for column in columns
        if (profile := profiles.get(column.id)) is not None
    }


def _popup(
    address: Address,
    column: Column,
    profile: Profile | None,
    labels: Mapping[tuple[str, str], Shown],
    words: Words,
) -> Popup:
    unsorted = address.without("_sort", "_sort_desc")
    some = profile is not None and 0 < profile.missing < profile.rows
    more = address.without("_facet").plus(("_facet", column.id))
    return Popup(
        column=column,
        profile=profile,
        range=_range(column, profile, words),
        bars=_bars(address, column, profile, labels, words),
        more=str(more) if profile is not None and (profile.distinct or 0) > SHOWN else None,
        up=str(unsorted.plus(("_sort", column.id))),
        down=str(unsorted.plus(("_sort_desc", column.id))),
        filter=f"{address.plus((COLUMN, column.id))}#filter",
        empty=str(address.plus((f"{column.id}__isnull", "1"))) if some else None,
        filled=str(address.plus((f"{column.id}__notnull", "1"))) if some else None,
    )


def _range(column: Column, profile: Profile | None, words: Words) -> list[Markup]:
    coded = column.categories or column.reference
    # Values in several units have no order.
    if profile is None or profile.minimum is None or coded or column.unit_column:
        return []
    values = (profile.minimum, profile.median, profile.maximum)
    return [words.value(column, value) for value in values if value is not None]


def _bars(
    address: Address,
    column: Column,
    profile: Profile | None,
    labels: Mapping[tuple[str, str], Shown],
    words: Words,
) -> list[Bar]:
    if profile is None or not profile.frequent or profile.median is not None:
        return []
    values = [(value, count) for value, count in profile.frequent if value is not None][:SHOWN]
    longest = max((count for _, count in values), default=1)
    others = address.unchosen(column.id)
    return [
        Bar(
            words.value(column, value, labels.get((column.id, str(value)))),
            count,
            max(1, round(count * WIDTH / longest)),
            str(others.plus((column.id, written(value)))),
        )
        for value, count in values
    ]
