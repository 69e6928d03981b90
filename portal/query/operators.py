"""The operators by which a column is compared, and what each is in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from portal.query.table import ARRAYS

if TYPE_CHECKING:
    from portal.query.table import Column


class Operator(NamedTuple):
    """Say how an operator is compiled and which values it takes."""

    sql: str
    """``{c}`` is the column, ``{v}`` the bound value or values."""
    takes: Literal["one", "many", "none"] = "one"
    pattern: str | None = None
    """How the escaped value stands in a LIKE pattern."""
    joint: str = " or "
    """How the spellings of a pattern are joined."""


LIKE = "{c} like {v} escape '\\'"

OPERATORS = {
    "exact": Operator("{c} = {v}"),
    "not": Operator("{c} <> {v}"),
    "gt": Operator("{c} > {v}"),
    "gte": Operator("{c} >= {v}"),
    "lt": Operator("{c} < {v}"),
    "lte": Operator("{c} <= {v}"),
    "contains": Operator(LIKE, pattern="%{}%"),
    "notcontains": Operator("{c} not like {v} escape '\\'", pattern="%{}%", joint=" and "),
    "startswith": Operator(LIKE, pattern="{}%"),
    "endswith": Operator(LIKE, pattern="%{}"),
    "in": Operator("{c} in ({v})", takes="many"),
    "notin": Operator("{c} not in ({v}) and {c} is not null", takes="many"),
    "arraycontains": Operator(
        "exists (select 1 from json_each(case when json_valid({c}) then {c} end)"
        " where cast(json_each.value as text) = {v})"
    ),
    "isnull": Operator("{c} is null", takes="none"),
    "notnull": Operator("{c} is not null", takes="none"),
    "isblank": Operator("({c} is null or {c} = '')", takes="none"),
    "notblank": Operator("({c} is not null and {c} <> '')", takes="none"),
}
"""``like`` and ``glob`` are not offered: what a reader's own pattern costs has no bound."""


def is_offered(column: Column, operator: str) -> bool:
    """Tell whether a column can be compared by an operator: patterns need text."""
    if operator == "arraycontains":
        return column.type in ARRAYS
    return OPERATORS[operator].pattern is None or column.is_text


def is_literal(operator: str) -> bool:
    """Tell whether the operator takes text as it is, whatever the type of the column."""
    return operator == "arraycontains" or OPERATORS[operator].pattern is not None
