"""Put single rows before Frictionless, the only judge of what a valid row is.

The judge is called through a Data Package v2 descriptor: features of Table Schema v2 work nowhere
else. It gets cells, already cut by our reader, so it detects nothing, reads no file and opens no
connection. Keys and ``unique`` are kept from it: they are decided in the database. Rows are read
one by one, so that each can have its true number; a test holds that they are judged as Frictionless
judges them in a file.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from frictionless import FrictionlessException, Package
from frictionless.table import Row, create_cell_handlers

from portal.tabular.checklist import invalid
from portal.tabular.judged_row import JudgedRow, readers_of
from portal.tabular.rules.rule import RowCheck
from portal.tabular.screen.patience import patience_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portal.catalog.model import Field, Resource
    from portal.tabular.checklist import Rule
    from portal.tabular.dialect import Dialect
    from portal.tabular.report import Error
    from portal.tabular.reporter import Reporter

    Reader = Callable[[str], tuple[Any, Mapping[str, str] | None]]

PROFILE = "https://datapackage.org/profiles/2.0/"
PROPERTIES = (
    "arrayItem",
    "bareNumber",
    "decimalChar",
    "delimiter",
    "falseValues",
    "groupChar",
    "itemType",
    "trueValues",
)
"""What Frictionless needs of a field besides name, type, format, constraints and missing values."""
# What its readers and comparisons raise for cells or constraints that they did not expect.
FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
MOST_DIGITS = 308
"""Digits before the point of the largest number that SQLite holds."""


class Verdict(NamedTuple):
    """Hold what the judge says about one row."""

    row: JudgedRow
    errors: Sequence[Error]


class Judge:
    """Judge the header of a file once, and any of its rows."""

    def __init__(
        self,
        resource: Resource,
        dialect: Dialect,
        rules: Sequence[Rule],
        reporter: Reporter,
        checklist: str,
    ) -> None:
        """Take what the file is held against; ``checklist`` is the path to show."""
        self.resource = resource
        self.dialect = dialect
        self.reporter = reporter
        self.rules = list(rules)
        self._checklist = checklist

    def open(self, records: Sequence[list[str]]) -> tuple[list[str] | None, list[Error]]:
        """Return the names of the columns in the file, and what is wrong with its header.

        ``records`` are those up to the first row of data. A column that is no field of the schema
        has its label as name. No names where rows cannot be judged.
        """
        try:
            table, findings = _open(records, self.dialect, self.resource, self.reporter)
        except FrictionlessException as error:
            return None, self.reporter.refused(error)
        if table is None:
            return None, findings
        with table:
            fields = table.header.get_expected_fields()
            self._foreign_row = partial(Row, handlers=create_cell_handlers(fields))
            self._readers = readers_of(fields)
            self._patience = patience_of(self.resource, [field.name for field in fields])
            for rule in self.rules:
                rule.check.connect(table)
            findings += [
                error for rule in [*self.rules] for error in self._ask(rule, "validate_start")
            ]
        return [field.name for field in fields], findings

    def judge(self, number: int, cells: list[str]) -> Verdict:
        """Return everything that is wrong with one row, each thing once."""
        row = JudgedRow(cells, number, self._readers)
        for position, name, patience in self._patience:
            if position < len(cells) and not patience.bears(cells[position]):
                error = self.reporter.lost_patience(number, name, position + 1, cells[position])
                return Verdict(row, [error])
        try:
            found = row.read()
        except FAILURES as error:
            return Verdict(row, [self.reporter.failed(row, str(error))])
        if not found and not self.rules:
            return Verdict(row, ())
        errors = self.reporter.row(row, found)
        blank = bool(found) and found[0].type == "blank-row"
        for rule in () if blank else [*self.rules]:
            wrong = {error.field for error in errors if error.code != "constraint-error"}
            wrong |= {name for name in rule.names if _is_boundless(row.get(name))}
            if rule.names & wrong:
                # What the formula reads is not there, or no value, or none that can be held: that
                # is the error.
                continue
            own = isinstance(rule.check, RowCheck)
            asked = row if own else self._foreign_row(cells, row_number=number)
            errors += self._ask(rule, "validate_row", asked)
        return Verdict(row, errors)

    def end(self) -> list[Error]:
        """Return what the checks say after the last row."""
        return [error for rule in [*self.rules] for error in self._ask(rule, "validate_end")]

    def _ask(self, rule: Rule, step: str, *row: Any) -> list[Error]:
        """Run one step of a check; a check that cannot run is reported once and left out."""
        try:
            found = list(getattr(rule.check, step)(*row))
        except FAILURES as error:
            return self._drop(rule, str(error) or type(error).__name__)
        for finding in found:
            if finding.type == "check-error":
                return self._drop(rule, finding.note)
        return [self.reporter.rule(rule, finding) for finding in found]

    def _drop(self, rule: Rule, note: str) -> list[Error]:
        self.rules.remove(rule)
        described = rule.check.to_descriptor()
        return [invalid(self.resource, self._checklist, rule.pointer, described, note)]


def reader_of(described: Field, descriptor: Mapping[str, Any]) -> Reader | None:
    """Return what reads a cell of one field as the judge does; None where the field is refused.

    It takes the text of a cell and gives the typed value, and what is wrong with it, if anything;
    it may raise what is in FAILURES.
    """
    try:
        table = _table(iter(()), {"fields": [_field(described, descriptor)]}, {})
        reader: Reader = table.schema.fields[0].create_cell_reader()
    except (FrictionlessException, re.error, *FAILURES):
        return None
    return reader


def schema_for_judge(resource: Resource) -> dict[str, Any]:
    """Return a Table Schema as Frictionless may see it: without keys and without what is ours.

    Categories, which Frictionless knows and does not enforce, become an ``enum``.
    """
    descriptors = resource.schema.descriptor["fields"]
    schema: dict[str, Any] = {
        "fields": [_field(*pair) for pair in zip(resource.schema.fields, descriptors, strict=True)]
    }
    match = resource.schema.descriptor.get("fieldsMatch")
    if match:
        schema["fieldsMatch"] = match[0] if isinstance(match, list) else match
    return schema


def _field(described: Field, descriptor: Mapping[str, Any]) -> dict[str, Any]:
    constraints = {k: v for k, v in described.constraints.items() if k != "unique"}
    if "pattern" in constraints:
        # Frictionless puts ^ and $ around it, which hold one side of a|b, and let a line end pass.
        constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
    if described.categories and "enum" not in constraints:
        constraints["enum"] = [category.value for category in described.categories]
    return {
        "name": described.name,
        "type": described.type,
        "format": described.format,
        "constraints": constraints,
        "missingValues": [missing.value for missing in described.missing_values],
        **{name: descriptor[name] for name in PROPERTIES if name in descriptor},
    }


def _open(
    records: Sequence[list[str]],
    dialect: Dialect,
    resource: Resource,
    reporter: Reporter,
) -> tuple[Any, list[Error]]:
    """Return the opened table and what is wrong with its header; no table where rows have no columns."""
    schema = schema_for_judge(resource)
    table = _table((record for record in records), schema, dialect.judge)
    try:
        table.open()
    except FrictionlessException:
        repeated = Counter(table.labels)
        if schema.get("fieldsMatch", "exact") == "exact" or max(repeated.values(), default=0) < 2:
            raise
        return None, reporter.repeated_labels(table.labels)
    findings = reporter.header(table)
    names = [described.name for described in resource.schema.fields]
    if table.labels != names and sorted(table.labels) == sorted(names) and findings:
        # The right labels in the wrong order: the order is the error, the cells are not.
        table.close()
        table = _table(
            (record for record in records), schema | {"fieldsMatch": "equal"}, dialect.judge
        )
        table.open()
    return table, findings


def _table(
    records: Iterator[list[str]], schema: Mapping[str, Any], dialect: Mapping[str, Any]
) -> Any:
    """Return a table resource of Frictionless over records."""
    descriptor = {
        "$schema": f"{PROFILE}datapackage.json",
        "resources": [
            {
                "$schema": f"{PROFILE}dataresource.json",
                "name": "table",
                "data": [["placeholder"]],
                "encoding": "utf-8",
                "dialect": dict(dialect),
                "schema": {"$schema": f"{PROFILE}tableschema.json", **schema},
            }
        ],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = Package.from_descriptor(descriptor).resources[0]
    table.data = records
    return table


def _is_boundless(value: Any) -> bool:
    """Tell whether a number is outside what a database holds: int() of it may take for ever."""
    return isinstance(value, Decimal) and (not value.is_finite() or value.adjusted() > MOST_DIGITS)
