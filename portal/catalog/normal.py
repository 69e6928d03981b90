"""Bring a descriptor, as written, into the one form that everything after works with.

Data Package v1, and the terms before it, are read as v2, a string is a list where the standard allows both, a dialect in
Frictionless's nesting is flat, and referenced schemas and dialects are put in place. The
descriptor has not passed the profile yet: whatever has an unexpected type is left for it.
"""

from __future__ import annotations

import copy
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import Findings, pointer

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN_PROFILES = re.compile(
    r"(?:tabular-)?data-(?:package|resource)|fiscal-data-package"
    r"|https://datapackage\.org/profiles/[0-9.]+/[a-z]+\.json"
    r"|https?://(?:specs\.)?frictionlessdata\.io/schemas/[a-z-]+\.json"
)


def normal(
    descriptor: dict[str, Any],
    findings: Findings,
    read: Callable[[str, str], dict[str, Any] | None],
) -> dict[str, Any]:
    """Return the descriptor in the form of Data Package v2 with its references put in place.

    ``read`` takes a path and the pointer where it is written, and returns the JSON object there or
    None after adding an error. Adds ``path-unsafe`` for a profile that only a connection could get.
    """
    made = copy.deepcopy(descriptor)
    _read_older_terms(made)
    version_1 = "$schema" not in made
    _check_profile(made, "", findings)
    for contributor in _objects(made.get("contributors")):
        if isinstance(contributor.get("role"), str):
            contributor.setdefault("roles", [contributor["role"]])
    resources = made.get("resources")
    if not isinstance(resources, list):
        return made
    for position, resource in enumerate(resources):
        if isinstance(resource, dict):
            at = pointer("resources", position)
            _check_profile(resource, at, findings)
            _normal_resource(resource, at, read, findings)
            if version_1:
                _read_as_version_2(resource)
    _name_resources([resource for resource in resources if isinstance(resource, dict)])
    return made


def _read_older_terms(package: dict[str, Any]) -> None:
    """Read licences and sources as they were written before Data Package v1."""
    terms = package.pop("license", None)
    if "licenses" not in package and isinstance(terms, str | dict):
        package["licenses"] = terms
    if isinstance(package.get("licenses"), str | dict):
        package["licenses"] = [package["licenses"]]
    if isinstance(package.get("licenses"), list):
        package["licenses"] = [
            {"name": terms} if isinstance(terms, str) else terms for terms in package["licenses"]
        ]
    for licence in _objects(package.get("licenses")):
        _rename(licence, {"type": "name", "id": "name", "url": "path"})
    for source in _objects(package.get("sources")):
        _rename(source, {"name": "title", "web": "path", "url": "path"})


def _rename(described: dict[str, Any], names: dict[str, str]) -> None:
    for old, new in names.items():
        if old in described and new not in described:
            described[new] = described.pop(old)


def _check_profile(described: dict[str, Any], at: str, findings: Findings) -> None:
    for key in ("$schema", "profile"):
        profile = described.get(key)
        if isinstance(profile, str) and not KNOWN_PROFILES.fullmatch(profile):
            findings.error("path-unsafe", at + pointer(key), value=profile, rule="profile")


def _normal_resource(
    resource: dict[str, Any],
    at: str,
    read: Callable[[str, str], dict[str, Any] | None],
    findings: Findings,
) -> None:
    path = resource.get("path")
    if isinstance(path, list) and len(path) == 1:
        path = resource["path"] = path[0]
    if isinstance(path, str) and path.startswith("./"):
        resource["path"] = path.removeprefix("./")
    for key in ("schema", "dialect"):
        if isinstance(resource.get(key), str):
            here = at + pointer(key)
            resource_file = resource[key]
            found = read(resource_file, here)
            resource.pop(key)
            if found is not None:
                resource[key] = found
                findings.inlined[here] = resource_file
    if isinstance(resource.get("dialect"), dict):
        resource["dialect"] = _flat_dialect(resource["dialect"])
    if isinstance(resource.get("schema"), dict):
        _normal_schema(resource["schema"])


def _flat_dialect(dialect: dict[str, Any]) -> dict[str, Any]:
    nested = dialect.pop("csv", None)
    return {**dialect, **nested} if isinstance(nested, dict) else dialect


def _normal_schema(schema: dict[str, Any]) -> None:
    _as_list(schema, "primaryKey")
    if isinstance(schema.get("uniqueKeys"), list):
        schema["uniqueKeys"] = [
            [key] if isinstance(key, str) else key for key in schema["uniqueKeys"]
        ]
    _as_list(schema, "fieldsMatch")
    if schema.get("fieldsMatch") == ["exact"]:
        del schema["fieldsMatch"]
    for key in _objects(schema.get("foreignKeys")):
        _as_list(key, "fields")
        reference = key.get("reference")
        if isinstance(reference, dict):
            _as_list(reference, "fields")


def _read_as_version_2(resource: dict[str, Any]) -> None:
    schema = resource.get("schema")
    if isinstance(schema, dict):
        for field in _objects(schema.get("fields")):
            field.setdefault("type", "string")  # version 2: any


def _name_resources(resources: list[dict[str, Any]]) -> None:
    for resource in resources:
        if "name" not in resource:
            path = resource.get("path")
            stem = PurePosixPath(path).stem if isinstance(path, str) else ""
            resource["name"] = stem or "resource"


def _as_list(described: dict[str, Any], key: str) -> None:
    if isinstance(described.get(key), str):
        described[key] = [described[key]]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
