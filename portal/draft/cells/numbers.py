"""What a number looks like as people write it, whichever signs they use."""

from __future__ import annotations

import re
from functools import lru_cache

BLANK = " \u00a0\u2009\u202f"
"""Blanks between thousands: plain, no-break, thin, narrow no-break."""
APOSTROPHE = "'\u2019\u2018"
DASH = "\u2212\u2010-\u2015\ufe63\uff0d"
"""What stands for a minus and is none to a program."""
SEPARATOR = f".,{APOSTROPHE}\u066c{BLANK}"
BODY = f"(?:[0-9](?:[{SEPARATOR}]?[0-9])*|[.,][0-9]+)"
"""Digits with signs between them."""
NUMBER = re.compile(
    f"(?P<before>\\(\\s*|[-+{DASH}]\\s?)?(?P<body>{BODY})(?P<after>\\s*\\)|\\s?[-{DASH}])?"
)
PLAIN = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
"""A number that programs read."""
THOUSANDS = {",": ",", ".": ".", " ": BLANK, "'": APOSTROPHE, "\u066c": "\u066c"}
"""What parts thousands, by the sign that names the way."""
GROUPED = {
    sign: f"[1-9][0-9]{{0,2}}(?:[{alike}][0-9]{{3}})+" for sign, alike in THOUSANDS.items()
} | {",": "[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"}
"""Groups of three; with commas also as in India, 12,34,567."""
CONVENTIONS = {
    (group, mark): re.compile(f"(?:{grouped}|[0-9]+)(?:[{mark}][0-9]+)?|[{mark}][0-9]+")
    for group, grouped in GROUPED.items()
    for mark in ".,"
    if group != mark
}
CODE = re.compile(r"[-+(\s]*0[0-9]")
"""What begins with a zero that would be lost: a code, no number."""


@lru_cache(maxsize=1 << 13)
def parts(text: str) -> tuple[str, str, str] | None:
    """Return what stands before the digits of a number, the digits, and what follows; else None."""
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    before, body, after = found["before"] or "", found["body"], found["after"] or ""
    bracketed = before.startswith("("), after.endswith(")")
    if bracketed[0] != bracketed[1] or (before and after and not bracketed[0]):
        return None
    return before, body, after


@lru_cache(maxsize=1 << 12)
def conventions(body: str) -> frozenset[tuple[str, str]]:
    """Return the ways to read the digits of a number: the sign of thousands, that of decimals."""
    return frozenset(way for way, pattern in CONVENTIONS.items() if pattern.fullmatch(body))


@lru_cache(maxsize=1 << 13)
def is_number(text: str) -> bool:
    """Tell whether a text or a shape is a number, however it is written, and no code."""
    if CODE.match(text):
        return False
    found = parts(text)
    return bool(conventions(found[1])) if found else PLAIN.fullmatch(text) is not None
