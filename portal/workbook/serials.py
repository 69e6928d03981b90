"""Dates of spreadsheets: numbers of days, which only the number format of their cell tells apart."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

DAY = 86_400_000
"""Milliseconds; finer than that, a spreadsheet's time is noise of its binary fraction."""
# A spreadsheet knows no time zones.
EPOCH_1900 = datetime(1899, 12, 31)  # noqa: DTZ001
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST = 2_958_466
"""The serial number of 10000-01-01, in the 1900 system."""
BUILT_IN = {
    **dict.fromkeys(range(14, 18), "date"),
    **dict.fromkeys(range(18, 22), "time"),
    22: "datetime",
    # Formats of East Asian versions: dates and times, by their value.
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "date"),
    45: "time",
    46: "duration",
    47: "time",
}
"""Formats that a workbook uses without describing them (ECMA-376 part 1, 18.8.30)."""

# What is no code: quoted text, an escaped or padding character, colours, conditions and languages.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)
HALVES = re.compile(r"am/pm|a/p", re.IGNORECASE)
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def kind_of_format(code: str) -> str:
    """Return ``date``, ``time``, ``datetime`` or ``duration`` for a number format, or ``""``."""
    # A format that shows numbers may have a section for text, where letters mean nothing.
    first = LITERAL.sub("", code.split(";", maxsplit=1)[0])
    if ELAPSED.search(first):
        return "duration"
    codes = HALVES.sub("h", first).casefold()
    clock = bool(re.search("[hs]", codes))
    # An m beside hours or seconds means minutes; an e is a year unless it is an exponent.
    calendar = bool(re.search(r"[dyg]|e(?![+-])", codes)) or ("m" in codes and not clock)
    return {(True, True): "datetime", (True, False): "date", (False, True): "time"}.get(
        (calendar, clock), ""
    )


def moment(
    serial: float, kind: str, *, since_1904: bool
) -> date | datetime | time | timedelta | str | None:
    """Return what a number means under a format of that kind; None where it means no moment.

    The 1900 system has a 29th of February 1900, which is returned as text: it is no date.
    """
    if not 0 <= serial < LAST:
        return None
    days, rest = divmod(round(serial * DAY), DAY)
    clock = timedelta(milliseconds=rest)
    if kind == "duration":
        return timedelta(days=days) + clock
    if kind == "time" and not days:
        return (EPOCH_1904 + clock).time()
    if since_1904:
        epoch = EPOCH_1904
    elif days == 60:
        return "1900-02-29"
    elif not days:
        return None
    else:
        epoch = EPOCH_1900 if days < 60 else EPOCH_1900 - timedelta(days=1)
    value = epoch + timedelta(days=days) + clock
    return value.date() if kind == "date" and not rest else value
