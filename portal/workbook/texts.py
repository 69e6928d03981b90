"""Texts as a workbook needs them: escaped, measured, and as names of sheets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

NAME = 31
"""UTF-16 units of a sheet's name."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
RESERVED = frozenset(("history", "_lists"))
UNSPEAKABLE = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
"""What XML cannot hold, and a CR, which it would change."""
# An underscore that would be taken for the beginning of an escape, also of one that follows.
MISTAKABLE = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}[_{UNSPEAKABLE}])")
CONTROL = re.compile(f"[{UNSPEAKABLE}]")
MEASURED = 1_000
"""Characters of a cell that are measured."""


def escaped(text: str) -> str:
    """Return a text as a workbook holds it; ``portal.workbook.book.unescaped`` takes it back.

    Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    """
    text = MISTAKABLE.sub("_x005F_", text)
    text = CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    # XlsxWriter takes a text between these two for the runs of a rich text, ready made.
    if text.startswith("<r>") and text.endswith("</r>"):
        return f"_x003C_{text[1:]}"
    return text


@cache
def escaping_worksheet() -> type[Worksheet]:
    """Return XlsxWriter's worksheet, which would otherwise lose ``_x0041_x0042_``."""
    from xlsxwriter.worksheet import Worksheet  # noqa: PLC0415

    def escape(data: object) -> object:
        return escaped(data) if isinstance(data, str) else data

    own = {"_escape_control_characters": staticmethod(escape)}
    return type("EscapingWorksheet", (Worksheet,), own)


def visible(text: str) -> str:
    """Return a text in which every character that cannot be seen is named, for comments and titles."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\u200c\u200d" else f"[U+{ord(c):04X}]" for c in text
    )


def utf16_length(text: str) -> int:
    """Return how long a text is as Excel counts."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def cut(text: str, units: int) -> str:
    """Return the beginning of a text, without half a character at its end."""
    if 2 * len(text) <= units:
        return text
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def width(text: str) -> int:
    """Return how many columns of a screen the longest line of a text takes."""
    longest = max(text[:MEASURED].split("\n"), key=len)
    if longest.isascii():
        return len(longest)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in longest)
    return wide + sum(not unicodedata.combining(character) for character in longest)


def sheet_name(name: str, taken: Sequence[str]) -> str:
    """Return the nearest name that Excel allows for a sheet and that is not taken."""
    plain = " ".join(visible(name).translate(FORBIDDEN).split()).strip("' ") or "1"
    if plain.casefold() in RESERVED:
        plain = f"{plain} 1"
    used = {one.casefold() for one in taken}
    chosen, number = _trimmed(plain, NAME), 1
    while chosen.casefold() in used:
        number += 1
        chosen = f"{_trimmed(plain, NAME - len(str(number)) - 1)} {number}"
    return chosen


def _trimmed(text: str, units: int) -> str:
    """Return the beginning of a name, without a quotation mark at its end."""
    return cut(text, units).strip("' ")
