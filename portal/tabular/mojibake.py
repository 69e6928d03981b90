"""Text that was read in a wrong encoding, and what it says: ``ÇáÃÑÏä`` is الأردن.

Two ways are known: Arabic in Windows-1256, and UTF-8, each read as Windows-1252 or Latin-1. Both
are told with care, since ``Château``, ``Übergröße`` and ``ÅÄÖ`` are what they seem.
"""

from __future__ import annotations

import re

# What Windows-1252 and Latin-1 show for the bytes 0x80 to 0xFF.
HIGH = "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
SUSPECT = f"[{HIGH}]{{3,}}"
"""What must be in a text for it to be looked at; for expressions of Polars as well."""
WORD = re.compile(rf"[{HIGH}A-Za-z]+")
ARABIC = re.compile("[\u0621-\u065f\u066e-\u06d3\u06d5\u200c\u200d\u061b\u061f\u060c]+")
LETTERS = re.compile("[\u0621-\u064a\u0671-\u06d3]")
FREQUENT = frozenset("المنيربوت")
"""Letters that make up some six tenths of any Arabic text."""
CLEAR = 4
"""Letters of a word that is not met in a European language by chance."""
ENCODINGS = ("utf-8", "windows-1256")


def reread(text: str) -> tuple[str, str] | None:
    """Return the encoding in which a text is Arabic, and what it says in it; None for other texts."""
    if re.search(SUSPECT, text) is None:
        return None
    raw = b"".join(_byte(character) for character in text)
    for encoding in ENCODINGS:
        try:
            said = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_arabic(text, said, encoding):
            return encoding, said
    return None


def _byte(character: str) -> bytes:
    """Return the byte that was read as a character; a question mark where there is none."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return character.encode(encoding)
        except UnicodeEncodeError:
            continue
    return b"?"


def _is_arabic(text: str, said: str, encoding: str) -> bool:
    """Tell whether the words of a text are Arabic once they are read rightly."""
    if encoding == "utf-8":
        return LETTERS.search(said) is not None
    words = [word for word in WORD.findall(text) if not word.isascii()]
    right = [word for word in words if ARABIC.fullmatch(_said(word))]
    letters = "".join(map(_said, right))
    frequent = sum(letter in FREQUENT for letter in letters)
    return (
        max(map(len, right), default=0) >= CLEAR
        and 2 * sum(map(len, right)) > sum(map(len, words))
        and 5 * frequent >= 2 * len(letters)
    )


def _said(word: str) -> str:
    return b"".join(map(_byte, word)).decode("windows-1256")
