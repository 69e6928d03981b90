"""What the values of a table's columns are like, as it was counted when it was published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.database.read import Database

PROFILES_SQL = "select * from profile where table_name = :table"
FREQUENT_SQL = """
select column_name, value, count from frequent_value
where table_name = :table order by column_name, position
"""

Cell = str | int | float | None


@dataclass(frozen=True)
class Profile:
    """Describe the values of one column."""

    rows: int
    missing: int
    """How many rows have no value."""
    distinct: int | None
    """How many different values there are; None: values of such a type are not compared."""
    minimum: Cell
    """Of numbers, years, dates and times; else None."""
    maximum: Cell
    median: float | None
    """Of numbers in one unit that are no codes; else None."""
    frequent: tuple[tuple[Cell, int], ...] = ()
    """Up to 20 values, the most frequent first; empty where all differ, and of long texts."""
    example: Cell = None
    """A value from the first rows; a long text is cut."""

    @property
    def filled(self) -> int:
        """Return how many rows have a value."""
        return self.rows - self.missing


async def profiles(catalog: Database, table_name: str) -> dict[str, Profile]:
    """Return the profile of each column of a table, by column id."""
    found = {
        row["column_name"]: Profile(
            rows=row["rows"],
            missing=row["missing"],
            distinct=row["distinct_values"],
            minimum=row["minimum"],
            maximum=row["maximum"],
            median=row["median"],
            example=row["example"],
        )
        for row in await catalog.execute(PROFILES_SQL, {"table": table_name})
    }
    frequent: dict[str, list[tuple[Cell, int]]] = {}
    for row in await catalog.execute(FREQUENT_SQL, {"table": table_name}):
        frequent.setdefault(row["column_name"], []).append((row["value"], row["count"]))
    return {
        column: replace(profile, frequent=tuple(frequent.get(column, ())))
        for column, profile in found.items()
    }
