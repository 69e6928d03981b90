"""``sum-columns``: one cell of a row is the sum of others, to the last digit.

The semantics are Validata's ``sum-columns-value``, but for what docs/descriptor.md says.
"""

from __future__ import annotations

import decimal
from typing import TYPE_CHECKING, Any

from portal.tabular.rules.parameters import one_field, positions, some_fields
from portal.tabular.rules.rule import RowCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from portal.catalog.model import Resource
    from portal.tabular.rules.rule import Finding

TYPES = ("integer", "number")
DIGITS = 1_000
"""More than any sum of numbers needs that a database holds."""
EXACT = decimal.Context(prec=DIGITS, traps=[decimal.Inexact, decimal.InvalidOperation])
SCALES = (2, 6)
"""Decimals with which certain rows are added as whole numbers."""
LIMIT = 2**50
"""Up to here 2,000 whole numbers can be added, and no table has more columns."""


class Total(RowCheck):
    """Add up cells of a row; where one of them has no value, there is nothing to add up."""

    type = "sum-columns"

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take the check as written; raises ValueError where it cannot be run."""
        super().__init__(described, resource)
        self.column = one_field(described, resource, "column")
        self.columns = some_fields(described, resource, "columns", least=1)
        self.names = frozenset((self.column, *self.columns))
        types = {field.name: field.type for field in resource.schema.fields}
        for name in (self.column, *self.columns):
            if types[name] not in TYPES:
                raise ValueError(f"{name} ({types[name]}) is no number to be added up")
        self.rule = f"{self.column} = {' + '.join(self.columns)}"
        self._positions = positions(resource)

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return a finding where the sum is another."""
        values = [row.get(name) for name in self.columns]
        total = row.get(self.column)
        if total is None or None in values:
            return ()
        try:
            found = _sum(values)
            if found == total:
                return ()
        except ArithmeticError:
            found = "—"
        return (self.found(row, self.column, self.rule, sum=str(found)),)

    def certain(self, frame: pl.DataFrame) -> pl.Series:
        """Tell which rows follow the rule for certain."""
        import polars as pl  # noqa: PLC0415

        if self.names & self.absent:
            return self.everywhere(frame)
        total = frame[self._positions[self.column]]
        parts = [frame[self._positions[name]] for name in self.columns]
        missing = total.is_null()
        for part in parts:
            missing |= part.is_null()
        scales = SCALES if any(part.dtype == pl.Float64 for part in (total, *parts)) else (0,)
        for scale in scales:
            whole = [_scaled(part, scale) for part in (total, *parts)]
            same = whole[1]
            for part in whole[2:]:
                same += part
            missing |= (same == whole[0]).fill_null(value=False)
        return missing


def _sum(values: Sequence[Any]) -> Any:
    """Return the sum; raises ArithmeticError where it has too many digits, or is none."""
    with decimal.localcontext(EXACT):
        return sum(values)


def _scaled(cells: pl.Series, scale: int) -> pl.Series:
    """Return numbers as whole numbers of a unit, null where they are not for certain."""
    import polars as pl  # noqa: PLC0415

    from portal.tabular.rules.numbers import in_units, kept  # noqa: PLC0415

    if cells.dtype != pl.Int64:
        return in_units(cells, 10**scale)
    most = LIMIT // 10**scale
    return kept(cells * 10**scale, cells.is_between(-most, most))
