"""Tables of ``data.db``: made from a Table Schema, filled in bulk, described by facts."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from portal.database.bulk import MANY, bulk, path_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    import polars as pl
    from sqlite_utils.db import Table

    from portal.catalog.model import Dataset, ForeignKey, Resource, Schema
    from portal.database.bulk import Ingest
    from portal.tabular.check import Check

ROW = "_row"
"""The key of a table whose schema has none: the position of the row, from 1."""
NUMBER = "_number"
"""In a staged table: the row in the file, as a spreadsheet counts it."""

COLUMN_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
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
    ascending: bool = False
    """Whether the key is one whole number that grows from row to row, and so is unique."""


class Order:
    """Watch whether whole numbers grow from row to row."""

    def __init__(self) -> None:
        """Begin before the first row."""
        self.ascending = True
        self._last: int | None = None

    def look(self, numbers: pl.Series) -> None:
        """Look at the next numbers; nothing else is in order."""
        if not self.ascending or numbers.is_empty():
            return
        sound = numbers.dtype.is_integer() and not numbers.null_count()
        grows = sound and bool((numbers.diff().drop_nulls() > 0).all())
        self.ascending = grows and (self._last is None or numbers[0] > self._last)
        self._last = numbers[-1]


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
    connection: sqlite3.Connection,
    resource: Resource,
    checked: Check,
    only: Collection[str] | None = None,
) -> TableFacts:
    """Write the certain rows of a resource into a table without constraints, and count.

    The table has the resource's columns (or those ``only``) and ``_number``. Keys are judged on it
    afterwards (``portal.database.keys``), because a table that enforces its key refuses the second
    of two rows without saying which was the first.
    """
    schema = resource.schema
    columns = [field.column for field in schema.fields]
    wanted = [column for column in columns if only is None or column in only]
    types = {NUMBER: "INTEGER"} | _types(schema)
    described = ", ".join(f'"{column}" {types[column]}' for column in (NUMBER, *wanted))
    connection.execute(f'create table "{resource.table}" ({described}) strict')
    column_of = {field.name: field.column for field in schema.fields}
    key = schema.primary_key
    at = [field.name for field in schema.fields].index(key[0]) if len(key) == 1 else None
    order = Order() if at is not None else None
    rows, missing, reasons = 0, dict.fromkeys(columns, 0), []
    with _appending(connection, resource.table) as append:
        for batch in checked:
            frame = batch.frame.rename(dict(zip(batch.frame.columns, columns, strict=True)))
            if order is not None and at is not None:
                order.look(batch.frame.to_series(at))
            if wanted:
                append(frame.select(wanted).insert_column(0, batch.numbers.alias(NUMBER)))
            rows += frame.height
            for column, count in frame.null_count().row(0, named=True).items():
                missing[column] += count
            reasons += [
                MissingReason(n, column_of[name], value) for n, name, value in batch.reasons
            ]
    ascending = order is not None and order.ascending
    return TableFacts(rows, _content_hash(schema, checked), missing, tuple(reasons), ascending)


def create(
    connection: sqlite3.Connection, resource: Resource, references: Iterable[Reference]
) -> None:
    """Create the STRICT table of a resource as the contract has it, still empty.

    Only references to unique columns are declared, because SQLite takes no others.
    """
    schema = resource.schema
    key = primary_key(schema)
    required = {f.column for f in schema.fields if f.constraints.get("required")}
    _table(connection, resource).create(
        ({} if schema.primary_key else {ROW: "INTEGER"}) | _types(schema),
        strict=True,
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
    table = _table(connection, resource)
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


def key_columns(dataset: Dataset, resource: Resource) -> set[str]:
    """Return the ids of the columns that are needed to decide keys and corrections of a dataset."""
    schema = resource.schema
    if any(correction.resource == resource.name for correction in dataset.corrections):
        return {field.column for field in schema.fields}
    names = set(schema.primary_key).union(*unique_keys(schema))
    for other in dataset.resources:
        for reference in references(dataset, other, {}, within=True):
            if other.name == resource.name:
                names |= set(reference.key.fields)
            if reference.resource == resource.name:
                names |= set(reference.key.reference_fields)
    return set(columns_of(schema, names))


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


@contextmanager
def _appending(
    connection: sqlite3.Connection, table: str
) -> Iterator[Callable[[pl.DataFrame], None]]:
    """Give a function that appends a frame to a table: through Arrow where there are many rows."""
    with ExitStack() as stack:
        ingest: Ingest | None = None

        def append(frame: pl.DataFrame) -> None:
            nonlocal ingest
            if ingest is None and frame.height < MANY:
                marks = ", ".join("?" * frame.width)
                connection.executemany(f'insert into "{table}" values ({marks})', frame.iter_rows())
                return
            if ingest is None:
                connection.commit()
                ingest = stack.enter_context(bulk(path_of(connection)))
            ingest(table, frame)

        yield append
    connection.commit()


def _content_hash(schema: Schema, checked: Check) -> str:
    """Return a hash of all that decides the typed rows: the file, how it was read, and the schema."""
    report = checked.report
    decided = [schema.descriptor, report.sha256, report.encoding, report.dialect]
    return hashlib.sha256(orjson.dumps(decided, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _table(connection: sqlite3.Connection, resource: Resource) -> Table:
    # Here, and not above: who only checks data stages them, and needs none of it.
    from sqlite_utils import Database  # noqa: PLC0415

    return Database(connection).table(resource.table)


def _types(schema: Schema) -> dict[str, str]:
    return {field.column: COLUMN_TYPES.get(field.type, "TEXT") for field in schema.fields}
