"""What one column of a table tells of another: a table is written in one way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.draft.addition import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.draft.model import Repair


def agreed(repairs: Iterable[Repair]) -> list[Repair]:
    """Return the repairs of all cells, where a sign that is certain somewhere is so everywhere.

    ``1,234`` may be a thousand or a little more than one; where another column has ``1,234,567``
    the comma parts thousands in this one as well, and the other reading is not proposed. So it is
    with the order of day and month. Where columns contradict one another nothing is concluded.
    """
    found = list(repairs)
    certain = {(repair.kind, repair.rule) for repair in found if repair.certain}
    return [_settled(repair, certain) for repair in found if not _is_refuted(repair, certain)]


def _settled(repair: Repair, certain: set[tuple[str, str]]) -> Repair:
    # Blanks and apostrophes stand in numbers of telephones as well: they say nothing of another column.
    is_told = repair.kind == "dates" or (repair.kind in SEPARATORS and repair.rule in {",", "."})
    agrees = is_told and (repair.kind, repair.rule) in certain
    return (
        replace(repair, certain=True) if agrees and not _contradicted(repair, certain) else repair
    )


def _is_refuted(repair: Repair, certain: set[tuple[str, str]]) -> bool:
    """Tell whether another column shows that this reading is not the one of the table."""
    return (
        not repair.certain
        and _contradicted(repair, certain)
        and (repair.kind, repair.rule) not in certain
    )


def _contradicted(repair: Repair, certain: set[tuple[str, str]]) -> bool:
    if repair.kind == "dates":
        rivals = {rule for kind, rule in certain if kind == "dates" and rule != repair.rule}
        return any(sorted(rule) == sorted(repair.rule) for rule in rivals)
    other = SEPARATORS.get(repair.kind)
    return other is not None and (other, repair.rule) in certain
