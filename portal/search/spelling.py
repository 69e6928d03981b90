"""What a word that is found nowhere may have been meant to be: never a different place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.language.stem import folded, key, tokens
from portal.search.terms import apart
from portal.tabular.hints import Spelling
from portal.tabular.hints.folds import folds

if TYPE_CHECKING:
    from portal.database.read import Database
    from portal.search.find import Found
    from portal.search.terms import Term

MOST = 3
"""Words of one query for which a spelling is sought."""
NEIGHBOURS_SQL = """
select distinct word.word from search_word as word join search_text as found on found.id = word.text
where word.key >= :first and word.key < :first || char(0x10ffff)
    and length(word.key) between :length - 2 and :length + 2
    and (found.kind in ('label', 'alias', 'value')) = :cells
limit 4000
"""


async def respelled(catalog: Database, query: str, found: Found) -> str | None:
    """Return the query with its unknown words as they may be meant, or None where none is clear."""
    meant = query
    for term in found.unknown[:MOST]:
        suggestion = await _suggestion(catalog, term)
        if suggestion is not None:
            meant = _with(meant, term, suggestion)
    return meant if meant != query else None


def meanings(query: str, found: Found) -> list[str]:
    """Return the query in each spelling that is a place of its own, where it does not say which."""
    return [_with(query, term, spelling) for term in found.terms for spelling in apart(term.word)]


def _with(query: str, term: Term, spelling: str) -> str:
    """Return a query with another spelling of one of its words."""
    parts, position = [], 0
    for token in tokens(query):
        if token.word == term.word:
            parts += [query[position : token.start], spelling]
            position = token.end
    return "".join([*parts, query[position:]])


async def _suggestion(catalog: Database, term: Term) -> str | None:
    """Return the one word of the texts that is nearly the same: of all cells only where no other is."""
    plain = folded(term.word)
    if not plain:
        return None
    for cells in (0, 1):
        parameters = {"first": plain[0], "length": len(key(term.word)), "cells": cells}
        rows = await catalog.execute(NEIGHBOURS_SQL, parameters)
        near = Spelling(row["word"] for row in rows).around(folds(term.word)[-1])
        # The forms of one word are one word: the shortest stands for them.
        meant = {key(word): word for word in sorted(near, key=len, reverse=True)}
        if len(meant) == 1:
            return Spelling(meant.values()).suggest(term.word)
    return None
