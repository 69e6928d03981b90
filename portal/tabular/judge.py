"""Put records before Frictionless, the only judge of what a valid row is.

The judge is called through a Data Package v2 descriptor: features of Table Schema v2 work nowhere
else. It gets the records, already cut by our reader, so it detects nothing, reads no file and
opens no connection. Keys and ``unique`` are kept from it: they are decided in the database.
"""

from __future__ import annotations

import warnings
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from frictionless import FrictionlessException, Package

from portal.tabular.checklist import invalid
from portal.tabular.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portal.catalog.model import Field, Resource
    from portal.tabular.checklist import Rule
    from portal.tabular.dialect import Dialect
    from portal.tabular.report import Error

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
    """Hold what the judge says about one row; about the header or the table where row is None."""

    row: Any = None
    """A ``frictionless.Row``."""
    errors: Sequence[Error] = ()


def judge(
    records: Callable[[], Iterator[list[str]]],
    dialect: Dialect,
    resource: Resource,
    rules: Sequence[Rule],
    file: str,
    checklist: str,
) -> Iterator[Verdict]:
    """Yield a verdict on the header, on every row and on the table.

    ``records`` begins a new pass over the file; ``file`` and ``checklist`` are the paths to show.
    """
    reporter = Reporter(resource, dialect, file)
    try:
        table, findings = _open(records, dialect, resource, reporter)
    except FrictionlessException as error:
        yield Verdict(errors=reporter.refused(error))
        return
    if table is None:
        yield Verdict(errors=findings)
        return
    bench = _Bench(list(rules), resource, reporter, checklist)
    with table:
        yield Verdict(errors=[*findings, *bench.start(table)])
        rows = table.row_stream
        while True:
            try:
                row = next(rows, None)
            except FrictionlessException as error:
                # The file could not be read to its end.
                yield Verdict(errors=[reporter.unreadable(error.error.note)])
                return
            if row is None:
                break
            yield Verdict(row, bench.row(row))
        yield Verdict(errors=bench.end())


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
    records: Callable[[], Iterator[list[str]]],
    dialect: Dialect,
    resource: Resource,
    reporter: Reporter,
) -> tuple[Any, list[Error]]:
    """Return the opened table and what is wrong with its header; no table where rows have no columns."""
    schema = schema_for_judge(resource)
    table = _table(records(), schema, dialect)
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
        table = _table(records(), schema | {"fieldsMatch": "equal"}, dialect)
        table.open()
    return table, findings


def _table(records: Iterator[list[str]], schema: Mapping[str, Any], dialect: Dialect) -> Any:
    """Return a table resource of Frictionless over records."""
    descriptor = {
        "$schema": f"{PROFILE}datapackage.json",
        "resources": [
            {
                "$schema": f"{PROFILE}dataresource.json",
                "name": "table",
                "data": [["placeholder"]],
                "encoding": "utf-8",
                "dialect": dict(dialect.judge),
                "schema": {"$schema": f"{PROFILE}tableschema.json", **schema},
            }
        ],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = Package.from_descriptor(descriptor).resources[0]
    table.data = records
    return table


class _Bench:
    """Hold every row against the schema and the checklist, as Frictionless' validator does."""

    def __init__(
        self, rules: list[Rule], resource: Resource, reporter: Reporter, checklist: str
    ) -> None:
        self.rules = rules
        self.resource = resource
        self.reporter = reporter
        self.checklist = checklist

    def start(self, table: Any) -> list[Error]:
        """Connect the checks and return what they say before the first row."""
        for rule in self.rules:
            rule.check.connect(table)
        return [error for rule in [*self.rules] for error in self._ask(rule, "validate_start")]

    def row(self, row: Any) -> Sequence[Error]:
        """Return everything that is wrong with one row, each thing once."""
        try:
            found = row.errors
        except FAILURES as error:
            return [self.reporter.failed(row, str(error))]
        if not found and not self.rules:
            return ()
        errors = self.reporter.row(row, found)
        blank = bool(found) and found[0].type == "blank-row"
        for rule in () if blank else [*self.rules]:
            wrong = {error.field for error in errors if error.code != "constraint-error"}
            wrong |= {name for name in rule.names if _is_boundless(row.get(name))}
            if rule.names & wrong:
                # What the formula reads is not there, or no value, or none that can be held: that
                # is the error.
                continue
            errors += self._ask(rule, "validate_row", row)
        return errors

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
        return [self.reporter.rule(rule, finding, *row) for finding in found]

    def _drop(self, rule: Rule, note: str) -> list[Error]:
        self.rules.remove(rule)
        described = rule.check.to_descriptor()
        return [invalid(self.resource, self.checklist, rule.pointer, described, note)]


def _is_boundless(value: Any) -> bool:
    """Tell whether a number is outside what a database holds: int() of it may take for ever."""
    return isinstance(value, Decimal) and (not value.is_finite() or value.adjusted() > MOST_DIGITS)
