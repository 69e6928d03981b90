"""Spellings that stand for one another, step by step from what cannot be seen to the letters."""

from __future__ import annotations

import re
import unicodedata

from portal.language.fold import ARTICLE, LETTERS, STEM
from portal.tabular.hints.marks import WESTERN, bare

MARKS = re.compile("[\u064b-\u0652\u0656-\u065f\u0670]")
"""Vowel marks of Arabic, shadda among them; hamza and madda are a part of their letter."""
PERSIAN = str.maketrans({"ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ۀ": "ة", "ە": "ه"})
SIGNS = str.maketrans({**dict.fromkeys("'\u2018\u2019\u02bc\u02be\u02bf`", ""), "\u2013": "-"})
BETWEEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def folds(text: str) -> tuple[str, str, str, str]:
    """Return a text as it is compared, each time with less of its spelling.

    Without what cannot be seen and with the digits 0 to 9; without case and vowel marks; without
    hamza, accents and the like; without articles.
    """
    if text.isascii():
        seen = " ".join(text.split()).translate(SIGNS)
        unmarked = seen.casefold()
        lettered = BETWEEN.sub(" ", unmarked)
        return seen, unmarked, lettered, lettered
    plain = unicodedata.normalize("NFKC", bare(text)).replace("\u0640", "")
    seen = plain.translate(WESTERN).translate(SIGNS)
    unmarked = MARKS.sub("", seen).translate(PERSIAN).casefold()
    decomposed = unicodedata.normalize("NFD", unmarked.translate(LETTERS))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    lettered = BETWEEN.sub(" ", unicodedata.normalize("NFC", letters))
    return seen, unmarked, lettered, " ".join(map(_without_article, lettered.split(" ")))


def marks(text: str) -> frozenset[tuple[int, str]]:
    """Return each vowel mark with the number of its letter."""
    found = set()
    letter = 0
    for character in unicodedata.normalize("NFC", folds(text)[0]):
        if MARKS.match(character):
            found.add((letter, character))
        elif character.translate(LETTERS):
            letter += 1
    return frozenset(found)


def _without_article(word: str) -> str:
    if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + STEM:
        return word[len(ARTICLE) :]
    return word
