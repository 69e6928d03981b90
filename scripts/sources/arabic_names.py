"""Tell which names of a place are Arabic, and which of several comes first.

GeoNames lists the names of a place in all languages together and does not say which is which.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS = "\u0621-\u063a\u0641-\u064a"
# A word of Arabic letters, two or more of them; ة and ى only at its end, and no ئ at its start:
# what breaks this is Persian, Kurdish or Uyghur, or a slip.
WORD = f"(?:و|(?!ئ)(?:(?![ةى][{LETTERS}])[{LETTERS}]){{2,}})"
ARABIC = re.compile(f"{WORD}(?:[ -]{WORD})*")
# Vowel marks, which some names have and most have not, and marks of direction.
MARKS = re.compile("[\u064b-\u0652\u200e\u200f]")
# Words by which a name speaks of the administrative unit and not of the place.
UNITS = re.compile("(?:محافظة|مدينة|ناحية|قضاء|مركز|قرية|شهر|مخيم) ")

LATIN_ARTICLE = re.compile(r"^(?:al|ar|as|ash|at|ad|adh|an|az|el|en)[ -]")
# Signs that stand for a consonant in both scripts; vowels and what is not here are ignored.
DIGRAPHS = {"kh": "x", "sh": "c", "th": "t", "dh": "d", "gh": "g", "ch": "c"}
SIMILAR = str.maketrans({"v": "f", "p": "b", "k": "q"})
CONSONANTS = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhxddrzscsdtzgfqqlmnh")


def ordered(names: Iterable[str], latin: str) -> list[str]:
    """Return the Arabic ones among the names of a place, without marks, the best first.

    Takes the name in Latin letters as well: of several Arabic names the one that sounds like it
    is better, then the one with the article, and the one that is spelled in full.
    """
    shown = {MARKS.sub("", name).strip() for name in names}
    return sorted(filter(ARABIC.fullmatch, shown), key=lambda name: _rank(name, latin))


def _rank(name: str, latin: str) -> tuple[Any, ...]:
    likeness = SequenceMatcher(None, _sounds_of_arabic(name), _sounds_of_latin(latin)).ratio()
    return (
        UNITS.match(name) is not None,
        -round(likeness, 1),
        not name.startswith("ال"),
        name.endswith("ه"),
        name.count("ى"),
        -sum(name.count(letter) for letter in "أإآؤئء"),
        name,
    )


def _sounds_of_arabic(name: str) -> str:
    words = (word.removeprefix("ال") for word in name.split())
    return re.sub(r"[^a-z]", "", "".join(words).translate(CONSONANTS))


def _sounds_of_latin(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    plain = LATIN_ARTICLE.sub("", plain)
    for digraph, sound in DIGRAPHS.items():
        plain = plain.replace(digraph, sound)
    plain = re.sub(r"h\b", "", plain).translate(SIMILAR)
    return re.sub(r"[^bcdfghjlmnqrstxz]", "", plain)
