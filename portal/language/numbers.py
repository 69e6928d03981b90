"""Numbers, dates and sizes as people read them, in every language with Western digits.

What is written here can be copied: no direction marks, no no-break blanks (they would come
back as errors in the next file). Bidirectional isolation is the page's business.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from datetime import date
from decimal import Decimal

from babel.core import UnknownLocaleError
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

LOCALES = {"ar": "ar_JO", "en": "en_GB"}
"""Where a language is written differently from land to land, the one that is followed."""
UNITS = ("B", "KB", "MB", "GB", "TB")


@functools.lru_cache(maxsize=4096, typed=True)
def number(value: float, language: str, decimals: int | None = None) -> str:
    """Return a number with separators; ``decimals`` fixes the digits after the point."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    exact = (Decimal(repr(value)) if isinstance(value, float) else Decimal(value)) + 0
    if abs(exact) >= Decimal(10) ** 21 or 0 < abs(exact) < Decimal(10) ** -12:
        return str(value)
    if decimals is None:
        whole = exact == exact.to_integral_value()
        exact, pattern = (exact.to_integral_value(), "#,##0") if whole else (exact, "#,##0.###")
    else:
        pattern = "#,##0" + ("." + "0" * min(decimals, 6) if decimals else "")
    return _plain(
        format_decimal(
            exact, pattern, locale=_locale(language), decimal_quantization=decimals is not None
        )
    )


def year(value: int) -> str:
    """Return a year: never with a separator."""
    return str(value)


def percent(part: int, whole: int, language: str) -> str:
    """Return a share in per cent, never rounded up to all nor down to nothing."""
    if whole == 0:
        return ""
    share = Decimal(part) * 100 / Decimal(whole)
    rounded = round(share, 1)
    if rounded == 100 and part < whole:
        rounded = Decimal("99.9")
    if rounded == 0 and part > 0:
        rounded = Decimal("0.1")
    return number(float(rounded), language) + " %"


def size(count: int, language: str) -> str:
    """Return a number of bytes in the unit in which people know it, for example ``1.2 MB``."""
    value = float(count)
    unit = UNITS[0]
    for unit in UNITS:
        if value < 1000 or unit == UNITS[-1]:
            break
        value /= 1000
    shown = round(value, 1) if value < 10 and unit != UNITS[0] else round(value)
    return f"{number(shown, language)} {unit}"


def day(value: str, language: str) -> str:
    """Return the day of an ISO 8601 date or time in prose; anything else as it is.

    In Arabic a month has two names, one east and one west and south of the Mediterranean:
    both are given.
    """
    try:
        parsed = date.fromisoformat(value[:10])
    except ValueError:
        return value
    if _has_two_names(language):
        return f"{parsed.day} {_two_names(parsed.month)} {parsed.year}"
    return _plain(format_date(parsed, "long", locale=_locale(language)))


def month(value: date, language: str) -> str:
    """Return the month of a day in prose, for example ``November 2027``."""
    if _has_two_names(language):
        return f"{_two_names(value.month)} {value.year}"
    return _plain(format_date(value, "LLLL y", locale=_locale(language)))


def _has_two_names(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "ar"


def _two_names(number_of_month: int) -> str:
    names = [get_month_names("wide", locale=locale)[number_of_month] for locale in ("ar_JO", "ar")]
    return "/".join(dict.fromkeys(names))


@functools.cache
def _locale(language: str) -> str:
    chosen = LOCALES.get(language, language.replace("-", "_"))
    try:
        format_decimal(0, locale=chosen)
    except (UnknownLocaleError, ValueError):
        return "en"
    return chosen


def _plain(text: str) -> str:
    """Return ``text`` without format characters, every blank an ordinary one."""
    return "".join(
        " " if unicodedata.category(c) == "Zs" else c
        for c in text
        if unicodedata.category(c) != "Cf"
    )
