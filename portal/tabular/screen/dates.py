"""Dates, times and what is made of them.

Their values are texts of ISO 8601, so a cell that is such a text is its own value, and texts of
one form are in the order of time: nothing has to be computed.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

import polars as pl

from portal.tabular.screen.reading import BOUNDS, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.catalog.model import Field

YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
LEAP_IN_CENTURY = "(?:0[48]|[2468][048]|[13579][26])"
LEAP = f"(?:[0-9]{{2}}{LEAP_IN_CENTURY}|{LEAP_IN_CENTURY}00)"
MONTH = "(?:0[1-9]|1[0-2])"
DAYS = (
    {"Y": YEAR, "m": "(?:0[13578]|1[02])", "d": "(?:0[1-9]|[12][0-9]|3[01])"},
    {"Y": YEAR, "m": "(?:0[469]|11)", "d": "(?:0[1-9]|[12][0-9]|30)"},
    {"Y": YEAR, "m": "02", "d": "(?:0[1-9]|1[0-9]|2[0-8])"},
    {"Y": LEAP, "m": "02", "d": "29"},
)
"""All days of the calendar, from the year 1."""
CLOCK = {"H": "(?:[01][0-9]|2[0-3])", "M": "[0-5][0-9]", "S": "[0-5][0-9]"}
TIME = "{H}:{M}:{S}".format_map(CLOCK)
DATE = "(?:{})".format("|".join(map("{Y}-{m}-{d}".format_map, DAYS)))
# Python writes six digits, or none where all are zero.
FRACTION = r"\.(?:{})".format("|".join(f"0{{{n}}}[1-9][0-9]{{{5 - n}}}" for n in range(6)))
# Python writes +00:00 where it reads an offset of zero, and we Z.
OFFSET = "[+-](?:(?:0[1-9]|1[0-9]|2[0-3]):[0-5][0-9]|00:(?:0[1-9]|[1-5][0-9]))"
PRECISE = f"(?:{FRACTION})?(?:Z|{OFFSET})?"

REWRITTEN = (
    (r"(?:[.,]0+)?", r"${1}T${2}"),
    (r"(?:[.,]0+)?(?:[Zz]|[+-]00(?::?00)?)", r"${1}T${2}Z"),
    (r"[.,]([0-9]+)(Z?)", r"${1}T${2}.${3}00000${4}"),
    (r"\.([0-9]{6})[0-9]*(Z?)", r"${1}T${2}.${3}${4}"),
)
"""What may follow date and time in other ways to write the same, and how we write it: one after
another. Of a fraction six digits count, for Frictionless too."""
DIRECTIVE = re.compile("%([YmdHMS])|([^%])")
LITERALS = frozenset(string.ascii_letters + string.punctuation + " ")
"""What may stand between the parts of a format; a digit could be taken for one of a part."""
PARTS = {"date": "Ymd", "time": "H", "datetime": "Ymd"}
ISO = {"date": "%Y-%m-%d", "time": "%H:%M:%S", "datetime": "%Y-%m-%dT%H:%M:%S"}
WIDTHS = {"Y": 4} | dict.fromkeys("mdHMS", 2)


def date(field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read a date."""
    return _formatted(field, text, ISO["date"] if field.format == "default" else field.format)


def yearmonth(_field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read the month of a year."""
    return (_written(text, f"[0-9]{{4}}-{MONTH}"),)


def time(field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read the time of a day."""
    if field.format != "default":
        return _formatted(field, text, field.format)
    return (_written(text, TIME + _zone(field)),)


def datetime(field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read the time of a day of the calendar; other ways to write it by a closer look."""
    if field.format != "default":
        return _formatted(field, text, field.format)
    canonical = f"{DATE}T{TIME}{_zone(field)}"
    spaced = text.str.replace(" ", "T", literal=True)
    rewritten = text
    for rest, written in REWRITTEN:
        rewritten = rewritten.str.replace(rf"\A([0-9-]{{10}})[ T]([0-9:]{{8}}){rest}\z", written)
    return tuple(_written(way, canonical) for way in (text, spaced, rewritten))


def _zone(field: Field) -> str:
    """Return what may follow a time: where there are bounds, only what keeps texts in order."""
    bounds = [str(field.constraints[name]) for name in BOUNDS if name in field.constraints]
    if not bounds:
        return PRECISE
    return "Z" if all(bound.endswith("Z") for bound in bounds) else ""


def _written(text: pl.Expr, canonical: str) -> Reading:
    """Return the reading of texts that are their own value."""

    def limit(raw: Any) -> str | None:
        return raw if isinstance(raw, str) and re.fullmatch(canonical, raw) else None

    return Reading(text, {"form": text.str.contains(rf"\A(?:{canonical})\z")}, limit, pl.String)


def _formatted(field: Field, text: pl.Expr, pattern: str) -> tuple[Reading, ...]:
    """Return the reading of texts in a format of ``strptime`` with parts of full width."""
    tokens = DIRECTIVE.findall(pattern)
    parts = [part for part, _ in tokens if part]
    known = "".join(f"%{part}" if part else literal for part, literal in tokens) == pattern
    plain = all(part or literal in LITERALS for part, literal in tokens)
    whole_day = set("Ymd") <= set(parts) or not set("Ymd") & set(parts)
    sufficient = set(PARTS[field.type]) <= set(parts)
    once = len(set(parts)) == len(parts)
    # Frictionless takes this prefix away, which is from the first edition of Table Schema.
    modern = not pattern.startswith("fmt:")
    if not (known and plain and whole_day and sufficient and once and modern):
        return ()
    whole = "|".join(sorted({_assembled(tokens, day | CLOCK) for day in DAYS}))
    iso = ISO[field.type]
    where = _places(tokens)

    def limit(raw: Any) -> str | None:
        if not isinstance(raw, str) or not re.fullmatch(whole, raw):
            return None
        return "".join(
            raw[place] if isinstance(place, slice) else place for place in _pieces(iso, where)
        )

    value = text
    if pattern != iso:
        value = pl.concat_str(
            text.str.slice(place.start, place.stop - place.start)
            if isinstance(place, slice)
            else pl.lit(place)
            for place in _pieces(iso, where)
        )
    guards = {"form": text.str.contains(rf"\A(?:{whole})\z")}
    return (Reading(value, guards, limit, pl.String),)


def _places(tokens: Iterable[tuple[str, str]]) -> dict[str, slice]:
    """Return where each part of a format stands."""
    places = {}
    at = 0
    for part, literal in tokens:
        end = at + (WIDTHS[part] if part else len(literal))
        if part:
            places[part] = slice(at, end)
        at = end
    return places


def _pieces(iso: str, places: Mapping[str, slice]) -> list[slice | str]:
    """Return what to put together for a text of ISO 8601; what a format lacks is 00."""
    tokens = DIRECTIVE.findall(iso)
    return [places.get(part, "00") if part else literal for part, literal in tokens]


def _assembled(tokens: list[tuple[str, str]], parts: Mapping[str, str]) -> str:
    return "".join(parts[part] if part else re.escape(literal) for part, literal in tokens)
