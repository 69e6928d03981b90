"""How values of a formula stand to each other, for whole columns, where that is certain."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import polars as pl

from portal.tabular.rules.numbers import ALWAYS, LIMIT, SCALE, Number, filled


class Order(NamedTuple):
    """Hold the rows in which one value is certainly less than, equal to or greater than another."""

    less: pl.Series
    equal: pl.Series
    greater: pl.Series


def order_of_numbers(left: Number, right: Number) -> Order:
    """Compare two numbers where both have a value."""
    if left.is_whole and right.is_whole:
        return placed(left.cells, right.cells, left.sure & right.sure)
    known = left.exact & right.exact
    if left.margin is None and right.margin is None:
        found = placed(left.doubles, right.doubles, known)
        if left.kind == right.kind or "float" not in {left.kind, right.kind} or left.is_whole:
            return found
        return found if right.is_whole else _settled(found, left, right)
    gap, margin = left.doubles - right.doubles, (left.distance + right.distance) * 2
    found = placed(gap, pl.Series([0.0]), known & (gap.abs() > margin))
    finer = _placed_scaled(left, right)
    return Order(*(filled(a | (known & filled(b))) for a, b in zip(found, finer, strict=True)))


def placed(left: pl.Series, right: pl.Series, known: pl.Series) -> Order:
    """Compare cells where it is known that they are the values."""
    return Order(
        filled(known & (left < right)),
        filled(known & (left == right)),
        filled(known & (left > right)),
    )


def _settled(found: Order, left: Number, right: Number) -> Order:
    """Take apart a decimal and a float with the same double: the float is the double itself."""
    nowhere = found.equal & False
    number = left if left.kind == "float" else right
    if number.constant is None:
        return Order(found.less, nowhere, found.greater)
    decimal, double = Decimal(repr(number.constant)), Decimal(number.constant)
    if decimal == double:
        return found
    if (decimal < double) is (number is right):
        return Order(found.less | found.equal, nowhere, found.greater)
    return Order(found.less, nowhere, found.greater | found.equal)


def _placed_scaled(left: Number, right: Number) -> Order:
    if right.kind == "float":
        return _placed_by_float(left.millionths, right.constant)
    if left.kind == "float":
        greater, equal, less = _placed_by_float(right.millionths, left.constant)
        return Order(less, equal, greater)
    return placed(left.millionths, right.millionths, ALWAYS)


def _placed_by_float(scaled: pl.Series, value: float | None) -> Order:
    """Compare millionths with a float, which may lie between two of them."""
    if value is None or abs(value) > LIMIT // SCALE:
        nowhere = scaled.is_null() & False
        return Order(nowhere, nowhere, nowhere)
    exact = Fraction(value) * SCALE
    floor = pl.Series([math.floor(exact)], dtype=pl.Int64)
    less, equal, greater = placed(scaled, floor, ALWAYS)
    if exact.denominator == 1:
        return Order(less, equal, greater)
    return Order(less | equal, equal & False, greater)
