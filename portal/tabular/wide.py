"""UTF-16 and UTF-32 without byte order mark, told by the characters that they give."""

from __future__ import annotations

UNITS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
"""Codecs, and the bytes of their units; UTF-32 looks like UTF-16 full of NUL, so it comes first."""


def wide_codec(head: bytes) -> str | None:
    """Return the codec of a text in UTF-16 or UTF-32 without byte order mark, or None.

    Its characters come from a few blocks, so most units have the same few high bytes, and it has
    spaces, line ends or commas.
    """
    for codec, unit in UNITS:
        whole = head[: len(head) // unit * unit]
        if whole and is_text(whole.decode(codec, errors="replace")):
            return codec
    return None


def is_text(text: str) -> bool:
    """Tell whether decoded characters are those of a text in an alphabet."""
    known = sum(_is_usual(character) for character in text)
    ascii_ones = sum(character < "\x7f" for character in text)
    return known * 20 >= len(text) * 19 and ascii_ones * 50 >= len(text)


def _is_usual(character: str) -> bool:
    """Tell whether a character is one of European, Semitic or general use, or a line end."""
    code = ord(character)
    return (
        0x20 <= code < 0x7F
        or character in "\t\n\r"
        or 0xA0 <= code < 0x700
        or 0x2000 <= code < 0x2200
        or 0xFB50 <= code < 0xFF00
    )
