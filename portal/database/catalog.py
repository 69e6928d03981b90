"""Write what ``catalog.db`` says of the portal and its datasets (docs/contract.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.database.writing import insert, texts, to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from portal.catalog.model import Dataset, Publisher, Site


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
            | texts(site.languages[0], title=topic.title, description=topic.description),
        )


def write_dataset(
    connection: sqlite3.Connection, dataset: Dataset, **facts: str | int | None
) -> None:
    """Write a dataset with its publisher, topics and former names."""
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
        | texts(dataset.language, title=dataset.title, description=dataset.description)
        | facts,
    )
    known = {name for (name,) in connection.execute("select name from topic")}
    for topic in dataset.topics:
        if topic in known:
            insert(connection, "dataset_topic", {"dataset": dataset.name, "topic": topic})
    for name in dataset.former_names:
        insert(connection, "former_name", {"name": name, "dataset": dataset.name})


def write_publisher(connection: sqlite3.Connection, publisher: Publisher, language: str) -> None:
    """Write a publisher, unless it is there; ``language`` is that of its plain strings."""
    insert(
        connection,
        "publisher",
        {"name": publisher.name, "homepage": publisher.homepage, "email": publisher.email}
        | texts(language, title=publisher.title),
        "or ignore",
    )


def write_file(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """Write one row of ``file``."""
    insert(connection, "file", row)
