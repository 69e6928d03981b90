"""Bound what a query may cost; each bound is far above what people ask."""

from __future__ import annotations

from portal.exceptions import QueryError
from portal.query.text import is_clean, shown

MOST_PARAMETERS = 200
MOST_FILTERS = 50
MOST_TERMS = 10
MOST_FACETS = 10
MOST_GROUPS = 8
MOST_MEASURES = 8
MOST_PIVOTED = 30
"""Values that become columns."""
MOST_VALUES = 1_000
"""In all filters; SQLite looks up each name of a bound value among all others."""
MOST_CHARACTERS = 8_000
"""In the values of one list."""
MOST_COMPARISONS = 2_000
"""Of one row with the terms of a search."""

# In characters.
LONGEST_NAME = 500
LONGEST_VALUE = 1_000
LONGEST_PATTERN = 200
LONGEST_LIST = 50_000
"""As it is written; the values themselves are bounded by MOST_CHARACTERS."""
LONGEST_CURSOR = 8_000


def check_text(name: str, value: str) -> None:
    """Raise QueryError for a parameter that SQLite or an answer could not carry."""
    if not is_clean(name) or not is_clean(value):
        raise QueryError(
            "bad-text", shown(name), f"{shown(name)} holds a NUL or half of a surrogate pair."
        )
    if len(name) > LONGEST_NAME:
        raise QueryError("too-long", shown(name), "The name of this parameter is too long.")


def check_length(name: str, value: str, longest: int) -> None:
    """Raise QueryError where the value of a parameter is longer than ``longest``."""
    if len(value) > longest:
        raise QueryError(
            "too-long", shown(name), f"{shown(name)} may have {longest} characters at most."
        )


def check_count(name: str, what: str, count: int, most: int) -> None:
    """Raise QueryError where there are more than ``most`` of what a parameter, or all, ask for."""
    if count > most:
        raise QueryError(
            "too-many", shown(name), f"The query has {count} {what}; {most} are allowed."
        )
