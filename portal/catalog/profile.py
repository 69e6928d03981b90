"""Hold a descriptor against the profile and its schemas against Frictionless's own.

Both libraries are imported where they are asked: most descriptors are known to be right without.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import Findings, listed, pointer, shown
from portal.catalog.fits import fits
from portal.catalog.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import jsonschema

VERSION_2 = "https://datapackage.org/profiles/2.0/"
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
OURS = ("primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch")
"""What the database decides, and what Frictionless writes in another way than the standard."""
UNKNOWN = frozenset((
    "categories", "categoriesOrdered", "role", "unit", "unitField", "aggregation", "decimals",
    "catchAll", "language", "column", "translations",
))  # fmt: skip
"""Properties of fields that Frictionless does not look at; the profile has."""


def check_profile(
    findings: Findings, value: Any, kind: str, *, file: str, code: str = "descriptor-profile"
) -> None:
    """Add an error for everything in ``value`` that the JSON Schema does not allow.

    ``kind`` names the definition: ``package`` or ``checklist``.
    """
    if fits(_profile(), kind, value):
        return
    for error in _validator(kind).iter_errors(value):
        steps = list(error.absolute_path)
        rule = str(error.validator)
        note = shown(error.message)
        if rule == "required":
            # The place where the property should be, so that a reader sees its name.
            for missing in error.validator_value:
                if missing not in error.instance:
                    at = pointer(*steps, missing)
                    findings.error(code, at, file=file, rule=rule, expected=missing, note=note)
            continue
        findings.error(
            code,
            pointer(*steps),
            file=file,
            value=shown(error.instance),
            rule=rule,
            expected=_expected(error.validator_value),
            note=note,
        )


def check_schema(findings: Findings, schema: Mapping[str, Any], at: str, resource: str) -> None:
    """Add ``descriptor-profile`` for what Frictionless would refuse in a Table Schema.

    The schema has passed the profile. Frictionless knows which constraint fits which type and
    reads bounds and allowed values as it would read cells.
    """
    whole = {key: value for key, value in schema.items() if key not in OURS}
    if is_plain(_as_seen(whole)):
        return
    found = False
    # One call for all is the common case; only a schema with a fault is taken apart.
    if _notes(whole):
        for position, field in enumerate(schema["fields"]):
            for note in _notes({**whole, "fields": [field]}):
                found = True
                here = at + pointer("fields", position)
                _add(findings, here, resource, field["name"], note)
        if not found:
            for note in _notes(whole):
                _add(findings, at, resource, None, note)
        return
    for position, field in enumerate(schema["fields"]):
        for name, value in _unreadable(field):
            here = at + pointer("fields", position, "constraints", name)
            findings.error(
                "descriptor-profile",
                here,
                resource=resource,
                field=field["name"],
                value=value,
                rule="constraint",
                expected=field.get("type", "any"),
            )


def _add(findings: Findings, at: str, resource: str, field: str | None, note: str) -> None:
    findings.error(
        "descriptor-profile", at, resource=resource, field=field, rule="frictionless", note=note
    )


def _as_seen(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with those properties at which Frictionless looks."""
    fields = [
        {key: value for key, value in _labelled(field).items() if key not in UNKNOWN}
        for field in schema["fields"]
    ]
    return {**_labelled(schema), "fields": fields}


def _labelled(described: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema or a field whose missing values have a label at the most."""
    values = described.get("missingValues", [])
    if not any(isinstance(value, dict) for value in values):
        return described
    bare = [
        {key: value[key] for key in ("value", "label") if key in value}
        if isinstance(value, dict)
        else value
        for value in values
    ]
    return {**described, "missingValues": bare}


def _notes(schema: Mapping[str, Any]) -> list[str]:
    from frictionless import FrictionlessException, Package  # noqa: PLC0415

    descriptor = {
        "$schema": f"{VERSION_2}datapackage.json",
        "resources": [
            {
                "$schema": f"{VERSION_2}dataresource.json",
                "name": "resource",
                "data": [],
                "schema": schema,
            }
        ],
    }
    try:
        Package.from_descriptor(descriptor)
    except FrictionlessException as error:
        return [shown(reason.note) for reason in error.reasons] or [shown(error.error.note)]
    except Exception as error:  # noqa: BLE001
        # A schema on which Frictionless stumbles would stop the check of the data as well.
        return [shown(f"{type(error).__name__}: {error}")]
    return []


def _unreadable(field: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    constraints = field.get("constraints", {})
    values = [(name, constraints[name]) for name in BOUNDS if name in constraints]
    values += [("enum", value) for value in constraints.get("enum", ())]
    if not values:
        return
    from frictionless import Field  # noqa: PLC0415

    bare = {key: value for key, value in field.items() if key not in {"constraints", "example"}}
    reader = Field.from_descriptor({**bare, "missingValues": []})
    for name, value in values:
        try:
            held, notes = reader.read_cell(value)
            comparable = held == held  # noqa: PLR0124  # NaN is below and above nothing
        except Exception:  # noqa: BLE001
            notes, comparable = {"type": "unreadable"}, False  # as above
        if notes or not comparable:
            yield name, value


def _expected(rule: Any) -> str | int:
    if isinstance(rule, list):
        return listed(str(one) for one in rule)
    return rule if isinstance(rule, int | str) else shown(rule)


@cache
def _validator(kind: str) -> jsonschema.Draft202012Validator:
    import jsonschema  # noqa: PLC0415

    return jsonschema.Draft202012Validator({**_profile(), "$ref": f"#/$defs/{kind}"})


@cache
def _profile() -> dict[str, Any]:
    text = files(__package__).joinpath("descriptor.schema.json").read_text(encoding="utf-8")
    profile: dict[str, Any] = json.loads(text)
    return profile
