"""Write what the values of each column are like into ``catalog.db``: how many, which, how often.

Computed once, when a table is published: a page then reads a row, however large the table is.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import orjson

from portal.database.bulk import MANY, path_of
from portal.database.tables import COLUMN_TYPES
from portal.database.values import JSON_TYPES
from portal.database.writing import insert
from portal.query.roles import COMPARABLE
from portal.query.sql import quoted
from portal.query.table import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

MOST_FREQUENT = 20
LONGEST = 200
"""Characters; a column with a longer text is prose, of which no value is frequent."""
MOST_CELLS = 4_000_000
"""How many are looked at together, so that memory stays bounded."""
EXAMPLES = 50
"""Texts among which a short one is looked for."""
BATCH_ROWS = 65_536
TYPED = {"INTEGER": "0", "REAL": "0.0", "TEXT": "''"}
"""A value of each type of column."""
ZONE = r"(Z|[+-]\d\d:\d\d(?::\d\d)?)$"
"""How a time of day ends that says where on Earth it is meant."""
TABLES_SQL = "select * from resource order by table_name"
FIELDS_SQL = "select * from field where table_name = ? order by position"
SAME_SQL = """
select table_name from resource join previous.resource as before using (table_name, content_hash)
where (select software_version from release)
    = (select software_version from previous.release)
"""
KEPT_SQL = "insert into {0} select * from previous.{0} where table_name = ?"


@dataclass(frozen=True)
class Counted:
    """Hold what is known of the values of one column."""

    missing: int
    distinct: int | None = None
    minimum: str | float | None = None
    maximum: str | float | None = None
    median: float | None = None
    example: str | float | None = None
    frequent: tuple[tuple[str | float, int], ...] = ()


def write_profiles(
    catalog: sqlite3.Connection, data: sqlite3.Connection, *, in_previous: bool = False
) -> None:
    """Write a row of ``profile`` for each column, and its most frequent values.

    ``in_previous`` says that a ``previous`` catalog is attached: what this same software counted
    in tables that have not changed since is taken over from it.
    """
    rows = catalog.cursor()
    rows.row_factory = sqlite3.Row
    same = {name for (name,) in catalog.execute(SAME_SQL)} if in_previous else set()
    for resource in rows.execute(TABLES_SQL).fetchall():
        table = resource["table_name"]
        if table in same:
            for kept in ("profile", "frequent_value"):
                catalog.execute(KEPT_SQL.format(kept), (table,))
            continue
        fields = rows.execute(FIELDS_SQL, (table,)).fetchall()
        measured = _measured(fields, orjson.loads(resource["primary_key"]))
        for field, values in _columns(data, table, resource["rows"], fields):
            counted = _counted(field["type"], values, middle=field["column_name"] in measured)
            _write(catalog, table, field["column_name"], resource["rows"], counted)


def _write(
    catalog: sqlite3.Connection, table: str, column: str, rows: int, counted: Counted
) -> None:
    insert(
        catalog,
        "profile",
        {
            "table_name": table,
            "column_name": column,
            "rows": rows,
            "missing": counted.missing,
            "distinct_values": counted.distinct,
            "minimum": counted.minimum,
            "maximum": counted.maximum,
            "median": counted.median,
            "example": counted.example,
        },
    )
    catalog.executemany(
        "insert into frequent_value values (?, ?, ?, ?, ?)",
        (
            (table, column, position, value, count)
            for position, (value, count) in enumerate(counted.frequent, 1)
        ),
    )


def _columns(
    data: sqlite3.Connection, table: str, rows: int, fields: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], pl.Series]]:
    """Yield each column with its values, as many columns at a time as memory has room for."""
    step = max(1, MOST_CELLS // max(1, rows))
    for start in range(0, len(fields), step):
        some = fields[start : start + step]
        types = {f["column_name"]: COLUMN_TYPES.get(f["type"], "TEXT") for f in some}
        frame = _through_arrow(data, table, types) if rows >= MANY else _few(data, table, types)
        for field in some:
            yield field, frame[field["column_name"]]


def _few(data: sqlite3.Connection, table: str, types: Mapping[str, str]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415  # nothing is counted where nothing changed

    kinds = {"INTEGER": pl.Int64, "REAL": pl.Float64, "TEXT": pl.String}
    found = data.execute(_select(table, types)).fetchall()
    columns = zip(*found, strict=True) if found else ((),) * len(types)
    return pl.DataFrame(
        [
            pl.Series(name, values, kinds[kind])
            for (name, kind), values in zip(types.items(), columns, strict=True)
        ]
    )


def _through_arrow(data: sqlite3.Connection, table: str, types: Mapping[str, str]) -> pl.DataFrame:
    from adbc_driver_sqlite import dbapi  # noqa: PLC0415  # a short table does not need it

    # The driver takes the types from the first rows; where these are empty it would be wrong.
    first = ", ".join(f"{TYPED[kind]} as {quoted(name)}" for name, kind in types.items())
    with dbapi.connect(path_of(data)) as connection, connection.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": BATCH_ROWS})
        cursor.execute(f"select {first} union all {_select(table, types)}")
        frame: pl.DataFrame = cursor.fetch_polars()
    return frame.slice(1)


def _select(table: str, columns: Mapping[str, str]) -> str:
    # Without an index rows come in the order of the file, so that the example is from its beginning.
    return f"select {', '.join(map(quoted, columns))} from {quoted(table)} not indexed"


def _counted(kind: str, values: pl.Series, *, middle: bool) -> Counted:
    """Count the values of a column; ``middle`` says that they have one."""
    missing = values.null_count()
    there = values.drop_nulls()
    example = _example(there)
    if kind in JSON_TYPES:
        return Counted(missing, example=example)
    counts = there.alias("value").value_counts()
    different = counts["value"]
    low, high = _ends(kind, different)
    return Counted(
        missing,
        len(different),
        low,
        high,
        _median(counts, len(there)) if middle else None,
        example,
        tuple(_most_frequent(counts).iter_rows()) if _repeat(counts) else (),
    )


def _example(values: pl.Series) -> Any:
    """Return the first value; of texts the first short one, if there soon is one."""
    if values.is_empty():
        return None
    if values.dtype.is_numeric():
        return values[0]
    first: list[str] = values.head(EXAMPLES).to_list()
    return next((text for text in first if 0 < len(text) <= LONGEST), first[0][:LONGEST])


def _ends(kind: str, values: pl.Series) -> tuple[Any, Any]:
    """Return the smallest and the largest value, where the type has an order."""
    if kind not in COMPARABLE or values.is_empty():
        return None, None
    if kind not in {"time", "datetime"}:
        return values.min(), values.max()
    zones = values.str.extract(ZONE).fill_null("").unique().to_list()
    if len(zones) > 1:
        return None, None
    # Fractions of a second make a time longer: without its zone, text sorts as time does.
    bare = values.str.strip_suffix(zones[0]).sort()
    return bare[0] + zones[0], bare[-1] + zones[0]


def _measured(fields: Sequence[Mapping[str, Any]], key: Sequence[str]) -> set[str]:
    """Return the columns whose values have a middle: numbers in one unit, neither codes nor keys."""
    several = any(field["role"] == "unit" for field in fields)
    return {
        field["column_name"]
        for field in fields
        if field["type"] in NUMERIC
        and field["role"] in {None, "measure"}
        and field["unit_column"] is None
        # Nobody said whose unit it is.
        and (field["unit"] is not None or not several)
        and field["categories"] == "[]"
        and "enum" not in orjson.loads(field["constraints"])
        and field["column_name"] not in key
    }


def _median(counts: pl.DataFrame, total: int) -> float | None:
    """Return the middle of all values, or what lies halfway between the two in the middle."""
    if not total:
        return None
    ordered = counts.sort("value")
    until = ordered["count"].cum_sum()
    low, high = (
        ordered["value"][int(until.search_sorted(place, side="right"))]
        for place in ((total - 1) // 2, total // 2)
    )
    # Exact: the sum of two large numbers may be more than a float holds.
    return float((Fraction(low) + Fraction(high)) / 2)


def _repeat(counts: pl.DataFrame) -> bool:
    """Tell whether values occur more than once, and are short enough to be listed."""
    if not (counts["count"] > 1).any():
        return False
    values = counts["value"]
    return values.dtype.is_numeric() or not (values.str.len_chars() > LONGEST).any()


def _most_frequent(counts: pl.DataFrame) -> pl.DataFrame:
    return counts.top_k(MOST_FREQUENT, by=["count", "value"], reverse=[False, True]).sort(
        ["count", "value"], descending=[True, False]
    )
