"""Dates as people write them, and what each is in ISO 8601; a rule names one way of writing.

The way is read off the cell alone, so that it is the same next year. Nothing is read into a Hijri
date, into a day that is in no calendar, or into two digits of a year but what spreadsheets do.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from portal.draft.cells.months import month_of
from portal.draft.cells.view import LONGEST, shape_of
from portal.tabular.hints.dates import FIRST_DAY, HIJRI, SERIALS

SERIAL = "serial"
NAMED = "dd-Mon-yyyy"
SHORT_NAMED = "dd-Mon-yy"
YEARS = range(1600, 2200)
PIVOT = 30
"""Two digits below it are a year from 2000, the others one before: as spreadsheets read them."""
# Of a shape, in which 9 and 0 stand for any digit.
CLOCK = r"(?:(?:T|,?\s+)(?P<clock>[09]{1,2}:99(?::99(?:\.9+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?))?"
TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s?([ap]).*)?", re.ASCII)
D, M = r"(?P<d>[09]9?)", r"(?P<m>[09]9?)"
DD, MM = r"(?P<d>[09]9)", r"(?P<m>[09]9)"
Y, YY = r"(?P<y>9{4})", r"(?P<y>99)"
ORDINAL = r"(?:st|nd|rd|th|er)?"
NAME = r"(?P<name>[^\W\d_][^\d]{1,40}?)"
GAP = r"[\s\-/.,]*"


def _numeric() -> dict[str, str]:
    """Return the ways with three numbers, by the sign between them."""
    ways: dict[str, str] = {}
    for sign in "/.-\\":
        gap = rf"\s?{re.escape(sign)}\s?"
        # Two digits for a year are rather a version or a range where the others are not two as well.
        day, month = (D, M) if sign == "/" else (DD, MM)
        ways |= {
            f"dd{sign}mm{sign}yyyy": gap.join((D, M, Y)),
            f"mm{sign}dd{sign}yyyy": gap.join((M, D, Y)),
            f"yyyy{sign}mm{sign}dd": gap.join((Y, M, D)),
            f"dd{sign}mm{sign}yy": gap.join((day, month, YY)),
            f"mm{sign}dd{sign}yy": gap.join((month, day, YY)),
        }
    return ways


WAYS = {
    rule: re.compile(pattern + CLOCK)
    for rule, pattern in {
        **_numeric(),
        NAMED: f"{D}{ORDINAL}{GAP}(?:of |de )?{NAME}{GAP}{Y}",
        SHORT_NAMED: f"{D}{GAP}{NAME}{GAP}{YY}",
        "Mon-dd-yyyy": f"{NAME}{GAP}{D}{ORDINAL}{GAP}{Y}",
        "yyyy-Mon-dd": f"{Y}{GAP}{NAME}{GAP}{D}",
        "Mon-yyyy": f"{NAME}{GAP}{Y}",
        "mm/yyyy": rf"{M}\s?/\s?{Y}",
    }.items()
}
SERIAL_SHAPE = re.compile(r"9{5}(?:\.9+)?")
ISO = re.compile(r"9999-99(?:-99(?:[T ]99:99.*)?)?")


@lru_cache(maxsize=1 << 13)
def ways_of(shape: str) -> tuple[str, ...]:
    """Return the ways in which a cell of this shape may be a date; of ISO 8601 it is in none."""
    return tuple(rule for rule in WAYS if _places(shape, rule))


def is_dated(shape: str) -> bool:
    """Tell whether a cell of this shape is a date, in numbers or with the name of a month."""
    return ISO.fullmatch(shape) is not None or bool(ways_of(shape))


def change(cell: str, rule: str) -> str:
    """Return a date in ISO 8601, with its time if it has one; what is no such date as it is."""
    if len(cell) > LONGEST:
        return cell
    if rule == SERIAL:
        whole, _, fraction = cell.partition(".")
        days = int(whole) if SERIAL_SHAPE.fullmatch(shape_of(cell)) else 0
        sure = days in SERIALS and not fraction.strip("0")
        return (FIRST_DAY + timedelta(days)).isoformat() if sure else cell
    places = _places(shape_of(cell), rule)
    if not places:
        return cell
    year, month, day, clock = places
    read = _day(cell[year], cell[month], cell[day])
    time = _clock(cell[clock]) if clock.stop else ""
    return cell if read is None or time is None or (time and not day.stop) else read + time


@lru_cache(maxsize=1 << 13)
def _places(shape: str, rule: str) -> tuple[slice, ...]:
    """Return where year, month, day and time stand in a cell of this shape; () where they do not."""
    if len(shape) > LONGEST or ISO.fullmatch(shape):
        return ()
    found = WAYS[rule].fullmatch(shape)
    named = found is not None and "Mon" in rule
    if found is None or (named and month_of(found["name"]) is None):
        return ()
    spans = {name: slice(*found.span(name)) for name, text in found.groupdict().items() if text}
    month = spans["name" if named else "m"]
    return spans["y"], month, spans.get("d", slice(0)), spans.get("clock", slice(0))


@lru_cache(maxsize=1 << 14)
def _day(year: str, month: str, day: str) -> str | None:
    """Return a day in ISO 8601, or a month where there is no day."""
    number = int(month) if month.isdecimal() else month_of(month)
    whole = int(year) + (0 if len(year) == 4 else 2000 if int(year) < PIVOT else 1900)
    if number is None or whole not in YEARS or whole in HIJRI:
        return None
    try:
        found = date(whole, number, int(day) if day else 1)
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


@lru_cache(maxsize=1 << 17)
def _clock(text: str) -> str | None:
    """Return a time as ISO 8601 has it behind a date."""
    found = TIME.fullmatch(text.lower())
    if found is None:
        return None
    hour, half = int(found[1]), found[4]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    minute, second = int(found[2]), int(found[3] or 0)
    return f"T{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 > second else None
