"""Write ``catalog.db``: what is known about the published data (docs/contract.md)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.database.tables import NUMBER, columns_of, primary_key, references
from portal.language.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.catalog.model import Correction, Dataset, Field, Publisher, Resource, Site
    from portal.database.tables import TableFacts
    from portal.language.text import Text
    from portal.tabular.report import Error, Report

SCHEMA = Path(__file__).with_name("schema.sql")
MOST_ERRORS = 1000
"""How many errors of a report a release holds; the totals count all."""
OF_A_TABLE = ("resource", "field", "missing_reason", "correction")
"""The tables whose rows an unchanged dataset takes over from the previous release."""


def create_catalog(path: Path) -> sqlite3.Connection:
    """Create an empty ``catalog.db`` and return a connection for writing into it."""
    connection = sqlite3.connect(path)
    connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
    connection.executescript(SCHEMA.read_text("utf-8"))
    return connection


def write_release(connection: sqlite3.Connection, **values: str | None) -> None:
    """Write the one row of ``release``."""
    insert(connection, "release", values)


def write_topics(connection: sqlite3.Connection, site: Site) -> None:
    """Write the topics of ``metadata.json``, in its order."""
    for position, topic in enumerate(site.topics, 1):
        insert(
            connection,
            "topic",
            {"name": topic.name, "position": position}
            | _texts(site.languages[0], title=topic.title, description=topic.description),
        )


def write_dataset(
    connection: sqlite3.Connection, dataset: Dataset, **facts: str | int | None
) -> None:
    """Write a dataset with its publisher, topics, former names and search text."""
    write_publisher(connection, dataset.publisher, dataset.language)
    temporal = dataset.temporal
    insert(
        connection,
        "dataset",
        {
            "name": dataset.name,
            "publisher": dataset.publisher.name,
            "frequency": dataset.frequency,
            "temporal_start": temporal and temporal.start,
            "temporal_end": temporal and temporal.end,
            "descriptor": to_json(dataset.descriptor),
        }
        | _texts(dataset.language, title=dataset.title, description=dataset.description)
        | facts,
    )
    known = {name for (name,) in connection.execute("select name from topic")}
    for topic in dataset.topics:
        if topic in known:
            insert(connection, "dataset_topic", {"dataset": dataset.name, "topic": topic})
    for name in dataset.former_names:
        insert(connection, "former_name", {"name": name, "dataset": dataset.name})
    if facts["status"] != "withdrawn":
        _write_search(connection, dataset)


def write_publisher(connection: sqlite3.Connection, publisher: Publisher, language: str) -> None:
    """Write a publisher, unless it is there; ``language`` is that of its plain strings."""
    insert(
        connection,
        "publisher",
        {"name": publisher.name, "homepage": publisher.homepage, "email": publisher.email}
        | _texts(language, title=publisher.title),
        "or ignore",
    )


def write_file(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """Write one row of ``file``."""
    insert(connection, "file", row)


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
            | _texts(
                dataset.language,
                language=False,
                title=resource.title,
                description=resource.description,
            ),
        )
        pointing = {
            reference.columns[0]: (reference.table, reference.parent_columns[0])
            for reference in references(dataset, resource, others)
            if len(reference.columns) == 1
        }
        for number, field in enumerate(resource.schema.fields, 1):
            row = _field_row(dataset, resource, field, pointing.get(field.column, (None, None)))
            row |= {"position": number, "missing": table.missing[field.column]}
            insert(connection, "field", row)
        _write_reasons(connection, staging, place, dataset, resource, table)
    for position, correction in enumerate(dataset.corrections, 1):
        _write_correction(connection, staging, place, dataset, position, correction)


def copy_tables(connection: sqlite3.Connection, dataset: Dataset) -> None:
    """Take over what the attached ``previous`` catalog knows about an unchanged dataset."""
    tables = [resource.table for resource in dataset.resources]
    marks = ", ".join("?" * len(tables))
    for name in OF_A_TABLE:
        connection.execute(
            f"insert into {name} select * from previous.{name} where table_name in ({marks})",
            tables,
        )


def write_report(
    connection: sqlite3.Connection,
    dataset: str,
    report: Report,
    *,
    verdict: str,
    published: bool,
    checked_at: str,
) -> None:
    """Write a report and its first errors; warnings come after the errors."""
    cursor = insert(
        connection,
        "check_report",
        {
            "dataset": dataset,
            "resource": report.resource,
            "file": report.file,
            "verdict": verdict,
            "published": int(published),
            "checked_at": checked_at,
            "rows": report.rows,
            "rules": report.rules,
            "bytes": report.bytes,
            "sha256": report.sha256,
            "encoding": report.encoding,
            "encoding_reason": report.encoding_reason,
            "errors": len(report.errors),
            "totals": to_json(report.totals),
        },
    )
    found = [("error", error) for error in report.errors]
    found += [("warning", warning) for warning in report.warnings]
    for position, (severity, error) in enumerate(found[:MOST_ERRORS], 1):
        insert(
            connection,
            "check_error",
            {"report": cursor.lastrowid, "position": position, "severity": severity}
            | _error_row(error),
        )


def copy_reports(connection: sqlite3.Connection, dataset: str) -> None:
    """Take over the reports of a dataset's published content from the previous catalog."""
    old = connection.execute(
        "select id from previous.check_report where dataset = ? and published = 1 order by id",
        (dataset,),
    ).fetchall()
    columns = ", ".join(_columns(connection, "check_report")[1:])
    rest = ", ".join(_columns(connection, "check_error")[1:])
    for (identifier,) in old:
        new = connection.execute(
            f"insert into check_report ({columns})"
            f" select {columns} from previous.check_report where id = ?",
            (identifier,),
        ).lastrowid
        connection.execute(
            f"insert into check_error select ?, {rest} from previous.check_error where report = ?",
            (new, identifier),
        )


def facet_columns(resource: Resource) -> list[tuple[str, ...]]:
    """Return the column ids of the declared facets, alone or together."""
    return [columns_of(resource.schema, names) for names in resource.facets]


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
        "categories": to_json(written.get("categories") or []),
        "reference_table": pointing[0],
        "reference_column": pointing[1],
    } | _texts(
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
    """Write why cells are empty, keyed like their rows."""
    labels = {
        (field.column, missing.value): missing.label
        for field in resource.schema.fields
        for missing in field.missing_values
    }
    staging.execute("create temp table reason (number integer, column_name text, value text)")
    staging.executemany(
        "insert into reason values (?, ?, ?)",
        ((reason.number, reason.column, reason.value) for reason in facts.reasons),
    )
    found = staging.execute(
        f"select {_row_key(resource, 's')}, r.column_name, r.value from reason r"
        f' join {place}."{resource.table}" s on s."{NUMBER}" = r.number'
    )
    for row_key, column, value in found:
        insert(
            connection,
            "missing_reason",
            {
                "table_name": resource.table,
                "row_key": row_key,
                "column_name": column,
                "value": value,
            }
            | _texts(dataset.language, language=False, label=labels.get((column, value))),
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
        | _texts(dataset.language, language=False, reason=correction.reason),
    )


def _write_search(connection: sqlite3.Connection, dataset: Dataset) -> None:
    """Write one folded row a language: titles, descriptions, keywords and field titles."""
    fields = [field for resource in dataset.resources for field in resource.schema.fields]
    texts = [dataset.title, *([dataset.description] if dataset.description else [])]
    for language in dict.fromkeys(key for text in texts for key in text.values):
        insert(
            connection,
            "search",
            {
                "dataset": dataset.name,
                "language": language,
                "title": fold(dataset.title.pick(language).value),
                "description": fold(_picked([dataset.description], language)),
                "keywords": fold(_picked(dataset.keywords, language) + f" {dataset.name}"),
                "fields": fold(
                    _picked([f.title for f in fields] + [f.description for f in fields], language)
                    + " "
                    + " ".join(field.name for field in fields)
                ),
            },
        )


def _picked(texts: Iterable[Text | None], language: str) -> str:
    return " ".join(text.pick(language).value for text in texts if text is not None)


def _row_key(resource: Resource, alias: str) -> str:
    """Return the SQL of a staged row's key: the schema's, or the position of the row."""
    columns = columns_of(resource.schema, resource.schema.primary_key)
    return "json_array(" + ", ".join(f'{alias}."{c}"' for c in columns or ("rowid",)) + ")"


def _error_row(error: Error) -> dict[str, Any]:
    return {
        "code": error.code,
        "row": error.row,
        "field": error.field,
        "column_letter": error.column,
        "value": error.value,
        "rule": error.rule,
        "pointer": error.pointer,
        "parameters": to_json(error.parameters),
    }


def _texts(original: str, *, language: bool = True, **texts: Text | None) -> dict[str, Any]:
    """Return the columns of translatable texts: the original strings and ``translations``."""
    row: dict[str, Any] = {"language": original} if language else {}
    translations: dict[str, dict[str, str]] = {}
    for key, text in texts.items():
        row[key] = text and text.values.get(original, str(text))
        for other, value in text.values.items() if text else ():
            if other != original:
                translations.setdefault(other, {})[key] = value
    return row | {"translations": to_json(translations)}


def insert(
    connection: sqlite3.Connection, table: str, row: Mapping[str, Any], conflict: str = ""
) -> sqlite3.Cursor:
    """Insert one row into a table of the contract."""
    names = ", ".join(row)
    return connection.execute(
        f"insert {conflict} into {table} ({names}) values ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]


def to_json(value: Any) -> str:
    """Return compact JSON as ``catalog.db`` holds it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> list[Any] | dict[str, Any]:
    return dict(value) if hasattr(value, "keys") else list(value)
