"""Rare spellings of frequent values, in columns of few categories or of codes from a list.

What may stand for what is decided by ``portal.tabular.hints.spelling``: never a different place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from portal.draft.cells.dates import is_dated
from portal.draft.cells.numbers import is_number
from portal.draft.cells.view import MOST, Finding, shape_of
from portal.tabular.hints.folds import folds
from portal.tabular.hints.spelling import TOLD_APART_BY_MARKS, Spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.draft.cells.view import View

ARROW = " → "
FEWER = 2
"""A category occurs so often at least, on average."""
CATEGORIES = 1_000
"""More different values are no categories."""
TIMES = 2
"""A value occurs at least so many times as often as its misspelling."""
FEW = 100
"""Of more different values than this, two that differ by a letter are rather two values."""
SLIPS = 2
RARE = 20
"""A wrong letter is a slip where it occurs ``SLIPS`` times at most, or ``RARE`` times less often."""
WORD = 4
"""Letters of a word in which one may be wrong: Room A is not Room B."""
LONGEST = 100
"""A longer text is no category."""
CODES = 3
"""So many different codes of a list are in a column that refers to it."""
MARKS_ONLY = 3
"""How many steps of folding leave the letters as they are, but for their marks and forms."""


def propose(view: View) -> Iterator[Finding]:
    """Yield a finding for each value that is meant to be another one."""
    values = view.filled
    total = sum(values.values())
    codes = _codes(view, total)
    categories = len(values) <= CATEGORIES and total >= FEWER * len(values)
    if codes is None and not categories:
        return
    kept: list[str] = []
    frequent: dict[int, Spelling] = {}
    for wrong, count in sorted(values.items(), key=lambda item: -item[1]):
        right = None
        if codes is None or wrong not in codes.allowed:
            least = 1 << (TIMES * count - 1).bit_length()
            if categories and least not in frequent:
                frequent[least] = Spelling(text for text in kept if values[text] >= least)
            right = _meant(wrong, codes, frequent.get(least))
        if right is None or not _is_slip(wrong, right, values, codes):
            kept.append(wrong)
        else:
            certain = _same_letters(wrong, right) and len(right) > 1
            yield Finding("near-miss", wrong + ARROW + right, certain=certain)


def change(cell: str, rule: str) -> str:
    """Return the value that is meant where a cell is the misspelled one."""
    wrong, _, right = rule.partition(ARROW)
    return right if cell == wrong else cell


def _meant(text: str, codes: Spelling | None, frequent: Spelling | None) -> str | None:
    """Return the code or the frequent value that a text is meant to be, or None."""
    if len(text) > LONGEST or not _has_letters(text):
        return None
    meant = codes.suggest(text) if codes else None
    if meant is None and frequent is not None:
        meant = frequent.suggest(text)
    if meant is None or ARROW in text + meant or folds(text)[1] in TOLD_APART_BY_MARKS:
        return None
    return meant


def _is_slip(wrong: str, right: str, values: Mapping[str, int], codes: Spelling | None) -> bool:
    """Tell whether a value that is nearly another one is hardly one of its own."""
    if _same_letters(wrong, right) or (codes is not None and right in codes.allowed):
        return True
    words = wrong.split(), right.split()
    pairs = zip(*words, strict=False) if len(words[0]) == len(words[1]) else ()
    if any(min(map(len, pair)) < WORD for pair in pairs if pair[0] != pair[1]):
        return False
    rare = values[wrong] <= SLIPS or values[wrong] * RARE <= values[right]
    return rare and len(values) <= FEW


def _codes(view: View, total: int) -> Spelling | None:
    """Return the codes of the first list in which nearly all cells of a column are."""
    for one in view.lists:
        found = [count for text, count in view.filled.items() if text in one.values]
        if len(found) >= CODES and MOST * total <= sum(found) < total:
            return _spelling(one.values)
    return None


@lru_cache(maxsize=8)
def _spelling(values: frozenset[str]) -> Spelling:
    return Spelling(sorted(values))


def _has_letters(text: str) -> bool:
    """Tell whether a text is neither a number nor a date, which are right or wrong by themselves."""
    shape = shape_of(text)
    return any(map(str.isalpha, text)) and not is_number(shape) and not is_dated(shape)


def _same_letters(wrong: str, right: str) -> bool:
    """Tell whether two texts differ in nothing but case, marks and the forms of letters."""
    pairs = zip(folds(wrong)[:MARKS_ONLY], folds(right)[:MARKS_ONLY], strict=True)
    return any(one == other for one, other in pairs)
