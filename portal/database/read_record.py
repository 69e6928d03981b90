"""One row of a table as its own page shows it: names in place of codes, corrections, neighbours."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from portal.database import read, rows
from portal.language.catalogs import translations
from portal.query.bounds import LONGEST_VALUE
from portal.query.sql import Binding, of, quoted
from portal.query.table import ROW, STORED_AS_NUMBER
from portal.query.values import is_held, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.rows import Line
    from portal.language.cells import Cell as Told
    from portal.language.cells import Column
    from portal.query.model import Cell, Value

WHOLE = re.compile(r"-?[0-9]{1,19}")
CORRECTIONS_SQL = """
select correction.*, dataset.language from correction
join dataset on dataset.name = correction.dataset
where correction.dataset = :dataset and table_name = :table and row_key = :key
order by correction.position
"""
KEYS_SQL = """
select table_name, primary_key from resource
where table_name in (select value from json_each(:tables))
"""


@dataclass(frozen=True)
class Named:
    """Hold the key of a row, and what the row is called."""

    key: tuple[Value, ...]
    name: tuple[Told, ...]
    """Its label, or the parts of its key; empty for a row of a table without a key."""


@dataclass(frozen=True)
class Entry:
    """Hold what a record says in one column."""

    column: Column
    told: Told
    unit: Told | None = None
    """What the column of units says in this row, where the unit differs by row."""
    record: tuple[str, tuple[Value, ...]] | None = None
    """Table and key of the record that a foreign key names."""
    found: tuple[str, str, str] | None = None
    """Table, column and value that find it, where the value is not the key of its table."""
    corrections: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Record:
    """Hold one row with what leads on from it."""

    row: Mapping[str, Cell]
    named: Named
    entries: tuple[Entry, ...]
    before: Named | None
    """The row before it in the order of the key."""
    after: Named | None


def typed_key(resource: Mapping[str, Any], parts: Sequence[str]) -> tuple[Value, ...] | None:
    """Return the parts of a key as values of their columns, None where no row can have them."""
    names = resource["primary_key"]
    if len(parts) != len(names):
        return None
    types = {field["column_name"]: field["type"] for field in resource["fields"]}
    key = []
    for name, text in zip(names, parts, strict=True):
        kind = int if name == ROW else STORED_AS_NUMBER.get(types.get(name, ""))
        value = _typed(kind, text)
        if value is None:
            return None
        key.append(value)
    return tuple(key)


async def record(
    catalog: read.Database,
    data: read.Database,
    resource: Mapping[str, Any],
    key: Sequence[Value],
    language: str,
) -> Record | None:
    """Return the row of that key as a page in ``language`` shows it, or None."""
    bind, table, names = Binding(), resource["table_name"], resource["primary_key"]
    same = " and ".join(
        f"{of(table, name)} = {bind(value)}" for name, value in zip(names, key, strict=True)
    )
    sql = f"select * from {quoted(table)} where {same} limit 1"
    found = list(await data.execute(sql, bind.parameters))
    if not found:
        return None
    here = (await rows.lines(catalog, data, resource, found, language, limit=None))[0]
    beside = {down: await _neighbour(data, resource, here.key, down=down) for down in (True, False)}
    near = [row for row in beside.values() if row is not None]
    lines = iter(await rows.lines(catalog, data, resource, near, language))
    before, after = (
        named(resource, next(lines), language) if beside[down] is not None else None
        for down in (True, False)
    )
    entries = await _entries(catalog, resource, here)
    return Record(dict(found[0]), named(resource, here, language), entries, before, after)


def named(
    resource: Mapping[str, Any], line: Line, language: str, without: str | None = None
) -> Named:
    """Return what a row is called in ``language``: its label, or its key.

    ``without`` is a part of the key that goes without saying.
    """
    parts = [(column, told) for column, told in line.cells if column.id in resource["primary_key"]]
    naming_it = _labels(resource)
    labels = [
        (column, told)
        for column, told in line.cells
        if column.id in naming_it and told.kind == "text" and told.shown.value
    ]
    # Its own language first, then a name in another one, then what may be a second code.
    labels.sort(key=lambda one: (one[0].language != language, not one[0].language))
    if len(parts) == 1 and labels:
        told = parts[0][1]
        return Named(line.key, (replace(labels[0][1], code=told.code or told.shown.value),))
    kept = [told for column, told in parts if column.id != without]
    return Named(line.key, tuple(kept or (told for _, told in parts)))


def words(named: Named, language: str) -> str:
    """Return what a row is called as a text without markup, for titles and messages."""
    say = translations(language).gettext
    if not named.name:
        return f"{say('Row')} {', '.join(map(str, named.key))}"
    return " · ".join(
        say("yes" if told.shown.value == "1" else "no")
        if told.kind == "boolean"
        else told.shown.value
        for told in named.name
    )


def naming(resource: Mapping[str, Any]) -> list[str]:
    """Return the columns from which ``named`` tells what a row is called."""
    return list(dict.fromkeys([*resource["primary_key"], *_labels(resource)]))


def _labels(resource: Mapping[str, Any]) -> list[str]:
    """Return the columns that name the row itself: labels beside its key.

    A label names the code that it stands beside; one beside another code (the organisation of a
    grant) would give the row a wrong name.
    """
    found, beside = list[str](), list[str]()
    for column in resource["columns"]:
        if column.id == resource["primary_key"][0]:
            found += beside
            beside = found
        elif column.role == "label":
            beside.append(column.id)
        elif column.role not in {None, "note", "unit"}:
            beside = []
    return found


def api_query(resource: Mapping[str, Any], key: Sequence[Value]) -> str | None:
    """Return the query by which the API answers one row, or None where it cannot be asked for."""
    names = resource["primary_key"]
    if names == [ROW]:
        return None
    pairs = [(name, written(value)) for name, value in zip(names, key, strict=True)]
    if any(len(text) > LONGEST_VALUE or "\0" in text for _, text in pairs):
        return None
    return urlencode(pairs)


def _typed(kind: type[int | float] | None, text: str) -> Value | None:
    if kind is None:
        return text
    if kind is int:
        number = int(text) if WHOLE.fullmatch(text) else None
        return number if number is not None and is_held(number) else None
    try:
        decimal = float(text)
    except ValueError:
        return None
    return None if math.isnan(decimal) else decimal


async def _neighbour(
    data: read.Database, resource: Mapping[str, Any], key: Sequence[Value], *, down: bool
) -> read.Row | None:
    """Return the row next to a key, found by the index of the key; ``down``: the one before it."""
    bind, table, names = Binding(), resource["table_name"], resource["primary_key"]
    selected = ", ".join(f"{of(table, name)} as {quoted(name)}" for name in naming(resource))
    places = ", ".join(of(table, name) for name in names)
    values = ", ".join(map(bind, key))
    order = ", ".join(of(table, name) + (" desc" if down else "") for name in names)
    sql = (
        f"select {selected} from {quoted(table)}"
        f" where ({places}) {'<' if down else '>'} ({values}) order by {order} limit 1"
    )
    return next(iter(await data.execute(sql, bind.parameters)), None)


async def _entries(
    catalog: read.Database, resource: Mapping[str, Any], line: Line
) -> tuple[Entry, ...]:
    told = {column.id: cell for column, cell in line.cells}
    asked = {
        "dataset": resource["dataset"],
        "table": resource["table_name"],
        "key": read.row_key(line.key),
    }
    corrections = [
        read.with_texts(row, ("reason",)) for row in await catalog.execute(CORRECTIONS_SQL, asked)
    ]
    tables = sorted({column.reference[0] for column, _ in line.cells if column.reference})
    found = await catalog.execute(KEYS_SQL, {"tables": orjson.dumps(tables).decode()})
    keys = {row["table_name"]: orjson.loads(row["primary_key"]) for row in found}
    entries = []
    for column, cell in line.cells:
        entry = Entry(
            column,
            cell,
            unit=told.get(column.unit_column or ""),
            corrections=tuple(one for one in corrections if one["column_name"] == column.id),
        )
        if column.reference is not None and column.reference[0] in keys and cell.kind != "missing":
            entry = replace(entry, **_leading(column.reference, cell, keys))
        entries.append(entry)
    return tuple(entries)


def _leading(
    reference: tuple[str, str], cell: Told, keys: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    table, column = reference
    value = cell.code or cell.shown.value
    if keys[table] == [column]:
        return {"record": (table, (value,))}
    return {"found": (table, column, value)}
