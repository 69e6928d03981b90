"""What the portal asks of a package and its resources beyond the types of the profile.

Every rule looks only at what the profile found sound, so one wrong type does not hide the rest.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from portal.catalog.descriptor import encoding_of
from portal.catalog.findings import Findings, listed, pointer
from portal.catalog.folder import unsafe
from portal.catalog.names import is_dataset_name
from portal.catalog.schemas import check_table_schema
from portal.catalog.within import check_within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.catalog.model import Site

SEPARATED = {"csv", "tsv", "tab"}
TEXT = {"", "txt", "dat", "asc", "psv"}
COMPRESSED = {"gz", "zip", "bz2", "xz", "zst", "7z", "tgz", "rar"}
# What exports write where nobody chose a licence.
NO_LICENCE = {"", "notspecified", "not-specified", "none", "unknown"}
# Python takes these for encodings, but no file is written in them.
NO_ENCODING = {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"}


def check_package(findings: Findings, descriptor: Mapping[str, Any], site: Site) -> None:
    """Add what is wrong with a package apart from its resources."""
    _check_licences(findings, descriptor)
    if findings.sound("/theme"):
        known = {topic.name for topic in site.topics}
        for position, topic in enumerate(descriptor.get("theme", ())):
            if topic not in known:
                at = pointer("theme", position)
                findings.warning(
                    "reference-unknown", at, value=topic, rule="topic", known=listed(sorted(known))
                )
    if findings.sound("/formerNames"):
        for position, name in enumerate(descriptor.get("formerNames", ())):
            if not is_dataset_name(name):
                at = pointer("formerNames", position)
                findings.error("dataset-name", at, value=name, name=name)


def check_resources(
    findings: Findings, descriptor: Mapping[str, Any], dataset: str, folder: Path
) -> list[int]:
    """Add what is wrong with the resources; return the positions of those that are tables."""
    resources = descriptor.get("resources")
    if not resources and findings.sound("/resources"):
        findings.error("resources-missing", "/resources")
    if not isinstance(resources, list) or not resources:
        return []
    tables = []
    for position, resource in enumerate(resources):
        at = pointer("resources", position)
        if not isinstance(resource, dict):
            continue
        if not _is_table(findings, resource, at):
            _check_other(findings, resource, at, folder)
            continue
        tables.append(position)
        _check_table(findings, resource, at, folder)
    if not tables and findings.sound("/resources"):
        findings.error("resources-missing", "/resources", rule="table")
    check_within(findings, descriptor, dataset, tables)
    return tables


def _check_licences(findings: Findings, descriptor: Mapping[str, Any]) -> None:
    if not findings.sound("/licenses"):
        return
    licences = descriptor.get("licenses", ())
    if not licences:
        findings.error("licence-missing", "/licenses")
    for position, licence in enumerate(licences):
        if licence.get("name", "").lower() in NO_LICENCE and not licence.get("path"):
            at = pointer("licenses", position)
            findings.error("licence-missing", at, value=licence.get("name"))


def _is_table(findings: Findings, resource: Mapping[str, Any], at: str) -> bool:
    # Where the kind of a resource cannot be read, it is judged as a table: no fault is lost.
    path = resource.get("path")
    if not findings.sound(f"{at}/path", f"{at}/format") or not isinstance(path, str):
        return True
    suffix = _suffix(path)
    if suffix in COMPRESSED or suffix in SEPARATED:
        return True
    declared = "schema" in resource or resource.get("format", "").lower() in SEPARATED
    return suffix in TEXT and (declared or not findings.sound(f"{at}/schema"))


def _check_other(findings: Findings, resource: Mapping[str, Any], at: str, folder: Path) -> None:
    path = resource["path"]
    problem = unsafe(folder, path)
    if problem:
        findings.error("path-unsafe", f"{at}/path", value=path, rule=problem)
    findings.warning("resource-not-tabular", at, value=path, format=_suffix(path))


def _check_table(findings: Findings, resource: Mapping[str, Any], at: str, folder: Path) -> None:
    name = resource["name"] if findings.sound(f"{at}/name") else None
    if "data" in resource:
        findings.error("data-inline", f"{at}/data", resource=name)
    elif "path" not in resource:
        here = f"{at}/path"
        findings.error("descriptor-profile", here, resource=name, rule="required", expected="path")
    if findings.sound(f"{at}/path") and "path" in resource:
        _check_path(findings, resource["path"], at, folder, name)
    if "compression" in resource and resource["compression"] not in {None, "", "no"}:
        value = resource["compression"]
        findings.error("compression", f"{at}/compression", resource=name, value=value)
    if resource.get("encoding") and findings.sound(f"{at}/encoding"):
        _check_encoding(findings, resource, at, name)
    if not findings.sound(f"{at}/schema"):
        return
    schema = resource.get("schema", {})
    if not schema.get("fields"):
        findings.error("schema-missing", f"{at}/schema", resource=name)
        return
    check_table_schema(findings, resource, f"{at}/schema", name or "")


def _check_path(findings: Findings, path: Any, at: str, folder: Path, name: str | None) -> None:
    here = f"{at}/path"
    if isinstance(path, list):
        findings.error("path-several", here, resource=name, value=path, count=len(path))
        return
    problem = unsafe(folder, path)
    if problem:
        findings.error("path-unsafe", here, resource=name, value=path, rule=problem)
        return
    if _suffix(path) in COMPRESSED:
        findings.error("compression", here, resource=name, value=path)


def _check_encoding(
    findings: Findings, resource: Mapping[str, Any], at: str, name: str | None
) -> None:
    try:
        known = encoding_of(resource) not in NO_ENCODING
        "".encode(resource["encoding"])  # LookupError: a codec, but not for text
    except (LookupError, UnicodeError):  # UnicodeError: "undefined"
        known = False
    if not known:
        findings.error(
            "descriptor-profile",
            f"{at}/encoding",
            resource=name,
            value=resource["encoding"],
            rule="encoding",
        )


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower().removeprefix(".")
