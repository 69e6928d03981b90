"""Which tables a sheet holds, one below the other: each has a header of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from portal.draft.layout.profile import profile_of
from portal.draft.layout.text import filled, is_blank, visible
from portal.draft.layout.words import CONTINUED

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLES = 3
"""Rows of titles between two tables at most."""
LOOKED_AT = 60
"""Rows of a block in which its header is looked for."""
SAMPLE = 1_000
"""Rows by which the size of a table is estimated."""
BELOW = 5
"""Rows below a header among which there are values."""


@dataclass(frozen=True)
class Section:
    """Hold the rows of one table, its titles and notes among them."""

    positions: Sequence[int]
    """Of the rows that are not blank."""
    headed: bool = False
    """It begins with a header of its own."""


def sections_of(rows: Sequence[Sequence[str]]) -> list[Section]:
    """Return the tables of a sheet, in their order.

    A table begins with a header of its own, or with the same header under a title of its own; the
    same header alone, or under a title that says so, goes on with the table.
    """
    sections: list[Section] = []
    header: tuple[str, ...] = ()
    titles: set[str] = set()
    waiting: list[int] = []
    for block in blocks_of(rows):
        if sections and len(block) <= TITLES and all(len(filled(rows[p])) == 1 for p in block):
            # Titles of what comes next, or notes on what was before.
            waiting += block
            continue
        lead, own = header_in([rows[position] for position in block[:LOOKED_AT]])
        above = [*waiting, *block[:lead]]
        named = {_title(rows[position]) for position in above}
        other = any(name not in titles and not CONTINUED.search(name) for name in named)
        if sections and (not own or (own == header and not other)):
            sections[-1] = replace(
                sections[-1], positions=[*sections[-1].positions, *waiting, *block]
            )
        else:
            sections.append(Section([*waiting, *block], bool(own)))
        if own:
            header, titles = own, titles | named
        waiting = []
    if sections and waiting:
        sections[-1] = replace(sections[-1], positions=[*sections[-1].positions, *waiting])
    return sections


def _title(row: Sequence[str]) -> str:
    places = filled(row)
    return visible(row[places[0]]).casefold() if places else ""


def blocks_of(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the positions of the rows between blank ones."""
    parts = groupby(range(len(rows)), key=lambda position: is_blank(rows[position]))
    return [list(part) for blank, part in parts if not blank]


def header_in(block: Sequence[Sequence[str]]) -> tuple[int, tuple[str, ...]]:
    """Return where a block of rows certainly has a header, and its labels; else none."""
    if len(block) < 3:
        return 0, ()
    profile = profile_of(block)
    for position, row in enumerate(block[:-1]):
        places = filled(row)
        if profile.usual < 2 or not profile.is_full(len(places)) or len(places) < 2:
            continue
        votes = profile.votes(row)
        below = block[position + 1 : position + 1 + BELOW]
        certain = (
            not votes.data
            and (votes.labels > 1 or (votes.labels == 1 and len(below) > 1))
            and any(profile.votes(other).for_data for other in below)
        )
        return (position, tuple(visible(row[place]) for place in places)) if certain else (0, ())
    return 0, ()


def main_of(sections: Sequence[Section], rows: Sequence[Sequence[str]]) -> int:
    """Return which section is the table: the one with the most cells, the first of equal ones."""
    sizes = [_cells(section, rows) for section in sections]
    return sizes.index(max(sizes))


def _cells(section: Section, rows: Sequence[Sequence[str]]) -> float:
    """Return how many cells the rows with more than one have, by some of the rows."""
    step = -(-len(section.positions) // SAMPLE)
    counts = [len(filled(rows[position])) for position in section.positions[::step]]
    size = sum(count for count in counts if count > 1) or 1
    return size * len(section.positions) / len(counts)
