"""Sort names as people of a language expect it: as ICU does, without ICU.

A key is plain text: whoever compares two keys by code point has them in order, SQLite included.
Arabic: vowel marks and tatweel do not count, every hamza stands with ا, آ before them, ة with ت
and ى with ي; the article counts, as in Excel; names in other letters come after. Elsewhere case
and accents do not count. Names that are alike but for that follow each other.
"""

from __future__ import annotations

import unicodedata

ALIKE = str.maketrans({
    **dict.fromkeys("ءأؤإئ", "ا"), "ة": "ت", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None,
    **{sign: chr(place) for place, sign in enumerate(" _-–—,،;؛:!?؟.'‘’\"“”«»()[]{}@*/\\&#%", 2)},
})  # fmt: skip
"""Letters that stand together, and signs in the order of the Unicode collation, before the digits."""
FIRST_ALEF = "آ"
LATIN_AFTER = {letter: 0xE000 + letter for letter in range(ord("a"), ord("z") + 1)}
"""Where the letters of another script come after, code points that come after every script."""
TIE = "\x01"
"""Parts what decides from what decides between names that are alike; less than any letter."""


def sort_key(text: str, language: str = "") -> str:
    """Return the key by which a name is sorted in a list that is in ``language``."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(ALIKE)
    key = "".join(map(_base, plain)).strip()
    if language.split("-", maxsplit=1)[0] == "ar":
        key = key.translate(LATIN_AFTER)
    return key + TIE + text


def _base(character: str) -> str:
    """Return a character without its marks; nothing for a mark or what cannot be seen."""
    if character == FIRST_ALEF or character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.digit(character))
    decomposed = unicodedata.normalize("NFD", character)
    return "".join(
        c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )
