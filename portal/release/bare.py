"""A bare file as a dataset of one table: what no descriptor says is declared, or proposed.

A person says it with options, a schema file says it, or ``portal.tabular.proposal`` proposes it;
whatever it is, the file is then checked against it as strictly as against a descriptor.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from portal.catalog.described import Described
from portal.catalog.descriptor import dataset_of
from portal.catalog.names import slug
from portal.exceptions import RequestError, WorkbookError
from portal.release.guess import guess
from portal.release.labels import field_names
from portal.release.schema_file import read_schema
from portal.tabular.report import Error, Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.catalog.model import Dataset
    from portal.release.guess import Guess
    from portal.release.schema_file import SchemaFile

NOBODY = {"name": "nobody", "title": "Nobody"}
"""Stands for a publisher: a bare file has none, and nothing of it is published."""
WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))
CHOICES = frozenset(("workbook-several-sheets", "workbook-sheet-missing"))
"""What the person who names the sheet can put right."""


@dataclass(frozen=True)
class Given:
    """Hold what a person says about a bare file."""

    schema: Path | None = None
    """A Table Schema, or the descriptor of a resource or a package that holds one."""
    encoding: str | None = None
    dialect: Mapping[str, Any] = field(default_factory=dict)
    """Properties of a Table Dialect."""
    sheet: str | None = None
    """The sheet of a workbook."""


@dataclass(frozen=True)
class Bare:
    """Hold a bare file that is described."""

    described: Described
    schema: Path | None
    """The file with the schema to hold it against, as it was named; None where there is none."""
    undecided: tuple[Mapping[str, Any], ...] = ()
    """Foreign keys of the schema to tables that are not there, as written."""
    guess: Guess | None = None
    """What was proposed where nobody declared it; None where nothing was."""

    @property
    def ruled(self) -> bool:
        """Tell whether there is a schema to hold it against."""
        return self.schema is not None


def describe(path: Path, given: Given, scratch: Path) -> Bare:
    """Return the table file at ``path`` as a dataset of one resource.

    The table of a workbook is written as CSV below the folder ``scratch``. What is wrong in the
    schema file, or with the workbook, is in the report. Raises RequestError where the schema file
    is not there or holds no schema and where a sheet must be named, OSError where the table file
    cannot be read.
    """
    label = path if given.schema is None else given.schema.resolve()
    report = Report(f"{label.parent.name}/{label.name}")
    written = None if given.schema is None else read_schema(given.schema, path.name, report)
    if not report.valid:
        return Bare(_described(path, None, report), given.schema)
    if path.suffix.lower() in WORKBOOKS:
        return _workbook(path, given, written, report, scratch)
    said = {} if written is None else written.resource
    declared = {**said.get("dialect", {}), **given.dialect}
    encoding = given.encoding or said.get("encoding")
    found = None
    if not said.get("dialect"):
        encoding, declared, found = guess(path, encoding, declared)
    about = {"dialect": declared, "encoding": encoding}
    return Bare(
        _described(path, _dataset(path, about, written), report),
        given.schema,
        undecided=() if written is None else written.undecided,
        guess=found,
    )


def _workbook(
    path: Path, given: Given, written: SchemaFile | None, report: Report, scratch: Path
) -> Bare:
    """Describe the table of a workbook, written as CSV under the workbook's name."""
    from portal.workbook.read import as_csv, csv_resource  # noqa: PLC0415  # only where it is asked

    said = {} if written is None else written.resource
    about = {"dialect": {**said.get("dialect", {}), **given.dialect}}
    made = scratch / (path.parent.name or "workbook") / path.name
    made.parent.mkdir()
    bare = written is None
    try:
        if bare:
            as_csv(path, made, given.sheet)
        dataset = _dataset(made if bare else path, about, written)
        if not bare:
            as_csv(path, made, given.sheet, dataset.resources[0])
    except WorkbookError as error:
        if error.code in CHOICES:
            raise RequestError(f"{path}: {error}") from error
        value = str(error.parameters.get("value", path.name))
        file = f"{path.parent.name}/{path.name}"
        report.add(Error(error.code, file, value=value, parameters=error.parameters))
        return Bare(_described(path, None, report), given.schema)
    table = csv_resource(dataset.resources[0], path.name)
    described = _described(made, replace(dataset, resources=(table,)), report)
    undecided = () if written is None else written.undecided
    return Bare(described, given.schema, undecided=undecided)


def _described(path: Path, dataset: Dataset | None, report: Report) -> Described:
    name = slug(path.stem, "table")
    return Described(path.parent, name, dataset, (), (path.name,), report)


def _dataset(path: Path, about: Mapping[str, Any], written: SchemaFile | None) -> Dataset:
    """Return a dataset of one table by its schema, or by its header where there is none."""

    def made(schema: Mapping[str, Any]) -> Dataset:
        name = slug(path.stem, "table")
        resource = {"name": name, "path": path.name, "schema": schema, **about}
        return dataset_of(
            {"name": name, "publisher": NOBODY, "licenses": [], "resources": [resource]}
        )

    if written is not None:
        return made(written.resource["schema"])
    names = field_names(path.parent, made({"fields": []}).resources[0])
    fields = [{"name": name, "type": "string"} for name in names]
    return made({"fields": fields, "missingValues": []})
