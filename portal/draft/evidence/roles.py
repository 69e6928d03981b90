"""What the fields of a table are for, told by their natures and by how they stand to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.evidence.labels import is_exactly, says
from portal.draft.evidence.natures import UNSORTED
from portal.draft.evidence.said import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from portal.draft.evidence.seen import Seen
    from portal.draft.model import Evidence

DAYS = frozenset(("date", "datetime"))


def roles_of(
    columns: Sequence[Seen],
    names: Mapping[int, Seen],
    key: Collection[int],
    referring: Collection[int],
) -> dict[int, Evidence]:
    """Return, by position, the evidence for the role of each field that has one.

    ``names`` says whose values a column has names for, ``key`` and ``referring`` are the positions
    of columns of the primary key and of those that refer to a list of codes.
    """
    times = [seen for seen in columns if seen.nature == "time"]
    found: dict[int, Evidence] = {}
    for seen in columns:
        named = names.get(seen.position)
        if named is not None:
            found[seen.position] = say(seen.label, "role", "label", "role-label", other=named.label)
        elif seen.nature == "time":
            found[seen.position] = _of_time(seen, times, in_key=seen.position in key)
        elif seen.nature != "none":
            referred = seen.nature == "name" and seen.position in referring
            found[seen.position] = _by_nature(seen, in_key=seen.position in key, referred=referred)
    return found


def _of_time(seen: Seen, times: Sequence[Seen], *, in_key: bool) -> Evidence:
    """Tell the time that a row is about from dates that are only noted in it."""
    alone = len(times) == 1 and seen.is_full
    generic = seen.is_full and is_exactly(seen.label, "TIME")
    if seen.type == "string" and seen.reading.evidence[0].key in UNSORTED and not in_key:
        return say(seen.label, "role", "note", "role-date")
    if seen.type not in DAYS or in_key or alone or generic:
        return say(seen.label, "role", "time", "role-time")
    return say(seen.label, "role", "note", "role-date")


def _by_nature(seen: Seen, *, in_key: bool, referred: bool) -> Evidence:
    label, nature = seen.label, seen.nature
    counts = {"distinct": len(seen.values), "total": seen.filled}
    if nature == "measure":
        return say(label, "role", "measure", "role-measure")
    if in_key:
        return say(label, "role", "dimension", "role-key")
    if nature in {"category", "flag"} and says(label, "STATUS"):
        return say(label, "role", "status", "role-status")
    if nature == "unit":
        return say(label, "role", "unit", "role-unit")
    if nature == "note" or (nature == "code" and says(label, "PHONE")):
        return say(label, "role", "note", "role-note")
    if nature == "serial":
        return say(label, "role", "note", "role-serial")
    if nature == "name" and not referred:
        return say(label, "role", "label", "role-name", **counts)
    return say(label, "role", "dimension", "role-dimension", **counts)
