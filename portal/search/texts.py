"""The texts by which people find a dataset, read from the tables of a release.

Names of countries and other codes count as texts of the columns in which the codes occur, so
that a country is found in every table that has rows about it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.language.markup import prose
from portal.language.text import Text, text_of
from portal.query.sql import quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

LONGEST_VALUE = 200
"""Characters of a cell that is a name; a longer one is prose."""
MOST_VALUES = 20_000
"""Different cells of a label column that are looked through, the most frequent first."""
MOST_CODES = 1_000
"""A column of codes with more of them names its rows, and is no list that people know."""
TOPICS_SQL = """
select topic.* from topic join dataset_topic on dataset_topic.topic = topic.name
where dataset_topic.dataset = ? order by topic.position
"""
PUBLISHER_SQL = "select * from publisher where name = ?"
RESOURCES_SQL = "select * from resource where dataset = ? order by position"
FIELDS_SQL = "select * from field where table_name = ? order by position"
REFERENCES_SQL = """
select field.* from field join resource using (table_name)
where resource.dataset = ? and reference_table is not null
order by resource.position, field.position
"""
FIRST_LABELS_SQL = """
select column_name, language, min(position) from field
where table_name = ? and role = 'label' and type = 'string'
group by coalesce(language, '') order by position
"""
"""The label of a code in each language: the one that pages show."""
ALIASES = """
select named.table_name, named.column_name, named.language, code.column_name as code,
    code.reference_table, code.reference_column
from field as named
join resource using (table_name)
join field as code on code.table_name = named.table_name
where named.role = 'label' and {}
    and named.column_name in (select value from json_each(resource.primary_key))
    and code.column_name in (select value from json_each(resource.primary_key))
order by named.table_name, named.position
"""
"""A label that is part of a key, beside a code of another table, is another name of that code."""
ALIASES_SQL = ALIASES.format("code.reference_table = ? and code.reference_column = ?")
ALIASES_OF_A_LIST_SQL = ALIASES.format(
    "code.reference_table in (select table_name from resource where dataset = ?)"
)
NAMING_SQL = """
select field.* from field join resource using (table_name)
where resource.dataset = ? and field.type = 'string' and reference_table is null
    and (role = 'label' or (role = 'dimension' and categories = '[]'))
order by resource.position, field.position
"""


@dataclass(frozen=True)
class Said:
    """Hold one text with where it is from."""

    dataset: str
    kind: str
    """As in ``search_text.kind``."""
    language: str
    text: str
    table: str | None = None
    column: str | None = None


def described(catalog: sqlite3.Connection, dataset: Mapping[str, Any]) -> Iterator[Said]:
    """Yield what is said of a dataset: itself, its topics and publisher, its tables and columns."""
    name, language = dataset["name"], dataset["language"]

    def said(
        kind: str, text: Text | None, table: str | None = None, column: str | None = None
    ) -> Iterator[Said]:
        for tongue, value in text.values.items() if text is not None else ():
            yield Said(name, kind, tongue, value, table, column)

    descriptor = json.loads(dataset["descriptor"])
    yield Said(name, "name", "", name.replace("-", " "))
    yield from said("title", _text(dataset, "title", language))
    yield from said("description", _plain(_text(dataset, "description", language)))
    said_in = {language: descriptor, **(descriptor.get("translations") or {})}
    for tongue, texts in said_in.items():
        for keyword in texts.get("keywords") or ():
            yield Said(name, "keyword", tongue, keyword)
    for topic in _rows(catalog, TOPICS_SQL, name):
        yield from said("topic", _text(topic, "title", topic["language"]))
    for publisher in _rows(catalog, PUBLISHER_SQL, dataset["publisher"]):
        yield from said("publisher", _text(publisher, "title", publisher["language"]))
    for table in _rows(catalog, RESOURCES_SQL, name):
        place = table["table_name"]
        yield from said("table", _text(table, "title", language), place)
        yield from said("description", _plain(_text(table, "description", language)), place)
        for field in _rows(catalog, FIELDS_SQL, place):
            column = field["column_name"]
            yield from said("column", _text(field, "title", language), place, column)
            yield Said(name, "column", "", field["name"].replace("_", " "), place, column)
            description = _plain(_text(field, "description", language))
            yield from said("column-description", description, place, column)
            for category in json.loads(field["categories"]):
                label = text_of(category, "label", language)
                yield from said("category", label, place, column)


def labels(catalog: sqlite3.Connection, data: sqlite3.Connection, dataset: str) -> Iterator[Said]:
    """Yield the names of the codes that occur in a dataset: their labels, and other names of them."""
    for field in _rows(catalog, REFERENCES_SQL, dataset):
        table, column = field["table_name"], field["column_name"]
        parent, key = field["reference_table"], field["reference_column"]
        occurs = (
            f"exists (select 1 from {quoted(table)} as child"
            f" where child.{quoted(column)} = named.{{}})"
        )
        yield from (
            Said(dataset, "label", "", str(code), table, column)
            for (code,) in data.execute(
                f"select {quoted(key)} from {quoted(parent)} as named"
                f" where {occurs.format(quoted(key))}"
            )
        )
        names = [("label", parent, key, f) for f in _rows(catalog, FIRST_LABELS_SQL, parent)]
        aliases = _rows(catalog, ALIASES_SQL, (parent, key))
        names += [("alias", alias["table_name"], alias["code"], alias) for alias in aliases]
        for kind, place, code, name in names:
            label = quoted(name["column_name"])
            found = data.execute(
                f"select distinct {label} from {quoted(place)} as named"
                f" where {label} is not null and {occurs.format(quoted(code))}"
            )
            for (text,) in found:
                yield Said(dataset, kind, name["language"] or "", str(text), table, column)
    for alias in _rows(catalog, ALIASES_OF_A_LIST_SQL, dataset):
        sql = f"select distinct {quoted(alias['column_name'])} from {quoted(alias['table_name'])}"
        for (text,) in data.execute(sql):
            place = (alias["reference_table"], alias["reference_column"])
            yield Said(dataset, "alias", alias["language"] or "", str(text), *place)


def values(catalog: sqlite3.Connection, data: sqlite3.Connection, dataset: str) -> Iterator[Said]:
    """Yield the different cells of the columns that name or class something."""
    for field in _rows(catalog, NAMING_SQL, dataset):
        table, column = field["table_name"], field["column_name"]
        label = field["role"] == "label"
        most = MOST_VALUES if label else MOST_CODES
        found = data.execute(
            f"select {quoted(column)}, count(*) from {quoted(table)}"
            f" where {quoted(column)} is not null group by 1 order by 2 desc, 1 limit ?",
            (most + 1,),
        ).fetchall()
        if len(found) > most and not label:
            continue
        for text, _ in found[:most]:
            if len(text) <= LONGEST_VALUE:
                yield Said(dataset, "value", field["language"] or "", text, table, column)


def _rows(catalog: sqlite3.Connection, sql: str, about: Any) -> list[dict[str, Any]]:
    cursor = catalog.execute(sql, about if isinstance(about, tuple) else (about,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _text(row: Mapping[str, Any], key: str, language: str) -> Text | None:
    return text_of({**row, "translations": json.loads(row["translations"])}, key, language)


def _plain(text: Text | None) -> Text | None:
    if text is None:
        return None
    return Text({language: prose(value) for language, value in text.values.items()})
