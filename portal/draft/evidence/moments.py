"""Dates, months and times of day: in which one way all cells of a column are written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from portal.tabular.hints.dates import HIJRI

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

YEARS = range(1500, 2200)
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
WITH_CLOCK = re.compile(r"(.+?)( ?)((?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ISO_MOMENT = re.compile(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[T ]({CLOCK}:[0-5][0-9](?:\.[0-9]{{1,6}})?(?:Z|[+-]{CLOCK})?)"
)
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
SECONDS = re.compile(rf"{CLOCK}:[0-5][0-9]")
MINUTES = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
YEAR_LAST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
COMPACT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


class Moment(NamedTuple):
    """Say of which type dates or times are, or why they stay texts."""

    type: str | None
    """None where they stay texts."""
    format: str = "default"
    reason: str = ""
    """The key of the sentence, where they stay texts."""
    example: str = ""
    other: str = ""


def moment_of(texts: Collection[str]) -> Moment | None:
    """Return what the texts are, if all of them are dates or times written in one way."""
    first = next(iter(texts))
    if not first[:1].isdecimal() or len(first) > 40:
        return None
    for way in (_iso_day, _iso_moment, _month, _clock, _written):
        found = way(texts)
        if found is not None:
            return found
    return None


def are_compact(texts: Collection[str]) -> bool:
    """Tell whether all texts are days written as 20240131."""
    return all(
        COMPACT.fullmatch(text) and _day(text[:4], text[4:6], text[6:]) is not None
        for text in texts
    )


def _iso_day(texts: Collection[str]) -> Moment | None:
    if not all(map(ISO_DAY.fullmatch, texts)):
        return None
    days = [_day(text[:4], text[5:7], text[8:]) for text in texts]
    return _settled("date", "default", texts, days)


def _iso_moment(texts: Collection[str]) -> Moment | None:
    found = [ISO_MOMENT.fullmatch(text) for text in texts]
    if not all(found):
        return None
    days = [_day(day[1][:4], day[1][5:7], day[1][8:]) for day in found if day]
    return _settled("datetime", "default", texts, days)


def _month(texts: Collection[str]) -> Moment | None:
    found = [match for text in texts if (match := MONTH.fullmatch(text))]
    if len(found) < len(texts):
        return None
    if all(int(one[2]) == (int(one[1]) + 1) % 100 for one in found):
        return Moment(None, reason="season", example=found[0][0])  # 2010-11 is rather 2010 to 2011
    if any(int(one[1]) in HIJRI for one in found):
        return Moment(None, reason="hijri-date", example=found[0][0])
    return Moment("yearmonth") if all(int(one[1]) in YEARS for one in found) else None


def _clock(texts: Collection[str]) -> Moment | None:
    if all(map(SECONDS.fullmatch, texts)):
        return Moment("time")
    return Moment("time", "%H:%M") if all(map(MINUTES.fullmatch, texts)) else None


def _written(texts: Collection[str]) -> Moment | None:
    """Return the one format of days in three numbers, with or without a time."""
    clock = _clock_format(next(iter(texts)))
    days = list(_without_clock(texts, clock))
    if len(days) < len(texts):
        return None
    type_ = "datetime" if clock else "date"
    first = [match for day in days if (match := YEAR_FIRST.fullmatch(day))]
    if len(first) == len(days) and len({one[2] for one in first}) == 1:
        sign = first[0][2]
        form = "default" if sign == "-" and not clock else f"%Y{sign}%m{sign}%d{clock}"
        return _settled(type_, form, texts, [_day(one[1], one[3], one[4]) for one in first])
    last = [match for day in days if (match := YEAR_LAST.fullmatch(day))]
    if len(last) < len(days) or len({one[2] for one in last}) > 1:
        return None
    return _ordered(type_, clock, texts, last)


def _ordered(
    type_: str, clock: str, texts: Collection[str], found: list[re.Match[str]]
) -> Moment | None:
    """Tell day and month apart, by all cells together."""
    day_first = next((one[0] for one in found if int(one[1]) > 12), "")
    month_first = next((one[0] for one in found if int(one[3]) > 12), "")
    if day_first and month_first:
        return Moment(None, reason="date-mixed", example=day_first, other=month_first)
    if any(int(one[4]) in HIJRI for one in found):
        return Moment(None, reason="hijri-date", example=found[0][0])
    if not day_first and not month_first:
        return Moment(None, reason="date-ambiguous", example=found[0][0])
    sign = found[0][2]
    if day_first:
        form = f"%d{sign}%m{sign}%Y{clock}"
        return _settled(type_, form, texts, [_day(one[4], one[3], one[1]) for one in found])
    form = f"%m{sign}%d{sign}%Y{clock}"
    return _settled(type_, form, texts, [_day(one[4], one[1], one[3]) for one in found])


def _settled(
    type_: str, form: str, texts: Collection[str], days: list[date | None]
) -> Moment | None:
    if any(day is not None and day.year in HIJRI for day in days):
        return Moment(None, reason="hijri-date", example=next(iter(texts)))
    if any(day is None or day.year not in YEARS for day in days):
        return None
    return Moment(type_, form)


def _clock_format(text: str) -> str:
    found = WITH_CLOCK.fullmatch(text)
    if found is None:
        return ""
    between = found[2] or ("T" if found[1].endswith("T") else "")
    return f"{between}%H:%M" + (":%S" if found[3].count(":") == 2 else "") if between else ""


def _without_clock(texts: Collection[str], clock: str) -> Iterator[str]:
    for text in texts:
        if not clock:
            yield text
        elif _clock_format(text) == clock:
            yield text.partition(clock[0])[0]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
