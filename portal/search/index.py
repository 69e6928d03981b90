"""Write the search index of a release: texts, and the words that lead to them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from portal.language.stem import keys, tokens
from portal.search.texts import described, labels, values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from portal.search.texts import Said

DATASETS_SQL = "select * from dataset where status != 'withdrawn' order by name"
KEPT_TEXTS_SQL = """
insert into search_text
select id + :after, dataset, kind, language, table_name, column_name, text
from previous.search_text
where dataset = :dataset and kind in (select value from json_each(:kinds))
"""
KEPT_WORDS_SQL = """
insert into search_word
select word.key, word.word, word.text + :after, word.texts
from previous.search_word as word
join previous.search_text as found on found.id = word.text
where found.dataset = :dataset and found.kind in (select value from json_each(:kinds))
"""
OTHER_NAMES_SQL = """
select distinct resource.dataset from {0}.field as named
join {0}.resource using (table_name)
join {0}.field as code on code.table_name = named.table_name
where named.role = 'label' and code.reference_table is not null
    and named.column_name in (select value from json_each(resource.primary_key))
    and code.column_name in (select value from json_each(resource.primary_key))
"""
"""Datasets that hold other names of codes (``portal.search.texts.ALIASES``)."""
LISTS_SQL = """
select distinct list.dataset from field join resource using (table_name)
join resource as list on list.table_name = field.reference_table
where resource.dataset = ?
"""
CELLS, CELLS_AND_NAMES = '["value"]', '["value", "label", "alias"]'
"""Kinds of texts that are taken over, as JSON."""


def write_index(
    catalog: sqlite3.Connection, data: sqlite3.Connection, unchanged: Collection[str] = ()
) -> None:
    """Write the index from the other tables of ``catalog`` and from the rows in ``data``.

    The cells of ``unchanged`` datasets are taken over from the catalog attached as ``previous``, and
    how their codes are called, unless a list to which they point, or a dataset of other names, has
    changed. What is said of them may have changed elsewhere.
    """
    with closing(catalog.execute(DATASETS_SQL)) as cursor:
        names = [column[0] for column in cursor.description]
        datasets = [dict(zip(names, row, strict=True)) for row in cursor]
    still = set(unchanged)
    same_names = bool(still) and _other_names(catalog) <= still
    for dataset in datasets:
        name = dataset["name"]
        is_kept = name in still
        keeps_names = is_kept and same_names and _lists(catalog, name) <= still
        _write(catalog, described(catalog, dataset))
        if not keeps_names:
            _write(catalog, labels(catalog, data, name))
        if is_kept:
            kinds = CELLS_AND_NAMES if keeps_names else CELLS
            kept = {"dataset": name, "after": _last(catalog), "kinds": kinds}
            catalog.execute(KEPT_TEXTS_SQL, kept)
            catalog.execute(KEPT_WORDS_SQL, kept)
        else:
            _write(catalog, values(catalog, data, name))


def _lists(catalog: sqlite3.Connection, dataset: str) -> set[str]:
    """Return the datasets whose codes occur in a dataset."""
    return {name for (name,) in catalog.execute(LISTS_SQL, (dataset,))}


def _other_names(catalog: sqlite3.Connection) -> set[str]:
    """Return the datasets that hold other names of codes, now or in the previous release."""
    return {
        name
        for place in ("main", "previous")
        for (name,) in catalog.execute(OTHER_NAMES_SQL.format(place))
    }


def _write(catalog: sqlite3.Connection, found: Iterable[Said]) -> None:
    """Write the words of texts, and those texts that are the shortest of their place for a word."""
    places: dict[tuple[str, str | None, str | None], dict[tuple[str, str], tuple[Said, int]]] = {}
    for text in found:
        words = places.setdefault((text.kind, text.table, text.column), {})
        for pair in {(key, token.word) for token in tokens(text.text) for key in keys(token.word)}:
            other, count = words.get(pair, (text, 0))
            shortest = text if len(text.text) < len(other.text) else other
            words[pair] = (shortest, count + 1)
    number = _last(catalog)
    for words in places.values():
        numbers: dict[Said, int] = {}
        for text, _ in words.values():
            if text not in numbers:
                number += 1
                numbers[text] = number
        catalog.executemany(
            "insert into search_text values (?, ?, ?, ?, ?, ?, ?)",
            (
                (at, t.dataset, t.kind, t.language, t.table, t.column, t.text)
                for t, at in numbers.items()
            ),
        )
        catalog.executemany(
            "insert into search_word values (?, ?, ?, ?)",
            ((*pair, numbers[text], count) for pair, (text, count) in words.items()),
        )


def _last(catalog: sqlite3.Connection) -> int:
    found = catalog.execute("select coalesce(max(id), 0) from search_text").fetchone()
    return int(found[0])
