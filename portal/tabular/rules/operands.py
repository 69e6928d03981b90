"""What can be done with values of a formula, for whole columns, as Python does it with one."""

from __future__ import annotations

import ast
from typing import Any

import polars as pl

from portal.tabular.rules.numbers import ALWAYS, Number, UnsureError, arithmetic, constant
from portal.tabular.rules.order import Order, order_of_numbers, placed
from portal.tabular.rules.truth import Truth
from portal.tabular.rules.words import Span, Words, days_between, joined, order_of_words, part, text

Value = Number | Words | Span
NOTHING = Words("nothing", pl.Series([None], dtype=pl.String), ALWAYS)


def constant_of(value: Any) -> Value:
    """Return what stands in the formula itself; raises UnsureError where no column holds it."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int | float):
        return constant(value)
    raise UnsureError


def number_of(value: Value) -> Number:
    """Return a value that is a number; raises UnsureError for others."""
    if isinstance(value, Number):
        return value
    raise UnsureError


def words_of(value: Value) -> Words:
    """Return a value that is a text, a date or a time; raises UnsureError for others."""
    if isinstance(value, Words):
        return value
    raise UnsureError


def from_truth(truth: Truth) -> Number:
    """Return a truth as 0 and 1, which True and False are in Python."""
    known = truth.known
    if known is None:
        raise UnsureError
    cells = (known & False) if truth.yes is None else truth.yes
    return Number("truth", cells.cast(pl.Int64), known)


def truth_of(value: Value) -> Truth:
    """Return where a value counts as true, and where as false: 0, an empty text and None do."""
    if isinstance(value, Number):
        less, equal, greater = order_of_numbers(value, constant(0))
        return Truth(less | greater, equal | (value.sure & value.cells.is_null()))
    null = value.sure & value.cells.is_null()
    if value.kind == "nothing":
        return Truth(None, null)
    filled = value.sure & value.cells.is_not_null()
    if value.kind in {"text", "span"}:
        empty = (value.cells == (0 if isinstance(value, Span) else "")).fill_null(value=False)
        return Truth(filled & ~empty, null | (value.sure & empty))
    return Truth(filled, null)


def computed(op: ast.operator, left: Value, right: Value) -> Value:
    """Return what an operator makes of two values; raises UnsureError where that is not known."""
    if isinstance(left, Number) and isinstance(right, Number):
        return arithmetic(type(op), left, right)
    if isinstance(left, Words) and isinstance(right, Words):
        if left.kind == right.kind == "text" and isinstance(op, ast.Add):
            return joined(left, right)
        if isinstance(op, ast.Sub):
            return days_between(left, right)
    raise UnsureError


def attribute(value: Value, name: str) -> Number:
    """Return a part of a date, or the days of a span; raises UnsureError for other attributes."""
    if isinstance(value, Span) and name == "days":
        return Number("whole", value.cells, value.sure)
    return part(words_of(value), name)


def compared(op: ast.cmpop, left: Value, right: Value) -> Truth:
    """Return the truth of a comparison; raises UnsureError where Python raises, or may."""
    known = left.sure & right.sure
    null = left.cells.is_null(), right.cells.is_null()
    if isinstance(op, ast.Is | ast.IsNot):
        if "nothing" not in {left.kind, right.kind}:
            raise UnsureError  # which objects are the same is Python's own affair
        same = known & null[0] & null[1]
        found = Truth(same, known & ~(null[0] & null[1]))
        return found if isinstance(op, ast.Is) else ~found
    placed = _order(left, right)
    if isinstance(op, ast.Eq | ast.NotEq):
        lacking = known & (null[0] | null[1])
        equal = lacking & null[0] & null[1]
        unequal = lacking & ~(null[0] & null[1])
        if placed is None:
            unequal |= known & ~null[0] & ~null[1]
        else:
            equal |= placed.equal
            unequal |= placed.less | placed.greater
        found = Truth(equal, unequal)
        return found if isinstance(op, ast.Eq) else ~found
    if placed is None:
        raise UnsureError  # Python raises TypeError
    less, equal, greater = placed
    orders = {
        ast.Lt: Truth(less, equal | greater),
        ast.LtE: Truth(less | equal, greater),
        ast.Gt: Truth(greater, less | equal),
        ast.GtE: Truth(greater | equal, less),
    }
    return orders[type(op)]


def _order(left: Value, right: Value) -> Order | None:
    """Return how values of one kind stand to each other; None where the kinds differ."""
    if isinstance(left, Number) and isinstance(right, Number):
        return order_of_numbers(left, right)
    if left.kind != right.kind:
        return None
    if isinstance(left, Words) and isinstance(right, Words):
        return order_of_words(left, right)
    return placed(left.cells, right.cells, left.sure & right.sure)
