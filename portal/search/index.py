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
from previous.search_text where dataset = :dataset and kind = 'value'
"""
KEPT_WORDS_SQL = """
insert into search_word
select word.key, word.word, word.text + :after, word.texts
from previous.search_word as word
join previous.search_text as found on found.id = word.text
where found.dataset = :dataset and found.kind = 'value'
"""


def write_index(
    catalog: sqlite3.Connection, data: sqlite3.Connection, unchanged: Collection[str] = ()
) -> None:
    """Write the index from the other tables of ``catalog`` and from the rows in ``data``.

    The cells of ``unchanged`` datasets are taken over from the catalog attached as ``previous``;
    what is said of them, and how their codes are called, may have changed elsewhere.
    """
    with closing(catalog.execute(DATASETS_SQL)) as cursor:
        names = [column[0] for column in cursor.description]
        datasets = [dict(zip(names, row, strict=True)) for row in cursor]
    for dataset in datasets:
        name = dataset["name"]
        _write(catalog, described(catalog, dataset))
        _write(catalog, labels(catalog, data, name))
        if name in unchanged:
            kept = {"dataset": name, "after": _last(catalog)}
            catalog.execute(KEPT_TEXTS_SQL, kept)
            catalog.execute(KEPT_WORDS_SQL, kept)
        else:
            _write(catalog, values(catalog, data, name))


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
