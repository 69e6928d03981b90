"""Texts, dates and times of a formula, for whole columns, with what is certain of them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from portal.tabular.rules.numbers import ALWAYS, Number, UnsureError
from portal.tabular.rules.order import Order, placed

LONGEST = 100_000
"""simpleeval makes no longer text."""
ZONED = r"[0-9](Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)$"
PARTS = {"year": (0, 4), "month": (5, 2), "day": (8, 2)}


@dataclass(frozen=True)
class Words:
    """Hold the values of an expression that are texts here; null is None."""

    kind: str
    """``text``, or in Python no text: ``date``, ``datetime``, ``time``, ``nothing`` (None)."""
    cells: pl.Series
    sure: pl.Series
    """Where the expression is computed without an exception, and ``cells`` are what it gives."""
    constant: str | None = None


@dataclass(frozen=True)
class Span:
    """Hold the time between two dates, in days; null is None."""

    cells: pl.Series
    sure: pl.Series
    kind: str = "span"


def text(value: str) -> Words:
    """Return a text that stands in the formula."""
    return Words("text", pl.Series([value]), ALWAYS, value)


def order_of_words(left: Words, right: Words) -> Order:
    """Compare two values of one kind where both have a value."""
    known = left.sure & right.sure
    cells = left.cells, right.cells
    if left.kind in {"datetime", "time"}:
        # Moments without zones, and moments in UTC, stand in the order of their texts; but a
        # fraction of a second comes before Z.
        utc = [one.str.ends_with("Z") for one in cells]
        zoned = [one.str.contains(ZONED) for one in cells]
        known &= (utc[0] & utc[1]) | ~(zoned[0] | zoned[1])
        cells = cells[0].str.strip_suffix("Z"), cells[1].str.strip_suffix("Z")
    return placed(*cells, known)


def joined(left: Words, right: Words) -> Words:
    """Return one text after the other."""
    cells = left.cells + right.cells
    short = (cells.str.len_bytes() <= LONGEST).fill_null(value=False)
    return Words("text", cells, left.sure & right.sure & short)


def written(value: Number | Words) -> Words:
    """Return what ``str`` makes of a value; raises UnsureError where columns write it otherwise."""
    cells = value.cells
    if isinstance(value, Number):
        if value.kind == "truth":
            ones = pl.select(pl.when(cells == 1).then(pl.lit("True")).otherwise(pl.lit("False")))
            cells = pl.select(pl.when(cells.is_not_null()).then(ones.to_series())).to_series()
        elif value.kind == "whole":
            cells = cells.cast(pl.String)
        else:
            raise UnsureError
    elif value.kind not in {"text", "date", "nothing"}:
        raise UnsureError
    return Words("text", cells.fill_null("None"), value.sure)


def part(value: Words, name: str) -> Number:
    """Return year, month or day of dates; raises UnsureError for what has none."""
    if value.kind not in {"date", "datetime"} or name not in PARTS:
        raise UnsureError
    cells = value.cells.str.slice(*PARTS[name]).cast(pl.Int64, strict=False)
    return Number("whole", cells, value.sure & cells.is_not_null())


def days_between(left: Words, right: Words) -> Span:
    """Return the days from the right date to the left one; raises UnsureError for other kinds."""
    if not left.kind == right.kind == "date":
        raise UnsureError
    ends = [
        one.cells.str.to_date("%Y-%m-%d", strict=False).cast(pl.Int32).cast(pl.Int64)
        for one in (left, right)
    ]
    cells = ends[0] - ends[1]
    return Span(cells, left.sure & right.sure & cells.is_not_null())


def cut_out(value: Words, lower: int | None, upper: int | None) -> Words:
    """Return ``value[lower:upper]`` of texts; raises UnsureError unless the bounds are simple."""
    if value.kind != "text" or (lower or 0) < 0 or (upper or 0) < 0:
        raise UnsureError
    start = lower or 0
    length = None if upper is None else max(0, upper - start)
    cells = value.cells.str.slice(start, length)
    return Words("text", cells, value.sure & value.cells.is_not_null())


def sign_at(value: Words, position: int) -> Words:
    """Return ``value[position]`` of texts, which raises where the text is too short."""
    found = cut_out(value, position, position + 1)
    long = (value.cells.str.len_chars() > position).fill_null(value=False)
    return Words("text", found.cells, found.sure & long)
