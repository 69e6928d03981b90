"""Which columns say the same thing in two ways: a code and its name, a name in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.draft.evidence.seen import Seen

SAMPLE = 2000
FEWEST = 3
"""So many different values two columns must have to be called the same by more than chance."""
MOST = 0.5
"""For so many of the values of one column the other has to have names."""
FOLLOWING: Mapping[str, frozenset[str]] = {
    "code": frozenset(("code",)),
    "category": frozenset(("code", "category", "ordinal")),
    "name": frozenset(("code", "category", "name", "ordinal")),
    "ordinal": frozenset(("code", "category")),
}
"""Whose names the values of a column may be, by its own nature."""


def names_among(columns: Sequence[Seen]) -> dict[int, Seen]:
    """Return, by the position of a column that has names for the values of another, that other one.

    Each value of the one goes with one value of the other in all rows, and vice versa. A code
    leads; of two codes, and of two texts, the left one.
    """
    leaders: list[Seen] = []
    found: dict[int, Seen] = {}
    candidates = [seen for seen in columns if seen.nature in FOLLOWING]
    for seen in sorted(candidates, key=lambda seen: seen.nature != "code"):
        allowed = FOLLOWING[seen.nature]
        leader = next(
            (one for one in leaders if one.nature in allowed and one_to_one(seen, one)),
            None,
        )
        if leader is None:
            leaders.append(seen)
        else:
            found[seen.position] = leader
    return found


def one_to_one(one: Seen, other: Seen) -> bool:
    """Tell whether two columns part the rows in which both have a value in the same way."""
    sizes = len(one.values), len(other.values)
    if min(sizes) < max(FEWEST, MOST * max(sizes)):
        return False
    if one.is_full and other.is_full and len(set(sizes)) > 1:
        return False
    ours, others = one.column.cells, other.column.cells
    if not (one.is_full or other.is_full) and _together(one, other) < MOST * one.filled:
        return False
    # Most columns that do not go together show it at the beginning.
    return (
        len(ours) <= SAMPLE
        or _go_together(one, other, set(zip(ours[:SAMPLE], others[:SAMPLE], strict=True)))
    ) and _go_together(one, other, set(zip(ours, others, strict=True)))


def _together(one: Seen, other: Seen) -> int:
    """Return in how many rows two columns both have a value."""
    cells = zip(one.column.cells, other.column.cells, strict=True)
    return sum(a in one.values and b in other.values for a, b in cells)


def _go_together(one: Seen, other: Seen, pairs: set[tuple[str, str]]) -> bool:
    held = [(a, b) for a, b in pairs if a in one.values and b in other.values]
    return len(held) == len({a for a, _ in held}) == len({b for _, b in held})
