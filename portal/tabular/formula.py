"""A row rule that is parsed once: by columns where its answer is certain, else row by row."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import simpleeval  # type: ignore[import-untyped]

from portal.tabular.rules.rule import Finding, RowCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from portal.catalog.model import Resource


class Formula(RowCheck):
    """Stand for Frictionless's ``row-constraint``, which parses its formula for every row.

    The evaluator is the same, so a row that passes here passes there, and a row for which the
    formula cannot be computed breaks the rule here as there.
    """

    type = "row-constraint"

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take a check whose formula is known to parse and to be harmless."""
        super().__init__(described, resource)
        self.formula: str = described["formula"]
        self._evaluator = simpleeval.EvalWithCompoundTypes()
        self._parsed = self._evaluator.parse(self.formula)
        self.tree = ast.parse(self.formula.strip(), mode="eval").body

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return a finding for a row that breaks the rule, or for which it cannot be computed."""
        self._evaluator.names = row
        try:
            if self._evaluator.eval(self.formula, previously_parsed=self._parsed):
                return ()
            note = ""
        except Exception as error:  # noqa: BLE001 - a formula may raise anything; the row breaks it
            note = str(error)
        return (Finding(self.type, note, row_number=row.row_number, rule=self.formula),)

    def certain(self, frame: pl.DataFrame) -> pl.Series:
        """Tell which rows follow the rule for certain."""
        from portal.tabular.rules import columns  # noqa: PLC0415

        return columns.certain(self, self.tree, frame)
