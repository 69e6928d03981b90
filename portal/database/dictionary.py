"""Write the data dictionary into ``catalog.db``: tables, columns, empty cells, corrections."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from portal.database.tables import NUMBER, columns_of, primary_key, references
from portal.database.writing import insert, texts, to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from portal.catalog.model import Correction, Dataset, Field, Resource
    from portal.database.tables import TableFacts

OF_A_TABLE = ("resource", "field", "missing_reason", "missing_count", "correction")
"""The tables whose rows an unchanged dataset takes over from the previous release."""


def write_tables(
    connection: sqlite3.Connection,
    staging: sqlite3.Connection,
    place: str,
    dataset: Dataset,
    facts: Mapping[str, TableFacts],
    others: Mapping[str, Dataset],
) -> None:
    """Write what is known about freshly staged tables, their reasons and corrections included.

    ``place`` is the SQLite schema of ``staging`` that holds the tables; ``others`` are the
    datasets of the release, by name.
    """
    for position, resource in enumerate(dataset.resources, 1):
        table = facts[resource.table]
        insert(
            connection,
            "resource",
            {
                "table_name": resource.table,
                "dataset": dataset.name,
                "name": resource.name,
                "position": position,
                "rows": table.rows,
                "primary_key": to_json(primary_key(resource.schema)),
                "facets": to_json(facet_columns(resource)),
                "content_hash": table.content_hash,
            }
            | texts(
                dataset.language,
                language=False,
                title=resource.title,
                description=resource.description,
            ),
        )
        pointing = _pointing(dataset, resource, others)
        for number, field in enumerate(resource.schema.fields, 1):
            row = _field_row(dataset, resource, field, pointing.get(field.column, (None, None)))
            row |= {"position": number, "missing": table.missing[field.column]}
            insert(connection, "field", row)
        _write_reasons(connection, staging, place, dataset, resource, table)
    for position, correction in enumerate(dataset.corrections, 1):
        _write_correction(connection, staging, place, dataset, position, correction)


def copy_tables(
    connection: sqlite3.Connection, dataset: Dataset, others: Mapping[str, Dataset]
) -> None:
    """Take over what the attached ``previous`` catalog knows about an unchanged dataset.

    Where its keys point is told anew: the tables of other datasets may have other names by now.
    """
    tables = [resource.table for resource in dataset.resources]
    marks = ", ".join("?" * len(tables))
    for name in OF_A_TABLE:
        connection.execute(
            f"insert into {name} select * from previous.{name} where table_name in ({marks})",
            tables,
        )
    for resource in dataset.resources:
        for column, target in _pointing(dataset, resource, others).items():
            connection.execute(
                "update field set reference_table = ?, reference_column = ?"
                " where table_name = ? and column_name = ?",
                (*target, resource.table, column),
            )


def facet_columns(resource: Resource) -> list[tuple[str, ...]]:
    """Return the column ids of the declared facets, alone or together."""
    return [columns_of(resource.schema, names) for names in resource.facets]


def _pointing(
    dataset: Dataset, resource: Resource, others: Mapping[str, Dataset]
) -> dict[str, tuple[str, str]]:
    """Return the table and the column that each single-column foreign key points to."""
    return {
        reference.columns[0]: (reference.table, reference.parent_columns[0])
        for reference in references(dataset, resource, others)
        if len(reference.columns) == 1
    }


def _field_row(
    dataset: Dataset, resource: Resource, field: Field, pointing: tuple[str | None, str | None]
) -> dict[str, Any]:
    schema = resource.schema
    aggregation = field.aggregation
    written = next(f for f in schema.descriptor["fields"] if f["name"] == field.name)
    return {
        "table_name": resource.table,
        "column_name": field.column,
        "name": field.name,
        "type": field.type,
        "format": field.format,
        "role": field.role,
        "unit_column": columns_of(schema, [field.unit_field])[0] if field.unit_field else None,
        "aggregation": aggregation and aggregation.method,
        "aggregation_over": to_json(columns_of(schema, aggregation.over) if aggregation else []),
        "decimals": field.decimals,
        "catch_all": to_json(field.catch_all),
        "language": field.language,
        "required": int(bool(field.constraints.get("required"))),
        "constraints": to_json(field.constraints),
        "categories": to_json(
            [
                category if isinstance(category, dict) else {"value": category}
                for category in written.get("categories") or ()
            ]
        ),
        "reference_table": pointing[0],
        "reference_column": pointing[1],
    } | texts(
        dataset.language,
        language=False,
        title=field.title,
        description=field.description,
        unit=field.unit,
    )


def _write_reasons(
    connection: sqlite3.Connection,
    staging: sqlite3.Connection,
    place: str,
    dataset: Dataset,
    resource: Resource,
    facts: TableFacts,
) -> None:
    """Write why cells are empty, keyed like their rows, and how often for each reason."""
    said = {
        (field.column, missing.value): texts(
            dataset.language, language=False, label=missing.label
        ).values()
        for field in resource.schema.fields
        for missing in field.missing_values
    }
    unlabelled = texts(dataset.language, language=False, label=None).values()
    staging.execute("create temp table reason (number integer, column_name text, value text)")
    staging.executemany(
        "insert into reason values (?, ?, ?)",
        ((reason.number, reason.column, reason.value) for reason in facts.reasons),
    )
    found = staging.execute(
        f"select {_row_key(resource, 's')}, r.column_name, r.value from reason r"
        f' join {place}."{resource.table}" s on s."{NUMBER}" = r.number'
    )
    connection.executemany(
        "insert into missing_reason values (?, ?, ?, ?, ?, ?)",
        (
            (resource.table, row_key, column, value, *said.get((column, value), unlabelled))
            for row_key, column, value in found
        ),
    )
    counted = Counter((reason.column, reason.value) for reason in facts.reasons)
    connection.executemany(
        "insert into missing_count values (?, ?, ?, ?, ?, ?)",
        (
            (resource.table, *reason, *said.get(reason, unlabelled), count)
            for reason, count in counted.items()
        ),
    )
    staging.execute("drop table reason")


def _write_correction(
    connection: sqlite3.Connection,
    staging: sqlite3.Connection,
    place: str,
    dataset: Dataset,
    position: int,
    correction: Correction,
) -> None:
    resource = dataset.resource(correction.resource)
    keys = columns_of(resource.schema, correction.key)
    (row_key,) = staging.execute(
        f'select {_row_key(resource, "s")} from {place}."{resource.table}" s where '
        + " and ".join(f's."{key}" = ?' for key in keys),
        tuple(correction.key.values()),
    ).fetchone()
    insert(
        connection,
        "correction",
        {
            "dataset": dataset.name,
            "position": position,
            "table_name": resource.table,
            "row_key": row_key,
            "column_name": resource.schema.field(correction.field).column,
            "old_value": correction.old,
            "new_value": correction.new,
            "source": correction.source,
        }
        | texts(dataset.language, language=False, reason=correction.reason),
    )


def _row_key(resource: Resource, alias: str) -> str:
    """Return the SQL of a staged row's key: the schema's, or the position of the row."""
    columns = columns_of(resource.schema, resource.schema.primary_key)
    return "json_array(" + ", ".join(f'{alias}."{c}"' for c in columns or ("_rowid_",)) + ")"
