"""Read the values of a query: text in, a value of the column's type out."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.query.model import Value

WHOLE = re.compile(r"[+-]?[0-9]+")
DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
BOOLEANS = {"true": 1, "1": 1, "false": 0, "0": 0}

# Arabic-Indic and Persian digits, the Arabic decimal separator and the typographic minus; the
# Arabic thousands separator and the direction marks that come along when a number is copied go.
PLAIN = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫\u2212", "01234567890123456789.-", "٬\u200e\u200f\u061c"
)


class Kind(NamedTuple):
    """Say what a type expects, in words, and how a value of it is read."""

    expected: str
    read: Callable[[str], Value]


def read(type_: str, text: str) -> Value:
    """Return the value that ``text`` stands for in a column of this type.

    Text columns take it as it is. Elsewhere digits may be Arabic or Persian. Raises ValueError
    with what is expected instead.
    """
    kind = KINDS.get(type_)
    if kind is None:
        return text
    plain = text.translate(PLAIN).strip()
    try:
        if plain.isascii():
            return kind.read(plain)
    except ValueError:
        pass
    raise ValueError(kind.expected)


def written(value: Value) -> str:
    """Return a value as it is written in an address, the way ``read`` takes it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def integer(text: str) -> int:
    """Return a whole number that SQLite can hold; raise ValueError for anything else."""
    if WHOLE.fullmatch(text) is None:
        raise ValueError(text)
    number = int(text)
    if not is_held(number):
        raise ValueError(text)
    return number


def is_held(number: int) -> bool:
    """Tell whether SQLite can hold a whole number, which has 64 bits there."""
    return -(2**63) <= number < 2**63


def _number(text: str) -> float:
    if DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number + 0.0  # makes -0.0 and 0.0 one value


def _boolean(text: str) -> int:
    try:
        return BOOLEANS[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def _date(text: str) -> str:
    # Python also reads 20200101 and 2020-W01-1, which do not compare as text.
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return text


def _datetime(text: str) -> str:
    day, rest = _date(text[:10]), text[11:]
    if text[10:] and (text[10] not in "T " or not rest):
        raise ValueError(text)
    iso = f"{day}T{rest}" if rest else day
    datetime.fromisoformat(iso)
    return iso


def _time(text: str) -> str:
    time.fromisoformat(text)
    if text[2:3] != ":":
        raise ValueError(text)
    return text


def _month(text: str) -> str:
    return _date(f"{text}-01")[:7]


KINDS = {
    "integer": Kind("a whole number of at most 64 bits", integer),
    "year": Kind("a year, for example 2014", integer),
    "number": Kind("a number, for example 44.5", _number),
    "boolean": Kind("true or false", _boolean),
    "date": Kind("a date, for example 2014-03-31", _date),
    "datetime": Kind("a date or a time, for example 2014-03-31T08:30:00", _datetime),
    "time": Kind("a time, for example 08:30:00", _time),
    "yearmonth": Kind("a month, for example 2014-03", _month),
}
"""By type of Table Schema; every other type is text."""
