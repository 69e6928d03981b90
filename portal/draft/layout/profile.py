"""What the columns of a table hold, and whether a row looks like their labels or like their values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.draft.layout.columns import (
    are_mostly_years,
    are_years,
    do_rise,
    is_neutral,
    is_scant,
    kind_in,
    kind_of_column,
    repeated_texts,
    whole,
)
from portal.draft.layout.text import filled, visible
from portal.tabular.proposal.cells import mask_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NUMBERS = frozenset(("number", "money"))
SAMPLE = 200
"""Rows that are looked at."""
ORDERED = 0.1
"""Share of rows with rising numbers above which rising numbers are no sign of labels."""


@dataclass(frozen=True)
class Votes:
    """Count the columns that speak for a row of values or of labels."""

    data: int = 0
    """Cells of the kind that their column has."""
    labels: int = 0
    """Cells of another kind."""
    texts: tuple[str, ...] = ()
    """Those cells."""

    @property
    def for_data(self) -> bool:
        """Tell whether the row looks like values."""
        return self.data > self.labels

    @property
    def for_labels(self) -> bool:
        """Tell whether the row looks like labels."""
        return self.labels > self.data


@dataclass(frozen=True)
class Profile:
    """Say what the columns of a table hold."""

    usual: int = 0
    """How many cells the fuller rows have that are not blank."""
    width: int = 0
    """One more than the position of the last cell that is not blank."""
    kinds: Mapping[int, str] = field(default_factory=dict)
    """By column: ``number``, ``date`` … or the shape of its codes; texts have none."""
    years: frozenset[int] = frozenset()
    """Columns of years."""
    placeholders: frozenset[str] = frozenset()
    """Texts that stand instead of values."""
    rising: bool = False
    """Rows of rising numbers occur."""
    scant: frozenset[int] = frozenset()
    """Columns with hardly any value."""
    first: int = 0
    """The first column with a value."""

    def is_number(self, column: int) -> bool:
        """Tell whether a column holds numbers."""
        return self.kinds.get(column) in NUMBERS

    def is_full(self, count: int) -> bool:
        """Tell whether a row with so many cells may be one of the table."""
        return count * 2 >= self.usual

    def votes(self, row: Sequence[str]) -> Votes:
        """Compare a row with the columns."""
        data = 0
        texts: list[str] = []
        serial: list[int] = []
        for position in filled(row):
            kind = self.kinds.get(position)
            cell = visible(row[position])
            own = kind_in(cell)
            if kind is None or own == "empty":
                continue
            if own == kind or mask_of(cell) == kind:
                number = whole(cell) if own == "number" and position not in self.years else None
                if number is not None:
                    serial.append(number)
                else:
                    data += 1
            elif cell not in self.placeholders:
                texts.append(cell)
        if len(serial) > 1 and are_years(serial):
            return Votes(data, len(texts) + len(serial), (*texts, *map(str, serial)))
        if not is_neutral(serial, rising=self.rising):
            data += len(serial)
        return Votes(data, len(texts), tuple(texts))


def profile_of(rows: Sequence[Sequence[str]], *, headed: bool = True) -> Profile:
    """Return the profile of some rows that are not blank.

    Those of a table that is ``headed`` have titles and labels at their head: these stand at the
    top, and the lower half is nearly all values.
    """
    counts = sorted(len(places) for places in map(filled, _spread(rows)) if places)
    if not counts:
        return Profile()
    usual = counts[len(counts) * 9 // 10]
    some = rows if len(rows) <= 2 * SAMPLE else _spread(rows[len(rows) // 2 :])
    core = [row for row in some if len(filled(row)) * 2 >= usual]
    below = core[len(core) // 2 if headed and some is rows else 0 :]
    places = [filled(row) for row in below]
    width = max((row[-1] + 1 for row in places), default=0)
    columns = [[visible(row[c]) for row in below if c < len(row)] for c in range(width)]
    kinds = {c: kind for c, cells in enumerate(columns) if (kind := kind_of_column(cells))}
    years = frozenset(
        c for c, kind in kinds.items() if kind == "number" and are_mostly_years(columns[c])
    )
    return Profile(
        usual,
        width,
        kinds,
        years,
        repeated_texts(columns, kinds),
        _rising(below, kinds, years),
        frozenset(c for c, cells in enumerate(columns) if is_scant(cells)),
        min((row[0] for row in places), default=0),
    )


def profile_of_values(rows: Sequence[Sequence[str]], positions: Sequence[int]) -> Profile:
    """Return the profile of rows of values, by some of them."""
    step = max(1, len(positions) // (2 * SAMPLE))
    return profile_of([rows[position] for position in positions[::step]], headed=False)


def _spread(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return some of the rows, evenly spread."""
    return rows[:: -(-len(rows) // SAMPLE)] if len(rows) > SAMPLE else rows


def _rising(rows: Sequence[Sequence[str]], kinds: Mapping[int, str], years: frozenset[int]) -> bool:
    """Tell whether the numbers of many rows rise from column to column."""
    columns = [column for column, kind in kinds.items() if kind == "number" and column not in years]
    found = 0
    for row in rows:
        numbers = [whole(row[c].strip()) for c in columns if c < len(row)]
        known = [number for number in numbers if number is not None]
        found += len(known) == len(numbers) and do_rise(known)
    return found > len(rows) * ORDERED
