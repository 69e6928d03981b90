"""The schema of a bare file, from a JSON file that stands by itself.

The file may hold a Table Schema, or the descriptor of a resource or of a package; then what these
say about encoding and dialect counts as well.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import DESCRIPTOR, Findings
from portal.catalog.folder import UnreadableJsonError, parse_json, read_object
from portal.catalog.normal import normal
from portal.catalog.plain import is_plain
from portal.exceptions import RequestError
from portal.tabular.report import Error, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"
HERE = "/resources/0"
"""Where a schema file is looked at, as if it stood in the descriptor of a package."""
TAKEN = ("name", "schema", "dialect", "encoding", "path", "format")
"""What a resource says that matters for a file elsewhere."""
TABLES = {".tsv": "table.tsv", ".tab": "table.tsv"}
"""The path under which a file is looked at, whose own name may be anything."""


@dataclass(frozen=True)
class SchemaFile:
    """Hold what a schema file says about a bare file."""

    resource: Mapping[str, Any]
    """A resource in its normal form, its schema without keys that cannot be decided."""
    undecided: tuple[Mapping[str, Any], ...]
    """The foreign keys to other tables, as written."""


def read_schema(path: Path, file: str, report: Report) -> SchemaFile | None:
    """Return what the schema file at ``path`` says about the table file called ``file``.

    None where it has errors; they are added to ``report``. Raises RequestError where there is no
    such file, and where it holds no schema, or several of which none is for ``file``.
    """
    label = path.resolve().parent.name
    draft = Report(f"{label}/{DESCRIPTOR}")
    findings = Findings(draft, label)
    written = _read(path, findings)
    if written is None:
        _move(draft, report, f"{label}/{path.name}", {"": ""})
        return None
    place, resource, version = _resource(path, written, file)
    resource = {key: resource[key] for key in TAKEN if key in resource}
    resource = {
        "name": "table",
        **resource,
        "path": TABLES.get(Path(file).suffix.lower(), "table.csv"),
    }
    made = normal(
        {"resources": [resource], **({"$schema": VERSION_2} if version == 2 else {})},
        findings,
        lambda named, at: read_object(findings, path.resolve().parent, named, at, DESCRIPTOR),
    )
    described = made["resources"][0]
    undecided = _take_keys_out(described, written.get("name"))
    schema = described.get("schema")
    certain = isinstance(schema, dict) and is_plain(schema)
    if not certain or described.keys() > {"name", "path", "schema"}:
        _check(findings, made, path.parent)
    _move(draft, report, f"{label}/{path.name}", place)
    return SchemaFile(described, undecided) if report.valid else None


def _read(path: Path, findings: Findings) -> dict[str, Any] | None:
    try:
        return parse_json(path.read_bytes())
    except OSError as error:
        raise RequestError(
            f"{path}: {error.strerror or error}. It should hold the schema."
        ) from error
    except UnreadableJsonError as error:
        parameters = {"path": path.name, **error.parameters}
        at = str(parameters.pop("pointer", ""))
        findings.error("descriptor-json", at, file=DESCRIPTOR, rule=error.rule, **parameters)
        return None


def _resource(
    path: Path, written: Mapping[str, Any], file: str
) -> tuple[dict[str, str], Mapping[str, Any], int]:
    """Return where pointers lead to, the resource that a schema file describes, and the version."""
    version = 2 if "/2." in str(written.get("$schema", "")) else 1
    if "fields" in written:
        return {f"{HERE}/schema": "", HERE: ""}, {"schema": written}, version
    if "schema" in written:
        return {HERE: ""}, written, version
    version = 2 if "$schema" in written else 1
    listed = written.get("resources")
    listed = listed if isinstance(listed, list) else []
    resources = {at: one for at, one in enumerate(listed) if isinstance(one, dict)}
    meant = {at: one for at, one in resources.items() if _is_called(one, file)}
    chosen = resources if len(resources) == 1 else meant
    if len(chosen) == 1:
        ((at, one),) = chosen.items()
        return {HERE: f"/resources/{at}"}, one, version
    if resources:
        names = ", ".join(str(one.get("path", one.get("name"))) for one in resources.values())
        raise RequestError(f"{path} describes several files and none is called {file}: {names}.")
    raise RequestError(
        f"{path} holds no schema: it has neither “fields” nor “schema” nor “resources”."
    )


def _is_called(resource: Mapping[str, Any], file: str) -> bool:
    return file in (PurePosixPath(str(resource.get("path"))).name, resource.get("name"))


def _take_keys_out(resource: dict[str, Any], package: Any) -> tuple[Mapping[str, Any], ...]:
    """Take the foreign keys to other tables out of the schema, which are not there to decide them."""
    schema = resource.get("schema")
    keys = schema.get("foreignKeys") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(keys, list):
        return ()
    if not all(isinstance(key, dict) for key in keys):
        return ()
    own, others = [], []
    for key in keys:
        reference = key.get("reference")
        if not isinstance(reference, dict):
            own.append(key)
            continue
        inside = reference.get("package") in (None, "", package)
        if inside and reference.get("resource") in (None, "", resource.get("name")):
            fields = {"fields": reference["fields"]} if "fields" in reference else {}
            own.append({**key, "reference": {"resource": "", **fields}})
        else:
            others.append(key)
    schema.pop("foreignKeys")
    if own:
        schema["foreignKeys"] = own
    return tuple(others)


def _check(findings: Findings, made: Mapping[str, Any], folder: Path) -> None:
    # Imported where it is needed: a schema that is plain is known to be right without.
    from portal.catalog.profile import check_profile  # noqa: PLC0415
    from portal.catalog.rules import check_resources  # noqa: PLC0415

    check_profile(findings, made, "package", file=DESCRIPTOR)
    check_resources(findings, made, "table", folder)


def _move(draft: Report, report: Report, file: str, places: Mapping[str, str]) -> None:
    """Give errors the file and the place where they are, instead of where they were looked at."""
    report.extend(_moved(error, draft.file, file, places) for error in draft.errors)
    report.warnings += [_moved(error, draft.file, file, places) for error in draft.warnings]


def _moved(error: Error, looked_at: str, file: str, places: Mapping[str, str]) -> Error:
    if error.file != looked_at:
        return error
    at = error.pointer or ""
    for prefix, place in places.items():
        if at.startswith(prefix):
            return dataclasses.replace(error, file=file, pointer=place + at.removeprefix(prefix))
    return dataclasses.replace(error, file=file)
