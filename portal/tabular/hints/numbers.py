"""Numbers as people write them."""

from __future__ import annotations

import re

MINUS = re.compile("[\u2212\u2010-\u2015\ufe63\uff0d]")
SHORT = re.compile(r"[-+]?\d+([.,]\d+)?[eE][-+]?\d+")
WRITTEN = re.compile(r"([-+]?)(\d[\d.,' ]*)")
BESIDE = re.compile(r"[^\d]*\d[\d.,' ]*[^\d]*")
APOSTROPHES = str.maketrans("\u2019\u2018", "''")


def read(text: str, mark: str, *, whole: bool) -> tuple[str | None, str | None]:
    """Return what is unusual about a number, and the number with ``mark`` before its decimals.

    ``text`` has western digits. The number is None where it may be read in two ways: ``4,430`` is
    4430 or 4.43 in a field of numbers, and 4430 in a field of whole numbers.
    """
    plain = MINUS.sub("-", text.translate(APOSTROPHES))
    if plain.endswith("-") and plain[:-1].strip()[-1:].isdigit():
        plain = "-" + plain[:-1].strip()
    code = None if plain == text.translate(APOSTROPHES) else "minus"
    plain = plain.replace("- ", "-", 1) if plain.startswith("- ") else plain
    if whole and SHORT.fullmatch(plain):
        return "scientific", None
    match = WRITTEN.fullmatch(plain)
    if match is None:
        return ("unit" if BESIDE.fullmatch(plain) else code), None
    found, digits = _whole(match[2], mark) if whole else _decimal(match[2], mark)
    if digits is None:
        return found or code, None
    return found or code, match[1] + digits.replace(".", mark)


def _whole(text: str, mark: str) -> tuple[str | None, str | None]:
    """Return a whole number; a fraction of nothing but zeros is left out."""
    signs = re.sub(r"\d", "", text)
    if not signs:
        return None, text
    if len(set(signs)) == 1 and _grouped(text, signs[0]):
        sure = len(signs) > 1 or signs != "."
        return "thousands", text.replace(signs[0], "") if sure else None
    found, digits = _decimal(text, mark)
    if digits is None:
        return found, None
    integer, _, fraction = digits.partition(".")
    return found if found == "thousands" else "decimals", None if fraction.strip("0") else integer


def _decimal(text: str, mark: str) -> tuple[str | None, str | None]:
    """Return a number with a point; None where point or comma may part thousands."""
    signs = re.sub(r"\d", "", text)
    if not signs:
        return None, text
    last = signs[-1]
    if signs == last and last in ".,":
        if last != mark and _grouped(text, last):
            return "thousands", None
        code = None if last in {mark, "."} else "comma"
        return code, text.replace(last, ".") if not text.endswith(last) else None
    others = set(signs[:-1])
    if len(set(signs)) == 1:
        return "thousands", text.replace(last, "") if _grouped(text, last) else None
    integer, _, fraction = text.rpartition(last)
    if last in ".," and len(others) == 1 and last not in others and fraction:
        group = others.pop()
        if _grouped(integer, group):
            return "thousands", integer.replace(group, "") + "." + fraction
    return None, None


def _grouped(text: str, group: str) -> bool:
    """Tell whether a sign parts a number into thousands: 1,234 but neither 0,123 nor 12,34."""
    first, *rest = text.split(group)
    return (
        1 <= len(first) <= 3
        and not first.startswith("0")
        and first.isdigit()
        and all(len(part) == 3 and part.isdigit() for part in rest)
    )
