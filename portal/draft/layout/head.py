"""Where a table's header is: below titles, above values, one row or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.draft.layout.columns import are_mostly_years, kind_in
from portal.draft.layout.signs import (
    SHORT,
    is_tag,
    is_technical,
    is_title_and_unit,
    is_translated,
    is_unit,
)
from portal.draft.layout.text import filled, visible
from portal.draft.layout.words import PIVOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.draft.layout.profile import Profile
    from portal.draft.model import Grid, Merge

LOOKED_AT = 150
"""Rows in which the header is looked for."""
ROWS = 6
"""Rows of a header at most."""
FULL = 0.75
"""Share of the usual cells that a header of texts above texts has, if any row has."""
LABEL = 80
"""Characters of a label at most, where nothing but its place speaks for it."""
MANY = 3
"""So many texts in columns of values are hardly values."""


@dataclass(frozen=True)
class Head:
    """Hold the positions of a header's rows; titles are what stands above, or above ``first``."""

    rows: tuple[int, ...]
    first: int
    """The first row that is no title: of the header, or of the values where there is none."""


def head_of(grid: Grid, positions: Sequence[int], profile: Profile) -> Head:
    """Return the header among the rows of one table; ``positions`` are those not blank."""
    finder = _Finder(grid, positions[:LOOKED_AT], profile)
    return finder.head()


class _Finder:
    """Look for the header of one table."""

    def __init__(self, grid: Grid, positions: Sequence[int], profile: Profile) -> None:
        self._rows = grid.rows
        self._positions = positions
        self._profile = profile
        self._merges: Mapping[tuple[int, int], Merge] = {
            (merge.top, merge.left): merge for merge in grid.merges
        }
        self._filled = {position: filled(grid.rows[position]) for position in positions}
        self._votes = {position: profile.votes(grid.rows[position]) for position in positions}

    def head(self) -> Head:
        """Return the header and where the table begins."""
        data = self._first_values()
        lowest = self._lowest(data)
        if lowest is None:
            return Head((), self._positions[0] if data is None else self._positions[data])
        rows = [self._positions[lowest]]
        for index in range(lowest - 1, max(-1, lowest - ROWS), -1):
            position = self._positions[index]
            if position != rows[0] - 1 or not self._is_header(position, rows):
                break
            rows.insert(0, position)
        below = self._positions[lowest + 1 : lowest + 2]
        if below and below[0] == rows[-1] + 1 and self._is_technical(below[0]):
            rows.append(below[0])
        return Head((*rows, *self._merged_below(rows)), rows[0])

    def _merged_below(self, rows: Sequence[int]) -> range:
        """Return the rows below a header into which its merged cells go."""
        bottoms = [m.bottom for m in self._merges.values() if m.top in {*rows}]
        end = min(max(bottoms, default=0), rows[0] + ROWS) + 1
        within = [p for p in self._votes if rows[-1] < p < end]
        values = [p for p in within if self._votes[p].data]
        last = max((p for p in within if p < min(values, default=end)), default=rows[-1])
        return range(rows[-1] + 1, last + 1)

    def _first_values(self) -> int | None:
        """Return the index of the first row of values; None where no column has a kind."""
        for index, position in enumerate(self._positions):
            votes = self._votes[position]
            full = self._profile.is_full(len(self._filled[position]))
            if votes.for_data and full and not self._is_technical(position):
                return index
        return None

    def _lowest(self, data: int | None) -> int | None:
        """Return the index of the lowest row of the header; None where there is no header."""
        if data is None:
            return self._first_full(range(len(self._positions)))
        for index in range(data - 1, -1, -1):
            position = self._positions[index]
            likely = self._votes[position].for_labels and self._is_wide(position)
            if likely and not self._is_value_row(index):
                return self._plainer_above(index)
        return self._first_full(range(data))

    def _plainer_above(self, index: int) -> int:
        """Return a fuller row of nothing but texts above a row that has numbers or dates; else that row.

        Some rows of values look like labels where their column mostly holds something else.
        """
        if not self._has_values(index):
            return index
        least = len(self._filled[self._positions[index]]) + 1
        rows = (other for other in range(index) if not self._has_values(other))
        return next((n for n in rows if len(self._filled[self._positions[n]]) >= least), index)

    def _has_values(self, index: int) -> bool:
        position = self._positions[index]
        cells = [visible(self._rows[position][place]) for place in self._filled[position]]
        kinds = {kind_in(cell) for cell in cells if not are_mostly_years([cell])}
        return not kinds <= {None, "empty"}

    def _first_full(self, indexes: range) -> int | None:
        """Return the first row with as many cells as a row of labels has."""
        usual = self._profile.usual
        for share in (FULL, 0.5):
            for index in indexes:
                count = len(self._filled[self._positions[index]])
                if count >= max(usual * share, min(2, usual)):
                    return index
        return None

    def _is_wide(self, position: int) -> bool:
        """Tell whether a row has enough cells for the lowest row of a header."""
        count = len(self._filled[position])
        return self._profile.is_full(count) and (count > 1 or self._profile.usual < 3)

    def _is_value_row(self, index: int) -> bool:
        """Tell whether a row of texts below labels is of values that are wanting."""
        position = self._positions[index]
        above = self._positions[index - 1] if index else None
        if above != position - 1 or not self._votes[above].for_labels:
            return False
        texts = self._votes[position].texts
        if self._is_technical(position) or all(map(is_unit, texts)):
            return False
        whole = len(texts) == len(self._profile.kinds) >= MANY and len({*texts}) > 1
        groups = self._has_spans(above, [position])
        first, second = self._filled[above][0], self._filled[position][0]
        corner = first < second or (first > second and len({*texts}) >= MANY)
        return not (
            whole or groups or corner or is_translated(self._rows[above], self._rows[position])
        )

    def _is_technical(self, position: int) -> bool:
        places = self._filled[position]
        tags = len(places) > 1 and all(is_tag(self._rows[position][place]) for place in places)
        if len(places) < self._profile.usual * FULL and not tags:
            return False
        if not is_technical(self._rows[position], self._profile.first):
            return False
        # Numbers may be values: in a first column of numbers, or in a table of hardly any row.
        few = position not in self._positions[:-2]
        plain = few or self._profile.is_number(self._profile.first)
        return not plain or is_tag(self._rows[position][places[0]])

    def _is_header(self, position: int, below: Sequence[int]) -> bool:
        """Tell whether the row right above a header belongs to it."""
        places = self._filled[position]
        cells = [visible(self._rows[position][place]) for place in places]
        merges = [m for place in places if (m := self._merges.get((position, place)))]
        if any(m.left == 0 and m.right >= self._profile.width - 1 > 0 for m in merges):
            return False
        if self._is_technical(position):
            return True
        if self._votes[position].data or any(len(cell) > LABEL for cell in cells):
            return False
        if any(PIVOT.fullmatch(cell) for cell in cells):
            return False
        if len(places) == 1:
            return self._is_lone_group(position, cells[0], below)
        if cells[0].endswith((":", "：")) or is_title_and_unit(places, cells, self._profile.width):
            return False
        if [*places] == self._filled[below[0]] and cells == [
            visible(self._rows[below[0]][place]) for place in places
        ]:
            return True
        full = len(places) * 2 >= len(self._filled[below[0]]) and self._votes[position].for_labels
        return full or self._has_gaps(position, below)

    def _is_lone_group(self, position: int, cell: str, below: Sequence[int]) -> bool:
        """Tell whether the only cell of a row is the label of a group of columns."""
        place = self._filled[position][0]
        merge = self._merges.get((position, place))
        if merge and merge.bottom >= below[0]:
            return True
        if len(cell) > SHORT or is_unit(cell) or place == 0:
            return False
        if merge:
            return merge.right > merge.left
        first = min(self._profile.kinds, default=0)
        return place <= first or kind_in(cell) in {"number", "date"}

    def _has_gaps(self, position: int, below: Sequence[int]) -> bool:
        """Tell whether a row and those below it complete each other, as labels of groups do."""
        under = {column for row in below for column in self._filled[row]}
        above = self._filled[position]
        return self._has_spans(position, below) or (len(above) > 1 and not under.issuperset(above))

    def _has_spans(self, position: int, below: Sequence[int]) -> bool:
        """Tell whether a label of a row has blank cells to its right, over other labels."""
        above, under = {*self._filled[position]}, {c for r in below for c in self._filled[r]}
        return any(c in under and c + 1 in under - above for c in above)
