"""What a query is, once it is checked: no text of the reader is left in it unread."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float
"""What a column holds and a statement binds."""
Cell = Value | None

COUNT = "count"


@dataclass(frozen=True)
class Filter:
    """Hold one condition on one column; ``values`` are of the column's type."""

    column: str
    operator: str
    values: tuple[Value, ...] = ()
    """One value, many for ``in`` and ``notin``, none for ``isnull`` and its kin."""


@dataclass(frozen=True)
class Measure:
    """Hold what is calculated for a group; ``column`` is None for ``count`` only.

    ``value`` calculates nothing: each group has one row, and it is the value of that row.
    """

    method: str
    column: str | None = None

    def __str__(self) -> str:
        """Return the measure as it is written, asked for and answered: ``sum:population``."""
        return self.method if self.column is None else f"{self.method}:{self.column}"


@dataclass(frozen=True)
class Query:
    """Hold a checked query; equal queries are written alike."""

    key: tuple[str, ...]
    """The primary key of the table."""
    filters: tuple[Filter, ...] = ()
    """In the order of the table's columns; all must hold."""
    search: tuple[str, ...] = ()
    """Terms; each must occur in some text column."""
    sort: str | None = None
    """A column id or, of a grouped query, also a measure or a column of the pivot."""
    descending: bool = False
    size: int = 100
    after: tuple[Cell, ...] | None = None
    """The values of ``order`` in the last row of the page before; None: the first page."""
    columns: tuple[str, ...] = ()
    """The columns asked for; empty: all."""
    without: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    pivot: str | None = None
    """The column whose values become columns of the answer."""
    pivoted: tuple[Cell, ...] = ()
    """These values; they stand in no address, so they are read before the rows."""

    @property
    def grouped(self) -> bool:
        """Tell whether the answer has groups, or one total, in place of rows."""
        return bool(self.measures)

    @property
    def order(self) -> tuple[tuple[str, bool], ...]:
        """Return by what the answer is ordered, as names with True for descending.

        The sorted column comes first; the key (of groups: the columns they are made by) decides
        between equals, so the order is total.
        """
        key = self.groups if self.grouped else self.key
        first = [] if self.sort is None else [(self.sort, self.descending)]
        return (*first, *((name, False) for name in key if name != self.sort))
