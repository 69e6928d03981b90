"""Evaluate a formula over whole columns, as simpleeval does row by row.

A row is told to follow the formula only where simpleeval, given the row as Frictionless types it,
certainly returns something true. Whatever is not understood here, and every row in which Python
might raise, is left to simpleeval. A test draws formulas and rows and compares the two.
"""

from __future__ import annotations

import ast
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import polars as pl

from portal.tabular.rules.numbers import (
    ALWAYS,
    WHOLE_DOUBLES,
    Number,
    UnsureError,
    negative,
)
from portal.tabular.rules.operands import (
    attribute,
    compared,
    computed,
    constant_of,
    from_truth,
    number_of,
    truth_of,
    words_of,
)
from portal.tabular.rules.truth import UNKNOWN, Truth, both, choice
from portal.tabular.rules.words import Span, Words, cut_out, sign_at, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.tabular.rules.operands import Value
    from portal.tabular.rules.rule import RowCheck

KINDS = {
    "integer": "whole",
    "year": "whole",
    "boolean": "truth",
    "number": "decimal",
    "string": "text",
    "any": "text",
    "date": "date",
    "datetime": "datetime",
    "time": "time",
}
"""What a formula sees of a field's type; values of other types are not known here."""
NUMERIC = frozenset(("whole", "truth", "decimal"))


def certain(check: RowCheck, formula: ast.expr, frame: pl.DataFrame) -> pl.Series:
    """Tell which rows of a frame make a formula certainly true.

    ``check`` knows the fields of the schema, and those that the file lacks.
    """
    found = decided(check, formula, frame)
    if found is None:
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    return found.new_from_index(0, frame.height) if len(found) == 1 != frame.height else found


def decided(check: RowCheck, formula: ast.expr, frame: pl.DataFrame) -> pl.Series | None:
    """Return the rows that make a formula certainly true, None where no row ever can."""
    kinds = {
        field.name: (str(at), field.type)
        for at, field in enumerate(check.resource.schema.fields)
        if field.name not in check.absent
    }
    try:
        return _Columns(kinds, frame).truth(formula).yes
    except (OverflowError, RecursionError, UnicodeError):
        return None  # constants that no column holds, or too many brackets


class _Columns:
    """Hold the columns of a frame while a formula is evaluated over them."""

    def __init__(self, kinds: Mapping[str, tuple[str, str]], frame: pl.DataFrame) -> None:
        self.kinds = kinds
        self.frame = frame
        self._values: dict[ast.expr, Value | UnsureError] = {}
        """What is computed already: both links of a < b < c need b, and b may be a chain as well."""

    def truth(self, node: ast.expr) -> Truth:
        """Return where an expression is truthy and where it is falsy."""
        try:
            return self._truth(node)
        except UnsureError:
            return UNKNOWN

    def _truth(self, node: ast.expr) -> Truth:
        if isinstance(node, ast.BoolOp):
            is_and = isinstance(node.op, ast.And)
            found = self.truth(node.values[-1])
            for earlier in reversed(node.values[:-1]):
                here = self.truth(earlier)
                found = here & found if is_and else here | found
            return found
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return ~self.truth(node.operand)
        if isinstance(node, ast.IfExp):
            return choice(*map(self.truth, (node.test, node.body, node.orelse)))
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return self._method(node, node.func)
        return truth_of(self.value(node))

    def value(self, node: ast.expr) -> Value:
        """Return the values of an expression; raises UnsureError where they are not known."""
        if node not in self._values:
            try:
                self._values[node] = self._value(node)
            except UnsureError as error:
                self._values[node] = error
        value = self._values[node]
        if isinstance(value, UnsureError):
            raise value
        return value

    def _value(self, node: ast.expr) -> Value:
        if _is_bool(node):
            return from_truth(self.truth(node))
        if isinstance(node, ast.Constant):
            return constant_of(node.value)
        if isinstance(node, ast.Name):
            return self._field(node.id)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return negative(number_of(self.value(node.operand)))
        if isinstance(node, ast.BinOp):
            return computed(node.op, self.value(node.left), self.value(node.right))
        if isinstance(node, ast.Attribute):
            return attribute(self.value(node.value), node.attr)
        if isinstance(node, ast.Subscript):
            return _subscript(words_of(self.value(node.value)), node.slice)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._function(node, node.func.id)
        raise UnsureError

    def _field(self, name: str) -> Value:
        if name not in self.kinds:
            raise UnsureError
        column, type_ = self.kinds[name]
        kind = KINDS.get(type_)
        if kind is None:
            raise UnsureError
        cells = self.frame[column]
        if kind in NUMERIC:
            return Number(kind, cells, ALWAYS)
        return Words(kind, cells, ALWAYS)

    def _comparison(self, node: ast.Compare) -> Truth:
        """Return the truth of a chain; a later link counts only where the earlier ones hold."""
        left: list[ast.expr] = [node.left, *node.comparators[:-1]]
        links = list(zip(left, node.ops, node.comparators, strict=True))
        found = self._link(*links[-1])
        for link in reversed(links[:-1]):
            found = self._link(*link) & found
        return found

    def _link(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Truth:
        try:
            if isinstance(op, ast.In):
                return self._contained(left, right)
            if isinstance(op, ast.NotIn):
                return ~self._contained(left, right)
            return compared(op, self.value(left), self.value(right))
        except UnsureError:
            return UNKNOWN

    def _contained(self, left: ast.expr, right: ast.expr) -> Truth:
        if isinstance(right, ast.IfExp):
            test = self.truth(right.test)
            return choice(
                test, *(self._link(left, ast.In(), one) for one in (right.body, right.orelse))
            )
        if isinstance(right, ast.Tuple | ast.List | ast.Set):
            # All members are computed before one is looked at: where one raises, all is lost.
            value = self.value(left)
            links = [compared(ast.Eq(), value, self.value(one)) for one in right.elts]
            if not links:
                return Truth(None, value.sure)
            known = reduce(both, (link.known for link in links))
            found = reduce(or_, links)
            return Truth(both(found.yes, known), both(found.no, known))
        needle, stack = words_of(self.value(left)), words_of(self.value(right))
        if not needle.kind == stack.kind == "text":
            raise UnsureError
        known = needle.sure & stack.sure & needle.cells.is_not_null() & stack.cells.is_not_null()
        held = pl.select(pl.lit(stack.cells).str.contains(pl.lit(needle.cells), literal=True))
        inside = held.to_series().fill_null(value=False)
        return Truth(known & inside, known & ~inside)

    def _method(self, node: ast.Call, function: ast.Attribute) -> Truth:
        methods = {"startswith": "starts_with", "endswith": "ends_with"}
        if function.attr not in methods or len(node.args) != 1 or node.keywords:
            raise UnsureError
        owner, affix = words_of(self.value(function.value)), words_of(self.value(node.args[0]))
        if not owner.kind == affix.kind == "text" or affix.constant is None:
            raise UnsureError
        found = getattr(owner.cells.str, methods[function.attr])(affix.constant)
        known = owner.sure & owner.cells.is_not_null()
        return Truth(known & found.fill_null(value=False), known & ~found.fill_null(value=True))

    def _function(self, node: ast.Call, name: str) -> Value:
        if len(node.args) != 1 or node.keywords:
            raise UnsureError
        value = self.value(node.args[0])
        if name == "str" and not isinstance(value, Span):
            return written(value)
        number = number_of(value)
        if number.margin is not None or name not in {"int", "float"}:
            raise UnsureError
        exact = number.exact.fill_null(value=False)
        if name == "float":
            return Number("float", number.doubles, exact)
        if number.is_whole:
            return Number("whole", number.cells, number.sure & number.cells.is_not_null())
        small = (number.cells.abs() <= WHOLE_DOUBLES).fill_null(value=False)
        return Number("whole", number.cells.cast(pl.Int64, strict=False), exact & small)


def _is_bool(node: ast.expr) -> bool:
    """Tell whether an expression gives True or False, and not merely something that counts so."""
    if isinstance(node, ast.BoolOp):
        return all(map(_is_bool, node.values))
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return method or isinstance(node, ast.Compare)


def _subscript(value: Words, where: ast.expr) -> Words:
    if isinstance(where, ast.Slice):
        lower, upper = _bound(where.lower), _bound(where.upper)
        if where.step is None:
            return cut_out(value, lower, upper)
    elif isinstance(where, ast.Constant) and type(where.value) is int:
        return sign_at(value, where.value)
    raise UnsureError


def _bound(node: ast.expr | None) -> int | None:
    if node is None:
        return None
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    raise UnsureError
