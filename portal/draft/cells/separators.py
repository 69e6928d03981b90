"""Signs between thousands and before decimals: ``1,234.5`` and ``1.234,5`` are both 1234.5.

Which sign does what is told by all cells together. A point or a comma before exactly three digits
in every cell may be either: then each reading is proposed, and none is certain.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.draft.cells.numbers import (
    CONVENTIONS,
    GROUPED,
    SEPARATOR,
    THOUSANDS,
    conventions,
    is_number,
    parts,
)
from portal.draft.cells.view import LONGEST, MOST, Finding, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.cells.view import View

ALL_BUT_FEW = 0.97
"""Thousands in so many cells are not ruled out by a few decimals, which may be slips."""
MANY = 20
"""Of so many numbers, all with three digits behind the sign, more can be told than of a few: beside
short whole numbers these are thousands, and points at the same place in all stand before decimals."""
SHORT = 3
PHONE = 9
"""So many digits in every cell, in groups, may be numbers of telephones or companies."""
GROUPS = {sign: re.compile(rf"({grouped})([.,][0-9]+)?") for sign, grouped in GROUPED.items()}
DIGITS = re.compile("[0-9]+")
COMMA = re.compile("[0-9]*,[0-9]+")


def propose(view: View) -> Iterator[Finding]:
    """Yield the signs that part thousands, then the comma where it stands before decimals."""
    if view.characters.isdisjoint(SEPARATOR) or view.share(is_number) < MOST:
        return
    ways = _ways(view)
    for sign, alike in THOUSANDS.items():
        roles = {group == sign for group, mark in ways if sign in {group, mark}}
        if True in roles and not view.characters.isdisjoint(alike):
            certain = roles == {True} and not (sign != "," and _may_be_codes(view))
            yield Finding("thousands", sign, certain=certain)
    if "," in view.characters and any(mark == "," for _, mark in ways):
        yield Finding("decimal-comma", ",", certain=all(mark == "," for _, mark in ways))


def without_thousands(cell: str, rule: str) -> str:
    """Return a number without the sign between its thousands."""
    kept = _without(shape_of(cell), rule) if len(cell) <= LONGEST else None
    return cell if kept is None else "".join([cell[one] for one in kept])


def with_point(cell: str, _rule: str) -> str:
    """Return a number with a point for the comma before its decimals."""
    if "," not in cell or len(cell) > LONGEST:
        return cell
    found = parts(shape_of(cell))
    return cell.replace(",", ".") if found and COMMA.fullmatch(found[1]) else cell


@lru_cache(maxsize=1 << 13)
def _without(shape: str, sign: str) -> tuple[slice, ...] | None:
    """Return what is left of a number of this shape without the sign; None where it has none."""
    found = parts(shape)
    grouped = GROUPS[sign].fullmatch(found[1]) if found else None
    if found is None or grouped is None or (grouped[2] or "").startswith(sign):
        return None
    start = len(found[0])
    digits = [slice(start + one.start(), start + one.end()) for one in DIGITS.finditer(grouped[1])]
    return (slice(start), *digits, slice(start + grouped.end(1), None))


def _ways(view: View) -> list[tuple[str, str]]:
    """Return the readings that fit the numbers with signs in a column."""
    bodies: Counter[str] = Counter()
    for shape, count in view.shapes.items():
        found = parts(shape)
        if found is not None:
            bodies[found[1]] += count
    plain = {len(body) for body in bodies if body.isdecimal()}
    signed = {body: count for body, count in bodies.items() if not body.isdecimal()}
    fits = dict.fromkeys(CONVENTIONS, 0)
    for body, count in signed.items():
        for way in conventions(body):
            fits[way] += count
    total, best = sum(signed.values()), max(fits.values())
    if not total or best < MOST * total:
        return []
    ways = [
        way
        for way, fit in fits.items()
        if fit == best or (way[0] == "," and fit >= ALL_BUT_FEW * total)
    ]
    for sign in ",.":
        by_thousands = [way for way in ways if way[0] == sign]
        by_decimals = [way for way in ways if way[1] == sign]
        if by_thousands and by_decimals and sum(sign in text for text in view.filled) >= MANY:
            shorts = sum(text.isdecimal() for text in view.filled if text != "0")
            whole = shorts >= SHORT and max(plain, default=0) <= SHORT
            if sign == "," and whole:
                return by_thousands
            places = {body.index(".") for body in signed if "." in body}
            if sign == "." and not whole and len(places) == 1:
                return by_decimals  # 6.575, 7.185 …: numbers as they stand
    return ways


def _may_be_codes(view: View) -> bool:
    """Tell whether all cells have the same number of digits, and many."""
    lengths = {sum(map(str.isdecimal, shape)) for shape in view.shapes}
    return len(lengths) == 1 and min(lengths) >= PHONE and len(view.filled) >= SHORT
