"""What may be repaired of a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.layout.labels import all_labels, body_profile, labels_of, naming_row
from portal.draft.layout.text import filled, shown
from portal.draft.model import Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.model import Grid, Layout


def header_repairs(grid: Grid, layout: Layout) -> Iterator[Repair]:
    """Propose to join the rows of a header, to name columns without one, and to mend its labels."""
    yield from _rows(grid, layout)
    yield from _texts(grid, layout)


def _rows(grid: Grid, layout: Layout) -> Iterator[Repair]:
    header = layout.rows("header")
    labels = labels_of(grid, layout)
    if len(header) > 1:
        yield Repair(
            "header-rows",
            len(header),
            shown([cell for position in header for cell in grid.rows[position]]),
            shown(labels),
            header[0] + 1,
            certain=_is_certain(grid, layout),
            rows=tuple(header),
        )
    data = layout.rows("data", "total")
    if not header and data:
        votes = body_profile(grid, layout).votes(grid.rows[data[0]])
        certain = votes.data > 1 or (layout.width == 1 and votes.data > 0)
        yield Repair(
            "header-missing",
            sum(map(bool, labels)),
            shown(grid.rows[data[0]]),
            shown(labels),
            data[0] + 1,
            certain=certain and not votes.labels,
        )


def _is_certain(grid: Grid, layout: Layout) -> bool:
    """Tell whether the rows of a header can be joined in one way only: none is one of values."""
    header = layout.rows("header")
    profile = body_profile(grid, layout)
    lowest = profile.votes(grid.rows[naming_row(grid, layout) or header[-1]])
    merged = any(merge.top in {*header} for merge in grid.merges)
    gaps = any(len(filled(grid.rows[position])) > 1 for position in header[:-1])
    return merged or (gaps and not lowest.for_data)


def _texts(grid: Grid, layout: Layout) -> Iterator[Repair]:
    header = layout.rows("header")
    for column, label in enumerate(all_labels(grid, layout)):
        if label.change and header:
            yield Repair(
                "header-text",
                1,
                label.joined,
                label.final,
                header[-1] + 1,
                column,
                label.final,
                rule=label.change,
            )
