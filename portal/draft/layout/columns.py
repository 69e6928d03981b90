"""What one column holds: numbers, dates, codes of a shape, years, or texts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from portal.tabular.proposal.cells import kind_of, mask_of
from portal.tabular.proposal.header import YEARS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALIKE = 0.8
"""Share of the cells that make the kind of a column."""
SCANT = 10
"""A column has hardly any value where only one cell in so many has one."""
DIGITS = 18
"""Digits of a number that is looked at."""


def kind_in(cell: str) -> str | None:
    """Return what a cell looks like; ``$5`` is a number, but ``USD 5`` is not, nor ``IPC 2``."""
    kind = kind_of(cell)
    return "number" if kind == "money" and not any(map(str.isalpha, cell)) else kind


def kind_of_column(cells: Sequence[str]) -> str | None:
    """Return the kind of most cells, or the shape of its codes."""
    seen = [cell for cell in cells if cell and kind_of(cell) != "empty"]
    if len(seen) < min(2, len(cells)):
        return None
    # A shape shows only in several cells.
    for describe in (kind_in, mask_of) if len(seen) > 2 else (kind_in,):
        counted = Counter(map(describe, seen))
        counted.pop(None, None)
        if counted:
            kind, count = counted.most_common(1)[0]
            if count >= _most(len(seen)):
                return kind
    return None


def _most(count: int) -> float:
    """Return how many cells of so many make the kind of a column: one may always differ."""
    return max(1, min(count * ALIKE, max(2, count - 1)))


def repeated_texts(columns: Sequence[Sequence[str]], kinds: Mapping[int, str]) -> frozenset[str]:
    """Return the texts that occur more than once in columns of values."""
    counted = Counter(
        cell for column in kinds for cell in columns[column] if cell and kind_of(cell) is None
    )
    return frozenset(cell for cell, count in counted.items() if count > 1)


def is_scant(cells: Sequence[str]) -> bool:
    """Tell whether a column has hardly any value."""
    return sum(kind_of(cell) != "empty" for cell in cells) * SCANT <= len(cells)


def are_mostly_years(cells: Sequence[str]) -> bool:
    """Tell whether a column holds years."""
    present = sum(kind_of(cell) != "empty" for cell in cells)
    return sum(whole(cell) in YEARS for cell in cells if len(cell) == 4) >= _most(present)


def are_years(numbers: Sequence[int]) -> bool:
    """Tell whether all of some numbers may be years."""
    return all(number in YEARS for number in numbers)


def is_neutral(numbers: Sequence[int], *, rising: bool) -> bool:
    """Tell whether numbers may be labels as well as values: one year, a series, rising ones."""
    if not numbers:
        return True
    if len(numbers) == 1:
        return numbers[0] in YEARS
    return not rising and do_rise(numbers)


def do_rise(numbers: Sequence[int]) -> bool:
    """Tell whether numbers count on, or rise from one to the next."""
    steps = {after - before for before, after in pairwise(numbers)}
    if len(numbers) > 2 and len(steps) == 1 and steps != {0}:
        return True
    return len(numbers) > 3 and min(steps) > 0


def whole(cell: str) -> int | None:
    """Return the whole number that a cell of digits holds."""
    return int(cell) if cell.isdecimal() and len(cell) <= DIGITS else None
