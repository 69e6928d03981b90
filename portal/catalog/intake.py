"""Read the descriptors of a portal as strangers wrote them.

Whatever is wrong in them comes out as rows of a report, never as an exception, and nothing here
opens a connection or a file outside the dataset's folder.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from portal.catalog.between import check_between
from portal.catalog.checklist import read_checklist
from portal.catalog.completion import complete
from portal.catalog.described import Described
from portal.catalog.descriptor import dataset_of
from portal.catalog.findings import CHECKLIST, DESCRIPTOR, Findings, pointer
from portal.catalog.folder import read_object, unsafe
from portal.catalog.names import is_dataset_name
from portal.catalog.normal import normal
from portal.catalog.profile import check_profile
from portal.catalog.repairs import originals, read_repairs
from portal.catalog.rules import check_package, check_resources
from portal.draft.log import LOG
from portal.exceptions import RootError
from portal.tabular.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.catalog.model import Dataset, Site

DATASETS = "datasets"
README = "README.md"


def read_catalog(
    root: Path, site: Site, published: Mapping[str, Dataset] | None = None
) -> tuple[Described, ...]:
    """Return what every folder of ``datasets/`` describes, in the order of their names.

    Hidden folders and those without a descriptor are no datasets, unless they hold CSV files:
    those are reported. Names, tables, references and cycles between the datasets are checked;
    keys may also point to what is ``published``, whose folder may be gone. Raises RootError where
    ``datasets/`` cannot be read.
    """
    datasets = root / DATASETS
    if not datasets.is_dir():
        return ()
    try:
        folders = sorted(
            folder
            for folder in datasets.iterdir()
            if folder.is_dir() and not folder.name.startswith(".") and _is_meant(folder)
        )
    except OSError as error:
        raise RootError(f"{datasets}: {error.strerror}") from error
    return check_between([read_dataset(folder, site) for folder in folders], published or {})


def read_dataset(folder: Path, site: Site) -> Described:
    """Return what one folder describes, looked at by itself.

    Takes the folder and the portal whose publisher, contact and topics the descriptor may use.
    """
    label = os.fsencode(folder.name).decode("utf-8", "replace")
    report = Report(file=f"{label}/{DESCRIPTOR}")
    findings = Findings(report, label)
    if label != folder.name:  # bytes that are no text: neither a report nor a manifest holds them
        findings.error("dataset-name", "", value=label, name=label)
        return Described(folder, label, None, (), (), report)
    descriptor = read_object(findings, folder, DESCRIPTOR, "", DESCRIPTOR)
    if descriptor is None:
        return Described(folder, label, None, (), (DESCRIPTOR,), report)
    made = normal(
        descriptor,
        findings,
        lambda path, at: read_object(findings, folder, path, at, DESCRIPTOR),
    )
    check_profile(findings, made, "package", file=DESCRIPTOR)
    name = _name(findings, made, label)
    check_package(findings, made, site)
    tables = check_resources(findings, made, name, folder)
    resources = [made["resources"][position] for position in tables]
    checks = read_checklist(findings, folder, resources)
    repairs = read_repairs(findings, folder)
    if not report.valid:
        return Described(folder, name, None, checks, (DESCRIPTOR,), report)
    return Described(
        folder=folder,
        name=name,
        dataset=dataset_of(complete(made, name, site, tables)),
        checks=checks,
        files=(*_files(folder, findings, resources), *originals(findings, folder, repairs)),
        report=report,
        schemas={
            made["resources"][position]["name"]: _place(findings, position) for position in tables
        },
        repairs=repairs,
    )


def _is_meant(folder: Path) -> bool:
    try:
        return os.path.lexists(folder / DESCRIPTOR) or any(
            path.suffix.lower() == ".csv" for path in folder.iterdir()
        )
    except OSError:
        return True  # reported as unreadable


def _name(findings: Findings, descriptor: Mapping[str, Any], folder: str) -> str:
    name = descriptor.get("name")
    if isinstance(name, str) and is_dataset_name(name):
        return name
    if is_dataset_name(folder):
        if isinstance(name, str):
            findings.warning("dataset-name", "/name", value=name, name=name, used=folder)
        return folder
    findings.error("dataset-name", "/name", value=name, name=str(name or folder))
    return folder


def _files(folder: Path, findings: Findings, resources: list[Mapping[str, Any]]) -> tuple[str, ...]:
    beside = [
        name
        for name in (CHECKLIST, README, LOG)
        if (folder / name).is_file() and unsafe(folder, name) is None
    ]
    paths = [resource["path"] for resource in resources]
    return tuple(dict.fromkeys([DESCRIPTOR, *beside, *findings.inlined.values(), *paths]))


def _place(findings: Findings, position: int) -> tuple[str, str]:
    at = pointer("resources", position, "schema")
    return (findings.inlined[at], "") if at in findings.inlined else (DESCRIPTOR, at)
