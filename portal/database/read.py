"""What pages and the API read from the catalog: the contract's rows, with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

import orjson

from portal.exceptions import WithdrawnError
from portal.language.cells import Column
from portal.language.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

DATASETS_SQL = """
select dataset.*,
    publisher.title as publisher_title,
    publisher.language as publisher_language,
    publisher.translations as publisher_translations,
    publisher.homepage as publisher_homepage,
    publisher.email as publisher_email,
    (select json_group_array(distinct format) from file where file.dataset = dataset.name) as formats,
    (select json_group_array(topic) from dataset_topic where dataset_topic.dataset = dataset.name)
        as topics
from dataset join publisher on publisher.name = dataset.publisher
where (:name is null or dataset.name = :name)
    and (:name is not null or dataset.status != 'withdrawn')
    and (:topic is null or dataset.name in (
        select dataset from dataset_topic where topic = :topic))
order by dataset.published_at desc, dataset.name
"""
FORMER_NAME_SQL = "select dataset from former_name where name = :name"
TOPICS_SQL = """
select topic.*, count(dataset.name) as datasets
from topic
left join dataset_topic on dataset_topic.topic = topic.name
left join dataset on dataset.name = dataset_topic.dataset and dataset.status != 'withdrawn'
group by topic.name order by topic.position
"""
RESOURCES_SQL = """
select resource.*, dataset.language from resource join dataset on dataset.name = resource.dataset
where resource.dataset = :name order by resource.position
"""
TABLE_SQL = """
select resource.*, dataset.language, dataset.title as dataset_title,
    dataset.translations as dataset_translations, dataset.status as status
from resource join dataset on dataset.name = resource.dataset
where resource.table_name = :table
"""
REFERENCE_LABELS_SQL = """(
    select json_group_array(label.column_name) from field as label
    where label.table_name = field.reference_table and label.role = 'label'
) as reference_labels"""
FIELDS_SQL = f"""
select field.*, dataset.language as text_language, {REFERENCE_LABELS_SQL}
from field join resource on resource.table_name = field.table_name
join dataset on dataset.name = resource.dataset
where field.table_name = :table order by field.position
"""
FILES_SQL = "select * from file where dataset = :name order by path"
FILE_SQL = "select * from file where path = :path"
CORRECTIONS_SQL = """
select correction.*, dataset.language from correction
join dataset on dataset.name = correction.dataset
where correction.dataset = :name order by correction.position
"""
REASONS_SQL = """
select column_name, value, label, translations, count as rows from missing_count
where table_name = :table order by column_name, count desc, value
"""
ROW_REASONS_SQL = """
select row_key, column_name, value, label, translations from missing_reason
where table_name = :table and row_key in (select value from json_each(:keys))
"""
VERSIONS_SQL = "select * from version where dataset = :name order by number desc"
VERSION_SQL = "select * from version where dataset = :name and number = :number"
RELEASE_SQL = "select * from release"

DATASET_TEXTS = ("title", "description")


class Database(Protocol):
    """Answer a statement with rows that know their columns' names, as Datasette's databases do."""

    async def execute(self, sql: str, params: Mapping[str, Any] | None = None) -> Iterable[Row]:
        """Run one statement with bound parameters."""


async def datasets(catalog: Database, topic: str | None = None) -> list[dict[str, Any]]:
    """Return what is published, the latest first, without what was withdrawn."""
    rows = await catalog.execute(DATASETS_SQL, {"name": None, "topic": topic})
    return [_dataset(row) for row in rows]


async def dataset(catalog: Database, name: str) -> dict[str, Any] | None:
    """Return one dataset, also a withdrawn one, or None."""
    rows = await catalog.execute(DATASETS_SQL, {"name": name, "topic": None})
    return next((_dataset(row) for row in rows), None)


async def present_name(catalog: Database, name: str) -> str | None:
    """Return the name that a dataset has now, where ``name`` is one it had before."""
    rows = await catalog.execute(FORMER_NAME_SQL, {"name": name})
    return next((row["dataset"] for row in rows), None)


async def topics(catalog: Database) -> list[dict[str, Any]]:
    """Return the topics in their order, with how many datasets each has."""
    return [with_texts(row, DATASET_TEXTS) for row in await catalog.execute(TOPICS_SQL)]


async def resources(catalog: Database, name: str) -> list[dict[str, Any]]:
    """Return the tables of a dataset with their columns."""
    rows = await catalog.execute(RESOURCES_SQL, {"name": name})
    return [await _resource(catalog, row) for row in rows]


async def table(catalog: Database, name: str) -> dict[str, Any] | None:
    """Return the resource whose table has this name, with its columns and dataset, or None."""
    for row in await catalog.execute(TABLE_SQL, {"table": name}):
        described = {
            "title": row["dataset_title"],
            "translations": orjson.loads(row["dataset_translations"]),
        }
        return {
            **await _resource(catalog, row),
            "dataset_title": text_of(described, "title", row["language"]),
        }
    return None


async def published_table(
    catalog: Database, name: str
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the resource whose table has this name, and its dataset, or None.

    Raises WithdrawnError where the dataset was taken off.
    """
    resource = await table(catalog, name)
    found = None if resource is None else await dataset(catalog, resource["dataset"])
    if resource is None or found is None:
        return None
    if found["status"] == "withdrawn":
        raise WithdrawnError(found)
    return resource, found


async def tables_in(catalog: Database, dataset_name: str) -> int:
    """Return how many tables a dataset has."""
    return len(list(await catalog.execute(RESOURCES_SQL, {"name": dataset_name})))


async def corrections(catalog: Database, name: str) -> list[dict[str, Any]]:
    """Return what the portal changed or withheld in a dataset."""
    rows = await catalog.execute(CORRECTIONS_SQL, {"name": name})
    return [
        {**with_texts(row, ("reason",)), "row_key": orjson.loads(row["row_key"])} for row in rows
    ]


async def reasons(
    catalog: Database, table_name: str, keys: Sequence[Sequence[Any]], language: str
) -> dict[tuple[str, str], Text]:
    """Return why cells of these rows are missing, by row key (as JSON) and column."""
    parameters = {
        "table": table_name,
        "keys": orjson.dumps([orjson.dumps(key).decode() for key in keys]).decode(),
    }
    rows = await catalog.execute(ROW_REASONS_SQL, parameters)
    return {(row["row_key"], row["column_name"]): reason_text(row, language) for row in rows}


async def counted_reasons(
    catalog: Database, table_name: str, language: str
) -> list[dict[str, Any]]:
    """Return why cells of each column of a table are missing, as ``text``, and in how many rows."""
    rows = await catalog.execute(REASONS_SQL, {"table": table_name})
    return [{**dict(row), "text": reason_text(row, language)} for row in rows]


def row_key(values: Sequence[Any]) -> str:
    """Return the key of a row as the contract writes it."""
    return orjson.dumps(list(values)).decode()


def reason_text(row: Row, language: str) -> Text:
    """Return what a missing value means, or what the file says in its place."""
    described = {"label": row["label"], "translations": orjson.loads(row["translations"])}
    return text_of(described, "label", language) or Text({"": row["value"]})


def with_texts(row: Row, names: Iterable[str], language: str | None = None) -> dict[str, Any]:
    """Return a row of the catalog with its translated columns as texts."""
    values = dict(row)
    described = {**values, "translations": orjson.loads(values["translations"])}
    tongue = values["language"] if language is None else language
    return {**values, **{name: text_of(described, name, tongue) for name in names}}


def api_path(dataset_name: str, resource_name: str, resources_in_all: int) -> str:
    """Return where the API serves the rows of a resource; the only one of a dataset has no name."""
    path = f"/api/v1/datasets/{quote(dataset_name)}"
    if resources_in_all == 1:
        return f"{path}/rows"
    return f"{path}/resources/{quote(resource_name)}/rows"


def columns_of(fields: Iterable[Row]) -> list[Column]:
    """Return the columns of a table from its rows of ``field``, which carry ``text_language``."""
    return [_column(field) for field in fields]


def _dataset(row: Row) -> dict[str, Any]:
    values = with_texts(row, DATASET_TEXTS)
    publisher = {
        "title": values["publisher_title"],
        "translations": orjson.loads(values["publisher_translations"]),
    }
    values["publisher_title"] = text_of(publisher, "title", values["publisher_language"])
    values["formats"] = sorted(orjson.loads(values["formats"]))
    values["topics"] = orjson.loads(values["topics"])
    values["descriptor"] = orjson.loads(values["descriptor"])
    return values


async def _resource(catalog: Database, row: Row) -> dict[str, Any]:
    fields = await catalog.execute(FIELDS_SQL, {"table": row["table_name"]})
    facts = [dict(field) for field in fields]
    return {
        **with_texts(row, DATASET_TEXTS),
        "primary_key": orjson.loads(row["primary_key"]),
        "facets": orjson.loads(row["facets"]),
        "columns": columns_of(facts),
        "fields": facts,
    }


def _column(field: Row) -> Column:
    language = field["text_language"]
    texts = with_texts(field, ("title", "description", "unit"), language)
    categories = {}
    for category in orjson.loads(field["categories"]):
        value = str(category["value"])
        categories[value] = text_of(category, "label", language) or Text({"": value})
    reference = None
    if field["reference_table"] is not None:
        reference = (field["reference_table"], field["reference_column"])
    return Column(
        id=field["column_name"],
        name=field["name"],
        title=texts["title"],
        description=texts["description"],
        type=field["type"],
        role=field["role"],
        unit=texts["unit"],
        unit_column=field["unit_column"],
        decimals=field["decimals"],
        language=field["language"],
        categories=categories,
        reference=reference,
        constraints=orjson.loads(field["constraints"]),
        missing=field["missing"],
    )
