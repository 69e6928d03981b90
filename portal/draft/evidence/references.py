"""To which lists of codes the values of a column belong, told by how many of them are there.

Some codes are found in many lists by chance: of all pairs of letters a third are countries, of all
small numbers most are keys of something. So it is asked how likely chance is, and where it is
likely the label must speak of what the list is about.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from portal.draft.evidence.labels import LEXICON, SUBJECTS, words_of
from portal.draft.evidence.seen import shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.draft.evidence.seen import Seen
    from portal.draft.model import CodeList

REFERRING = frozenset(("code", "category", "name", "ordinal"))
FEWEST = 5
"""Different values without which only the label can tell."""
CHANCE = -6.0
"""The logarithm of how likely it may be that all values are in a list by chance."""
NEARLY = 0.9
SIGNS = {"A": 26, "a": 26, "9": 10}
GENERIC = frozenset(("code", "codes", "id", "ids", "name", "names", "list", "key", "numeric", "number", "of",
                     "the", "and", "en", "ar", "fr", "alpha", "type"))  # fmt: skip
"""Words that say nothing about what a list is about."""


class Match(NamedTuple):
    """Say how the values of a column are in a list."""

    list: CodeList
    present: int
    """How many of the different values are there."""
    total: int
    absent: tuple[str, ...]
    """Values that are not there, the frequent ones first."""
    agrees: bool
    """Whether the label speaks of what the list is about."""
    chance: float


def match_of(seen: Seen, lists: Sequence[CodeList]) -> Match | None:
    """Return the list to which the values of a column belong, all or nearly all; else None."""
    if seen.nature not in REFERRING or not seen.values:
        return None
    found = [match for codes in lists if (match := _match(seen, codes)) is not None]
    return min(found, key=_rank, default=None)


def _match(seen: Seen, codes: CodeList) -> Match | None:
    present = [text for text in seen.values if text in codes.values]
    total = len(seen.values)
    if not present or len(present) < NEARLY * total:
        return None
    agrees = _agrees(seen.label, codes)
    chance = _chance(present, codes)
    if seen.type == "integer" or _is_counted(codes):
        if not agrees:
            return None
    elif not agrees and (len(present) < FEWEST or chance > CHANCE):
        return None
    absent = sorted(set(seen.values) - codes.values, key=lambda text: -seen.values[text])
    return Match(codes, len(present), total, tuple(absent), agrees, chance)


def _rank(match: Match) -> tuple[bool, bool, int]:
    """Return what makes a list the better one: complete, meant by the label, small."""
    return bool(match.absent), not match.agrees, len(match.list.values)


def _chance(present: Sequence[str], codes: CodeList) -> float:
    """Return the logarithm of how likely it is that values of these shapes are in a list by chance."""
    shapes = _shapes(codes)
    chance = 0.0
    for text in present:
        shape = shape_of(text)
        space = sum(log10(SIGNS[sign]) for sign in shape if sign in SIGNS)
        chance += min(0.0, log10(shapes[shape]) - space)
    return chance


@lru_cache(maxsize=64)
def _shapes(codes: CodeList) -> Mapping[str, int]:
    return Counter(map(shape_of, codes.values))


@lru_cache(maxsize=64)
def _is_counted(codes: CodeList) -> bool:
    """Tell whether a list is of whole numbers as people count, in which any number may be."""
    return all(text.isdecimal() and (text[0] != "0" or text == "0") for text in codes.values)


def _agrees(label: str, codes: CodeList) -> bool:
    return not _subjects(label).isdisjoint(
        _subjects(f"{codes.field} {codes.dataset} {codes.title}")
    )


@lru_cache(maxsize=1 << 10)
def _subjects(text: str) -> frozenset[str]:
    """Return what a label speaks of: its words, and the subjects for which they stand."""
    said = frozenset(words_of(text)) - GENERIC
    singular = {word.removesuffix("s") for word in said if len(word) > 3}
    return said | singular | {topic for topic in SUBJECTS if said & LEXICON[topic]}
