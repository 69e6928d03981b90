"""What may be wrong between the resources of one package, each of them sound by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.catalog.findings import Findings, listed, pointer
from portal.catalog.names import table_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def check_within(
    findings: Findings, descriptor: Mapping[str, Any], dataset: str, tables: Sequence[int]
) -> None:
    """Add what is wrong with names, keys and corrections that go across resources.

    ``tables`` are the positions of the resources that are tables.
    """
    resources = descriptor["resources"]
    named = [at for at in tables if findings.sound(pointer("resources", at, "name"))]
    _check_names(findings, dataset, [(at, resources[at]["name"]) for at in named])
    if findings.sound("/resources"):
        _check_references(findings, dataset, {at: resources[at] for at in tables})
        _check_corrections(findings, descriptor, [resources[at] for at in tables])


def _check_names(findings: Findings, dataset: str, named: Sequence[tuple[int, str]]) -> None:
    first: dict[str, str] = {}
    tables: dict[str, str] = {}
    for (position, name), table in zip(
        named, table_names(dataset, [name for _, name in named]), strict=True
    ):
        at = pointer("resources", position, "name")
        if name in first:
            findings.error("resource-duplicate", at, value=name, resource=name, first=first[name])
        elif table in tables:
            findings.error(
                "table-name-taken", at, value=name, resource=name, table=table, other=tables[table]
            )
        first.setdefault(name, at)
        tables.setdefault(table, name)


def _check_references(
    findings: Findings, dataset: str, tables: Mapping[int, Mapping[str, Any]]
) -> None:
    fields = {
        table["name"]: [field["name"] for field in table["schema"]["fields"]]
        for table in tables.values()
    }
    for position, table in tables.items():
        for number, key in enumerate(table["schema"].get("foreignKeys", ())):
            reference = key["reference"]
            if reference.get("package") not in {None, "", dataset}:
                continue  # portal.catalog.between
            at = pointer("resources", position, "schema", "foreignKeys", number, "reference")
            target = reference.get("resource") or table["name"]
            about = {"resource": table["name"], "known": listed(fields)}
            if target not in fields:
                findings.error(
                    "reference-unknown", f"{at}/resource", value=target, rule="resource", **about
                )
                continue
            about["known"] = listed(fields[target])
            for place, name in enumerate(reference["fields"]):
                if name not in fields[target]:
                    here = at + pointer("fields", place)
                    findings.error("reference-unknown", here, value=name, rule="field", **about)


def _check_corrections(
    findings: Findings, descriptor: Mapping[str, Any], tables: Sequence[Mapping[str, Any]]
) -> None:
    if not findings.sound("/corrections"):
        return
    fields = {
        table["name"]: {field["name"] for field in table["schema"]["fields"]} for table in tables
    }
    for position, correction in enumerate(descriptor.get("corrections", ())):
        at = pointer("corrections", position)
        name = correction.get("resource") or next(iter(fields))
        if name not in fields or ("resource" not in correction and len(fields) > 1):
            here = f"{at}/resource"
            findings.error(
                "reference-unknown",
                here,
                value=correction.get("resource"),
                rule="resource",
                known=listed(fields),
            )
            continue
        wanted = {f"{at}/field": correction["field"]}
        wanted |= {at + pointer("key", key): key for key in correction["key"]}
        for here, field in wanted.items():
            if field not in fields[name]:
                findings.error(
                    "reference-unknown",
                    here,
                    value=field,
                    resource=name,
                    rule="field",
                    known=listed(sorted(fields[name])),
                )
