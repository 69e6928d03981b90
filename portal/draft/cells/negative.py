"""Numbers below nothing in the ways of accountants and typesetters: ``(5)``, ``5-``, ``−5``."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.draft.cells.numbers import DASH, is_number, parts
from portal.draft.cells.view import LONGEST, MOST, Finding, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.cells.view import View

BRACKETS, BEHIND, LOOKALIKE = RULES = ("(1)", "1-", "\u22121")


def propose(view: View) -> Iterator[Finding]:
    """Yield the ways in which a column of numbers writes those below nothing.

    Brackets or a dash behind *every* number may mean something else.
    """
    if view.characters.isdisjoint(f"(-{DASH}") or view.share(is_number) < MOST:
        return
    ways: Counter[str] = Counter()
    numbers = 0
    for shape, count in view.shapes.items():
        if is_number(shape):
            numbers += count
            ways[_way(shape)] += count
    for rule in RULES:
        if ways[rule]:
            yield Finding("negative", rule, certain=rule == LOOKALIKE or ways[rule] < numbers)


def change(cell: str, rule: str) -> str:
    """Return a number with a minus before it."""
    shape = shape_of(cell) if len(cell) <= LONGEST else ""
    found = parts(shape)
    if found is None or _way(shape) != rule:
        return cell
    body = cell[len(found[0]) :][: len(found[1])]
    return f"-{body}" if body.strip("0.,") else body


@lru_cache(maxsize=1 << 13)
def _way(shape: str) -> str:
    """Return how a number below nothing is written; ``""`` where it is not, or in the plain way."""
    before, _, after = parts(shape) or ("", "", "")
    if before.startswith("("):
        return BRACKETS
    if after:
        return BEHIND
    return LOOKALIKE if before and before not in {"-", "+"} and before[0] != "+" else ""
