"""Integers, numbers and years.

A number is certain where a float holds it exactly in the sense of ``portal.tabular.values``: the
shortest way to write the float is the number. That is so for every decimal number of 15 digits.
"""

from __future__ import annotations

import re
import string
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from portal.tabular.screen.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.catalog.model import Field

DIGITS = 15
"""Significant digits that a float always holds."""
SMALLEST = 1e-290
"""Above this, and below infinity, a float has its full precision."""
UNDERFLOW = 6
"""Characters of the shortest text that is not zero and becomes zero: ``1e-324``."""
# At most 15 digits between zeros and without an exponent; that there is one point, Polars sees.
FEW_DIGITS = rf"\A[+-]?[0.]*(?:[0-9]\.?){{0,{DIGITS}}}[0.]*\z"
LONGEST = 300
"""Characters of a number without an exponent that cannot come near SMALLEST."""
# What stands around a number that is not bare. Frictionless takes more: anything but digits.
AROUND = r"[ !-,./:-~£¥€\x{A0}]*"
PLAIN_INTEGER = re.compile(r"-?[0-9]{1,18}")
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,5})?")
PLAIN_YEAR = re.compile(r"[0-9]{4}")
# Nothing that stands in numbers themselves.
SEPARATORS = frozenset(string.punctuation + " '’٫٬\u00a0\u202f·") - frozenset("+-_")


def integer(_field: Field, described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read an integer; ``groupChar`` is no property of integers for Frictionless."""
    bare = described.get("bareNumber", True)
    if not isinstance(bare, bool):
        return ()
    if not bare:
        text = _inside(text, "[0-9]")
    value = text.cast(pl.Int64, strict=False)
    return (Reading(value, {"integer": value.is_not_null()}, _whole, pl.Int64),)


def year(_field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read a year."""
    value = text.cast(pl.Int64, strict=False)
    guards = {"four": text.str.len_bytes() == 4, "era": value >= 0}

    def limit(raw: Any) -> int | None:
        if isinstance(raw, str) and PLAIN_YEAR.fullmatch(raw):
            return int(raw)
        return raw if type(raw) is int and 0 <= raw <= 9999 else None

    return (Reading(value, guards, limit, pl.Int64),)


def number(_field: Field, described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read a number: at first by what is cheap, then what has many digits."""
    bare = described.get("bareNumber", True)
    point = described.get("decimalChar", ".")
    group = described.get("groupChar", "")
    if not isinstance(bare, bool) or not _separate(point, group):
        return ()
    common = {}
    if not bare:
        text = _inside(text, f"[0-9{re.escape(point + group)}]")
    if group:
        text = text.str.replace_all(group, "", literal=True)
    if point != ".":
        common["point"] = ~text.str.contains(".", literal=True)
        text = text.str.replace(point, ".", literal=True)
    value = text.cast(pl.Float64, strict=False)
    common["finite"] = value.is_finite()
    length = text.str.len_bytes()
    ways = (
        {
            "digits": length <= DIGITS,
            "underflow": (value.abs() >= SMALLEST) | (length < UNDERFLOW),
        },
        {"shortest": value.cast(pl.String) == text},
        {"few": text.str.contains(FEW_DIGITS), "length": length <= LONGEST},
    )

    def limit(raw: Any) -> float | None:
        written = isinstance(raw, str) and PLAIN_NUMBER.fullmatch(raw) and bare
        if written and point == "." and not group:
            return float(raw)
        return _exact(raw) if type(raw) in {int, float} else None

    return tuple(Reading(value, common | guards, limit, pl.Float64) for guards in ways)


def _inside(text: pl.Expr, digit: str) -> pl.Expr:
    """Return the number inside a text, null where it is not certain what that is."""
    return text.str.extract(rf"\A{AROUND}(-?[0-9](?:{digit}*[0-9])?){AROUND}\z")


def _separate(point: Any, group: Any) -> bool:
    """Tell whether two properties are a decimal and a group character that are no part of a number."""
    if not isinstance(point, str) or not isinstance(group, str) or point == group:
        return False
    # Spaces around a number are taken away before a decimal space becomes a point.
    return point in SEPARATORS and not point.isspace() and (not group or group in SEPARATORS)


def _whole(raw: Any) -> int | None:
    """Return an integer of 64 bits, or None."""
    if isinstance(raw, str) and PLAIN_INTEGER.fullmatch(raw):
        return int(raw)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return raw if type(raw) is int and -(1 << 63) <= raw < 1 << 63 else None


def _exact(raw: float) -> float | None:
    """Return a number as a float that is exactly it, or None."""
    exact = Decimal(str(raw))
    if not exact.is_finite() or abs(raw) >= 10**300:
        return None
    return float(raw) if Decimal(repr(float(raw))) == exact else None
