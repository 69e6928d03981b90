"""The values that a column may be asked for: codes with their labels in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.language.text import Text
from portal.query.sql import of, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.database.read import Database
    from portal.language.cells import Column

MOST = 2_000
"""Of so many codes the labels are understood; larger code lists take codes only."""
# The first label of each language comes last, and stays.
LABELS_SQL = """
select column_name, language from field
where table_name = :table and role = 'label' and language is not null order by position desc
"""


class Option(NamedTuple):
    """Pair a value with what people call it; ``label`` is None where it names itself."""

    value: str
    label: Text | None


async def options(
    catalog: Database, data: Database, table_name: str, column: Column
) -> tuple[Option, ...]:
    """Return the codes of a column with their labels; nothing where it has no codes.

    Of the codes of another table, those are returned to which a row points.
    """
    if column.categories:
        return tuple(Option(value, label) for value, label in column.categories.items())
    if column.type == "boolean":
        return (Option("1", None), Option("0", None))
    if column.reference is None:
        return ()
    table, key = column.reference
    labels = {
        row["language"]: row["column_name"]
        for row in await catalog.execute(LABELS_SQL, {"table": table})
    }
    chosen = "".join(f", {of(table, name)} as {quoted(name)}" for name in labels.values())
    sql = (
        f'select {of(table, key)} as "key"{chosen} from {quoted(table)} where exists (select 1'
        f" from {quoted(table_name)} as asking"
        f' where "asking".{quoted(column.id)} = {of(table, key)}) limit :most'
    )
    rows = list(await data.execute(sql, {"most": MOST + 1}))
    if len(rows) > MOST:
        return ()
    return tuple(Option(str(row["key"]), _label(row, labels)) for row in rows)


async def key_columns(catalog: Database, tables: set[str]) -> Mapping[str, str]:
    """Return by table the column that is its whole key, where one is."""
    sql = """
select table_name, json_extract(primary_key, '$[0]') as key from resource
where json_array_length(primary_key) = 1 and table_name in (select value from json_each(:tables))
"""
    parameters = {"tables": "[" + ",".join(f'"{name}"' for name in sorted(tables)) + "]"}
    return {row["table_name"]: row["key"] for row in await catalog.execute(sql, parameters)}


def _label(row: Mapping[str, object], labels: Mapping[str, str]) -> Text | None:
    texts = {language: str(row[name]) for language, name in labels.items() if row[name] is not None}
    return Text(texts) if texts else None
