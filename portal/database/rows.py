"""Rows of ``data.db`` as pages show them: labels for codes, and why a value is missing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import orjson

from portal.database import read
from portal.language.cells import SHORT, Cell, cell
from portal.language.text import Shown
from portal.query.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portal.language.cells import Column
    from portal.language.text import Text

WIDEST, BRIEF = 24, 80
"""How many columns of a table, and characters of a text, are shown with the first rows."""
LABEL_COLUMN_SQL = """
select column_name, coalesce(language, '') as language from field
where table_name = :table and role = 'label'
order by language = :language desc, position limit 1
"""

NO_REASONS: Mapping[str, Text | None] = MappingProxyType({})


@dataclass(frozen=True)
class Line:
    """Hold one row with its key and what is shown in each of the columns asked for."""

    key: tuple[Any, ...]
    cells: tuple[tuple[Column, Cell], ...]


async def first_rows(
    catalog: read.Database, data: read.Database, table: Mapping[str, Any], language: str, limit: int
) -> list[Line]:
    """Return the first rows of a table, in the order of its key: of a wide one, the first columns."""
    key = table["primary_key"]
    wanted = dict.fromkeys([*key, *(column.id for column in table["columns"][:WIDEST])])
    selected, order = ", ".join(map(quoted, wanted)), ", ".join(map(quoted, key))
    sql = f"select {selected} from {quoted(table['table_name'])} order by {order} limit :limit"
    found = await data.execute(sql, {"limit": limit})
    return await lines(catalog, data, table, found, language, BRIEF)


async def lines(
    catalog: read.Database,
    data: read.Database,
    table: Mapping[str, Any],
    rows: Iterable[read.Row],
    language: str,
    limit: int | None = SHORT,
) -> list[Line]:
    """Return rows of a table as a page in ``language`` shows them.

    A row may lack columns (``_col``, ``_nocol``), never those of the key.
    """
    rows = list(rows)
    present = set(rows[0].keys()) if rows else set()
    columns = [column for column in table["columns"] if column.id in present]
    keys = [tuple(row[name] for name in table["primary_key"]) for row in rows]
    reasons = await read.reasons(catalog, table["table_name"], keys, table["language"])
    labels = await labels_of(catalog, data, columns, rows, language)
    found = []
    for key, row in zip(keys, rows, strict=True):
        written = read.row_key(key)
        why = {column.id: reasons.get((written, column.id)) for column in columns}
        found.append(line(key, row, columns, labels, language, why, limit))
    return found


def line(
    key: tuple[Any, ...],
    row: read.Row,
    columns: Iterable[Column],
    labels: Mapping[tuple[str, str], Shown],
    language: str,
    reasons: Mapping[str, Text | None] = NO_REASONS,
    limit: int | None = SHORT,
) -> Line:
    """Return one row, or one group, as a page in ``language`` shows it.

    ``labels`` are those of codes by column and value, ``reasons`` say by column why there is no
    value.
    """
    cells = []
    for column in columns:
        value = row[column.id]
        label = labels.get((column.id, str(value)))
        shown = cell(column, value, language, label, reasons.get(column.id), limit)
        cells.append((column, shown))
    return Line(key, tuple(cells))


async def labels_of(
    catalog: read.Database,
    data: read.Database,
    columns: Iterable[Column],
    rows: Sequence[read.Row],
    language: str,
) -> dict[tuple[str, str], Shown]:
    """Return the labels of values that point to other tables, by column and value."""
    labels: dict[tuple[str, str], Shown] = {}
    for column in columns:
        values = {row[column.id] for row in rows if row[column.id] is not None}
        if column.reference is None or not values:
            continue
        table, key = column.reference
        chosen = await catalog.execute(LABEL_COLUMN_SQL, {"table": table, "language": language})
        for label in chosen:
            sql = (
                f"select {quoted(key)} as key, {quoted(label['column_name'])} as label"
                f" from {quoted(table)} where {quoted(key)} in (select value from json_each(:keys))"
            )
            found = await data.execute(sql, {"keys": orjson.dumps(list(values)).decode()})
            labels |= {
                (column.id, str(row["key"])): Shown(str(row["label"]), label["language"])
                for row in found
                if row["label"] is not None
            }
    return labels
