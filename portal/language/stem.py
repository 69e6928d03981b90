"""Take words apart lightly, so that everyday forms of a word find each other.

Arabic: the article, the prefixes و ف ب ك ل where three letters remain, and the commonest
endings; English: the plural. A word keeps its own spelling beside its keys, so that who searches
with vowel marks can be given the exact spelling first. Rules and reasons are in
docs/decisions/8-search.md.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from portal.language.fold import ARTICLE, STEM, words

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
TOKEN = re.compile(f"[^\\W_](?:[^\\W_]|[\u0640{MARKS}])*")
MARK = re.compile(f"[{MARKS}]")
POSSESSIVE = re.compile("['\u2019\u02bc]s\\b", re.IGNORECASE)
ARABIC = re.compile("[\u0620-\u064a]")
LONGEST = 60
"""Characters of a word that are looked at."""
PERSIAN = str.maketrans(
    {"ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ۀ": "ة", "ە": "ه", "ہ": "ه", "ـ": None}
)
ATTACHED = re.compile("(?:و?[بكف]ال|وال|و?لل)(.{3,})")
PREFIXES = "وفبكل"
LONG_PREFIX = "لل"
"""What لـ and the article become together."""
ENDINGS = ("هما", "ات", "ون", "ين", "ان", "يه", "يا", "ها", "هم", "ه", "ي")
LONG_ENDINGS = ("ا", "و")
"""Endings that are taken off only where one letter more remains."""
ROUNDS = 2
"""How many endings, or prefixes, one word may have."""
WHOLE = frozenset(("news", "series", "species", "lens", "gas", "bus", "ss", "aids"))
"""English words whose final s is their own."""


class Token(NamedTuple):
    """Hold one word of a text: where it stands, and how it is spelled, without case or tatweel."""

    start: int
    end: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text with their places in it."""
    for found in TOKEN.finditer(POSSESSIVE.sub("  ", text)):
        word = spelled(found[0])
        if word:
            yield Token(*found.span(), word)


@functools.lru_cache(maxsize=65_536)
def spelled(word: str) -> str:
    """Return a word as it is spelled, marks kept, in the letters and digits of the portal."""
    plain = unicodedata.normalize("NFKC", word[:LONGEST]).casefold().translate(PERSIAN)
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() else c
        for c in unicodedata.normalize("NFC", plain)
        if not c.isspace()
    )


@functools.lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return one word without marks, hamza carriers and article."""
    return "".join(words(word))


@functools.lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return what the forms of a word have in common."""
    return _stem(folded(word))


@functools.lru_cache(maxsize=65_536)
def detached(word: str) -> tuple[str, ...]:
    """Return the keys of a word without what may be a prefix: none, where nothing may be one."""
    found: list[str] = []
    left = "".join(words(MARK.sub("", word)))
    for _ in range(ROUNDS):
        if left.startswith(LONG_PREFIX) and len(left) >= len(LONG_PREFIX) + STEM:
            found.append(_stem(left[len(LONG_PREFIX) :]))
        if not left or left[0] not in PREFIXES or len(left) <= STEM:
            break
        left = left[1:]
        if left.startswith(ARTICLE) and len(left) >= len(ARTICLE) + STEM:
            left = left[len(ARTICLE) :]
        found.append(_stem(left))
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=65_536)
def behind_article(word: str) -> tuple[str, ...]:
    """Return the key of a word behind a prefix and an article, where there is no doubt about it."""
    found = ATTACHED.match("".join(words(MARK.sub("", word))))
    return (_stem(found[1]),) if found else ()


def keys(word: str) -> tuple[str, ...]:
    """Return every key by which a word is found: its own first."""
    return tuple(dict.fromkeys((key(word), *detached(word))))


def marks_differ(first: str, second: str) -> bool:
    """Tell whether two spellings of one word carry marks that contradict each other."""
    mine, other = _marks(first), _marks(second)
    return bool(mine and other) and not (mine <= other or other <= mine)


def _marks(word: str) -> frozenset[tuple[int, str]]:
    found, letter = set(), 0
    for character in unicodedata.normalize("NFC", word):
        if MARK.match(character):
            found.add((letter, character))
        else:
            letter += 1
    return frozenset(found)


def _stem(word: str) -> str:
    if ARABIC.search(word):
        return _arabic(word)
    return _english(word) if word.isascii() and word.isalpha() else word


def _arabic(word: str) -> str:
    for _ in range(ROUNDS):
        ending = next(
            (e for e in ENDINGS if word.endswith(e) and len(word) >= len(e) + STEM),
            next((e for e in LONG_ENDINGS if word.endswith(e) and len(word) > 1 + STEM), ""),
        )
        if not ending:
            break
        word = word[: -len(ending)]
    return word


def _english(word: str) -> str:
    if len(word) <= STEM or not word.endswith("s") or word in WHOLE:
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > len("ties"):
        return word[: -len("ies")] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return word[: -len("es")]
    return word[:-1]
