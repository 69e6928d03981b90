"""Which datasets belong to one: by the codes that they share, and by their topics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from portal.database.read import with_texts
from portal.language.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.database.read import Database, Row

MOST = 4
KINDS = ("explains", "refers", "codes", "topic")
"""How another dataset belongs to this one, what ties them most first."""
TIES_SQL = """
with mine as (
    select field.*, parent.dataset as parent from field
    join resource on resource.table_name = field.table_name
    join resource as parent on parent.table_name = field.reference_table
    where resource.dataset = :name and parent.dataset != :name
),
other as (
    select field.*, resource.dataset, dataset.language as text_language from field
    join resource on resource.table_name = field.table_name
    join dataset on dataset.name = resource.dataset and dataset.status != 'withdrawn'
    where field.reference_table is not null and resource.dataset != :name
)
select 0 as kind, parent as other, mine.column_name as via, mine.title, mine.translations,
    dataset.language
from mine join dataset on dataset.name = :name
union all
select 1, other.dataset, other.column_name, other.title, other.translations, other.text_language
from other where reference_table in (select table_name from resource where dataset = :name)
union all
select distinct 2, other.dataset, mine.column_name, mine.title, mine.translations, dataset.language
from other join mine on mine.reference_table = other.reference_table
    and mine.reference_column = other.reference_column
join dataset on dataset.name = :name
union all
select 3, theirs.dataset, topic.name, topic.title, topic.translations, topic.language
from dataset_topic as ours
join dataset_topic as theirs on theirs.topic = ours.topic and theirs.dataset != :name
join topic on topic.name = ours.topic where ours.dataset = :name
"""
TITLES_SQL = """
select name, language, title, translations from dataset
where status != 'withdrawn' and name in (select value from json_each(:names))
"""


@dataclass(frozen=True)
class Related:
    """Name a dataset that belongs to another one, and say by what."""

    name: str
    title: Text
    ties: tuple[tuple[str, tuple[Text, ...]], ...]
    """By kind (``KINDS``) the columns or topics that tie them; the columns are of this dataset,
    but for those that refer to it."""


async def related(catalog: Database, name: str) -> list[Related]:
    """Return the datasets that belong to ``name``, at most six, the closest first."""
    ties: dict[str, dict[int, dict[str, Text]]] = {}
    for row in await catalog.execute(TIES_SQL, {"name": name}):
        ties.setdefault(row["other"], {}).setdefault(row["kind"], {})[row["via"]] = _via(row)
    closest = sorted(ties, key=lambda other: (-_weight(ties[other]), other))
    titles = await _titles(catalog, closest)
    return [
        Related(
            other,
            titles[other],
            tuple(
                (KINDS[kind], tuple(by_name.values()))
                for kind, by_name in sorted(ties[other].items())
            ),
        )
        for other in closest
        if other in titles
    ][:MOST]


async def _titles(catalog: Database, names: Iterable[str]) -> dict[str, Text]:
    """Return the titles of those of ``names`` that are published."""
    listed = orjson.dumps(list(names)).decode()
    rows = await catalog.execute(TITLES_SQL, {"names": listed})
    return {row["name"]: with_texts(row, ("title",))["title"] for row in rows}


def _via(row: Row) -> Text:
    """Return the title of what ties two datasets, or its name where it has none."""
    described: dict[str, Any] = {
        "title": row["title"],
        "translations": orjson.loads(row["translations"]),
    }
    return text_of(described, "title", row["language"]) or Text({"": row["via"]})


def _weight(ties: dict[int, dict[str, Text]]) -> int:
    """Return how close a dataset is: any code in common comes before any number of topics."""
    strongest = len(KINDS) - min(ties)
    return strongest * 1000 + sum(len(by_name) for by_name in ties.values())
