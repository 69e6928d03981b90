"""Which of the allowed values a cell may stand for: never a different place.

A value is found by what people type in place of it: first without what cannot be seen, then
without case and vowel marks, then without the forms of hamza, alef, ya and ta marbuta, then with
one letter wrong. Where two values are found none is offered: of عمان alone nobody knows whether it
is عُمان (Oman) or عمّان (Amman).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from portal.tabular.hints.folds import folds, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TOLD_APART_BY_MARKS = frozenset(("عمان",))
"""Names that are two places: the marks of a cell say which, and must not be lost."""
FEW = 5
"""Letters of a value that may have one wrong; shorter ones are too near one another."""
MANY = 5_000
"""Of more values than this, one is always near: no letter may be wrong."""
LONGEST = 200
"""Of a longer text nobody can say that one letter is wrong."""
MOST = 50_000
"""Of more values than this none is suggested; finding one would take long."""
DIGITS = re.compile(r"\d+")


class Spelling:
    """Find the value that a cell stands for among allowed ones."""

    def __init__(self, allowed: Iterable[str]) -> None:
        """Take the values that may stand in a cell."""
        self.allowed = dict.fromkeys(value for value in allowed if value)

    def suggest(self, cell: str) -> str | None:
        """Return the one value that a cell may stand for, or None."""
        if cell in self.allowed or len(self.allowed) > MOST or len(cell) > LONGEST:
            return None
        folded = folds(cell)
        for key, found in zip(folded, self._by_fold, strict=True):
            values = found.get(key, ())
            if values:
                return values[0] if len(values) == 1 and _marks_agree(cell, values[0]) else None
        if len(self.allowed) > MANY:
            return None
        return self._nearly(folded[-1])

    def around(self, near: str) -> list[str]:
        """Return the values that are at most one letter away from a folded text.

        One letter is wrong, missing, too many, or two neighbours are exchanged; not the first.
        """
        keys = set(_shortened(near))
        found = {value: other for key in keys for value, other in self._shorter.get(key, ())}
        return [value for value, other in found.items() if _one_edit(near, other)]

    def _nearly(self, near: str) -> str | None:
        """Return the one value that differs by one letter, where no country is as near."""
        values = self.around(near)
        if len(values) != 1 or not _may_be_mistyped(near, values[0]):
            return None
        meant = folds(values[0])[-1]
        others = [place for place in _places().around(near) if folds(place)[-1] != meant]
        return None if others else values[0]

    @cached_property
    def _by_fold(self) -> tuple[dict[str, list[str]], ...]:
        tables: tuple[dict[str, list[str]], ...] = tuple(defaultdict(list) for _ in range(4))
        for value in self.allowed:
            for table, key in zip(tables, folds(value), strict=True):
                table[key].append(value)
        return tables

    @cached_property
    def _shorter(self) -> dict[str, list[tuple[str, str]]]:
        table: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for value in self.allowed:
            near = folds(value)[-1]
            for key in set(_shortened(near)):
                table[key].append((value, near))
        return table


def suggest_from(value: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a value may stand for, or None.

    ``Spelling`` does it for many values of the same candidates.
    """
    return Spelling(candidates).suggest(value)


def same_spelling(first: str, second: str) -> bool:
    """Tell whether two texts differ in nothing but their spelling."""
    return any(a == b for a, b in zip(folds(first), folds(second), strict=True))


def _marks_agree(cell: str, value: str) -> bool:
    """Tell whether the vowel marks of two spellings of one word do not speak against it."""
    own, other = marks(cell), marks(value)
    if folds(cell)[1] in TOLD_APART_BY_MARKS:
        return own <= other
    return own <= other or other <= own


def _may_be_mistyped(near: str, value: str) -> bool:
    """Tell whether one wrong letter is likelier than another value: not in codes and numbers."""
    other = folds(value)[-1]
    if value.isascii() and value == value.upper():
        return False
    if min(len(near), len(other)) < FEW - 1 or max(len(near), len(other)) < FEW:
        return False
    return DIGITS.findall(near) == DIGITS.findall(other)


def _shortened(text: str) -> Iterator[str]:
    """Yield a text, and what is left of it without one of its letters after the first."""
    yield text
    for at in range(1, len(text)):
        yield text[:at] + text[at + 1 :]


def _one_edit(first: str, second: str) -> bool:
    """Tell whether one letter differs, is missing, or two neighbours are exchanged."""
    first, second = sorted((first, second), key=len)
    pairs = enumerate(zip(first, second, strict=False))
    at = next((position for position, (a, b) in pairs if a != b), len(first))
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    exchanged = first[at + 1 : at + 2] + first[at : at + 1] + first[at + 2 :]
    return first[at + 1 :] == second[at + 1 :] or exchanged == second[at:]


@cache
def _places() -> Spelling:
    """Return the names of the world's countries, in both languages."""
    from babel import Locale  # noqa: PLC0415  # needed where a value is nearly right, and slow

    return Spelling(
        name for language in ("ar", "en") for name in Locale(language).territories.values()
    )
