"""Sums of the rows of a table, above and below each row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from math import isfinite, sqrt
from typing import TYPE_CHECKING

from portal.draft.layout.figures import figure, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOOKED_AT = 200
"""Rows that tell how a column is written."""
ROUNDED = 0.005
"""Share of a total by which rounding may part it from the sum."""
EXACT = 1e-9
"""How far sums of fractions may be off."""
FEW = 50
"""Numbers below this add up by chance."""


@dataclass(frozen=True)
class _Column:
    """Hold the running sums of a column, totals by word apart."""

    numbers: Sequence[float | None]
    sums: Sequence[float]
    counts: Sequence[int]
    unit: float


class Sums:
    """Tell of what rows others are the sum."""

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        positions: Sequence[int],
        columns: Sequence[int],
        totals: set[int],
    ) -> None:
        """Take the columns to add up; ``totals`` are indexes of ``positions`` that are left out."""
        self._rows = rows
        self._positions = positions
        self._columns = columns
        self._totals = totals
        self._bounds = sorted(totals)
        self._end = len(positions)
        self._known: dict[int, _Column] = {}

    def agrees(self, index: int) -> tuple[bool, int]:
        """Tell whether a row is the sum of rows before or after it, and how many columns say so."""
        best = (False, 0)
        for start, end in self._stretches(index):
            matched, compared = self._compare(index, start, end)
            if matched and matched * 3 >= compared:
                return True, compared
            best = (False, max(best[1], compared))
        return best

    def is_exact(self, index: int) -> bool:
        """Tell whether a row is in all columns the sum of all rows on one side of it."""
        return any(
            self._is_sum(index, start, end) for start, end in ((0, index), (index + 1, self._end))
        )

    def _is_sum(self, index: int, start: int, end: int) -> bool:
        matched, compared = self._compare(index, start, end, least=3, whole=True)
        if compared != matched or not matched:
            return False
        first = self._column(self._columns[0]).numbers[index]
        alone = len(self._columns) == 1 and first is not None and abs(first) > FEW
        return matched > 1 or (alone and end - start > 3)

    def _stretches(self, index: int) -> Iterator[tuple[int, int]]:
        """Yield which rows a total may be the sum of."""
        before = bisect_left(self._bounds, index)
        after = bisect_right(self._bounds, index)
        yield (self._bounds[before - 1] + 1 if before else 0, index)
        yield (0, index)
        yield (index + 1, self._bounds[after] if after < len(self._bounds) else self._end)
        yield (index + 1, self._end)

    def _compare(
        self, index: int, start: int, end: int, least: int = 2, *, whole: bool = False
    ) -> tuple[int, int]:
        """Count the columns in which a row is a sum, and those in which it could be.

        Where it must be one as a ``whole``, nothing is looked at beyond the first that differs.
        """
        matched = compared = 0
        for position in self._columns:
            column = self._column(position)
            number, many = column.numbers[index], column.counts[end] - column.counts[start]
            if number is None or many < least:
                continue
            compared += 1
            room = min(column.unit * sqrt(many) / 2, abs(number) * ROUNDED)
            room += EXACT * abs(column.sums[-1])
            apart = abs(number - (column.sums[end] - column.sums[start]))
            matched += number != 0 and apart <= room
            if whole and matched < compared:
                break
        return matched, compared

    def _column(self, position: int) -> _Column:
        """Return a column with its running sums."""
        if position not in self._known:
            rows = [self._rows[p] for p in self._positions]
            cells = [row[position] if position < len(row) else "" for row in rows]
            numbers = [figure(cell) if cell else None for cell in cells]
            added = [
                None if index in self._totals or number is None or not isfinite(number) else number
                for index, number in enumerate(numbers)
            ]
            self._known[position] = _Column(
                numbers,
                [0.0, *accumulate(number or 0.0 for number in added)],
                [0, *accumulate(int(number is not None) for number in added)],
                min((unit_of(cell) for cell in cells[:LOOKED_AT] if cell), default=1.0),
            )
        return self._known[position]
