"""``cohesive-columns`` and ``one-of-required``: which cells of a row have values.

The semantics are Validata's ``cohesive-columns-value`` and ``one-of-required``, but for what
docs/descriptor.md says. A column that a file lacks, where its schema lets it, has no values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.tabular.rules.parameters import positions, some_fields
from portal.tabular.rules.rule import Finding, RowCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from portal.catalog.model import Resource


class Filled(RowCheck):
    """Hold which cells of a row have values against a rule about their number."""

    parameters: tuple[str, ...] = ("columns",)

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take the check as written; raises ValueError where it cannot be run."""
        super().__init__(described, resource)
        self.columns = some_fields(described, resource, *self.parameters, least=2)
        self.names = frozenset(self.columns)
        self.rule = self.separator.join(self.columns)
        self._positions = positions(resource)
        self._stopped = False

    separator = ", "

    def start(self, names: Sequence[str]) -> Iterable[Finding]:
        """Return a finding where the columns that the file lacks settle the rule for every row."""
        super().start(names)
        lacking = [name for name in self.columns if name in self.absent]
        # Where the schema asks for the column, its absence is an error of the header already.
        if lacking and not self.lenient:
            self._stopped = True
        elif lacking and self.is_settled(len(lacking)):
            self._stopped = True
            parameters = {"constraint": "absent", "absent": ", ".join(lacking)}
            return (Finding(self.type, rule=self.rule, parameters=parameters),)
        return ()

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return a finding where the row breaks the rule."""
        empty = [name for name in self.columns if row.get(name) is None]
        if self._stopped or self.is_kept(len(empty)):
            return ()
        filled = ", ".join(name for name in self.columns if name not in empty)
        here = next((name for name in empty if name in row.field_names), empty[0])
        return (self.found(row, here, self.rule, empty=", ".join(empty), filled=filled),)

    def certain(self, frame: pl.DataFrame) -> pl.Series:
        """Tell which rows follow the rule for certain: whether cells are null is always known."""
        import polars as pl  # noqa: PLC0415

        if self._stopped:
            return self.everywhere(frame)
        empty = pl.repeat(0, frame.height, dtype=pl.UInt32, eager=True)
        for name in self.columns:
            lacking = name in self.absent
            empty += 1 if lacking else frame[self._positions[name]].is_null().cast(pl.UInt32)
        return pl.Series(self.is_kept(empty))

    def is_kept(self, empty: Any) -> Any:
        """Tell whether a row follows the rule in which so many cells are empty."""
        raise NotImplementedError

    def is_settled(self, lacking: int) -> bool:
        """Tell whether the absence of so many columns breaks the rule, whatever rows hold."""
        raise NotImplementedError


class Cohesive(Filled):
    """Ask that all the cells have values, or none."""

    type = "cohesive-columns"
    parameters = ("column", "othercolumns", "columns")

    def is_kept(self, empty: Any) -> Any:
        """Tell whether a row follows the rule in which so many cells are empty."""
        return (empty == 0) | (empty == len(self.columns))

    def is_settled(self, lacking: int) -> bool:
        """Tell whether the absence of so many columns breaks the rule, whatever rows hold."""
        return lacking < len(self.columns)


class OneOf(Filled):
    """Ask that at least one of the cells has a value."""

    type = "one-of-required"
    parameters = ("column", "column1", "column2", "columns")
    separator = " | "

    def is_kept(self, empty: Any) -> Any:
        """Tell whether a row follows the rule in which so many cells are empty."""
        return empty < len(self.columns)

    def is_settled(self, lacking: int) -> bool:
        """Tell whether the absence of so many columns breaks the rule, whatever rows hold."""
        return lacking == len(self.columns)
