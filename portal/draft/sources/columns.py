"""Where columns of fixed width are, told by the blanks that all lines share.

Only where it is certain: a blank that all lines share by chance (all names begin with ``Al ``) would
cut cells in two, and a line out of place would be joined with its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEW = 3
"""Fewer lines prove nothing."""
ENOUGH = 10
"""Lines from which on a single blank may part columns, if one of them holds numbers."""
GAP = re.compile(r"\S {2,}\S")
NUMBER = re.compile(r"[-+]?[\d.,/:%-]*\d[\d.,/:%-]*")


@dataclass(frozen=True)
class Columns:
    """Hold where columns begin and end, from 0, the end excluded."""

    places: tuple[tuple[int, int], ...]

    def cut(self, line: str) -> list[str]:
        """Return the cells of a line without the blanks around them."""
        return [line[start:end].strip() for start, end in self.places]

    @property
    def described(self) -> list[tuple[str, str, str]]:
        """Return the rows of a layout that counts from 1, with numbers for names."""
        shift = 1 if self.places[0][0] == 0 else 0
        return [
            (f"{number}", f"{start + shift}", f"{end - start}")
            for number, (start, end) in enumerate(self.places, 1)
        ]


def found_in(lines: Sequence[str]) -> Columns | None:
    """Return the columns of a text, or None where they are not certain."""
    filled = [line.rstrip() for line in lines if line.strip()]
    if len(filled) < FEW or any("\t" in line for line in filled):
        return None
    columns = Columns(tuple(_places(filled)))
    if len(columns.places) < 2:
        return None
    rows = [columns.cut(line) for line in filled]
    if any(GAP.search(cell) for row in rows for cell in row):
        return None
    if not all(_is_aligned(filled[1:], *place) for place in columns.places):
        return None
    for position in range(1, len(columns.places)):
        gap = columns.places[position][0] - columns.places[position - 1][1]
        if gap > 1:
            continue
        sides = (_are_numbers(rows, position - 1), _are_numbers(rows, position))
        if len(rows) < ENOUGH or not any(sides):
            return None
    return columns


def _places(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where something stands in any line, between positions that are blank in all of them."""
    width = max(map(len, lines))
    held = bytearray(width)
    for line in lines:
        for found in re.finditer(r"[^ ]+", line):
            held[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    for part in re.finditer(b"\x01+", bytes(held)):
        yield part.start(), part.end()


def _is_aligned(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a column's cells all begin at one place, or all end at one, below the first line."""
    cells = [line[start:end] for line in lines if line[start:end].strip()]
    begins = {len(cell) - len(cell.lstrip()) for cell in cells}
    ends = {len(cell.rstrip()) for cell in cells}
    return len(begins) == 1 or len(ends) == 1


def _are_numbers(rows: Sequence[Sequence[str]], position: int) -> bool:
    """Tell whether a column holds numbers or dates below its first row, and nothing else."""
    cells = [row[position] for row in rows[1:] if row[position]]
    return len(cells) * 2 > len(rows) and all(NUMBER.fullmatch(cell) for cell in cells)
