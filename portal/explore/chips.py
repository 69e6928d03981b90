"""The conditions in force, in words, each with the link that lifts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.language.catalogs import mark as _
from portal.language.terms import OPERATORS
from portal.query.write import write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from portal.explore.address import Address
    from portal.explore.words import Words
    from portal.language.cells import Column
    from portal.language.text import Shown
    from portal.query.model import Filter, Query

    Labels = Mapping[tuple[str, str], Shown]

CONDITION = _("%(column)s %(condition)s %(value)s")
SEARCHED = _("Search: %(words)s")
NAMED = 5
"""So many values of a list are named."""
MORE = _("%(values)s and %(count)s more")


class Chip(NamedTuple):
    """Hold a condition in words and the address without it."""

    words: Markup
    lift: str


def chips(
    address: Address, query: Query, columns: Mapping[str, Column], labels: Labels, words: Words
) -> list[Chip]:
    """Return the conditions of a query: its filters, then what is searched for."""
    pairs = write(query)
    found = [
        Chip(_said(condition, columns[condition.column], labels, words), str(address.less(pair)))
        for condition, pair in zip(query.filters, pairs, strict=False)
    ]
    if query.search:
        sought = words.shown(" ".join(query.search))
        found.append(Chip(words.say(SEARCHED, words=sought), str(address.without("_search"))))
    return found


def cleared(address: Address, query: Query) -> Address:
    """Return the address without any condition."""
    filters = address.pairs[: len(query.filters)]  # They are written first.
    return address.less(*filters).without("_search")


def asked_values(filters: Sequence[Filter]) -> dict[str, list[str | int | float]]:
    """Return the values that filters name, by column, for whoever looks up their labels."""
    values: dict[str, list[str | int | float]] = {}
    for condition in filters:
        values.setdefault(condition.column, []).extend(condition.values[:NAMED])
    return values


def _said(condition: Filter, column: Column, labels: Labels, words: Words) -> Markup:
    told = [
        words.value(column, value, labels.get((column.id, str(value))))
        for value in condition.values[:NAMED]
    ]
    value = words.listed(told)
    left = len(condition.values) - len(told)
    if left:
        value = words.say(MORE, values=value, count=words.number(left))
    operator = words.gettext(OPERATORS[condition.operator])
    return words.say(CONDITION, column=words.heading(column), condition=operator, value=value)
