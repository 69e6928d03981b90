"""Rows that are certain, typed and gathered for those who load them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.tabular.values import LITERAL, InexactError, converter

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from portal.catalog.model import Resource
    from portal.tabular.report import Error
    from portal.tabular.reporter import Reporter
    from portal.tabular.values import Value

INTEGERS = frozenset(("integer", "year", "boolean"))
"""Types of Table Schema that are whole numbers in SQLite."""


@dataclass(frozen=True)
class Batch:
    """Hold rows without any error, typed for SQLite, in the order of the file."""

    numbers: pl.Series
    """The row of each in the file, as a spreadsheet counts: the header is row 1."""
    frame: pl.DataFrame
    """Values; a column for each field of the schema, called by its position from ``0``."""
    reasons: tuple[tuple[int, str, str], ...]
    """Row in the file, field, literal: of cells that say why they hold no value."""


def column_types(resource: Resource) -> dict[str, Any]:
    """Return the Polars type of every column of a batch."""
    import polars as pl  # noqa: PLC0415

    return {
        str(position): pl.Int64
        if field.type in INTEGERS
        else pl.Float64
        if field.type == "number"
        else pl.String
        for position, field in enumerate(resource.schema.fields)
    }


class Typer:
    """Turn a row of Frictionless into values for SQLite."""

    def __init__(self, resource: Resource, reporter: Reporter, names: Sequence[str]) -> None:
        """Take the resource, the maker of errors, and the names of the columns in the file."""
        self.reporter = reporter
        self.positions = {name: at for at, name in enumerate(names)}
        """Where the file has each field, from 0."""
        self.present = [
            field.name if field.name in self.positions else None for field in resource.schema.fields
        ]
        described = resource.schema.descriptor["fields"]
        self.converters = [
            (position, field.name, convert, field.type in LITERAL)
            for position, field in enumerate(resource.schema.fields)
            if (convert := converter(field, described[position])) is not None
        ]
        self.labelled = {
            (field.name, missing.value)
            for field in resource.schema.fields
            for missing in field.missing_values
            if missing.label is not None
        }

    def values(self, row: Any) -> tuple[list[Value], list[Error]]:
        """Return the values of a row without errors, and the errors that typing finds."""
        number = row.row_number
        values: list[Value] = [None if name is None else row[name] for name in self.present]
        errors: list[Error] = []
        for position, name, convert, literal in self.converters:
            cell: Any = values[position]
            if cell is None:
                continue
            try:
                values[position] = convert(row.cells[self.positions[name]] if literal else cell)
            except InexactError:
                at = self.positions[name]
                errors.append(self.reporter.inexact(number, name, at + 1, row.cells[at]))
        return values, errors

    def reasons(self, row: Any) -> list[tuple[int, str, str]]:
        """Return the cells of a row that say why they hold no value."""
        if not self.labelled:
            return []
        return [
            (row.row_number, name, literal)
            for name, literal in row.blank_cells.items()
            if (name, literal) in self.labelled
        ]
