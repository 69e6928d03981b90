"""A row rule that is parsed once: rows that follow it are certain, the others are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import simpleeval  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable


class Formula:
    """Stand before Frictionless's ``row-constraint``, which parses its formula for every row.

    The evaluator is the same, so a row that passes here passes there. Any other row, also one
    for which the formula cannot be computed, goes to Frictionless, which says so in its words.
    """

    def __init__(self, check: Any) -> None:
        """Take Frictionless's check, whose formula is known to parse."""
        self.formula: str = check.formula
        self.to_descriptor = check.to_descriptor
        self._check = check
        self._evaluator = simpleeval.EvalWithCompoundTypes()
        self._parsed = self._evaluator.parse(self.formula)

    def connect(self, table: Any) -> None:
        """Connect the check to the table."""
        self._check.connect(table)

    def validate_start(self) -> Iterable[Any]:
        """Return what Frictionless says before the first row."""
        found: Iterable[Any] = self._check.validate_start()
        return found

    def validate_row(self, row: Any) -> Iterable[Any]:
        """Return nothing for a row that follows the rule, else what Frictionless says."""
        self._evaluator.names = row
        try:
            certain = self._evaluator.eval(self.formula, previously_parsed=self._parsed)
        except Exception:  # noqa: BLE001 - a formula may raise anything; Frictionless decides
            certain = False
        if certain:
            return ()
        found: Iterable[Any] = self._check.validate_row(row)
        return found

    def validate_end(self) -> Iterable[Any]:
        """Return what Frictionless says after the last row."""
        found: Iterable[Any] = self._check.validate_end()
        return found
