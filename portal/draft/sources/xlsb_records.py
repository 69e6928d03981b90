"""The records of a binary workbook, and the cells among them.

Source: [MS-XLSB], sections 2.1.4 (records), 2.4 (their kinds) and 2.5 (structures).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
KINDS = {
    1: "blank",
    2: "rk",
    3: "error",
    4: "bool",
    5: "real",
    6: "text",
    7: "string",
    8: "text",
    9: "real",
    10: "bool",
    11: "error",
    62: "rich",
}
"""What a cell holds by the kind of its record; 8 to 11 are results of formulas."""
SHORT = {12: "blank", 13: "rk", 14: "error", 15: "bool", 16: "real", 17: "text", 18: "string"}
"""The same for a cell that does not say its column: it stands beside the one before."""


@dataclass(frozen=True)
class Cell:
    """Hold a cell: a text or a value, or which one of the table of strings."""

    column: int
    style: int
    value: str | float = ""
    string: int | None = None


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the bytes of each record; raise LookupError where one is cut off."""
    position = 0
    while position < len(part):
        kind, position = _variable(part, position, 2)
        size, position = _variable(part, position, 4)
        if position + size > len(part):
            raise IndexError(position)
        yield kind, part[position : position + size]
        position += size


def cell_of(kind: int, body: bytes, before: int) -> Cell | None:
    """Return the cell in a record, or None where it is another one; ``before`` is the last column."""
    if kind in KINDS:
        what = KINDS[kind]
        (column,) = struct.unpack_from("<I", body)
        body = body[4:]
    elif kind in SHORT:
        what, column = SHORT[kind], before + 1
    else:
        return None
    style = int.from_bytes(body[:3], "little")
    rest = body[4:]
    if what == "blank":
        return Cell(column, style)
    if what == "string":
        return Cell(column, style, string=struct.unpack_from("<I", rest)[0])
    return Cell(column, style, _value(what, rest))


def wide_text(body: bytes, position: int) -> tuple[str, int]:
    """Return the text at a position, and where it ends; one that is not there is empty."""
    (length,) = struct.unpack_from("<I", body, position)
    position += 4
    if length == 0xFFFFFFFF:
        return "", position
    end = position + 2 * length
    if end > len(body):
        raise IndexError(position)
    return body[position:end].decode("utf-16-le"), end


def rich_text(body: bytes) -> str:
    """Return a text without its fonts and pronunciations."""
    return wide_text(body, 1)[0]


def _value(what: str, rest: bytes) -> str | float:
    if what == "real":
        return float(struct.unpack_from("<d", rest)[0])
    if what == "rk":
        return _packed(struct.unpack_from("<I", rest)[0])
    if what == "bool":
        return "true" if rest[0] else "false"
    if what == "error":
        return ERRORS.get(rest[0], "#N/A")
    return rich_text(rest) if what == "rich" else wide_text(rest, 0)[0]


def _packed(number: int) -> float:
    """Return a number of 30 bits: a whole one or the upper half of a fraction, perhaps hundredths."""
    if number & 2:
        whole = (number >> 2) - (1 << 30 if number & 1 << 31 else 0)
        value = float(whole)
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0])
    return value / 100 if number & 1 else value


def _variable(part: bytes, position: int, most: int) -> tuple[int, int]:
    """Return a number whose bytes say whether another one follows, and where it ends."""
    number = 0
    for place in range(most):
        byte = part[position]
        position += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, position
