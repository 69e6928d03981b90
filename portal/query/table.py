"""What a query may know about a table: the contract's words about its columns, as values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROW = "_row"
"""The key of a table whose schema has none; it is returned but cannot be asked for."""

NUMERIC = frozenset({"integer", "number"})
"""Types whose values can be added up; a year or a boolean is stored as a number but is none."""
ARRAYS = frozenset({"array", "list"})
"""Types that are stored as a JSON array."""
PROSE = frozenset({"string", "any"})
"""Types that a search looks through."""

STORED_AS_NUMBER = {"integer": int, "year": int, "boolean": int, "number": float}


@dataclass(frozen=True)
class Column:
    """Describe one column of a table in ``data.db``."""

    name: str
    """The column id."""
    label: str
    """The header in the file, by which the column can be addressed too."""
    type: str
    """The type in the Table Schema."""
    role: str | None = None
    unit: str | None = None
    unit_column: str | None = None
    aggregation: str | None = None
    """How a measure adds up: ``sum``, ``mean``, ``none``; None: the publisher did not say."""
    aggregation_over: tuple[str, ...] = ()
    """The column ids over which it adds up; empty: all."""
    catch_all: tuple[str, ...] = ()
    """Codes that are no category of their own; whoever shows groups sets them apart."""
    categories: tuple[tuple[str | int, tuple[str, ...]], ...] = ()
    """Codes with their labels in all languages; those without a label are left out."""
    reference: tuple[str, str] | None = None
    """The table and the column whose values this column holds."""
    reference_labels: tuple[str, ...] = ()
    """The columns of that table that say in words what a value stands for."""

    @property
    def is_text(self) -> bool:
        """Tell whether SQLite holds the values as text."""
        return self.type not in STORED_AS_NUMBER


@dataclass(frozen=True)
class Table:
    """Describe one table of ``data.db``; every identifier in a statement comes from here."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    """Column ids, or ``_row`` alone."""

    def column(self, name: str) -> Column:
        """Return the column of that id."""
        return next(column for column in self.columns if column.name == name)

    def find(self, name: str) -> Column | None:
        """Return the column that a reader calls ``name``: by its id, else by its header."""
        for column in self.columns:
            if column.name == name:
                return column
        return next((column for column in self.columns if column.label == name), None)


def table_of(resource: Mapping[str, Any], fields: Iterable[Mapping[str, Any]]) -> Table:
    """Return a table made from its row of ``resource`` and its rows of ``field``, in any order.

    Each row of ``field`` has one column more: ``reference_labels`` (portal/database/read.py).
    """
    columns = [
        Column(
            name=field["column_name"],
            label=field["name"],
            type=field["type"],
            role=field["role"],
            unit=field["unit"],
            unit_column=field["unit_column"],
            aggregation=field["aggregation"],
            aggregation_over=tuple(json.loads(field["aggregation_over"])),
            catch_all=tuple(json.loads(field["catch_all"])),
            categories=_labelled(json.loads(field["categories"])),
            reference=_pair(field["reference_table"], field["reference_column"]),
            reference_labels=tuple(json.loads(field["reference_labels"])),
        )
        for field in sorted(fields, key=lambda field: field["position"])
    ]
    return Table(resource["table_name"], tuple(columns), tuple(json.loads(resource["primary_key"])))


def _labelled(
    categories: Sequence[Mapping[str, Any]],
) -> tuple[tuple[str | int, tuple[str, ...]], ...]:
    found = []
    for category in categories:
        others = category.get("translations") or {}
        labels = [category.get("label"), *(texts.get("label") for texts in others.values())]
        if any(labels):
            found.append((category["value"], tuple(label for label in labels if label)))
    return tuple(found)


def _pair(table: str | None, column: str | None) -> tuple[str, str] | None:
    return None if table is None or column is None else (table, column)
