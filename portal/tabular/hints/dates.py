"""Dates and times as people write them.

Day and month are told apart only where one of them is above 12, or both are the same.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from portal.tabular.hints.months import MONTHS, folded

FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets that count from 1900."""
SERIALS = range(20_000, 60_000)
"""Numbers of days, from 1954 to 2064, that are taken for dates."""
HIJRI = range(1300, 1501)
"""Years that are rather of the Hijri calendar: 1883 to 2077."""
ORDINAL = re.compile(r"\b(\d{1,2})(st|nd|rd|th)\b")
NAMES = re.compile(
    r"(?<!\w)(" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?!\w)"
)
TWICE = re.compile(r"@(\d+)\s*/\s*@\1\b")
PARTS = re.compile(r"(@?\d+)(?:\s*[/.\-,\s]\s*(@?\d+))?(?:\s*[/.\-,\s]\s*(@?\d+))?")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
MOMENT = re.compile(r"(.+?)(?:T|,?\s+)(\d{1,2}:\d\d.*)")
YEAR = re.compile(r"(\d+)(?:\.0+|\s*[مه]ـ?\.?)?")

Found = tuple[str | None, str | None]


def read(text: str, kind: str, form: str) -> Found:
    """Return what is unusual about a date or time, and how the schema would have it written.

    ``text`` has western digits; ``kind`` is the type of the field and ``form`` its format.
    """
    if kind == "time":
        clock = _clock(text)
        return None, None if clock is None else _written(clock, form)
    if kind == "year":
        return _year(text)
    if kind == "yearmonth":
        return _yearmonth(text)
    moment = MOMENT.fullmatch(text)
    clock = _clock(moment[2]) if moment else None
    if moment and clock is None:
        return None, None
    code, day = _day(moment[1] if moment else text)
    if day is None or (kind == "date" and clock not in {None, time()}):
        return code, None
    if kind == "date":
        return code, _written(day, form)
    return code, None if clock is None else _written_moment(day, clock, form)


def _day(text: str) -> tuple[str | None, date | None]:
    """Return what is unusual about a date, and the date where it can be only one."""
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        number = float(text)
        sure = int(number) in SERIALS and number == int(number)
        return "date-serial", FIRST_DAY + timedelta(int(number)) if sure else None
    if re.fullmatch(r"(19|20)\d{6}", text):
        return None, _valid(int(text[:4]), int(text[4:6]), int(text[6:]))
    plain = _numbered(text)
    match = PARTS.fullmatch(plain)
    if match is None or match[3] is None:
        return None, None
    code = "date-month" if "@" in plain else None
    parts = match.groups()
    years = [part for part in parts if len(part) == 4 and "@" not in part]
    if len(years) != 1:
        return "year-short" if all(len(part) <= 3 for part in parts) else code, None
    if int(years[0]) in HIJRI:
        return "hijri", None
    place = parts.index(years[0])
    others = [part for part in parts if part is not parts[place]]
    if place == 1 or any(len(part.lstrip("@")) > 2 for part in others):
        return code, None
    return _with_year(int(years[0]), others, code, year_first=place == 0)


def _with_year(
    year: int, others: list[str], code: str | None, *, year_first: bool
) -> tuple[str | None, date | None]:
    """Tell day and month apart."""
    named = [part for part in others if part.startswith("@")]
    if named:
        rest = next((part for part in others if part not in named), None)
        return code, None if rest is None else _valid(year, int(named[0][1:]), int(rest))
    first, second = map(int, others)
    if year_first:
        return code, _valid(year, first, second)
    if first != second and first <= 12 and second <= 12:
        return "date-ambiguous", None
    day, month = (first, second) if first > 12 else (second, first)
    return "date-order", _valid(year, month, day)


def _year(text: str) -> Found:
    match = YEAR.fullmatch(text)
    if match is None:
        return None, None
    number = match[1]
    if "ه" in text:
        return "hijri", None
    if len(number) < 4:
        return "year-short", None
    return None, number


def _yearmonth(text: str) -> Found:
    plain = _numbered(text)
    match = PARTS.fullmatch(plain)
    if match is None or match[2] is None or match[3] is not None:
        return None, None
    code = "date-month" if "@" in plain else "date-order"
    year, month = sorted((match[1], match[2]), key=lambda part: len(part.lstrip("@")), reverse=True)
    number = int(month.lstrip("@"))
    if "@" in year or len(year) != 4 or not 1 <= number <= 12:
        return (code if "@" in plain else None), None
    if int(year) in HIJRI:
        return "hijri", None
    return code, f"{year}-{number:02}"


def _numbered(text: str) -> str:
    """Return a date with ``@`` and a number for the name of a month."""
    plain = NAMES.sub(lambda match: f"@{MONTHS[match[1]]}", ORDINAL.sub(r"\1", folded(text)))
    return TWICE.sub(r"@\1", plain)


def _clock(text: str) -> time | None:
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(value: date | time, form: str) -> str:
    return value.strftime(form) if "%" in form else value.isoformat()


def _written_moment(day: date, clock: time, form: str) -> str:
    if "%" not in form:
        return f"{day.isoformat()}T{clock.isoformat()}"
    return datetime.combine(day, clock).strftime(form)
