"""The codes of a portal's datasets, to which columns of a draft may refer."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from portal.draft.model import CodeList
from portal.exceptions import PortalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from portal.catalog.described import Described
    from portal.catalog.model import Dataset, Resource, Schema

TYPES = frozenset(("string", "integer"))
MOST = 50_000
"""Values of a list; what has more is no list of codes that people know."""
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is looked at."""


def code_lists(root: Path) -> tuple[CodeList, ...]:
    """Return the keys of one field, texts or whole numbers, of the datasets below ``root``.

    A dataset that cannot be read gives none; nothing is raised for it, nor where there is none.
    """
    return tuple(found for described in _described(root) for found in _lists_of(described))


def _described(root: Path) -> Sequence[Described]:
    from portal.catalog.intake import read_catalog  # noqa: PLC0415
    from portal.catalog.site import read_site  # noqa: PLC0415

    try:
        return read_catalog(root, read_site(root))
    except PortalError:
        return ()


def _lists_of(described: Described) -> Iterator[CodeList]:
    dataset = described.dataset
    if dataset is None:
        return
    for resource in dataset.resources:
        fields = list(_key_fields(resource.schema))
        if fields:
            yield from _read(described.folder, dataset, resource, fields)


def _key_fields(schema: Schema) -> Iterator[str]:
    keys = [schema.primary_key, *schema.unique_keys]
    named = {key[0] for key in keys if len(key) == 1}
    for field in schema.fields:
        alone = field.name in named or field.constraints.get("unique") is True
        if alone and field.type in TYPES:
            yield field.name


def _read(
    folder: Path, dataset: Dataset, resource: Resource, fields: Sequence[str]
) -> Iterator[CodeList]:
    try:
        columns = _columns(folder / resource.path, resource, fields)
    except (OSError, UnicodeError, csv.Error, TypeError, ValueError):
        return  # what is wrong with it is said where it is checked
    for name, held in columns.items():
        missing = {missing.value for missing in resource.schema.field(name).missing_values}
        codes = frozenset(held - missing)
        if 0 < len(codes) <= MOST:
            yield CodeList(dataset.name, resource.name, name, codes, str(dataset.title))


def _columns(path: Path, resource: Resource, fields: Sequence[str]) -> dict[str, set[str]]:
    """Return the different cells of some columns; ValueError where the header lacks one."""
    if path.stat().st_size > LARGEST:
        return {}
    dialect = resource.dialect
    encoding = "utf-8-sig" if resource.encoding == "utf-8" else resource.encoding
    rows = csv.reader(
        io.StringIO(path.read_bytes().decode(encoding), newline=""),
        delimiter=dialect.get("delimiter", ","),
        quotechar=dialect.get("quoteChar", '"') or '"',
        doublequote=dialect.get("doubleQuote", True),
        escapechar=dialect.get("escapeChar"),
        skipinitialspace=dialect.get("skipInitialSpace", False),
    )
    header = next(rows, [])
    at = {name: header.index(name) for name in fields}
    values: dict[str, set[str]] = {name: set() for name in fields}
    for row in rows:
        for name, position in at.items():
            if position < len(row) and len(values[name]) <= MOST:
                values[name].add(row[position])
    return values
