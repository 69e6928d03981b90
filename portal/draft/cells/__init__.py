"""What could be better in the cells of a column: proposals, and what each makes of a cell.

A proposal looks at the whole column; what it makes of a cell depends on that cell, the kind and
the rule alone, so that what was accepted once can be made again in next year's file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.cells import (
    calendar,
    dates,
    digits,
    encoding,
    marks,
    near,
    negative,
    rounding,
    separators,
    units,
)
from portal.draft.cells.view import View
from portal.draft.model import Repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portal.draft.cells.view import Finding
    from portal.draft.model import CodeList, Column

__all__ = ["changed", "repairs_of"]

STEPS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    encoding.propose,
    marks.propose_marks,
    marks.propose_blanks,
    marks.propose_breaks,
    marks.propose_letters,
    digits.propose,
    units.propose,
    separators.propose,
    negative.propose,
    rounding.propose,
    calendar.propose_midnight,
    calendar.propose,
    near.propose,
)
"""In the order in which repairs are applied."""
CHANGES: Mapping[str, Callable[[str, str], str]] = {
    "mojibake": encoding.change,
    "invisible-marks": marks.without_marks,
    "spaces": marks.plain_blanks,
    "line-breaks": marks.on_one_line,
    "presentation-forms": marks.letters,
    "digits": digits.change,
    "unit-sign": units.change,
    "thousands": separators.without_thousands,
    "decimal-comma": separators.with_point,
    "negative": negative.change,
    "rounding": rounding.change,
    "midnight": calendar.without_midnight,
    "dates": dates.change,
    "near-miss": near.change,
}
"""What a repair of a kind makes of a cell, given its rule."""


def repairs_of(column: Column, lists: Sequence[CodeList] = ()) -> list[Repair]:
    """Return what could be repaired in the cells of a column, in the order of application.

    Each kind is proposed on the cells as those before it leave them; of readings that exclude one
    another each is proposed on the same cells. ``lists`` are codes to which cells may refer.
    """
    view = View.of(column, lists)
    repairs = []
    for propose in STEPS:
        doubtful: Finding | None = None
        findings = list(propose(view))
        for finding in findings:
            after = _after(view, finding)
            rivals = [other for other in findings if other is not finding and not other.certain]
            repair = _repair(column, view, finding, after, [] if finding.certain else rivals)
            if repair is not None:
                repairs.append(repair)
                if finding.certain:
                    view = view.left(after)
                else:
                    doubtful = doubtful or finding
        if doubtful is not None:  # what follows is looked for as the first reading leaves the cells
            view = view.left(_after(view, doubtful))
    return repairs


def changed(cell: str, repair: Repair) -> str:
    """Return a cell as an accepted repair leaves it; a cell that it does not concern as it is."""
    change = CHANGES.get(repair.kind)
    return change(cell, repair.rule) if change else cell


def _after(view: View, finding: Finding) -> list[str]:
    """Return the texts of a view as a repair leaves them."""
    change, rule = CHANGES[finding.kind], finding.rule
    return [change(text, rule) for text in view.texts]


def _repair(
    column: Column, view: View, finding: Finding, after: list[str], rivals: Sequence[Finding]
) -> Repair | None:
    """Return the repair with its count and an example, one that no earlier repair touched if any.

    Where there are other readings the example shows the difference, if any cell does.
    """
    pairs = [(text, left) for text, left in zip(view.texts, after, strict=True) if text != left]
    if not pairs:
        return None
    untouched = [pair for pair in pairs if view.origins[pair[0]] == pair[0]] or pairs
    telling = (pair for pair in untouched if _is_telling(*pair, rivals))
    before, left = next(telling, untouched[0])
    return Repair(
        kind=finding.kind,
        count=sum(view.texts[text] for text, _ in pairs),
        before=before,
        after=left,
        row=column.first(view.origins[before]),
        column=column.position,
        label=column.label,
        rule=finding.rule,
        certain=finding.certain,
    )


def _is_telling(text: str, left: str, rivals: Sequence[Finding]) -> bool:
    """Tell whether each other reading makes something else of a text."""
    return all(CHANGES[one.kind](text, one.rule) not in {text, left} for one in rivals)
