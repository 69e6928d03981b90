"""Numbers of which nothing is lost: neither by how they are written nor by how they are kept."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
PLAIN = re.compile(r"-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)")
SCIENTIFIC = re.compile(r"-?[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
"""What programs write for some numbers among decimals; alone it may be a code, or have lost digits."""
LENIENT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
WRITTEN = re.compile(
    rf"[-+\u2212(]?(?:{DIGIT}{{1,3}}(?:[,.'\u066c\s]{DIGIT}{{3}})+|{DIGIT}+)(?:[.,\u066b]{DIGIT}+)?\)?\s?[%\u066a]?"
)
"""A number as people write it: ``1,234.5``, ``(12)``, ``٣٫٥``, ``5 %``."""
ZEROS = re.compile(r"[+-]?0[0-9]+")
DIGITS = re.compile(r"[+-]?[0-9]+")
SURE = 15
"""Characters of a number, without an exponent, that a float always holds."""
LARGEST = 1 << 63
RATIO = 2
"""Every so many-th text at least has a point where there may be exponents."""


def is_integer(text: str) -> bool:
    """Tell whether a text is a whole number as the portal would write it, of 64 bits."""
    if INTEGER.fullmatch(text) is None:
        return False
    return len(text) < 19 or -LARGEST <= int(text) < LARGEST


def is_number(text: str) -> bool:
    """Tell whether a text is a number that a float holds exactly (``portal.tabular.values``)."""
    if PLAIN.fullmatch(text):
        return len(text) <= SURE or _is_exact(text)
    return SCIENTIFIC.fullmatch(text) is not None and _is_exact(text)


def are_numbers(texts: Collection[str]) -> bool:
    """Tell whether all texts are numbers, some of them with a point, or larger than integers.

    An exponent may be part of a code, such as 1e5; among many decimals it is none.
    """
    if not all(map(is_number, texts)):
        return False
    plain = [text for text in texts if PLAIN.fullmatch(text)]
    decimal = sum("." in text for text in plain)
    return len(plain) == len(texts) or decimal * RATIO >= len(texts)


def decimals_of(texts: Collection[str]) -> int | None:
    """Return how many decimals the texts have at most; None where one has an exponent."""
    most = 0
    for text in texts:
        if "e" in text or "E" in text:
            return None
        most = max(most, len(text.partition(".")[2]))
    return most


def _is_exact(text: str) -> bool:
    return Decimal(repr(float(text))) == Decimal(text)
