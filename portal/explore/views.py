"""The ways in which the rows of one query are shown: table, summary, chart and map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.charts.asked import possible
from portal.exceptions import QueryError
from portal.explore.address import PAGE_ONLY, SHAPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.explore.address import Address, Pair
    from portal.language.cells import Column

VIEWS = ("table", "summary", "chart", "map")


def view_of(pairs: Sequence[Pair]) -> str:
    """Return which view parameters ask for, or raise QueryError where there is no such view."""
    chosen = [value for name, value in pairs if name == "_view"]
    if len(chosen) > 1:
        raise QueryError("repeated", "_view", "_view can be given only once.")
    if chosen and chosen[0] not in VIEWS:
        raise QueryError("bad-value", "_view", f"_view is one of {', '.join(VIEWS)}.")
    return chosen[0] if chosen else VIEWS[0]


def links(address: Address, columns: Iterable[Column], *, grouped: bool) -> dict[str, str]:
    """Return by view where it is, for the views that the table can be shown as.

    Filters and search stay; what has no meaning in another view goes.
    """
    plain = address.without(*PAGE_ONLY)
    rows = plain.without(*SHAPE)
    found = {
        "table": str(rows if grouped else plain),
        "summary": str(plain if grouped else rows.plus(("_view", "summary"))),
    }
    offered = possible(columns)
    # Groups that were asked for are what is drawn.
    drawn = plain.without("_pivot", "_sort", "_sort_desc", "_col", "_nocol", "_facet", "_size")
    return found | {name: str(drawn.plus(("_view", name))) for name in VIEWS[2:] if name in offered}
