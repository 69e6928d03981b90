"""Write a query as URL parameters, the one way in which its equals are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal.query import cursor
from portal.query.operators import OPERATORS
from portal.query.values import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.query.model import Filter, Query


def write(query: Query, *, default_size: int = 100) -> list[tuple[str, str]]:
    """Return the parameters that ``parse`` reads as this query, ready for ``urlencode``.

    ``default_size`` is what ``parse`` will be given; a size that equals it is left out.
    """
    pairs = [_filter(condition) for condition in query.filters]
    if query.search:
        pairs.append(("_search", " ".join(query.search)))
    pairs += [("_group", name) for name in query.groups]
    if query.pivot is not None:
        pairs.append(("_pivot", query.pivot))
    pairs += [("_measure", str(measure)) for measure in query.measures]
    if query.sort is not None:
        pairs.append(("_sort_desc" if query.descending else "_sort", query.sort))
    pairs += [("_col", name) for name in query.columns]
    pairs += [("_nocol", name) for name in query.without]
    pairs += [("_facet", name) for name in query.facets]
    if query.size != default_size:
        pairs.append(("_size", str(query.size)))
    if query.after is not None:
        pairs.append(("_next", cursor.encode(query, query.after)))
    return pairs


def _filter(condition: Filter) -> tuple[str, str]:
    name, operator = condition.column, condition.operator
    takes = OPERATORS[operator].takes
    if takes == "none":
        return f"{name}__{operator}", "1"
    if takes == "many":
        return f"{name}__{operator}", _list([written(value) for value in condition.values])
    # Never shadowed by a column of that name: parse would have refused it.
    return name if operator == "exact" else f"{name}__{operator}", written(condition.values[0])


def _list(texts: Sequence[str]) -> str:
    joined = ",".join(texts)
    if texts and joined.split(",") == list(texts) and not joined.startswith("["):
        return joined
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
