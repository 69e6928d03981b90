r"""Regular expressions of a schema: those that Polars decides.

Python and Polars write the same things alike that mean something else: ``\d`` are digits of
different editions of Unicode, ``$`` may stand before a last line end. So a pattern is taken apart
and written anew with explicit ranges of characters, each of them a part of what Python matches;
nothing in it is negative but classes, so a text that matches it matches the pattern in Python. A
pattern with anything else is not for Polars.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    Ranges = list[tuple[int, int]]

LAST = 0x10FFFF
ASCII = 0x7F
ANY_BUT_LINE_END: Ranges = [(0, 0x09), (0x0B, LAST)]
CATEGORIES: dict[str, Ranges] = {
    "d": [(0x30, 0x39)],
    "s": [(0x09, 0x0D), (0x20, 0x20)],
    "w": [(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
}
"""What is a digit, a space, a letter of words among the characters of ASCII."""
CONTROLS = {"n": 0x0A, "r": 0x0D, "t": 0x09, "f": 0x0C, "v": 0x0B}
CODE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))")
GROUP = re.compile(r"\((?:\?:|\?P<[A-Za-z_][A-Za-z0-9_]*>|(?!\?))")
QUANTIFIER = re.compile(r"(?:[*+?]|\{([0-9]{1,4})(?:,([0-9]{0,4}))?\})\??")


class _UnsureError(Exception):
    """Say that a pattern has a part whose meaning is not the same for certain."""


def linear(pattern: str) -> str | None:
    """Return a pattern of Polars for texts of which the whole matches ``pattern`` in Python.

    It matches no other text, but not every such text. None where there is no such pattern.
    """
    try:
        written, _, _ = _branches(pattern, 0)
        translated = rf"\A(?:{written})\z"
        pl.Series([""]).str.contains(translated)
        re.compile(pattern)
    except (_UnsureError, RecursionError, OverflowError, re.error, pl.exceptions.ComputeError):
        return None
    return translated


def _branches(pattern: str, at: int) -> tuple[str, bool, int]:
    """Translate up to a closing bracket; tell whether it may match nothing, and where it ends."""
    branches = []
    empty = False
    while True:
        written, may_be_empty, at = _sequence(pattern, at)
        branches.append(written)
        empty |= may_be_empty
        if pattern[at : at + 1] != "|":
            return "|".join(branches), empty, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[str, bool, int]:
    written = ""
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        atom, may_be_empty, at = _atom(pattern, at)
        quantifier = QUANTIFIER.match(pattern, at)
        if quantifier:
            # What Python does where a repeated part matches nothing is not described.
            if may_be_empty:
                raise _UnsureError
            atom += quantifier.group()
            may_be_empty = quantifier.group()[0] in "*?" or int(quantifier[1] or 1) == 0
            at = quantifier.end()
        written += atom
        empty &= may_be_empty
    return written, empty, at


def _atom(pattern: str, at: int) -> tuple[str, bool, int]:
    sign = pattern[at]
    if sign == "(":
        opening = GROUP.match(pattern, at)
        if opening is None:
            raise _UnsureError
        written, empty, at = _branches(pattern, opening.end())
        if pattern[at : at + 1] != ")":
            raise _UnsureError
        return f"(?:{written})", empty, at + 1
    if sign in "^$":
        return r"\A" if sign == "^" else r"\z", True, at + 1
    if sign == "[":
        ranges, at = _class(pattern, at + 1)
        return _written(ranges), False, at
    if sign == ".":
        return _written(ANY_BUT_LINE_END), False, at + 1
    if sign == "\\":
        ranges, _, at = _escape(pattern, at)
        return _written(ranges), False, at
    if sign in "*+?{}]":
        raise _UnsureError
    return _written([(ord(sign), ord(sign))]), False, at + 1


def _class(pattern: str, at: int) -> tuple[Ranges, int]:
    negated = pattern[at : at + 1] == "^"
    at += negated
    ranges: Ranges = []
    known = LAST
    while pattern[at : at + 1] != "]" or not ranges:
        members, category, at = _member(pattern, at)
        if category:
            known = ASCII
        if pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] != "]":
            ends, _, at = _member(pattern, at + 1)
            members = [(members[0][0], ends[0][0])]
        ranges += members
    # Of a category only its characters in ASCII are sure, so the rest is sure only there too.
    return _rest(ranges, known) if negated else ranges, at + 1


def _member(pattern: str, at: int) -> tuple[Ranges, bool, int]:
    sign = pattern[at : at + 1]
    if sign == "\\":
        return _escape(pattern, at)
    # Some of these have no meaning yet, and Python warns that they will have one.
    if sign == "" or sign in "[&~|" or (sign == "-" and pattern[at + 1 : at + 2] == "-"):
        raise _UnsureError
    return [(ord(sign), ord(sign))], False, at + 1


def _escape(pattern: str, at: int) -> tuple[Ranges, bool, int]:
    """Return the characters that an escape matches for certain, and whether it is a category."""
    code = CODE.match(pattern, at)
    if code:
        point = int(code[1] or code[2], 16)
        return [(point, point)], False, code.end()
    sign = pattern[at + 1 : at + 2]
    if sign and sign in "dsw":
        return CATEGORIES[sign], True, at + 2
    if sign and sign in "DSW":
        return _rest(CATEGORIES[sign.lower()], ASCII), True, at + 2
    if sign and sign in CONTROLS:
        return [(CONTROLS[sign], CONTROLS[sign])], False, at + 2
    if not sign.isascii() or sign.isalnum() or not sign:
        raise _UnsureError
    return [(ord(sign), ord(sign))], False, at + 2


def _rest(ranges: Iterable[tuple[int, int]], last: int) -> Ranges:
    """Return the characters up to ``last`` that are in none of the ranges."""
    rest = []
    begin = 0
    for low, high in sorted(ranges):
        if low > begin:
            rest.append((begin, min(low - 1, last)))
        begin = max(begin, high + 1)
    if begin <= last:
        rest.append((begin, last))
    return [(low, high) for low, high in rest if low <= high]


def _written(ranges: Ranges) -> str:
    if not ranges:
        raise _UnsureError
    return "[{}]".format("".join(rf"\x{{{low:X}}}-\x{{{high:X}}}" for low, high in ranges))
