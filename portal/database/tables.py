"""Tables of ``data.db``: made from a Table Schema, filled in bulk, described by facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlite_utils import Database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from portal.catalog.model import Dataset, ForeignKey, Resource, Schema
    from portal.tabular.check import Batch

ROW = "_row"
"""The key of a table whose schema has none: the position of the row, from 1."""
NUMBER = "_number"
"""In a staged table: the row in the file, as a spreadsheet counts it."""

PYTHON_TYPES: dict[str, type] = {"integer": int, "year": int, "boolean": int, "number": float}
"""Of a field's type; every other type is text in SQLite."""


@dataclass(frozen=True)
class MissingReason:
    """Say what a cell held in place of a value; ``number`` is the row in the file."""

    number: int
    column: str
    value: str


@dataclass(frozen=True)
class TableFacts:
    """Hold what is counted while a table is filled."""

    rows: int
    content_hash: str
    missing: Mapping[str, int]
    """How many rows have no value, by column id."""
    reasons: tuple[MissingReason, ...]


@dataclass(frozen=True)
class Reference:
    """Say where a foreign key points, in the words of SQLite."""

    key: ForeignKey
    child: str
    """The table whose column it is."""
    columns: tuple[str, ...]
    dataset: str
    """The dataset, resource and table that it points to."""
    resource: str
    table: str
    parent_columns: tuple[str, ...]
    unique: bool
    """Whether the columns that it points to are a key of their table."""


def primary_key(schema: Schema) -> tuple[str, ...]:
    """Return the column ids of a table's key: the schema's, or ``_row``."""
    return columns_of(schema, schema.primary_key) or (ROW,)


def columns_of(schema: Schema, names: Iterable[str]) -> tuple[str, ...]:
    """Return the column ids of the fields of these names."""
    by_name = {field.name: field.column for field in schema.fields}
    return tuple(by_name[name] for name in names)


def stage(
    connection: sqlite3.Connection, resource: Resource, batches: Iterable[Batch]
) -> TableFacts:
    """Write the certain rows of a resource into a table without constraints, and count.

    The table has the resource's columns and ``_number``. Keys are judged on it afterwards
    (``portal.database.keys``), because a table that enforces its key refuses the second of two
    rows without saying which was the first.
    """
    schema = resource.schema
    columns = [field.column for field in schema.fields]
    _create(connection, resource.table, {NUMBER: int, **_types(schema)}, pk=None)
    insert = f'insert into "{resource.table}" values ({", ".join("?" * (len(columns) + 1))})'
    digest = hashlib.sha256(orjson.dumps([[f.column, f.type] for f in schema.fields]))
    column_of = {field.name: field.column for field in schema.fields}
    rows, missing, reasons = 0, dict.fromkeys(columns, 0), []
    for batch in batches:
        connection.executemany(
            insert, [(number, *row) for number, row in zip(batch.numbers, batch.rows, strict=True)]
        )
        rows += len(batch.rows)
        digest.update(b"".join(orjson.dumps(row) + b"\n" for row in batch.rows))
        for column, values in zip(columns, zip(*batch.rows, strict=True), strict=False):
            missing[column] += values.count(None)
        reasons += [MissingReason(n, column_of[name], value) for n, name, value in batch.reasons]
    connection.commit()
    return TableFacts(rows, digest.hexdigest(), missing, tuple(reasons))


def create(
    connection: sqlite3.Connection, resource: Resource, references: Iterable[Reference]
) -> None:
    """Create the STRICT table of a resource as the contract has it, still empty.

    Only references to unique columns are declared, because SQLite takes no others.
    """
    schema = resource.schema
    key = primary_key(schema)
    required = {f.column for f in schema.fields if f.constraints.get("required")}
    _create(
        connection,
        resource.table,
        ({} if schema.primary_key else {ROW: int}) | _types(schema),
        pk=key if len(key) > 1 else key[0],
        not_null=required | set(columns_of(schema, schema.primary_key)),
        foreign_keys=[
            (reference.columns, reference.table, reference.parent_columns)
            for reference in references
            if reference.unique
        ],
    )


def index(
    connection: sqlite3.Connection, resource: Resource, facets: Iterable[tuple[str, ...]]
) -> None:
    """Add the indexes of a filled table: unique keys, foreign keys and declared facets."""
    table = Database(connection).table(resource.table)
    schema = resource.schema
    key = primary_key(schema)
    unique = [columns_of(schema, names) for names in unique_keys(schema)]
    for columns in unique:
        if columns != key:
            table.create_index(columns, unique=True, if_not_exists=True)
    plain = [columns_of(schema, foreign_key.fields) for foreign_key in schema.foreign_keys]
    for columns in dict.fromkeys([*plain, *facets]):
        if columns not in unique and columns != key[: len(columns)]:
            table.create_index(columns, if_not_exists=True)


def unique_keys(schema: Schema) -> list[tuple[str, ...]]:
    """Return the names of fields that are unique together: by a key or by a constraint."""
    single = [(field.name,) for field in schema.fields if field.constraints.get("unique")]
    return [
        key for key in dict.fromkeys([*schema.unique_keys, *single]) if key != schema.primary_key
    ]


def references(
    dataset: Dataset,
    resource: Resource,
    others: Mapping[str, Dataset],
    *,
    within: bool | None = None,
) -> list[Reference]:
    """Return where the foreign keys of a resource point, in the order of the schema.

    ``others`` holds the datasets that keys may name, by name; a key to a dataset, a resource or
    a field that is not there is left out. ``within`` asks only for the keys within the dataset, or only for the others.
    """
    found = []
    for key in resource.schema.foreign_keys:
        inside = key.package in (None, dataset.name)
        home = dataset if inside else others.get(key.package or "")
        if home is None or within not in (None, inside):
            continue
        parents = (
            [r for r in home.resources if r.name == key.resource] if key.resource else [resource]
        )
        if not parents or not {f.name for f in parents[0].schema.fields} >= {*key.reference_fields}:
            continue
        parent, schema = parents[0], parents[0].schema
        unique = key.reference_fields in (schema.primary_key, *unique_keys(schema))
        found.append(
            Reference(
                key,
                resource.table,
                columns_of(resource.schema, key.fields),
                home.name,
                parent.name,
                parent.table,
                columns_of(schema, key.reference_fields),
                unique,
            )
        )
    return found


def _create(
    connection: sqlite3.Connection, name: str, columns: dict[str, type], **options: Any
) -> None:
    Database(connection).table(name).create(columns, strict=True, **options)


def _types(schema: Schema) -> dict[str, type]:
    return {field.column: PYTHON_TYPES.get(field.type, str) for field in schema.fields}
