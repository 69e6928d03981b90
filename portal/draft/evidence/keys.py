"""The smallest set of columns that tells every row from every other."""

from __future__ import annotations

import re
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

from portal.draft.evidence.labels import says
from portal.draft.evidence.natures import is_long

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from portal.draft.evidence.natures import Nature
    from portal.draft.evidence.seen import Seen

COST: Mapping[str, int] = {
    "code": 0, "time": 2, "category": 2, "name": 3, "ordinal": 3, "flag": 4,
}  # fmt: skip
"""What is rather taken for a part of a key, by nature."""
ALONE = frozenset(("code", "time", "category", "name", "serial"))
"""What may be a key by itself."""
MOMENTS = frozenset(("date", "datetime", "yearmonth"))
ZERO = re.compile(r"\b0(?=[0-9])")
MOST_COLUMNS = 4
MOST_CANDIDATES = 12
SAMPLE = 1500
CELLS = 8_000_000
"""Cells that are looked at in whole columns, so that a large table without a key takes no minute."""


def key_of(columns: Sequence[Seen], names: Collection[int]) -> tuple[Seen, ...]:
    """Return the columns of the primary key, () where no small set of columns is unique.

    ``names`` are the positions of columns with names for the values of others, which no key needs
    (``portal.draft.evidence.pairs``). Codes come before the rest, a number of the row last.
    """
    full = [
        seen
        for seen in columns
        if seen.is_full
        and seen.position not in names
        and _is_written_in_one_way(seen)
        and not (seen.nature == "name" and is_long(seen))
    ]
    alone = [seen for seen in full if seen.nature in ALONE and seen.is_unique]
    if alone:
        return (min(alone, key=lambda seen: _rank(seen.nature)),)
    parts = [
        seen
        for seen in full
        if seen.nature in COST and len(seen.values) > 1 and not says(seen.label, "PHONE")
    ]
    left = CELLS
    for chosen in _sets(parts):
        rows = chosen[0].rows
        if not all(_are_distinct(chosen, part) for part in _samples(rows)):
            continue
        left -= rows * len(chosen)
        if left < 0:
            break
        if _are_distinct(chosen, slice(None)):
            return chosen
    return ()


def repeated_rows(columns: Sequence[Seen]) -> int:
    """Return how many rows are the same as an earlier one in every cell."""
    rows = list(zip(*(seen.column.cells for seen in columns), strict=True))
    return len(rows) - len(set(rows))


def _is_written_in_one_way(seen: Seen) -> bool:
    """Tell whether different texts are different values: 1/2/2020 and 01/02/2020 are one day."""
    if seen.type == "boolean":
        return len(seen.values) <= 2
    if seen.type not in MOMENTS:
        return True
    plain = {ZERO.sub("", text.replace("T", " ")) for text in seen.values}
    return len(plain) == len(seen.values)


def _rank(nature: Nature) -> int:
    return {"code": 0, "serial": 2}.get(nature, 1)


def _sets(parts: Sequence[Seen]) -> Iterator[tuple[Seen, ...]]:
    """Yield the sets that may be unique: small ones first, then those of codes, then the left ones."""
    likely = sorted(parts, key=lambda seen: COST[seen.nature])[:MOST_CANDIDATES]
    ordered = [seen for seen in parts if seen in likely]
    for size in range(2, MOST_COLUMNS + 1):
        possible = [
            chosen
            for chosen in combinations(ordered, size)
            if prod(len(seen.values) for seen in chosen) >= chosen[0].rows
        ]
        yield from sorted(possible, key=lambda chosen: sum(COST[seen.nature] for seen in chosen))


def _samples(rows: int) -> tuple[slice, ...]:
    """Return parts of a table in which rows that are not told apart show up soon."""
    if rows <= 2 * SAMPLE:
        return ()
    middle = rows // 2
    return slice(SAMPLE), slice(middle, middle + SAMPLE)


def _are_distinct(chosen: Sequence[Seen], part: slice) -> bool:
    cells = [seen.column.cells[part] for seen in chosen]
    return len(set(zip(*cells, strict=True))) == len(cells[0])
