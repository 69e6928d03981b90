"""The text that a CSV file would hold for a cell of a sheet.

A real number or date in a sheet has no writing of its own. Where the schema asks for one (a decimal
comma, ``%d/%m/%Y``), it is written so; read without that, 1234.5 could become 12345.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.catalog.model import Field
    from portal.workbook.cells import Cell

PLAIN = range(-15, 21)
"""Exponents of numbers that are written without one."""
MIDNIGHT = time()


def text_of(cell: Cell) -> str:
    """Return a cell as text: ISO dates, ``true`` and ``false``, numbers with the digits they have.

    The value counts, not how it is shown: 25 % is 0.25.
    """
    return TEXTS[type(cell)](cell)


def writer(field: Field, described: Mapping[str, Any]) -> Callable[[Cell], str]:
    """Return what writes a cell of a field; texts stay as they are.

    ``described`` is the field in the schema as written.
    """
    mark = _decimal_mark(field, described)
    if mark != ".":
        return lambda cell: (
            text_of(cell).replace(".", mark) if isinstance(cell, float) else text_of(cell)
        )
    if field.type == "boolean":
        true = (described.get("trueValues") or ["true"])[0]
        false = (described.get("falseValues") or ["false"])[0]
        return lambda cell: (true if cell else false) if isinstance(cell, bool) else text_of(cell)
    if field.type in MOMENTS:
        pattern = None if field.format in {"default", "any"} else field.format
        moment = MOMENTS[field.type]
        return lambda cell: _formatted(moment(cell), pattern)
    return text_of


def _decimal_mark(field: Field, described: Mapping[str, Any]) -> str:
    if field.type == "number":
        return str(described.get("decimalChar", "."))
    # A whole number has none; a point that is taken for a separator would be left out.
    return "," if field.type == "integer" and "." in described.get("groupChar", "") else "."


def _number(cell: float) -> str:
    """Return the shortest digits that mean this number, without an exponent where it is readable."""
    digits = Decimal(repr(cell))
    if cell and digits.adjusted() not in PLAIN:
        return repr(cell)
    text = f"{digits:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _elapsed(cell: timedelta) -> str:
    """Return hours, minutes and seconds, as a format that counts hours beyond a day shows them."""
    minutes, seconds = divmod(cell.days * 86_400 + cell.seconds, 60)
    fraction = f".{cell.microseconds:06}" if cell.microseconds else ""
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{fraction}"


def _formatted(cell: Cell, pattern: str | None) -> str:
    if pattern is None or not isinstance(cell, date | time):
        return text_of(cell)
    return cell.strftime(pattern)


def _as_date(cell: Cell) -> Cell:
    """Return the day of a cell whose format shows a time as well, if that is midnight."""
    return cell.date() if isinstance(cell, datetime) and cell.time() == MIDNIGHT else cell


def _as_datetime(cell: Cell) -> Cell:
    """Return the beginning of a day, which a spreadsheet shows without its time."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, MIDNIGHT)
    return cell


def _as_month(cell: Cell) -> Cell:
    """Return the month for its first day: Excel makes a date of a month that is typed."""
    day = _as_date(cell)
    if isinstance(day, date) and not isinstance(day, datetime) and day.day == 1:
        return f"{day:%Y-%m}"
    return cell


def _as_duration(cell: Cell) -> Cell:
    """Return an ISO 8601 duration."""
    if not isinstance(cell, timedelta):
        return cell
    hours, minutes, seconds = _elapsed(cell).split(":")
    return f"PT{int(hours)}H{int(minutes)}M{_number(float(seconds))}S"


def _as_time(cell: Cell) -> Cell:
    """Return the time of a cell whose format counts hours."""
    if isinstance(cell, timedelta) and not cell.days:
        return time.fromisoformat(_elapsed(cell))
    return cell


TEXTS: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda cell: "true" if cell else "false",
    int: str,
    float: _number,
    timedelta: _elapsed,
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
}
MOMENTS: dict[str, Callable[[Cell], Cell]] = {
    "date": _as_date,
    "datetime": _as_datetime,
    "time": _as_time,
    "yearmonth": _as_month,
    "duration": _as_duration,
}
"""What a moment is in a field of that type."""
