"""Frictionless' findings as rows of our report: once each, with letter, value and rule."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from portal.tabular.hints import Hinter, hint_for
from portal.tabular.hints.spelling import suggest_from
from portal.tabular.report import Error, column_letter
from portal.tabular.rules.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frictionless import FrictionlessException

    from portal.catalog.model import Field, Resource
    from portal.tabular.checklist import Rule
    from portal.tabular.dialect import Dialect

CONSTRAINT = re.compile(r'constraint "(\w+)" is')
DIMENSION = re.compile(r"number of (rows|fields) is (\d+), the (required|minimum|maximum) is (\S+)")
BOUNDS = {"required": "num", "minimum": "min", "maximum": "max"}
POSITION = re.compile(r'"(\d+)')
SHOWN = 1_000
"""Characters of a value that a report keeps."""


class Reporter:
    """Make errors of what was found in one resource."""

    def __init__(self, resource: Resource, dialect: Dialect, file: str) -> None:
        """Take the resource, its dialect and the path of its file as shown to people."""
        self.resource = resource
        self.file = file
        self.header_row = dialect.header_row
        self.fields = {field.name: field for field in resource.schema.fields}
        self._hinters: dict[str, Hinter] = {}
        self._limits: dict[tuple[str, str], tuple[str, str]] = {}

    def header(self, table: Any) -> list[Error]:
        """Return what is wrong with the header of an open table."""
        if self.header_row is not None and not any(table.labels):
            return [self._error("blank-header", self.header_row)]
        exact = table.schema.fields_match in (None, "exact")
        return [self._label(error, exact) for error in table.header.errors]

    def repeated_labels(self, labels: Sequence[str]) -> list[Error]:
        """Return an error for each label that was there before, where labels are matched by name."""
        if not any(labels):
            return [self._error("blank-header", self.header_row)]
        errors = []
        first: dict[str, int] = {}
        for position, label in enumerate(labels, start=1):
            before = first.setdefault(label, position)
            if before != position:
                parameters = {"first_column": column_letter(before)}
                where = {"column": column_letter(position), "value": label}
                errors.append(
                    self._error("duplicate-label", self.header_row, parameters=parameters, **where)
                )
        return errors

    def row(self, row: Any, found: Iterable[Any]) -> list[Error]:
        """Return the errors of one row.

        A cell that is not there is a missing cell and breaks no constraint besides.
        """
        present = len(row.cells)
        return [
            self._cell(error)
            for error in found
            if error.type != "constraint-error" or error.field_number <= present
        ]

    def rule(self, rule: Rule, error: Any) -> Error:
        """Return the error that a check of the checklist found."""
        about: dict[str, Any] = {"parameters": {}}
        if rule.title:
            about["parameters"]["title"] = rule.title
        if isinstance(error, Finding) and error.rule:
            about["rule"] = error.rule
            about["parameters"] |= error.parameters
            if error.note:
                about["parameters"]["note"] = error.note
        elif dimension := DIMENSION.fullmatch(error.note):
            what, actual, bound, limit = dimension.groups()
            about["rule"] = f"{BOUNDS[bound]}{what.capitalize()}: {limit}"
            about["value"] = actual
            about["parameters"] |= {"dimension": what, "bound": bound, "limit": limit}
        else:
            about["parameters"]["note"] = error.note
        if getattr(error, "field_name", None):
            about |= self._where(error, error.cell)
        return self._error(error.type, getattr(error, "row_number", None), **about)

    def refused(self, exception: FrictionlessException) -> list[Error]:
        """Return what Frictionless has against the descriptor itself."""
        return [
            Error(
                "descriptor-profile",
                self.file.removesuffix(self.resource.path) + "datapackage.json",
                self.resource.name,
                rule="frictionless",
                pointer="/resources",
                parameters={"note": error.note},
            )
            for error in exception.reasons or [exception.error]
        ]

    def unreadable(self, note: str) -> Error:
        """Return an error for a file that could not be read to its end."""
        return self._error("file-unreadable", None, parameters={"note": note})

    def failed(self, row: Any, note: str) -> Error:
        """Return an error for a row that Frictionless could not judge."""
        return self._error("row-not-judged", row.row_number, parameters={"note": note})

    def lost_patience(self, row: int, name: str, position: int, cell: str) -> Error:
        """Return an error for a row with a cell for which the pattern of its field takes too long."""
        limit = _written(self.fields[name].constraints["pattern"])
        return self._error(
            "row-not-judged",
            row,
            field=name,
            column=column_letter(position),
            value=_cut(cell),
            rule=f"pattern: {limit}",
            parameters={"constraint": "pattern", "limit": limit},
        )

    def surplus(self, row: int, before: int, cells: Sequence[str]) -> Iterator[Error]:
        """Yield an error for each cell of a row after the first ``before`` ones, which are too many."""
        for position, cell in enumerate(cells, start=before + 1):
            about = {"column": column_letter(position), "value": _cut(cell)}
            yield self._error("extra-cell", row, **about)

    def inexact(self, row: int, name: str, position: int, literal: str) -> Error:
        """Return an error for a cell whose value cannot be held exactly."""
        return self._error(
            "number-not-exact",
            row,
            field=name,
            column=column_letter(position),
            value=_cut(literal),
            rule=self.fields[name].type,
        )

    def _label(self, error: Any, exact: bool) -> Error:
        if error.type == "unmatched-header":
            value = _cut(", ".join(error.labels))
            return self._error(error.type, error.row_numbers[0], value=value)
        missing = error.type == "missing-label"
        where: dict[str, Any] = {
            "field": error.field_name or None,
            "value": None if missing else _cut(error.label),
            "column": column_letter(error.field_number) if exact or not missing else None,
        }
        if error.type == "duplicate-label":
            position = POSITION.search(error.note)
            first = int(position[1]) if position else 0
            where["parameters"] = {"first_column": column_letter(first)}
        if error.type == "incorrect-label":
            where["rule"] = error.field_name
            hint = hint_for(error.label, None)
            where["parameters"] = {"hint": hint.code} if hint.code else {}
            where["suggestion"] = suggest_from(error.label, [error.field_name])
        return self._error(error.type, error.row_numbers[0], **where)

    def _cell(self, error: Any) -> Error:
        if error.type == "blank-row":
            return self._error("blank-row", error.row_number)
        where = self._where(error, error.cell)
        if error.type == "missing-cell":
            where["value"] = None
        field = self.fields.get(error.field_name)
        code = error.type
        if code == "type-error" and field is not None:
            where["rule"] = field.type + ("" if field.format == "default" else f": {field.format}")
            where["parameters"] = {"type": field.type}
            self._hint(where, field, error.cell)
        if code == "constraint-error" and field is not None:
            match = CONSTRAINT.search(error.note)
            name = match[1] if match else ""
            if name == "enum" and field.constraints.get(name) is None:
                code = "category-unknown"
            where["rule"], limit = self._limit(field, name)
            where["parameters"] = {"constraint": name, "limit": limit}
            self._hint(where, field, error.cell)
        return self._error(code, error.row_number, **where)

    def _limit(self, field: Field, name: str) -> tuple[str, str]:
        """Return a constraint and its value as one reads them, made once: a list may be long."""
        known = self._limits.get((field.name, name))
        if known is None:
            limit: Any = field.constraints.get(name)
            if name == "enum" and limit is None:
                limit = [category.value for category in field.categories]
            written = _written(limit)
            known = self._limits[field.name, name] = f"{name}: {written}", written
        return known

    def _hint(self, about: dict[str, Any], field: Field, cell: str) -> None:
        """Add what is easily overlooked in a cell, and what it could be meant to hold."""
        hinter = self._hinters.get(field.name)
        if hinter is None:
            position = list(self.fields).index(field.name)
            described = self.resource.schema.descriptor["fields"][position]
            hinter = self._hinters[field.name] = Hinter(field, described)
        hint = hinter.hint(cell)
        if hint.code:
            about["parameters"]["hint"] = hint.code
        about["suggestion"] = hint.suggestion

    def _where(self, error: Any, cell: str) -> dict[str, Any]:
        return {
            "field": error.field_name or None,
            "column": column_letter(error.field_number),
            "value": _cut(cell),
        }

    def _error(self, code: str, row: int | None, **about: Any) -> Error:
        return Error(code, self.file, self.resource.name, row, **about)


def _written(limit: Any) -> str:
    """Return the value of a constraint as one reads it."""
    if isinstance(limit, list):
        return _cut(", ".join(map(str, limit)))
    return limit if isinstance(limit, str) else json.dumps(limit, ensure_ascii=False)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
