"""Typed cells of Frictionless as values of SQLite, by the column's type and without rounding.

=================================  ==============================================
Table Schema                       SQLite
=================================  ==============================================
string, any                        TEXT, the cell as it is
integer, year                      INTEGER
boolean                            INTEGER, 0 or 1
number                             REAL
date, time, datetime               TEXT, ISO 8601; UTC as ``Z``
yearmonth                          TEXT, ``YYYY-MM``
duration                           TEXT, the cell as it is
object, array, geojson             TEXT, the JSON of the cell
geopoint                           TEXT, JSON ``[longitude, latitude]``
list                               TEXT, JSON array
=================================  ==============================================
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.catalog.model import Field

Value = str | int | float | None


class InexactError(Exception):
    """Say that a value cannot be held exactly; ends as a row of a report."""


LITERAL = frozenset(("object", "array", "geojson", "duration"))
"""Types of which the cell's text is kept: it is the value, with every digit."""

MOST_DECIMALS = 100
"""Decimals of a coordinate."""


def converter(field: Field, described: Mapping[str, Any]) -> Callable[[Any], Value] | None:
    """Return what turns a typed cell (its text where the type is in LITERAL) into a value.

    None where the typed cell is the value. ``described`` is the field in the schema as written.
    The function that is returned raises InexactError.
    """
    if field.type == "list":
        return _list_converter(described.get("itemType", "string"))
    return CONVERTERS.get(field.type)


def _integer(cell: int) -> int:
    if not -(1 << 63) <= cell < 1 << 63:
        raise InexactError
    return cell


def _number(cell: Decimal) -> float:
    if not cell.is_finite():
        raise InexactError
    value = float(cell)
    if Decimal(repr(value)) != cell:
        raise InexactError
    return value


def _boolean(cell: bool) -> int:
    return int(cell)


def _iso(cell: Any) -> str:
    text: str = cell.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _yearmonth(cell: Any) -> str:
    return f"{cell.year:04}-{cell.month:02}"


def _json(literal: str) -> str:
    # Python reads NaN and Infinity, which are no JSON.
    if "N" in literal or "I" in literal:
        json.loads(literal, parse_constant=_refuse_constant)
    return literal.strip()


def _geopoint(cell: Any) -> str:
    if any(abs(part.as_tuple().exponent) > MOST_DECIMALS for part in cell):
        raise InexactError  # written out, 1e-999999999 would have a billion digits
    return f"[{cell.lon:f}, {cell.lat:f}]"


def _list_converter(item_type: str) -> Callable[[Any], Value]:
    """Return the converter of a list, whose items have a type of their own."""
    item = CONVERTERS.get(item_type)

    def convert(cell: list[Any]) -> str:
        values = cell if item is None else [item(value) for value in cell]
        return json.dumps(values, ensure_ascii=False)

    return convert


def _refuse_constant(_name: str) -> None:
    raise InexactError


CONVERTERS: dict[str, Callable[[Any], Value]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _iso,
    "time": _iso,
    "datetime": _iso,
    "yearmonth": _yearmonth,
    "duration": str,
    "object": _json,
    "array": _json,
    "geojson": _json,
    "geopoint": _geopoint,
}
