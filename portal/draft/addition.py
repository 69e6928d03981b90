"""What sums tell of numbers: where a column adds up its neighbours, only one reading of ``1,234`` does."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from portal.draft import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portal.draft.model import Column, Repair

    Reading = Callable[[str], str]

SEPARATORS = {"thousands": "decimal-comma", "decimal-comma": "thousands"}
"""Kinds that read the same sign in two ways, and the other one of each."""
ROWS = 300
"""Rows that are added up at most."""
FEWEST = 5
"""Rows that must add up, so that it is no chance."""
MOST = 0.9
"""The share of rows that must add up: a few may be slips."""
ADDENDS = 2
FURTHEST = 20
"""Columns that are added up, at least and at most."""
ROUNDED = 1e-9


def added_up(repairs: Sequence[Repair], columns: Sequence[Column]) -> list[Repair]:
    """Return the repairs, where a separator is certain if with it alone a column is a sum.

    The columns that are added up stand together, right before the sum or right behind it.
    """
    return [_settled(repair, columns) for repair in repairs]


def _settled(repair: Repair, columns: Sequence[Column]) -> Repair:
    if repair.certain or repair.kind not in SEPARATORS:
        return repair
    own = _reading(repair.kind, repair.rule)
    # A point that parts no thousands is one before decimals, as it stands.
    other = _reading(SEPARATORS[repair.kind], ",") if repair.rule == "," else str
    index = next(i for i, column in enumerate(columns) if column.position == repair.column)
    told = _is_sum(columns, index, own) and not _is_sum(columns, index, other)
    return replace(repair, certain=True) if told else repair


def _reading(kind: str, rule: str) -> Reading:
    change = cells.CHANGES[kind]
    return lambda cell: change(cell, rule)


def _is_sum(columns: Sequence[Column], index: int, read: Reading) -> bool:
    """Tell whether a column is the sum of some next to it, all of them read in one way."""
    sums = _numbers(columns[index], read)
    before, behind = columns[max(0, index - FURTHEST) : index], columns[index + 1 :][:FURTHEST]
    return any(_do_add_up(sums, side, read) for side in (before[::-1], behind))


def _do_add_up(sums: Sequence[float | None], side: Sequence[Column], read: Reading) -> bool:
    """Tell whether the columns of one side add up, from the nearest one to any further one."""
    added = [0.0] * len(sums)
    for count, numbers in enumerate(takewhile(len, _addends(side, read)), 1):
        added = [whole + (number or 0) for whole, number in zip(added, numbers, strict=True)]
        pairs = [
            (one, whole) for one, whole in zip(sums, added, strict=True) if one is not None and one
        ]
        fitting = sum(abs(one - whole) <= ROUNDED * abs(one) for one, whole in pairs)
        if count >= ADDENDS and fitting >= max(FEWEST, MOST * len(pairs)):
            return True
    return False


def _addends(side: Sequence[Column], read: Reading) -> Iterator[Sequence[float | None]]:
    """Yield the numbers of columns; of a column of texts, none."""
    for column in side:
        numbers = _numbers(column, read)
        written = sum(bool(cell.strip()) for cell in column.cells[:ROWS])
        found = sum(number is not None for number in numbers)
        yield numbers if found and found >= MOST * written else ()


def _numbers(column: Column, read: Reading) -> list[float | None]:
    return [_number(read(cell.strip())) for cell in column.cells[:ROWS]]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
