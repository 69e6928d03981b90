"""Keys, decided set-wise on staged tables: every violation with its row.

Frictionless is not asked about keys: it keeps every key in memory, reports a duplicate twice
and knows no keys between packages. A foreign key with an empty part is not judged, as in SQL
(MATCH SIMPLE).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.database.near_entries import near_entries
from portal.database.tables import NUMBER, columns_of, unique_keys
from portal.tabular.report import Error, column_letter

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from portal.catalog.model import ForeignKey, Resource
    from portal.database.tables import Reference


def unique_errors(
    connection: sqlite3.Connection, resource: Resource, file: str, *, ascending: bool = False
) -> Iterator[Error]:
    """Yield an error for every row whose primary or unique key is empty or was there before.

    ``ascending`` tells that the primary key is known to grow from row to row.
    """
    schema = resource.schema
    if schema.primary_key and not ascending:
        yield from _empty(connection, resource, file)
        yield from _repeated(connection, resource, file, "primary-key", schema.primary_key)
    for names in unique_keys(schema):
        yield from _repeated(connection, resource, file, "unique-error", names)


def foreign_key_errors(
    connection: sqlite3.Connection,
    resource: Resource,
    file: str,
    reference: Reference,
    parent: str,
    child: str = "main",
) -> Iterator[Error]:
    """Yield an error for every staged row whose foreign key has no partner.

    ``child`` and ``parent`` are the SQLite schemas (``main``, ``previous`` …) of the tables. For
    a key of one text, the error suggests the entry that may be meant.
    """
    near = near_entries(connection, resource, reference, parent)
    columns = ", ".join(f's."{column}"' for column in reference.columns)
    query = f"""
        select s."{NUMBER}", {columns} from {child}."{resource.table}" s
        where {_orphan(reference, parent)} order by s."{NUMBER}"
    """
    for number, *values in connection.execute(query):
        yield _error(
            resource,
            file,
            "foreign-key",
            reference.key.fields,
            number,
            values,
            {
                "fields": ", ".join(reference.key.fields),
                "table": reference.table,
                "dataset": reference.dataset,
            },
            suggestion=near.suggest(values[0]) if near is not None else None,
        )


def count_orphans(
    connection: sqlite3.Connection, child: str, reference: Reference, parent: str
) -> int:
    """Return how many rows have no partner; child and parent lie in these SQLite schemas."""
    query = f'select count(*) from {child}."{reference.child}" s where {_orphan(reference, parent)}'
    return int(connection.execute(query).fetchone()[0])


def count_keys(
    connection: sqlite3.Connection, child: str, resource: Resource, key: ForeignKey
) -> int:
    """Return in how many rows a foreign key says something; ``child`` is a SQLite schema."""
    columns = columns_of(resource.schema, key.fields)
    given = " and ".join(f'"{column}" is not null' for column in columns)
    query = f'select count(*) from {child}."{resource.table}" where {given}'
    return int(connection.execute(query).fetchone()[0])


def _orphan(reference: Reference, parent: str) -> str:
    """Return the condition that a row ``s`` of the child has no partner.

    The partners are listed once (``not in``), because a staged table has no index to look each
    of them up in. The plus takes the column's type from the child's value, so that a text beside
    a number is compared as SQLite compares the declared key: as a value of the parent's column.
    """
    own = ", ".join(f'+s."{column}"' for column in reference.columns)
    others = ", ".join(f'p."{column}"' for column in reference.parent_columns)
    return (
        "".join(f's."{column}" is not null and ' for column in reference.columns)
        + f'({own}) not in (select {others} from {parent}."{reference.table}" p where '
        + " and ".join(f'p."{column}" is not null' for column in reference.parent_columns)
        + ")"
    )


def _empty(connection: sqlite3.Connection, resource: Resource, file: str) -> Iterator[Error]:
    """Yield rows with an empty part in the primary key (Table Schema v2, primaryKey)."""
    names = resource.schema.primary_key
    for name, column in zip(names, columns_of(resource.schema, names), strict=True):
        if resource.schema.field(name).constraints.get("required"):
            continue  # already an error of its own: such a row was not staged
        query = (
            f'select "{NUMBER}" from main."{resource.table}" where "{column}" is null order by 1'
        )
        for (number,) in connection.execute(query):
            yield _error(resource, file, "primary-key-empty", (name,), number, [""], {})


def _repeated(
    connection: sqlite3.Connection, resource: Resource, file: str, code: str, names: tuple[str, ...]
) -> Iterator[Error]:
    columns = columns_of(resource.schema, names)
    listed = ", ".join(f'"{column}"' for column in columns)
    query = f"""
        select number, first_number, {listed} from (
            select "{NUMBER}" as number, {listed},
                first_value("{NUMBER}") over (partition by {listed} order by "{NUMBER}") as first_number
            from main."{resource.table}"
            where {" and ".join(f'"{column}" is not null' for column in columns)}
        ) where number > first_number order by number
    """
    for number, first, *values in connection.execute(query):
        yield _error(
            resource,
            file,
            code,
            names,
            number,
            values,
            {"fields": ", ".join(names), "first_row": first},
        )


def _error(
    resource: Resource,
    file: str,
    code: str,
    names: tuple[str, ...],
    number: int,
    values: list[str | int | float | None],
    parameters: dict[str, str | int],
    suggestion: str | None = None,
) -> Error:
    """Place an error at the first field of the key; the value shows the whole key."""
    position = [field.name for field in resource.schema.fields].index(names[0]) + 1
    return Error(
        code=code,
        file=file,
        resource=resource.name,
        row=number,
        field=names[0],
        column=column_letter(position),
        value=", ".join("" if value is None else str(value) for value in values),
        suggestion=suggestion,
        parameters=parameters,
    )
