"""Views of a dataset as they are drawn: the contract's rows, with the labels of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from portal.charts.model import View
from portal.charts.plan import plan
from portal.database import read
from portal.database.rows import labels_of
from portal.database.views import breaks_of, projections_of
from portal.language.text import text_of
from portal.query.compile import rows as statement_of
from portal.query.model import COUNT
from portal.query.table import table_of
from portal.tabular.csv_lines import csv_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portal.language.cells import Column
    from portal.query.compile import Statement

VIEWS_SQL = "select dataset, name, type, title, translations, refusal from view where dataset = :dataset order by position"  # fmt: skip
VIEW_SQL = "select * from view where dataset = :dataset and name = :name"


async def views(catalog: read.Database, dataset: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return name, type and title of each view of a dataset, in its order."""
    rows = await catalog.execute(VIEWS_SQL, {"dataset": dataset["name"]})
    return [read.with_texts(row, ("title",), dataset["language"]) for row in rows]


async def view(
    catalog: read.Database,
    data: read.Database,
    dataset: Mapping[str, Any],
    name: str,
    language: str,
) -> View | None:
    """Return a view with its rows and the labels that ``language`` has for them, or None."""
    found = await catalog.execute(VIEW_SQL, {"dataset": dataset["name"], "name": name})
    for row in found:
        texts = {"title": row["title"], "translations": orjson.loads(row["translations"])}
        stated = {
            "dataset": dataset["name"],
            "name": row["name"],
            "kind": row["type"],
            "title": text_of(texts, "title", dataset["language"]),
            "query": row["query"],
            "refusal": row["refusal"],
            "about": row["about"] or "",
        }
        if row["refusal"] is not None:
            return View(**stated)
        return View(**stated, **await _drawn(catalog, data, dataset, row, language))
    return None


async def statement(
    catalog: read.Database, dataset: Mapping[str, Any], name: str
) -> Statement | None:
    """Return the statement for every row of a view, or None where it is not drawn."""
    for row in await catalog.execute(VIEW_SQL, {"dataset": dataset["name"], "name": name}):
        if row["refusal"] is not None:
            return None
        asked = {"table": row["table_name"]}
        resources = await catalog.execute(read.TABLE_SQL, asked)
        fields = await catalog.execute(read.FIELDS_SQL, asked)
        table = table_of(dict(next(iter(resources))), map(dict, fields))
        planned = plan(
            described(dataset, name), table, projections_of(dataset["descriptor"]), breaks_of(dataset["descriptor"])
        )  # fmt: skip
        return statement_of(table, planned.query, paged=False)
    return None


def csv_of(columns: Sequence[str], rows: Iterable[read.Row]) -> str:
    """Return rows as CSV under the ids of their columns."""
    return "".join(csv_lines([columns, *([row[name] for name in columns] for row in rows)]))


def described(dataset: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a view as its descriptor has it; of two with one name, the first."""
    views = dataset["descriptor"].get("views") or []
    return next((view for view in views if view.get("name") == name), {})


def adds_up(
    parts: Mapping[str, str], rows: Sequence[read.Row], fields: Iterable[Mapping[str, Any]]
) -> bool:
    """Tell whether the values of a picture are amounts, by what their field or their unit says.

    ``parts`` and ``rows`` are those of the view, ``fields`` the rows of ``field`` of its table.
    """
    by_name = {field["column_name"]: field for field in fields}
    name = parts.get("y", "")
    method, _, stem = name.partition(":")
    if name == COUNT:
        return True
    if stem and method != "sum":
        return False
    measured = by_name.get(stem or name)
    if measured is None or measured["aggregation"] == "sum":
        return measured is not None
    unit = by_name.get(parts.get("unit", ""))
    if unit is None or not rows:
        return False
    listed = {str(one["value"]): one for one in orjson.loads(unit["categories"])}
    stated = listed.get(str(rows[0][unit["column_name"]]), {}).get("aggregation")
    return isinstance(stated, dict) and stated.get("method") == "sum"


async def _drawn(
    catalog: read.Database,
    data: read.Database,
    dataset: Mapping[str, Any],
    row: read.Row,
    language: str,
) -> dict[str, Any]:
    fields = await catalog.execute(read.FIELDS_SQL, {"table": row["table_name"]})
    facts = [dict(field) for field in fields]
    known = {column.id: column for column in read.columns_of(facts)}
    names, parts = orjson.loads(row["columns"]), orjson.loads(row["parts"])
    rows = [dict(zip(names, values, strict=True)) for values in orjson.loads(row["rows"])]
    columns: dict[str, Column] = {
        name: known[stem] for name in names if (stem := name.partition(":")[2] or name) in known
    }
    looked_up = [known[name] for name in names if name in known]
    catch_all = next((f["catch_all"] for f in facts if f["column_name"] == parts.get("x")), "[]")
    descriptor = dataset["descriptor"]
    return {
        "table": row["table_name"],
        "parts": parts,
        "columns": columns,
        "rows": rows,
        "count": row["row_count"],
        "labels": await labels_of(catalog, data, looked_up, rows, language),
        "total": None if row["total"] is None else orjson.loads(row["total"]),
        "period": None if row["period"] is None else tuple(orjson.loads(row["period"])),
        "projections_from": projections_of(descriptor),
        "breaks": breaks_of(descriptor),
        "catch_all": frozenset(orjson.loads(catch_all)),
        "highlight": frozenset(map(str, described(dataset, row["name"]).get("highlight") or ())),
        "adds_up": adds_up(parts, rows, facts),
        "cautioned": bool(descriptor.get("comparability")),
        "source": dataset["title"],
        "publisher": dataset["publisher_title"],
    }
