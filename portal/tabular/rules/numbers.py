"""Numbers of a formula, for whole columns, with what is certain of them.

Python has ``int``, ``Decimal`` (fields of the type number) and ``float``; columns have Int64 and
Float64. Whole numbers and floats are the same here and there, within bounds that are held. A cell
with a decimal is the shortest decimal that is nearest to its double, so doubles stand in the order
of the decimals. What is computed from decimals is known within a margin, and as a whole number of
millionths where it is one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import ast

WHOLE_DOUBLES = 2**53
"""Up to here every whole number is a double."""
LIMIT = 2**61
"""Up to here two whole numbers can be added."""
SCALE = 10**6
MOST_SCALED = 10**15
MARGIN = 2.0**-50
"""More than the relative error of one operation on doubles, conversions included."""


class UnsureError(Exception):
    """Say that an expression cannot be computed for columns, or never without an exception."""


@dataclass(frozen=True)
class Number:
    """Hold the values of a numeric expression; null is None."""

    kind: str
    """``whole``, ``truth`` (a bool, which is 0 or 1), ``decimal`` or ``float``."""
    cells: pl.Series
    sure: pl.Series
    """Where the expression is computed without an exception, and ``cells`` are what it gives."""
    margin: pl.Series | None = None
    """How far off a computed decimal may be at most."""
    scaled: pl.Series | None = None
    """A computed decimal as a whole number of millionths; null where it is not known as one."""
    constant: int | float | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether Python has an int or a bool here."""
        return self.kind in {"whole", "truth"}

    @property
    def exact(self) -> pl.Series:
        """Return where the doubles are the numbers, computed ones apart."""
        if self.is_whole:
            return self.sure & self.cells.is_between(-WHOLE_DOUBLES, WHOLE_DOUBLES)
        return self.sure & self.cells.is_finite()

    @property
    def doubles(self) -> pl.Series:
        """Return the values as doubles."""
        return self.cells.cast(pl.Float64)

    @property
    def distance(self) -> pl.Series:
        """Return how far the doubles may be off."""
        return self.doubles.abs() * MARGIN if self.margin is None else self.margin

    @property
    def millionths(self) -> pl.Series:
        """Return the values as whole numbers of millionths, null where they are not for certain."""
        if self.scaled is not None:
            return self.scaled
        if self.is_whole:
            most = LIMIT // SCALE
            return kept(self.cells * SCALE, self.cells.is_between(-most, most))
        return in_units(self.cells, SCALE)


def constant(value: float) -> Number:
    """Return a number that stands in the formula; raises UnsureError where no column holds it."""
    if isinstance(value, bool):
        return Number("truth", pl.Series([int(value)]), ALWAYS, constant=value)
    if isinstance(value, int) and abs(value) <= LIMIT:
        return Number("whole", pl.Series([value], dtype=pl.Int64), ALWAYS, constant=value)
    if isinstance(value, float) and math.isfinite(value):
        return Number("float", pl.Series([value]), ALWAYS, constant=value)
    raise UnsureError


def arithmetic(op: type[ast.operator], left: Number, right: Number) -> Number:
    """Return a sum, difference, product, quotient or remainder; raises UnsureError for others."""
    name = op.__name__
    if name not in COMPUTE:
        raise UnsureError
    if left.is_whole and right.is_whole and name != "Div":
        return _whole(name, left, right)
    if "decimal" not in {left.kind, right.kind}:
        return _floats(name, left, right)
    if "float" in {left.kind, right.kind}:
        raise UnsureError  # Decimal and float: Python raises TypeError
    return _decimals(name, left, right)


def negative(number: Number) -> Number:
    """Return the number with the other sign."""
    safe = number.cells.is_between(-LIMIT, LIMIT) if number.is_whole else ALWAYS
    return replace(
        number,
        kind="whole" if number.is_whole else number.kind,
        cells=-number.cells,
        sure=number.sure & number.cells.is_not_null() & filled(safe),
        scaled=None if number.scaled is None else -number.scaled,
        constant=None if number.constant is None else -number.constant,
    )


def in_units(cells: pl.Series, unit: int) -> pl.Series:
    """Return decimals as whole numbers of a part of 1, null where they are not for certain.

    A decimal of up to 15 digits is the only one of its length that is nearest to its double. So if
    a whole number of up to 15 digits, divided by the unit, gives the double, it is the decimal.
    """
    whole = (cells * unit).round().cast(pl.Int64, strict=False)
    safe = whole.is_between(-MOST_SCALED, MOST_SCALED, closed="none")
    back = divided(whole.cast(pl.Float64), pl.Series([float(unit)]))
    return kept(whole, safe & (back == cells))


def divided(left: pl.Series, right: pl.Series) -> pl.Series:
    """Return quotients of doubles as Python has them.

    By one number Polars does not divide, it multiplies with its inverse, which is another result.
    """
    size = max(len(left), len(right)) if len(left) and len(right) else 0
    ends = (one if len(one) > 1 else one.new_from_index(0, max(size, 2)) for one in (left, right))
    return (next(ends) / next(ends)).head(size) if size else left.head(0)


def kept(cells: pl.Series, where: pl.Series) -> pl.Series:
    """Return cells, null elsewhere."""
    return pl.select(pl.when(where).then(cells)).to_series()


ALWAYS = pl.Series([True])
COMPUTE: dict[str, Any] = {
    "Add": lambda x, y: x + y,
    "Sub": lambda x, y: x - y,
    "Mult": lambda x, y: x * y,
    "Div": divided,
    "Mod": lambda x, y: x % y,
    "FloorDiv": lambda x, y: x // y,
}


def _whole(name: str, left: Number, right: Number) -> Number:
    cells = COMPUTE[name](left.cells, right.cells)
    sure = left.sure & right.sure & cells.is_not_null()
    sure &= filled(left.cells.is_between(-LIMIT, LIMIT))
    sure &= filled(right.cells.is_between(-LIMIT, LIMIT))
    if name == "Mult":
        sure &= filled((left.doubles * right.doubles).abs() < LIMIT)
    if name in {"Mod", "FloorDiv"}:
        sure &= filled(right.cells != 0)
    return Number("whole", cells, sure)


def _floats(name: str, left: Number, right: Number) -> Number:
    if name in {"Mod", "FloorDiv"}:
        raise UnsureError
    cells = COMPUTE[name](left.doubles, right.doubles)
    # Divided by 0 it is infinite, or no number.
    return Number("float", cells, filled(left.exact & right.exact & cells.is_finite()))


def _decimals(name: str, left: Number, right: Number) -> Number:
    x, y, dx, dy = left.doubles, right.doubles, left.distance, right.distance
    known = left.sure & right.sure
    scaled = None
    if name in {"Add", "Sub"}:
        cells, margin = COMPUTE[name](x, y), dx + dy
        scaled = _within(COMPUTE[name](_within(left.millionths), _within(right.millionths)))
    elif name == "Mult":
        cells, margin = x * y, x.abs() * dy + y.abs() * dx + dx * dy
        factor = next((one for one in (left, right) if one.is_whole), None)
        if factor is not None:
            other = right if factor is left else left
            fits = (factor.doubles * other.doubles).abs() < LIMIT // SCALE // 2
            scaled = kept(factor.cells * other.millionths, fits)
    elif name == "Div":
        cells = divided(x, y)
        margin = (dx + cells.abs() * dy) / (y.abs() - dy)
        known &= filled(y.abs() > dy * 2)
    else:
        raise UnsureError
    margin += cells.abs() * MARGIN
    return Number(
        "decimal", cells, filled(known & cells.is_finite() & margin.is_finite()), margin, scaled
    )


def _within(scaled: pl.Series) -> pl.Series:
    return kept(scaled, scaled.is_between(-LIMIT, LIMIT))


def filled(where: pl.Series) -> pl.Series:
    """Return where something is certain, null being nowhere."""
    return where.fill_null(value=False)
