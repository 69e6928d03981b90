"""Which rows at the end of a sheet are no rows of its table: sources, notes, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.layout.columns import kind_in
from portal.draft.layout.text import cell_of, filled
from portal.draft.layout.words import is_note, is_prose, total_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.draft.layout.profile import Profile

LOOKED_AT = 200
"""Rows at the end in which notes are looked for."""
SPARSE = 3
"""A row with less than one cell in so many is no row of values."""
REST = 3
"""What stands apart at the end is at most one row in so many of the table."""


def footer_of(
    rows: Sequence[Sequence[str]], positions: Sequence[int], profile: Profile
) -> list[int]:
    """Return the rows below a table, of the ``positions`` below its header that are not blank."""
    tail = positions[-LOOKED_AT:]
    begun = len(tail)
    # The first row below the header is one of values.
    least = 1 if len(tail) == len(positions) else 0
    while begun > least and _may_be(rows[tail[begun - 1]], profile):
        begun -= 1
    tail = tail[begun:]
    before = [positions[-len(tail) - 1], *tail[:-1]] if tail else []
    for index, (previous, position) in enumerate(zip(before, tail, strict=True)):
        apart = position - previous > 1
        lasting = (len(tail) - index) * REST <= len(positions)
        if (
            says_it_is_note(rows[position])
            or _is_sentence(rows[position], profile)
            or (apart and profile.usual > 1 and (lasting or profile.usual > 2))
        ):
            return [*tail[index:]]
    return []


def _may_be(row: Sequence[str], profile: Profile) -> bool:
    """Tell whether a row at the end need not be one of the table."""
    places = filled(row)
    first = cell_of(row, places[0])
    if total_word(first):
        return False
    if is_note(first):
        return not profile.votes(row).data or len(places) == 1
    votes = profile.votes(row)
    sparse = len(places) <= max(1, profile.usual // SPARSE)
    sparse = sparse or (votes.for_labels and len(places) * 2 <= profile.usual)
    dated = len(places) == 1 and profile.usual > 2 and kind_in(first) == "date"
    return sparse and (dated or not votes.data)


def says_it_is_note(row: Sequence[str]) -> bool:
    """Tell whether a row begins as lines below a table do: a source, a note, a mark."""
    places = filled(row)
    return bool(places) and is_note(cell_of(row, places[0]))


def _is_sentence(row: Sequence[str], profile: Profile) -> bool:
    """Tell whether a row holds nothing but a sentence."""
    places = filled(row)
    return profile.usual > 2 and len(places) == 1 and is_prose(cell_of(row, places[0]))
