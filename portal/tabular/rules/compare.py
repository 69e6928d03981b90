"""``compare-columns``: one cell of a row stands in a relation to another, as an end to its start.

The semantics are Validata's ``compare-columns-value``, but for what docs/descriptor.md says.
"""

from __future__ import annotations

import ast
import operator
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.tabular.rules.parameters import one, one_field, positions
from portal.tabular.rules.rule import RowCheck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import polars as pl

    from portal.catalog.model import Resource
    from portal.tabular.rules.rule import Finding

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
    "!=": operator.ne,
}
SIGNS: dict[str, type[ast.cmpop]] = {
    ">": ast.Gt,
    ">=": ast.GtE,
    "==": ast.Eq,
    "<=": ast.LtE,
    "<": ast.Lt,
    "!=": ast.NotEq,
}
NUMBERS = ("integer", "number", "year")
TEXTS = ("string", "any")
OTHERS = ("boolean", "date", "datetime", "time", "yearmonth")
"""Types whose values are compared with each other only."""
NUMBER = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"
"""A text that is compared as a number with others of the kind, as Validata does."""
SHORT = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$"
MOST_DIGITS = 15
"""Digits of a decimal number that a double always keeps apart from every other."""


class Compare(RowCheck):
    """Compare two cells of a row; where one of them has no value, there is nothing to compare."""

    type = "compare-columns"

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take the check as written; raises ValueError where it cannot be run."""
        super().__init__(described, resource)
        self.column = one_field(described, resource, "column")
        self.operator = one(described, "operator", "op")
        if not isinstance(self.operator, str) or self.operator not in OPERATORS:
            raise ValueError(f"the operator is one of {' '.join(OPERATORS)}")
        self.other = one_field(described, resource, "other", "column2")
        types = {field.name: field.type for field in resource.schema.fields}
        self.types = types[self.column], types[self.other]
        self.text = any(type_ in TEXTS for type_ in self.types)
        mixable = all(type_ in NUMBERS + TEXTS for type_ in self.types)
        same = self.types[0] == self.types[1] and self.types[0] in OTHERS
        if not (mixable or same):
            raise ValueError(
                f"{self.column} ({self.types[0]}) and {self.other} ({self.types[1]})"
                " cannot be compared"
            )
        self.names = frozenset((self.column, self.other))
        self.rule = f"{self.column} {self.operator} {self.other}"
        self._positions = positions(resource)
        sign = SIGNS[self.operator]()
        self._tree = ast.Compare(ast.Name(self.column), [sign], [ast.Name(self.other)])

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return a finding where the row breaks the rule, or its cells cannot be compared."""
        left, right = row.get(self.column), row.get(self.other)
        if left is None or right is None:
            return ()
        parameters = {"field_other": self.other, "other": _cell(row, self.other)}
        try:
            if self._holds(left, right):
                return ()
        except (ArithmeticError, TypeError):
            parameters["constraint"] = "incomparable"
        return (self.found(row, self.column, self.rule, **parameters),)

    def certain(self, frame: pl.DataFrame) -> pl.Series:
        """Tell which rows follow the rule for certain."""
        if self.names & self.absent:
            return self.everywhere(frame)
        left, right = (frame[self._positions[name]] for name in (self.column, self.other))
        missing = left.is_null() | right.is_null()
        if self.text:
            return missing | _texts(left, right, OPERATORS[self.operator]).fill_null(value=False)
        from portal.tabular.rules import columns  # noqa: PLC0415

        return missing | columns.certain(self, self._tree, frame)

    def _holds(self, left: Any, right: Any) -> bool:
        if self.text:
            numbers = _number(left), _number(right)
            if None not in numbers:
                left, right = numbers
        if isinstance(left, str) is not isinstance(right, str):
            raise TypeError
        return bool(OPERATORS[self.operator](left, right))


def _texts(left: pl.Series, right: pl.Series, compare: Callable[[Any, Any], Any]) -> pl.Series:
    """Compare texts, and texts with numbers: as numbers where both can be read as such."""
    import polars as pl  # noqa: PLC0415

    texts = left.dtype == pl.String and right.dtype == pl.String
    numeric, short, values = zip(*map(_read, (left, right)), strict=True)
    found = short[0] & short[1] & compare(*values)
    if texts:
        found = found.fill_null(value=False) | (~(numeric[0] & numeric[1]) & compare(left, right))
    return pl.Series(found)


def _read(cells: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return which cells are numbers, of which a double is sure, and the doubles."""
    import polars as pl  # noqa: PLC0415

    if cells.dtype != pl.String:
        # Beyond 15 digits a double may be another number, but it is on the same side of all others.
        return cells.is_not_null(), cells.is_not_null(), cells.cast(pl.Float64)
    short = cells.str.contains(SHORT) & (cells.str.len_bytes() <= MOST_DIGITS)
    numeric = cells.str.contains(f"^{NUMBER}$")
    return numeric, short, cells.cast(pl.Float64, strict=False)


def _number(value: Any) -> Any:
    """Return a number, a text as a number where it is one, else None."""
    if not isinstance(value, str):
        return value
    return Decimal(value) if re.fullmatch(NUMBER, value) else None


def _cell(row: Any, name: str) -> str:
    """Return the cell of a field as it is in the file."""
    return str(row.cells[row.field_names.index(name)])
