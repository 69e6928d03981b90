"""What is drafted of texts: the form of codes, the list of categories, the language of names."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from portal.draft.evidence.labels import LEXICON, words_of
from portal.draft.evidence.said import cut, listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.draft.evidence.seen import Seen
    from portal.draft.model import Evidence

CLASSES = {"A": "[A-Z]", "a": "[a-z]", "9": "[0-9]"}
FEWEST_CODES = 5
LONGEST_CODE = 24
MOST_CATEGORIES = 30
FEWEST_CELLS = 20
OFTEN = 5
"""So often a category occurs on average."""
SHOWN = 8
SINGLE = 0.2
"""The share of categories that may occur once: with more of them the list is not closed."""
LANGUAGES = {"ARABIC": "ar", "ENGLISH": "en", "FRENCH": "fr"}
ARABIC = re.compile("[\u0621-\u064a]")
OTHER_ARABIC = re.compile("[\u0679-\u06d3\u06d5]")
"""Letters of Persian, Kurdish, Urdu and others that write with Arabic letters."""
LATIN = re.compile("[A-Za-zÀ-ɏ]")


def pattern_of(seen: Seen) -> tuple[str, Evidence] | None:
    """Return the pattern of codes that all have the same form, with digits or in capitals."""
    if len(seen.shapes) != 1 or len(seen.values) < FEWEST_CODES:
        return None
    shape = next(iter(seen.shapes))
    if len(shape) > LONGEST_CODE or not shape.isascii() or not shape.isprintable() or " " in shape:
        return None
    digits, capitals = "9" in shape, "A" in shape and "a" not in shape
    if not digits and not capitals:
        return None
    pattern = "".join(_repeated(sign, len(list(group))) for sign, group in groupby(shape))
    evidence = say(
        seen.label, "pattern", pattern, example=seen.example, count=seen.filled, total=seen.filled
    )
    return pattern, evidence


def categories_of(seen: Seen) -> tuple[list[str], Evidence] | None:
    """Return the values of a column where few of them are repeated often."""
    values = seen.values
    if not 2 <= len(values) <= MOST_CATEGORIES or seen.filled < max(
        FEWEST_CELLS, OFTEN * len(values)
    ):
        return None
    if sum(count == 1 for count in values.values()) > SINGLE * len(values):
        return None
    often = sorted(values.items(), key=lambda one: -one[1])[:SHOWN]
    more = ["…"] if len(values) > SHOWN else []
    shown = listed([*(f"{cut(text)} ({count:,})" for text, count in often), *more])
    evidence = say(
        seen.label, "categories", shown, distinct=len(values), total=seen.filled, shown=shown
    )
    return sorted(values), evidence


def language_of(seen: Seen) -> tuple[str, Evidence] | None:
    """Return the language of names: what the label says, or Arabic where the letters are Arabic's.

    Latin letters do not tell which language they write.
    """
    arabic = sum(count for text, count in seen.values.items() if ARABIC.search(text))
    latin = sum(count for text, count in seen.values.items() if LATIN.search(text))
    said = next((tag for topic, tag in LANGUAGES.items() if _ends_with(seen.label, topic)), None)
    if said == "ar" or (said is None and arabic > latin):
        other = sum(bool(OTHER_ARABIC.search(text)) for text in seen.values)
        if arabic <= latin or other > 0.1 * len(seen.values):
            return None
        return "ar", say(seen.label, "language", "ar", count=arabic, total=seen.filled)
    if said is None or latin <= arabic:
        return None
    return said, say(seen.label, "language", said, "language-label")


def _repeated(sign: str, times: int) -> str:
    one = CLASSES.get(sign) or re.escape(sign)
    return one if times == 1 else f"{one}{{{times}}}"


def _ends_with(label: str, topic: str) -> bool:
    words: Sequence[str] = words_of(label)
    return bool(words) and words[-1] in LEXICON[topic]
