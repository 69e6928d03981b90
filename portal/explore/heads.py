"""The columns of an answer: those of the table, or the groups and measures of a summary."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from portal.language.catalogs import mark as _
from portal.language.cells import Column, cell
from portal.language.text import Text
from portal.query.answer import answered
from portal.query.table import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from portal.explore.address import Address
    from portal.explore.words import Words
    from portal.language.text import Shown
    from portal.query.answer import Answered
    from portal.query.model import Measure, Query
    from portal.query.table import Table

    Labels = Mapping[tuple[str, str], Shown]

COUNT_OF_ROWS = _("Number of rows")
METHODS = {
    "sum": _("Sum: %(column)s"),
    "mean": _("Mean: %(column)s"),
    "min": _("Smallest: %(column)s"),
    "max": _("Greatest: %(column)s"),
}
"""How a measure is called, by its method; a value itself by its column."""
WITHOUT = _("empty")


class Head(NamedTuple):
    """Hold the head of one column."""

    column: Column
    heading: Markup
    sort: str
    """The address that sorts by it, or turns the order."""
    order: str | None
    """``ascending`` or ``descending`` where the answer is sorted by it."""


def heads(address: Address, query: Query, columns: Sequence[Column], words: Words) -> list[Head]:
    """Return the heads of an answer that has these columns."""
    return [_head(address, query, column, words) for column in columns]


def columns_of(
    table: Table, query: Query, columns: Mapping[str, Column], labels: Labels, words: Words
) -> list[Column]:
    """Return the columns of an answer as pages need them, without the place of a row."""
    return [
        columns[one.name] if one.measure is None else _measured(one, query, columns, labels, words)
        for one in answered(table, query)
        if one.name != ROW
    ]


def measure_name(measure: Measure, columns: Mapping[str, Column], words: Words) -> str:
    """Return what a measure is called, as plain text."""
    if measure.column is None:
        return words.gettext(COUNT_OF_ROWS)
    heading = words.plain(columns[measure.column].heading)
    if measure.method not in METHODS:
        return heading
    return words.gettext(METHODS[measure.method]) % {"column": heading}


def _measured(
    one: Answered, query: Query, columns: Mapping[str, Column], labels: Labels, words: Words
) -> Column:
    """Return the column that the values of a measure make, with unit and digits of its own."""
    measure = one.measure
    if measure is None:
        raise ValueError(one)
    names = [measure_name(measure, columns, words)]
    if one.pivoted:
        value = _spread(columns[str(query.pivot)], one, labels, words)
        names = [value] if len(query.measures) == 1 else [value, *names]
    title = Text({words.language: " · ".join(names)})
    if measure.column is None:
        return _count(one.name, title)
    made = dataclasses.replace(
        columns[measure.column], id=one.name, title=title, categories={}, reference=None
    )
    if measure.method == "mean":
        return dataclasses.replace(made, type="number", decimals=None)
    return made


def _spread(column: Column, one: Answered, labels: Labels, words: Words) -> str:
    if one.value is None:
        return words.gettext(WITHOUT)
    label = labels.get((column.id, str(one.value)))
    told = cell(column, one.value, words.language, label)
    return words.boolean(told) if told.kind == "boolean" else told.shown.value


def _count(name: str, title: Text) -> Column:
    return Column(
        id=name,
        name=name,
        title=title,
        description=None,
        type="integer",
        role="measure",
        unit=None,
        unit_column=None,
        decimals=None,
        language=None,
        categories={},
        reference=None,
        constraints={},
        missing=0,
    )


def _head(address: Address, query: Query, column: Column, words: Words) -> Head:
    order = None
    if query.sort == column.id:
        order = "descending" if query.descending else "ascending"
    parameter = "_sort_desc" if order == "ascending" else "_sort"
    link = address.without("_sort", "_sort_desc").plus((parameter, column.id))
    return Head(column, words.heading(column), str(link), order)
