"""``forbidden-value``: values that a field may not have."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from portal.tabular.rules.parameters import one, one_field
from portal.tabular.rules.rule import RowCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from portal.catalog.model import Resource
    from portal.tabular.rules.rule import Finding


class Forbidden(RowCheck):
    """Stand for Frictionless's ``forbidden-value``, which would look at every row."""

    type = "forbidden-value"

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take the check as written; raises ValueError where it cannot be run."""
        super().__init__(described, resource)
        self.field = one_field(described, resource, "fieldName")
        self.values = one(described, "values")
        if not isinstance(self.values, list):
            raise ValueError("values must be a list")  # noqa: TRY004
        self.names = frozenset((self.field,))
        members: list[ast.expr] = [ast.Constant(value) for value in self.values]
        self._tree = ast.Compare(ast.Name(self.field), [ast.NotIn()], [ast.List(members)])

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return a finding where the cell has one of the values."""
        if self.field in self.absent or row.get(self.field) not in self.values:
            return ()
        note = f'forbidden values are "{self.values}"'
        return (self.found(row, self.field, f"not in {self.values}", note=note),)

    def certain(self, frame: pl.DataFrame) -> pl.Series:
        """Tell which rows have none of the values for certain."""
        from portal.tabular.rules import columns  # noqa: PLC0415

        return columns.certain(self, self._tree, frame)
