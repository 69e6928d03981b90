"""Write a query as URL parameters, the one way in which its equals are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal.query import cursor
from portal.query.operators import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.query.model import Filter, Query, Value


def write(query: Query, *, default_size: int = 100) -> list[tuple[str, str]]:
    """Return the parameters that ``parse`` reads as this query, ready for ``urlencode``.

    ``default_size`` is what ``parse`` will be given; a size that equals it is left out.
    """
    written = [_filter(condition) for condition in query.filters]
    if query.search:
        written.append(("_search", " ".join(query.search)))
    written += [("_group", name) for name in query.groups]
    written += [("_measure", str(measure)) for measure in query.measures]
    if query.sort is not None:
        written.append(("_sort_desc" if query.descending else "_sort", query.sort))
    written += [("_col", name) for name in query.columns]
    written += [("_nocol", name) for name in query.without]
    written += [("_facet", name) for name in query.facets]
    if query.size != default_size:
        written.append(("_size", str(query.size)))
    if query.after is not None:
        written.append(("_next", cursor.encode(query, query.after)))
    return written


def _filter(condition: Filter) -> tuple[str, str]:
    name, operator = condition.column, condition.operator
    takes = OPERATORS[operator].takes
    if takes == "none":
        return f"{name}__{operator}", "1"
    if takes == "many":
        return f"{name}__{operator}", _list([_text(value) for value in condition.values])
    # Never shadowed by a column of that name: parse would have refused it.
    return name if operator == "exact" else f"{name}__{operator}", _text(condition.values[0])


def _list(texts: Sequence[str]) -> str:
    joined = ",".join(texts)
    if texts and joined.split(",") == list(texts) and not joined.startswith("["):
        return joined
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
