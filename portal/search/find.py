"""Find datasets for a query, the best first, and say where its words stand.

All telling words of a query must occur in a dataset, wherever in it: one in the title and another
in a cell is enough. Where no dataset has them all, those that have the most are returned.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from portal.language.stem import folded, marks_differ
from portal.search.terms import BEGUN, DETACHED, FORM, subject_of, telling_keys, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from portal.database.read import Database, Row
    from portal.search.terms import Term

WEIGHTS = {
    "title": 12.0,
    "name": 9.0,
    "keyword": 8.0,
    "table": 5.0,
    "column": 4.0,
    "category": 4.0,
    "topic": 3.5,
    "publisher": 3.5,
    "description": 2.0,
    "column-description": 1.5,
    "label": 2.0,
    "alias": 1.8,
    "value": 1.0,
}
"""How much a word says of a dataset, by where it stands."""
CELLS = frozenset(("alias", "label", "value"))
MORE = 0.2
"""What a word counts in each further kind of place."""
WHOLE = 0.6
"""What a text counts in addition that says nothing but what was asked for."""
SUBJECT = 0.5
"""What a title counts in addition that begins with it."""
ALL = 2.0
"""What a dataset counts that has all of several words in one short text."""
SAME_LETTERS, SAME_STEM, OTHER_MARKS = 0.97, 0.85, 0.3
LACKING = 0.3
"""What remains of the score of a dataset for each telling word that it lacks."""
ENOUGH = 0.5
"""Datasets that lack a word are found where they count this much beside the best that has all."""
SHORT = 120
"""Characters of a text that names something; a longer one describes it."""
MOST_PLACES = 5_000
"""Rows of the index that are read for one query."""

PLACES_SQL = """
select word.key, word.word, word.texts, found.id, found.dataset, found.kind, found.language,
    found.table_name, found.column_name, found.text
from search_word as word join search_text as found on found.id = word.text
where {} limit :most
"""
BY_KEY_SQL = PLACES_SQL.format("word.key in (select value from json_each(:keys))")
BY_BEGINNING_SQL = PLACES_SQL.format(
    "word.key >= :beginning and word.key < :beginning || char(0x10ffff)"
)
TOTAL_SQL = "select count(*) as datasets from dataset where status != 'withdrawn'"


@dataclass(frozen=True)
class Place:
    """Say where a word of the query stands in a dataset."""

    term: Term
    dataset: str
    kind: str
    language: str
    table: str | None
    column: str | None
    text: str
    score: float


@dataclass
class Match:
    """Hold one dataset that was found."""

    name: str
    score: float = 0.0
    places: list[Place] = field(default_factory=list)
    """Where its words stand, what says most first."""


@dataclass(frozen=True)
class Found:
    """Hold what a query finds."""

    terms: tuple[Term, ...]
    matches: tuple[Match, ...]
    unknown: tuple[Term, ...]
    """Words that stand nowhere, in no form."""
    begun: frozenset[str]
    """What words begin with in texts that were found, where they were not found as they are."""


async def find(catalog: Database, query: str) -> Found:
    """Return the datasets that a query finds, the best first; every string is a query."""
    terms = terms_of(query)
    if not terms:
        return Found((), (), (), frozenset())
    wanted = {k for term in terms for k in (*term.keys, *term.detached)}
    by_key = {"keys": orjson.dumps(list(wanted)).decode(), "most": MOST_PLACES}
    rows = list(await catalog.execute(BY_KEY_SQL, by_key))
    places: dict[Term, list[Place]] = {}
    begun: set[str] = set()
    for term in terms:
        places[term] = _places(term, term.keys, rows, terms)
        if not places[term]:
            places[term] = _places(term, dict.fromkeys(term.detached, DETACHED), rows, terms)
        if term.beginning and all(place.kind in CELLS for place in places[term]):
            longer = {"beginning": term.beginning, "most": MOST_PLACES}
            others = list(await catalog.execute(BY_BEGINNING_SQL, longer))
            near = dict.fromkeys({row["key"] for row in others} - set(term.keys), BEGUN)
            more = _places(term, near, others, terms)
            places[term] += more
            begun |= {term.beginning} if more else set()
    total = next(iter(await catalog.execute(TOTAL_SQL)))["datasets"]
    unknown = tuple(term for term in terms if not places[term])
    return Found(terms, tuple(_ranked(places, total)), unknown, frozenset(begun))


def _places(
    term: Term, near: Mapping[str, float], rows: Iterable[Row], terms: Sequence[Term]
) -> list[Place]:
    """Return where a word stands, each place with how much that says."""
    asked = {k for other in terms for k, nearness in other.keys.items() if nearness >= FORM}
    return [
        Place(
            term,
            row["dataset"],
            row["kind"],
            row["language"],
            row["table_name"],
            row["column_name"],
            row["text"],
            WEIGHTS[row["kind"]]
            * near[row["key"]]
            * _spelling(term.word, row["word"])
            * _fit(row["kind"], row["text"], asked),
        )
        for row in rows
        if row["key"] in near
    ]


def _spelling(asked: str, found: str) -> float:
    """Return how near two spellings come: the exact one first, marks that contradict last."""
    if asked == found:
        return 1.0
    if folded(asked) == folded(found):
        return OTHER_MARKS if marks_differ(asked, found) else SAME_LETTERS
    return SAME_STEM


def _fit(kind: str, text: str, asked: AbstractSet[str]) -> float:
    """Return how well a short text answers: how much of it was asked for, its subject above all."""
    if len(text) > SHORT:
        return 1.0
    keys = telling_keys(text)
    share = sum(k in asked for k in keys) / len(keys)
    return (
        1 + WHOLE * share + SUBJECT * (kind == "title" and not subject_of(text).isdisjoint(asked))
    )


def _ranked(places: Mapping[Term, Sequence[Place]], total: int) -> list[Match]:
    """Return the datasets of these places that have all telling words, or nearly, the best first."""
    telling = [term for term in places if not term.weak] or list(places)
    known = [term for term in telling if places[term]]
    matches: dict[str, Match] = {}
    lacking: dict[str, int] = {}
    for found in places.values():
        of_dataset: dict[str, list[Place]] = defaultdict(list)
        for place in found:
            of_dataset[place.dataset].append(place)
        rarity = math.log(1 + (total - len(of_dataset) + 0.5) / (len(of_dataset) + 0.5))
        for name, here in of_dataset.items():
            match = matches.setdefault(name, Match(name))
            match.score += rarity * _together(here)
            match.places += here
    for match in matches.values():
        has = {place.term for place in match.places}
        lacking[match.name] = sum(term not in has for term in known)
        match.score *= LACKING ** lacking[match.name]
        match.score *= ALL if _has_all(match.places, telling) else 1
        match.places.sort(key=lambda place: -place.score)
    complete = [match.score for match in matches.values() if not lacking[match.name]]
    least = ENOUGH * max(complete, default=0)
    ranked = sorted(matches.values(), key=lambda match: (-match.score, match.name))
    return [
        match
        for match in ranked
        if not lacking[match.name] or (match.score >= least and lacking[match.name] < len(known))
    ]


def _has_all(places: Iterable[Place], telling: Sequence[Term]) -> bool:
    """Tell whether one short text has all of several words."""
    if len(telling) == 1:
        return False
    for text in {place.text for place in places if len(place.text) <= SHORT}:
        keys = telling_keys(text)
        if all(any(k in keys for k, near in t.keys.items() if near >= DETACHED) for t in telling):
            return True
    return False


def _together(places: Iterable[Place]) -> float:
    """Return what a word counts in a dataset: its best place, and a little for each further kind."""
    best: dict[str, float] = {}
    for place in places:
        best[place.kind] = max(best.get(place.kind, 0), place.score)
    most = max(best.values())
    return most + MORE * (sum(best.values()) - most)
