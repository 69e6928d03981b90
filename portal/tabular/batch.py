"""Rows that are certain, typed and gathered for those who load them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.tabular.values import LITERAL, InexactError, converter

if TYPE_CHECKING:
    from portal.catalog.model import Resource
    from portal.tabular.report import Error
    from portal.tabular.reporter import Reporter
    from portal.tabular.values import Value

BATCH = 5_000
"""Rows handed on at once."""


@dataclass(frozen=True)
class Batch:
    """Hold rows without any error, typed for SQLite."""

    numbers: tuple[int, ...]
    """The row of each in the file, as a spreadsheet counts: the header is row 1."""
    rows: tuple[tuple[Value, ...], ...]
    """Values in the order of the schema's fields; None where the file lacks a field."""
    reasons: tuple[tuple[int, str, str], ...]
    """Row in the file, field, literal: of cells that say why they hold no value."""


class Typer:
    """Turn rows of Frictionless into values for SQLite."""

    def __init__(self, resource: Resource, reporter: Reporter) -> None:
        """Take the resource and the maker of errors about it."""
        self.reporter = reporter
        self.names = [field.name for field in resource.schema.fields]
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
        self.positions: dict[str, int] = {}
        """Where the file has each field, from 0; known with the first row."""
        self.present: list[str | None] = []
        self._begin()

    def add(self, row: Any) -> list[Error]:
        """Take a row without errors; return those that typing finds, and then leave it out."""
        if not self.positions:
            self.positions = {name: at for at, name in enumerate(row.field_names)}
            self.present = [name if name in self.positions else None for name in self.names]
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
        if errors:
            return errors
        self.numbers.append(number)
        self.rows.append(tuple(values))
        if self.labelled:
            for name, literal in row.blank_cells.items():
                if (name, literal) in self.labelled:
                    self.reasons.append((number, name, literal))
        return errors

    def batch(self) -> Batch:
        """Return the rows taken so far and begin again."""
        batch = Batch(tuple(self.numbers), tuple(self.rows), tuple(self.reasons))
        self._begin()
        return batch

    def _begin(self) -> None:
        self.numbers: list[int] = []
        self.rows: list[tuple[Value, ...]] = []
        self.reasons: list[tuple[int, str, str]] = []
