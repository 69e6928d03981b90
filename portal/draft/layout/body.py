"""What the rows below a header are: values, the header once more, totals, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.layout.foot import footer_of
from portal.draft.layout.text import filled, visible
from portal.draft.layout.words import CONTINUED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.draft.layout.profile import Profile
    from portal.draft.model import RowRole


def body_roles(
    rows: Sequence[Sequence[str]],
    positions: Sequence[int],
    head: Sequence[int],
    titles: Sequence[int],
    profile: Profile,
) -> dict[int, RowRole]:
    """Return the roles of the rows below a header that are no plain values; totals come later.

    ``positions`` are the rows below the header that are not blank, ``head`` those of the header,
    ``titles`` those above it.
    """
    roles: dict[int, RowRole] = dict.fromkeys(footer_of(rows, positions, profile), "footer")
    labels = {_key(rows[position]) for position in head if len(filled(rows[position])) > 1}
    labels |= {_key(rows[position]) for position in head} if profile.width == 1 else set()
    named = {_key(rows[position]) for position in titles}
    first = {cells[0] for cells in labels | named}
    for position in positions:
        begin = next((cell for cell in rows[position] if cell), "")
        if begin and visible(begin).casefold() in first:
            key = _key(rows[position])
            if key in labels:
                roles[position] = "repeated-header"
            elif key in named:
                roles[position] = "title"
    for position in [p for p, role in roles.items() if role == "repeated-header"]:
        _mark_titles(rows, position, roles)
    return roles


def _mark_titles(rows: Sequence[Sequence[str]], position: int, roles: dict[int, RowRole]) -> None:
    """Mark the lines above a repeated header that say that the table goes on."""
    for above in range(position - 1, max(-1, position - 4), -1):
        places = filled(rows[above])
        if len(places) == 1 and CONTINUED.search(visible(rows[above][places[0]])):
            roles[above] = "title"
        elif places and roles.get(above) not in {"title", "repeated-header"}:
            return


def _key(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(visible(row[place]).casefold() for place in filled(row))
