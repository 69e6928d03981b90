"""Fold text for search, so that everyday spellings find each other.

What is folded, and why, is in docs/decisions/6-two-languages.md: compatibility forms (NFKC),
case, marks and tatweel, the hamza carriers, ta marbuta and ha, ya and alef maqsura, the Persian
letters that keyboards put in their place, Arabic digits, and the article. The index and the
query are folded alike.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ې": "ي",
        "ة": "ه", "ۀ": "ه", "ک": "ك", "ڪ": "ك",
        "ـ": None, "ء": None,
    }
)  # fmt: skip
WORD = re.compile(r"\w+")
ARTICLE = "ال"
STEM = 3
"""An article is taken off only where this many letters remain."""


def fold(text: str) -> str:
    """Return ``text`` as the search index holds it: words parted by single blanks."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the folded words of ``text``."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(
        str(unicodedata.digit(c)) if c.isdecimal() else c
        for c in unicodedata.normalize("NFC", decomposed).translate(LETTERS)
        if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )
    plain = "".join(
        c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c)
    )
    return [_without_article(word) for word in WORD.findall(plain.replace("_", " "))]


def _without_article(word: str) -> str:
    if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + STEM:
        return word[len(ARTICLE) :]
    return word
