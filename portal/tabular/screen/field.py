"""One field of a Table Schema as expressions of Polars that are true of what is certain.

The screen accepts a cell only where it is certain that Frictionless, asked as
``portal.tabular.judge`` asks it, accepts it with the same value. What it does not know makes the
cell, or the whole field, unsure: that costs time and nothing else.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import polars as pl

from portal.tabular.screen import dates, numbers, words
from portal.tabular.screen.patterns import linear
from portal.tabular.screen.reading import BOUNDS, Reading, encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from portal.catalog.model import Field

    Reader = Callable[[Field, Mapping[str, Any], pl.Expr], tuple[Reading, ...]]

READERS: dict[str, Reader] = {
    "any": words.whatever,
    "boolean": words.boolean,
    "date": dates.date,
    "datetime": dates.datetime,
    "integer": numbers.integer,
    "number": numbers.number,
    "string": words.string,
    "time": dates.time,
    "year": numbers.year,
    "yearmonth": dates.yearmonth,
}
CONSTRAINTS = {
    "any": ("enum",),
    "boolean": ("enum",),
    "string": ("minLength", "maxLength", "pattern", "enum"),
}
"""What Frictionless knows besides ``required``; of the other types BOUNDS and ``enum``."""
COMPARISONS: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}
LONGEST = 1 << 31
"""Characters of a cell that a length may ask for."""


@dataclass(frozen=True)
class Screen:
    """Hold what is certain about the cells of one column of texts."""

    value: pl.Expr
    """The typed value; null for a missing value, and of no meaning where it is not certain."""
    certain: pl.Expr
    """True where Frictionless accepts the cell, with ``value``; never null."""
    reason: pl.Expr | None = None
    """The cell where it is a labelled missing value, else null; None if the field has none."""
    closer: Screen | None = None
    """A dearer screen for the cells that are not certain by this one."""


def screen_of(field: Field, described: Mapping[str, Any], column: str) -> Screen | None:
    """Return the screen of a field whose cells are in ``column``; None where all of it is unsure.

    ``described`` is the field in the schema as written.
    """
    reader = READERS.get(field.type)
    text = pl.col(column)
    readings = reader(field, described, text) if reader else ()
    screens = [_screen(field, reading, text) for reading in readings]
    known = [screen for screen in screens if screen is not None]
    return reduce(_before, reversed(known)) if known else None


def guards_of(field: Field, reading: Reading) -> dict[str, pl.Expr] | None:
    """Return by name what must be true of a cell that is not missing; None where one is unsure."""
    constraints = {k: v for k, v in field.constraints.items() if k not in {"unique", "required"}}
    if field.categories:
        constraints.setdefault("enum", [category.value for category in field.categories])
    guards = dict(reading.guards)
    for name, constraint in constraints.items():
        guard = None
        if name in CONSTRAINTS.get(field.type, (*BOUNDS, "enum")):
            guard = _guard(name, constraint, reading)
        if guard is None:
            return None
        guards[name] = guard
    return guards


def reason_of(field: Field, text: pl.Expr) -> pl.Expr | None:
    """Return the cell where it is a labelled missing value, else null; None if there are none."""
    labels = [m.value for m in field.missing_values if m.label is not None and encodable(m.value)]
    return pl.when(_among(text, labels)).then(text) if labels else None


def _screen(field: Field, reading: Reading, text: pl.Expr) -> Screen | None:
    guards = guards_of(field, reading)
    required = field.constraints.get("required", False)
    if guards is None or not isinstance(required, bool):
        return None
    missing = [m.value for m in field.missing_values if encodable(m.value)]
    certain = reduce(operator.and_, guards.values(), text.is_not_null())
    value = reading.value
    if missing:
        is_missing = _among(text, missing)
        if _valued(value, text, missing):
            value = pl.when(~is_missing).then(value)
        certain = certain & ~is_missing if required else certain | is_missing
    return Screen(value, certain.fill_null(False), reason_of(field, text))


def _guard(name: str, constraint: Any, reading: Reading) -> pl.Expr | None:
    """Return what a constraint demands of the value of a cell, or None where that is unsure."""
    value = reading.value
    if name == "enum":
        if not isinstance(constraint, list):
            return None
        # A member that is not read with certainty lets no cell pass.
        members = {reading.limit(member) for member in constraint} - {None}
        return value.is_in(pl.Series(list(members), dtype=reading.dtype))
    if name == "pattern":
        pattern = linear(constraint) if isinstance(constraint, str) else None
        return None if pattern is None else value.str.contains(pattern)
    if name in {"minLength", "maxLength"}:
        if type(constraint) is not int or not 0 <= constraint <= LONGEST:
            return None
        length = value.str.len_chars()
        return length >= constraint if name == "minLength" else length <= constraint
    limit = reading.limit(constraint)
    return None if limit is None else COMPARISONS[name](value, pl.lit(limit, reading.dtype))


def _valued(value: pl.Expr, text: pl.Expr, missing: Iterable[str]) -> bool:
    """Tell whether a text that stands for no value would have one."""
    frame = pl.DataFrame({text.meta.output_name(): missing}, {text.meta.output_name(): pl.String})
    return bool(frame.select(value.is_not_null().any()).item())


def _among(text: pl.Expr, texts: list[str]) -> pl.Expr:
    return text == texts[0] if len(texts) == 1 else text.is_in(pl.Series(texts))


def _before(closer: Screen, screen: Screen) -> Screen:
    return Screen(screen.value, screen.certain, screen.reason, closer)
