"""Which rows are totals of others: by the word, by the numbers, or by both."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from portal.draft.layout.columns import whole
from portal.draft.layout.figures import figure
from portal.draft.layout.sums import Sums
from portal.draft.layout.text import cell_of
from portal.draft.layout.words import Word, is_part_total, total_word
from portal.tabular.proposal.cells import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.draft.layout.profile import Profile

LABELS = 4
"""Leading columns of labels in which words are looked for."""
ADDED = 8
"""Columns that are added up at most."""
AMOUNTS = 0.6
"""Share of the cells of a column that can be added up."""
OFTEN = 3
"""A word that occurs so often in rows that are filled like any other is a category."""
LOOKED_AT = 200
"""Rows that tell whether a column numbers its rows."""
LAST = 50
"""Rows at the end in which totals without a label are looked for."""


@dataclass(frozen=True)
class Total:
    """Say by what a row is taken for a total."""

    by: Literal["word", "sum", "word and sum"]
    certain: bool


def totals_of(
    rows: Sequence[Sequence[str]], positions: Sequence[int], profile: Profile
) -> dict[int, Total]:
    """Return the totals among the rows of values of a table, by position."""
    return _Adder(rows, positions, profile).totals()


class _Adder:
    """Add up the columns of one table."""

    def __init__(
        self, rows: Sequence[Sequence[str]], positions: Sequence[int], profile: Profile
    ) -> None:
        self._rows = rows
        self._positions = positions
        sample = positions[:LOOKED_AT]
        added = [
            c
            for c in range(profile.width)
            if c not in profile.years
            and _can_be_added(profile.kinds.get(c), [cell_of(rows[p], c) for p in sample])
        ]
        self._others = [c for c in range(profile.width) if c not in added]
        self._labels = sorted({profile.first, *self._others})[:LABELS]
        self._added = added[:ADDED]

    def totals(self) -> dict[int, Total]:
        """Return what is a total, by word first, by sum where no word says so."""
        if not self._added or len(self._positions) < 3:
            return {}
        words = self._words()
        alone = [index for index in self._suspects() if index not in words]
        if not words and not alone:
            return {}
        sums = Sums(self._rows, self._positions, self._added, {*words})
        found = {}
        for index, (word, column) in words.items():
            total = self._by_word(index, word, column, sums, len(words))
            if total:
                found[self._positions[index]] = total
        for index in alone:
            if sums.is_exact(index):
                found[self._positions[index]] = Total("sum", certain=False)
        return found

    def _words(self) -> dict[int, tuple[Word, int]]:
        """Return the rows with a word for a total in a column of labels."""
        known: dict[str, Word] = {}
        found: dict[int, tuple[Word, int]] = {}
        for index, position in enumerate(self._positions):
            row = self._rows[position]
            for column in self._labels:
                cell = row[column] if column < len(row) else ""
                word = known.get(cell)
                if word is None:
                    word = known[cell] = total_word(cell)
                if word:
                    found[index] = (word, column)
                    break
        return found

    def _suspects(self) -> Iterator[int]:
        """Yield the rows that may be totals without a word: the last, the first, such without label."""
        last = len(self._positions) - 1
        yield last
        yield 0
        if not self._labels:
            return
        first = self._labels[0]
        for index in range(max(1, last - LAST), last):
            if not cell_of(self._rows[self._positions[index]], first):
                yield index

    def _by_word(self, index: int, word: Word, column: int, sums: Sums, count: int) -> Total | None:
        row = self._rows[self._positions[index]]
        agrees, compared = sums.agrees(index)
        within = any(
            (cell := cell_of(row, c)) and not total_word(cell) for c in self._labels if c < column
        )
        cells = [cell_of(row, c) for c in self._others if not within]
        plain = [cell for cell in cells if not total_word(cell)]
        like_any = bool(plain or within) and all(plain)
        if like_any and count >= OFTEN and not is_part_total(cell_of(row, column)):
            return None
        if agrees:
            return Total("word and sum", certain=not like_any)
        if within or word != "alone":
            return None
        if not compared:
            has_number = any(figure(cell_of(row, c)) is not None for c in self._added)
            return Total("word", certain=not like_any) if has_number else None
        at_end = index in {0, len(self._positions) - 1} and count == 1
        return Total("word", certain=False) if at_end and not like_any else None


def _can_be_added(kind: str | None, cells: Sequence[str]) -> bool:
    """Tell whether a column holds amounts, by its first cells."""
    if kind not in {"number", "money", "percent", None} or _is_counter(cells):
        return False
    there = [cell for cell in cells if kind_of(cell) != "empty"]
    found = sum(figure(cell) is not None for cell in there)
    return bool(there) and found >= len(there) * AMOUNTS


def _is_counter(cells: Sequence[str]) -> bool:
    """Tell whether a column numbers its rows."""
    numbers = [number for cell in cells if (number := whole(cell)) is not None]
    if len(numbers) < 2 or len(numbers) < min(len(cells) * 4 / 5, len(cells) - 1):
        return False
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return steps * 5 >= (len(numbers) - 1) * 4
