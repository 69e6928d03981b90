"""Facets as a page shows them: each value with its label, its count and the link that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.explore.form import held_by
from portal.query.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from portal.database.read_facets import Counted
    from portal.explore.address import Address
    from portal.explore.words import Words
    from portal.language.cells import Column
    from portal.language.text import Shown
    from portal.query.model import Cell


class Entry(NamedTuple):
    """Hold one value of a facet."""

    label: Markup
    rows: int | None
    """None: it is chosen, and not among the values that were counted."""
    link: str
    """Takes the value, or lifts it where it is chosen."""
    chosen: bool


class Facet(NamedTuple):
    """Hold one facet."""

    heading: Markup
    entries: Sequence[Entry]
    more: str | None
    """Where further values are, or where values are that took too long to count."""
    waits: bool
    """Whether the values took too long to count."""
    open: bool
    close: str | None


def facets(
    address: Address,
    counted: Sequence[Counted],
    columns: Mapping[str, Column],
    labels: Mapping[tuple[str, str], Shown],
    words: Words,
) -> list[Facet]:
    """Return facets in words."""
    return [_facet(address, one, columns[one.column], labels, words) for one in counted]


def _facet(
    address: Address,
    counted: Counted,
    column: Column,
    labels: Mapping[tuple[str, str], Shown],
    words: Words,
) -> Facet:
    asked = ("_facet", column.id)
    is_asked = asked in address.pairs
    values: list[tuple[Cell, int | None]] = list(counted.values or ())
    known = {value for value, _ in values}
    unseen = [(value, None) for value in counted.chosen if value not in known]
    entries = [
        Entry(
            words.value(column, value, labels.get((column.id, str(value)))),
            count,
            _toggled(address, column.id, counted.chosen, value),
            value in counted.chosen,
        )
        for value, count in [*unseen, *values]
    ]
    waits = counted.values is None
    return Facet(
        heading=words.heading(column),
        entries=entries,
        more=str(address.plus(asked)) if (waits or counted.more) and not is_asked else None,
        waits=waits,
        open=is_asked or bool(counted.chosen),
        close=str(address.less(asked)) if is_asked else None,
    )


def _toggled(address: Address, column: str, chosen: Sequence[Cell], value: Cell) -> str:
    kept = [one for one in chosen if one != value]
    if value not in chosen:
        kept.append(value)
    return str(
        address.unchosen(column).plus(
            *held_by(column, [written(one) for one in kept if one is not None])
        )
    )
