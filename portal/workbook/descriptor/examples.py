"""The first values of each column, so that a person sees what is to be described."""

from __future__ import annotations

import csv
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from portal.catalog.descriptor import dataset_of
from portal.catalog.findings import Findings
from portal.catalog.normal import normal
from portal.tabular.excerpt import raw_rows
from portal.tabular.report import Report
from portal.workbook.header import head_size, header_of

if TYPE_CHECKING:
    from pathlib import Path

    from portal.catalog.model import Resource
    from portal.workbook.descriptor.frame import Frame

ROWS = 1_000
"""Rows among which examples are sought."""
MOST = 3
LONGEST = 60
"""Characters of an example."""
HEAD = 50


def examples_of(frame: Frame, folder: Path) -> dict[tuple[str, str], str]:
    """Return some distinct values by table and header; nothing where a file cannot be read.

    Takes the folder in which the files of the tables lie.
    """
    found: dict[tuple[str, str], str] = {}
    for table in frame.tables:
        if not table.fields:
            continue
        described = frame.descriptor["resources"][table.path[-1]]
        with suppress(OSError, csv.Error, TypeError, ValueError, KeyError, LookupError):
            for name, values in _values(_resource(described, table.name), folder).items():
                found[table.name, name] = " · ".join(values)
    return found


def _resource(described: dict[str, Any], name: str) -> Resource:
    """Return a resource by itself, whatever the package around it lacks."""
    schema = {key: value for key, value in described["schema"].items() if key != "foreignKeys"}
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dataset",
        "publisher": {"title": "-"},
        "licenses": [],
        "resources": [{**described, "name": name, "schema": schema}],
    }
    made = normal(package, Findings(Report(file=""), ""), lambda _path, _at: {})
    return dataset_of(made).resources[0]


def _values(resource: Resource, folder: Path) -> dict[str, list[str]]:
    records = [cells for _, cells in islice(raw_rows(resource, folder), ROWS)]
    header = header_of(resource, records[: head_size(resource, HEAD)])
    found: dict[str, list[str]] = {}
    for cells in records[header.first_row - 1 :]:
        for field, cell in zip(header.fields, cells, strict=False):
            if field is None or cell in {missing.value for missing in field.missing_values}:
                continue
            shown = cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"
            values = found.setdefault(field.name, [])
            if len(values) < MOST and shown not in values:
                values.append(shown)
    return found
