"""What somebody asks for: the words of a query, each with the keys by which it may be found.

Nothing that is typed is an operator, so nothing that is typed is a mistake: quotes, brackets and
stars are parts between words.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from portal.language.stem import behind_article, detached, folded, key, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = Path(__file__).with_name("words.json")
LONGEST = 200
"""Characters of a query that are read."""
MOST = 12
"""Words of a query that are looked for."""
OWN, FORM, DETACHED, SYNONYM, BEGUN = 1.0, 0.9, 0.85, 0.55, 0.4
"""How near what is found comes to what was typed."""
SHORTEST_BEGINNING = 3
"""Letters that must be there to find a longer word by its beginning."""


@dataclass(frozen=True, eq=False)
class Term:
    """Hold one word of a query."""

    word: str
    """As it is spelled, marks kept."""
    keys: Mapping[str, float]
    """How near each key comes to the word."""
    detached: tuple[str, ...]
    """Keys without what may be a prefix, for a word that is not found as it is."""
    beginning: str
    """What a longer word would begin with; empty where that would say nothing."""
    weak: bool
    """Whether datasets without it are found too: it stands in every second title."""


@functools.lru_cache(maxsize=1024)
def terms_of(query: str) -> tuple[Term, ...]:
    """Return the words that are looked for: without those that say nothing, unless all are such."""
    lists = _lists()
    typed = list(dict.fromkeys(token.word for token in tokens(query[:LONGEST])))
    telling = [word for word in typed if folded(word) not in lists.stop] or typed
    return tuple(
        Term(word, lists.near(word), detached(word), _beginning(word), _weak(word, lists))
        for word in telling[:MOST]
    )


@functools.lru_cache(maxsize=16_384)
def telling_keys(text: str) -> tuple[str, ...]:
    """Return the keys of a text's words that say something, or of all where none does."""
    lists = _lists()
    every = _keys_of(text)
    telling = tuple(k for k in every if k not in lists.silent)
    return tuple(k for k in telling if k not in lists.weak) or telling or every


def subject_of(text: str) -> frozenset[str]:
    """Return the keys of what a title begins with: its first word, and the first that is telling."""
    return frozenset((_keys_of(text)[0], telling_keys(text)[0]))


def apart(word: str) -> tuple[str, ...]:
    """Return the spellings with marks of two places that ``word``, typed without, may mean."""
    return _lists().apart.get(word, ())


@dataclass(frozen=True)
class _Lists:
    stop: frozenset[str]
    weak: frozenset[str]
    silent: frozenset[str]
    """The keys of words that say nothing."""
    forms: Mapping[str, frozenset[str]]
    synonyms: Mapping[str, frozenset[str]]
    apart: Mapping[str, tuple[str, ...]]

    def near(self, word: str) -> dict[str, float]:
        """Return the keys by which a word is found, with how near they come."""
        own = key(word)
        sure = (own, *behind_article(word))
        forms = {form for k in sure for form in self.forms.get(k, ())}
        others = {k for form in (*sure, *forms) for k in self.synonyms.get(form, ())}
        return (
            dict.fromkeys(others, SYNONYM)
            | dict.fromkeys(behind_article(word), DETACHED)
            | dict.fromkeys(forms, FORM)
            | {own: OWN}
        )


@functools.cache
def _lists() -> _Lists:
    lists = orjson.loads(WORDS.read_bytes())
    every = {
        kind: [w for words in lists[kind].values() for w in words] for kind in ("stop", "weak")
    }
    return _Lists(
        stop=frozenset(map(folded, every["stop"])),
        weak=frozenset(map(key, every["weak"])),
        silent=frozenset(map(key, every["stop"])),
        forms=_groups(lists["forms"]),
        synonyms=_groups(lists["synonyms"]),
        apart={folded(group[0]): tuple(group) for group in lists["apart"]},
    )


def _keys_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(token.word) for token in tokens(text)))


def _groups(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    """Return for each key the keys of all words that stand in a group with it."""
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        keys = frozenset(map(key, group))
        for each in keys:
            found[each] = found.get(each, frozenset()) | keys
    return found


def _weak(word: str, lists: _Lists) -> bool:
    return word.isdecimal() or key(word) in lists.weak


def _beginning(word: str) -> str:
    plain = folded(word)
    return plain if len(plain) >= SHORTEST_BEGINNING and not plain.isdecimal() else ""
