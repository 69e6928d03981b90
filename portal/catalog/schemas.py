"""What the portal asks of a Table Schema whose types are sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.catalog.findings import Findings, listed, pointer
from portal.catalog.names import column_ids
from portal.catalog.patterns import pattern_problem
from portal.catalog.profile import check_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_FIELDS = 1999
"""SQLite holds 2,000 columns, and a table without a key needs one for the row."""


def check_table_schema(findings: Findings, resource: Mapping[str, Any], at: str, name: str) -> None:
    """Add what is wrong with the schema of a resource, and with what names its fields.

    ``at`` is the pointer of the schema, ``name`` the resource's.
    """
    schema = resource["schema"]
    fields = schema["fields"]
    if len(fields) > MOST_FIELDS:
        findings.error(
            "too-many-columns",
            f"{at}/fields",
            resource=name,
            count=len(fields),
            limit=MOST_FIELDS,
        )
        return
    _check_field_names(findings, fields, at, name)
    _check_patterns(findings, fields, at, name)
    _check_marks(findings, fields, at, name)
    known = {field["name"] for field in fields}
    for here, wanted in (*_named_fields(schema, at), *_facets(findings, resource, at)):
        if wanted not in known:
            findings.error(
                "reference-unknown",
                here,
                resource=name,
                value=wanted,
                rule="field",
                known=listed(field["name"] for field in fields),
            )
    _check_foreign_keys(findings, schema, at, name)
    if findings.sound(at):
        check_schema(findings, schema, at, name)


def _check_field_names(
    findings: Findings, fields: Sequence[Mapping[str, Any]], at: str, resource: str
) -> None:
    first: dict[str, int] = {}
    columns: dict[str, int] = {}
    for position, (field, column) in enumerate(zip(fields, column_ids(fields), strict=True)):
        name = field["name"]
        if name in first:
            here = at + pointer("fields", position, "name")
            findings.error(
                "field-duplicate",
                here,
                resource=resource,
                field=name,
                value=name,
                rule="name",
                first=at + pointer("fields", first[name], "name"),
            )
        elif column in columns:
            here = at + pointer("fields", position)
            findings.error(
                "field-duplicate",
                here,
                resource=resource,
                field=name,
                value=column,
                rule="column",
                first=at + pointer("fields", columns[column]),
            )
        first.setdefault(name, position)
        columns.setdefault(column, position)


def _check_patterns(
    findings: Findings, fields: Sequence[Mapping[str, Any]], at: str, resource: str
) -> None:
    for position, field in enumerate(fields):
        pattern = field.get("constraints", {}).get("pattern")
        problem = pattern_problem(pattern) if pattern is not None else None
        if problem:
            rule, note = problem
            findings.error(
                "pattern-invalid",
                at + pointer("fields", position, "constraints", "pattern"),
                resource=resource,
                field=field["name"],
                value=pattern,
                rule=rule,
                note=note,
            )


def _check_marks(
    findings: Findings, fields: Sequence[Mapping[str, Any]], at: str, resource: str
) -> None:
    # With one mark for both, 1.5 would be read as 15.
    for position, field in enumerate(fields):
        group = field.get("groupChar")
        if field.get("type") == "number" and group and group == field.get("decimalChar", "."):
            findings.error(
                "descriptor-profile",
                at + pointer("fields", position, "groupChar"),
                resource=resource,
                field=field["name"],
                value=group,
                rule="not",
                expected="decimalChar",
            )


def _named_fields(schema: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    for position, name in enumerate(schema.get("primaryKey", ())):
        yield at + pointer("primaryKey", position), name
    for number, key in enumerate(schema.get("uniqueKeys", ())):
        for position, name in enumerate(key):
            yield at + pointer("uniqueKeys", number, position), name
    for number, key in enumerate(schema.get("foreignKeys", ())):
        for position, name in enumerate(key["fields"]):
            yield at + pointer("foreignKeys", number, "fields", position), name
    for number, field in enumerate(schema["fields"]):
        if "unitField" in field:
            yield at + pointer("fields", number, "unitField"), field["unitField"]
        for position, name in enumerate(field.get("aggregation", {}).get("over", ())):
            yield at + pointer("fields", number, "aggregation", "over", position), name


def _facets(findings: Findings, resource: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    facets = at.removesuffix("/schema") + pointer("facets")
    if not findings.sound(facets):
        return
    for number, facet in enumerate(resource.get("facets", ())):
        if isinstance(facet, str):
            yield facets + pointer(number), facet
            continue
        for position, name in enumerate(facet):
            yield facets + pointer(number, position), name


def _check_foreign_keys(
    findings: Findings, schema: Mapping[str, Any], at: str, resource: str
) -> None:
    for number, key in enumerate(schema.get("foreignKeys", ())):
        here = at + pointer("foreignKeys", number)
        reference = key["reference"]
        if len(key["fields"]) != len(reference["fields"]):
            findings.error(
                "descriptor-profile",
                f"{here}/reference/fields",
                resource=resource,
                value=reference["fields"],
                rule="length",
                expected=len(key["fields"]),
            )
        package = reference.get("package", "")
        if any(sign in package for sign in "/\\:") or package.startswith((".", "~")):
            findings.error(
                "path-unsafe",
                f"{here}/reference/package",
                resource=resource,
                value=package,
                rule="package",
            )
