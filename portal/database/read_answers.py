"""The answer of a dataset to a query that names a place, or another thing that a view tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import orjson

from portal.charts.answers import address, answer
from portal.charts.told import TELLERS, told
from portal.database import read, read_views
from portal.database.rows import labels_of
from portal.language.text import Text, text_of
from portal.query.sql import quoted
from portal.search.named import named, naming, said_in, telling
from portal.search.texts import ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from portal.charts.model import View
    from portal.language.cells import Column
    from portal.search.terms import Term

    Labels = dict[str, set[str]]

MOST = 3
"""So many views are looked at, those first whose titles have most words of the query."""
PARTS = {"bar": "x", "choropleth": "x", "line": "series", "slope": "series"}
"""By kind of view, the part whose values can be asked for."""
ALIASES_SQL = ALIASES.format("code.reference_table = :table and code.reference_column = :column")
CANDIDATES_SQL = """
select name, type, title, translations, table_name, query from view
where dataset = :dataset and refusal is null order by position
"""


@dataclass(frozen=True)
class Found:
    """Hold an answer in words, and where the very rows are."""

    says: Markup
    address: str


async def found_answer(
    catalog: read.Database,
    data: read.Database,
    dataset: Mapping[str, Any],
    terms: Sequence[Term],
    languages: Sequence[str],
    language: str,
) -> Found | None:
    """Return what a dataset answers to the ``terms`` of a query, None where that is not certain.

    The title of a view must have every telling word but those that name whom it is asked of, by a
    label in one of ``languages``; and no second one may be meant.
    """
    wanted = telling(terms)
    if len(wanted) < 2:
        return None
    ranked = []
    for row in await catalog.execute(CANDIDATES_SQL, {"dataset": dataset["name"]}):
        title = _title(row, dataset["language"])
        there = said_in(wanted, title)
        if there and row["type"] in TELLERS:
            ranked.append((row, there))
    for row, there in sorted(ranked, key=lambda entry: -len(entry[1]))[:MOST]:
        view = await read_views.view(catalog, data, dataset, row["name"], language)
        if view is None:
            continue
        asked = await _asked(catalog, data, view, wanted, there, languages)
        if asked is None:
            continue
        one = told(view, asked.of)
        says = answer(view, language, asked.of)
        # A projection is told to those who ask for its year.
        if one is None or says is None or not _expected(view, one.last.time, wanted):
            continue
        return Found(says, address(view, one))
    return None


@dataclass(frozen=True)
class _Asked:
    of: str | None


async def _asked(
    catalog: read.Database,
    data: read.Database,
    view: View,
    wanted: Sequence[Term],
    there: frozenset[Term],
    languages: Sequence[str],
) -> _Asked | None:
    """Return whom a query asks about, by name or because the view is of nobody else."""
    part = PARTS.get(view.kind, "")
    column = view.column(part)
    if column is not None and not (part == "x" and view.timed):
        codes = {str(code) for row in view.rows if (code := view.of(row, part)) is not None}
        labels = await _labels(catalog, data, column, codes, languages)
        code = named(wanted, there, labels)
        return None if code is None else _Asked(code)
    if len(there) < len(wanted):
        return None
    for name, value in await _fixed(catalog, view):
        labels = await _labels(catalog, data, name, [value], languages)
        if any(naming(wanted, label) for label in labels.get(value, ())):
            return _Asked(None)
    return None


def _expected(view: View, time: Any, wanted: Sequence[Term]) -> bool:
    return not view.projected(time) or any(term.word == str(time) for term in wanted)


def _title(row: read.Row, language: str) -> list[str]:
    texts = {"title": row["title"], "translations": orjson.loads(row["translations"])}
    title = text_of(texts, "title", language) or Text({})
    return list(title.values.values())


async def _fixed(catalog: read.Database, view: View) -> list[tuple[Column, str]]:
    """Return the columns that the view's own filters fix to a value."""
    fields = await catalog.execute(read.FIELDS_SQL, {"table": view.table})
    columns = read.columns_of([dict(field) for field in fields])
    known = {name: column for column in columns for name in (column.id, column.name)}
    return [
        (known[name], value) for name, value in parse_qsl(view.query) if value and name in known
    ]


async def _labels(
    catalog: read.Database,
    data: read.Database,
    column: Column | None,
    codes: Iterable[str],
    languages: Sequence[str],
) -> Labels:
    """Return by code what it is called in each language."""
    if column is None:
        return {}
    labels: Labels = {code: set() for code in codes}
    for code, names in labels.items():
        if code in column.categories:
            names.update(column.categories[code].values.values())
    rows = [{column.id: code} for code in labels]
    await _add_aliases(catalog, data, column, labels)
    for language in languages:
        found = await labels_of(catalog, data, [column], rows, language)
        for (_, code), shown in found.items():
            labels[code].add(shown.value)
    return labels


async def _add_aliases(
    catalog: read.Database, data: read.Database, column: Column, labels: Labels
) -> None:
    """Add what the codes are also called, by the tables that list other names of them."""
    if column.reference is None:
        return
    table, key = column.reference
    for alias in await catalog.execute(ALIASES_SQL, {"table": table, "column": key}):
        sql = (
            f"select {quoted(alias['code'])} as code, {quoted(alias['column_name'])} as alias"
            f" from {quoted(alias['table_name'])}"
            f" where {quoted(alias['code'])} in (select value from json_each(:codes))"
        )
        for row in await data.execute(sql, {"codes": orjson.dumps(list(labels)).decode()}):
            labels[str(row["code"])].add(str(row["alias"]))
