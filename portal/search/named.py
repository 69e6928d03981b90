"""Whether the words of a query name something: all words of a label, spelled without contradiction."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from portal.language.stem import folded, key, keys, marks_differ, tokens
from portal.search.terms import DETACHED, apart, telling_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from portal.search.terms import Term

LONGEST = 200
"""Characters of a label that are read; nobody types a longer one."""


def telling(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that must be answered: all but the weak ones; a number is none of these."""
    return tuple(term for term in terms if term.word.isdecimal() or not term.weak)


def said_in(terms: Iterable[Term], texts: Iterable[str]) -> frozenset[Term]:
    """Return the terms that stand in one of these texts, synonyms not counted."""
    there = {k for text in texts for k in _keys_of(text[:LONGEST])}
    return frozenset(term for term in terms if not there.isdisjoint(_sure(term)))


def naming(terms: Sequence[Term], label: str) -> frozenset[Term]:
    """Return the terms by which ``label`` is named in full, or none where it is not."""
    used: set[Term] = set()
    for word, stem in _telling_words(label[:LONGEST]):
        term = next((t for t in terms if stem in _sure(t) and _same(t.word, word)), None)
        if term is None:
            return frozenset()
        used.add(term)
    return frozenset(used)


def named(
    wanted: Sequence[Term], there: frozenset[Term], labels: Mapping[str, Collection[str]]
) -> str | None:
    """Return the one code of which the query names a label, while the rest of it is ``there`` already.

    ``labels`` are what each code is called. None: nothing is named, or more than one thing.
    """
    found: dict[str, int] = {}
    for code, names in labels.items():
        for label in names:
            used = naming(wanted, label)
            rest = [term for term in wanted if term not in used]
            if used and rest and there.issuperset(rest):
                found[code] = max(found.get(code, 0), len(used))
    best = [code for code, used in found.items() if used == max(found.values())]
    return best[0] if len(best) == 1 else None


def _same(asked: str, word: str) -> bool:
    """Tell whether two spellings mean one word; of two places, only the one that is spelled out."""
    if apart(folded(asked)):
        return asked == word and not apart(asked)
    return not marks_differ(asked, word)


def _sure(term: Term) -> set[str]:
    """Return the keys of a term that are forms of it, without what only means about the same."""
    return {k for k, nearness in term.keys.items() if nearness >= DETACHED} | {*term.detached}


@functools.lru_cache(maxsize=4096)
def _keys_of(text: str) -> frozenset[str]:
    return frozenset(k for token in tokens(text) for k in keys(token.word))


@functools.lru_cache(maxsize=16_384)
def _telling_words(label: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a label that say something, each with its key."""
    wanted = telling_keys(label)
    return tuple(
        (token.word, stem) for token in tokens(label) if (stem := key(token.word)) in wanted
    )
