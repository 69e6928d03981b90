"""What a file of rows is made of: the statement, and what each of its columns holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.database.querying import completed
from portal.database.rows import LABEL_COLUMN_SQL, labels_of
from portal.explore.heads import columns_of
from portal.explore.words import Words
from portal.language.catalogs import translations
from portal.language.cells import Column
from portal.language.markup import plain
from portal.language.text import Text
from portal.query import compile as compiled
from portal.query.answer import answered
from portal.query.table import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.database import read
    from portal.query.compile import Statement
    from portal.query.model import Query
    from portal.query.table import Table


@dataclass(frozen=True)
class Names:
    """Say where the names of codes stand: a table with its column of codes and its column of names."""

    table: str
    code: str
    name: str


@dataclass(frozen=True)
class Result:
    """Hold what a file needs to be written: one of people where ``language`` is given."""

    statement: Statement
    columns: tuple[Column, ...]
    """Those of the answer, in its order."""
    language: str | None
    """None: for programs, with the ids of columns and codes as they are."""
    listed: Mapping[str, Mapping[str, str]]
    """By column the names of its codes, where the schema lists them."""
    named: Mapping[str, Names]
    """By column where the names of its codes are, where another table has them."""

    @property
    def headings(self) -> list[str]:
        """Return what stands above the columns: titles with their units, or the ids."""
        if self.language is None:
            return list(self.statement.columns)
        return [_heading(column, self.language) for column in self.columns]


async def result(
    catalog: read.Database,
    data: read.Database,
    resource: Mapping[str, Any],
    table: Table,
    query: Query,
    language: str | None,
) -> Result:
    """Return what all rows of a query are made into a file of.

    ``language`` is None for a file with ids and codes. Raises QueryError where the values of a
    pivot cannot be columns.
    """
    words, known = Words(language or "en"), {column.id: column for column in resource["columns"]}
    labels = {}
    if query.pivot is not None:
        query = await completed(data, table, query)
        column = known[str(query.pivot)]
        pivoted = [{column.id: value} for value in query.pivoted]
        labels = await labels_of(catalog, data, [column], pivoted, words.language)
    statement = compiled.rows(table, query, paged=False)
    shown = iter(columns_of(table, query, known, labels, words))
    columns = tuple(
        _place_of(words) if one.name == ROW else next(shown) for one in answered(table, query)
    )
    if language is None:
        return Result(statement, columns, None, {}, {})
    listed = {column.id: _listed(column, language) for column in columns if column.categories}
    named = {}
    for column in columns:
        if column.reference is None or column.categories:
            continue
        parent, code = column.reference
        asked = {"table": parent, "language": language}
        for found in await catalog.execute(LABEL_COLUMN_SQL, asked):
            named[column.id] = Names(parent, code, found["column_name"])
    return Result(statement, columns, language, listed, named)


def with_code(name: str, code: object) -> str:
    """Return a name that several codes share, so that it can be told from the others."""
    return f"{name} ({code})"


def _heading(column: Column, language: str) -> str:
    heading = plain(column.heading, language)
    return f"{heading} ({plain(column.unit, language)})" if column.unit is not None else heading


def _listed(column: Column, language: str) -> dict[str, str]:
    names = {code: text.pick(language).value for code, text in column.categories.items()}
    times = Counter(names.values())
    return {
        code: with_code(name, code) if times[name] > 1 else name for code, name in names.items()
    }


def _place_of(words: Words) -> Column:
    """Return the column of a table without a key: the place of the row in the file."""
    title = Text({words.language: translations(words.language).gettext("Row")})
    return Column(ROW, ROW, title, None, "integer", None, None, None, None, None, {}, None, {}, 0)
