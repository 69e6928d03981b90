"""A dataset's descriptor as it lies in its folder, with the schemas that stand in files of their own."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import DESCRIPTOR, Findings, pointer
from portal.catalog.folder import read_object
from portal.catalog.normal import normal
from portal.catalog.profile import check_profile
from portal.tabular.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

OLDER = ("$schema", "license", "licenses", "sources")
"""Properties that were written otherwise before Data Package v1."""
UNUSABLE = {"type", "required", "anyOf"}
"""Rules of the profile without which a descriptor cannot be shown; other faults can be mended in a workbook."""


@dataclass(frozen=True)
class Documents:
    """Hold a descriptor with its schemas put in place, and the files from which these came."""

    folder: Path
    descriptor: dict[str, Any]
    schemas: Mapping[int, str]
    """Path of the schema by position of the resource, where it has a file of its own."""


def load(folder: Path) -> tuple[Documents | None, Report]:
    """Return the documents of a dataset's folder, or None with the report that says why not."""
    report = Report(file=f"{folder.name}/{DESCRIPTOR}")
    findings = Findings(report, folder.name)
    written = read_object(findings, folder, DESCRIPTOR, "", DESCRIPTOR)
    if written is None:
        return None, report
    descriptor = _modern(written, findings)
    schemas: dict[int, str] = {}
    held: dict[str, Any] = {}
    resources = descriptor.get("resources")
    for position, resource in enumerate(resources if isinstance(resources, list) else ()):
        path = resource.get("schema") if isinstance(resource, dict) else None
        if not isinstance(path, str):
            continue
        at = pointer("resources", position, "schema")
        if path not in held:
            held[path] = read_object(findings, folder, path, at, DESCRIPTOR)
        schemas[position] = path
        resource["schema"] = held[path]
    if report.valid:
        _check_types(findings, descriptor)
    return (Documents(folder, descriptor, schemas) if report.valid else None), report


def save(documents: Documents, descriptor: Mapping[str, Any]) -> list[Path]:
    """Write a descriptor, and its schemas where they have files; return what was written.

    Every file is replaced at once or not at all. Raises OSError.
    """
    made = json.loads(json.dumps(descriptor))
    contents: dict[Path, Any] = {}
    for position, path in documents.schemas.items():
        resource = made["resources"][position]
        if resource["schema"] != documents.descriptor["resources"][position]["schema"]:
            contents[documents.folder / path] = resource["schema"]
        resource["schema"] = path
    contents[documents.folder / DESCRIPTOR] = made
    for target, content in contents.items():
        _replace(target, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return list(contents)


def _modern(written: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """Return a descriptor with licences and sources as they are written today."""
    part = {key: written[key] for key in OLDER if key in written}
    made = normal(part, findings, lambda _path, _at: None)
    kept = {key: made.get(key, value) for key, value in written.items() if key != "license"}
    return {**kept, **{key: value for key, value in made.items() if key not in kept}}


def _check_types(findings: Findings, descriptor: dict[str, Any]) -> None:
    """Add those errors without which every row of the workbook can be filled."""
    tried = Findings(Report(file=findings.report.file), findings.folder)
    made = normal(descriptor, tried, lambda _path, _at: {})
    check_profile(tried, made, "package", file=DESCRIPTOR)
    for error in tried.report.errors:
        if error.rule in UNUSABLE:
            findings.report.add(error)


def _replace(target: Path, text: str) -> None:
    """Put a text in the place of a file, so that nobody ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".describe-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        if target.exists():
            Path(name).chmod(target.stat().st_mode)
        os.replace(name, target)  # noqa: PTH105 - the word says what happens
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
