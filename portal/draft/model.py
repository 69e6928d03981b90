"""What a file is before it is a dataset: its cells, what its rows are, what may be repaired in it.

A file is never changed in silence. It is read as a grid of texts; what each row is stands in a
layout; what could be better is a list of repairs, each accepted or refused by a person; what is
left is a table, from which a descriptor is drafted with the evidence for each of its properties.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.tabular.proposal import Doubt

RowRole = Literal["title", "header", "data", "repeated-header", "total", "blank", "footer"]


@dataclass(frozen=True)
class Merge:
    """Name the corners of merged cells, from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """Hold the cells of a file as texts, each row as long as it is in the file."""

    rows: Sequence[Sequence[str]]
    """``rows[i]`` is row i + 1 of the sheet, or record i + 1 of a text file."""
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True)
class Source:
    """Hold a file of any kind, as it was read."""

    path: Path
    sha256: str
    format: str
    """``csv``, ``xlsx``, ``xlsb``, ``xls``, ``ods``, ``dbf``, ``fixed`` or ``geojson``."""
    grid: Grid
    sheet: str | None = None
    """The sheet of a workbook."""
    encoding: str | None = None
    """The encoding of a text, as a name to declare; None where it is no text."""
    encoding_reason: str | None = None
    """``bom``, ``utf-8``, ``declared`` or ``guessed``."""
    dialect: Mapping[str, Any] = field(default_factory=dict)
    """How a text is cut: ``delimiter``, ``quoteChar`` … where they differ from the defaults."""
    doubts: Sequence[Doubt] = ()
    """Why the text may have been read wrongly."""

    @property
    def is_text(self) -> bool:
        """Tell whether the file is a delimited text, which could be published as it is."""
        return self.format == "csv"


@dataclass(frozen=True)
class Layout:
    """Say what each row of a grid is, and which of its columns are there."""

    roles: Sequence[RowRole]
    """By row of the grid."""
    width: int
    """How many columns the table has, empty ones included."""
    blank_columns: tuple[int, ...] = ()
    """Columns without a label and without a value, from 0."""

    def rows(self, *roles: RowRole) -> list[int]:
        """Return the positions of the rows with one of these roles."""
        return [position for position, role in enumerate(self.roles) if role in roles]


@dataclass(frozen=True)
class Repair:
    """Propose one change, to be accepted or refused by a person."""

    kind: str
    """A kind of ``portal.draft.kinds``."""
    count: int
    """How many cells, rows or columns it changes."""
    before: str
    """An example as it is in the file."""
    after: str
    """The same as it would be; ``""`` where it would be left out."""
    row: int | None = None
    """The row of the example, from 1, as a spreadsheet counts."""
    column: int | None = None
    """The column, from 0; None where it is about rows or the whole file."""
    label: str = ""
    """What the header calls the column (after the repairs of the header)."""
    rule: str = ""
    """Which way of several, for example ``dd/mm/yyyy``; part of what identifies the repair."""
    certain: bool = True
    """False where the file alone cannot tell: nothing accepts it but a person who looked."""
    rows: tuple[int, ...] = ()
    """Positions in the grid of the rows that it removes or joins."""

    @property
    def identity(self) -> tuple[str, str, str]:
        """Return what makes it the same repair in next year's file: the kind, the column, the way."""
        return self.kind, self.label, self.rule


@dataclass(frozen=True)
class Column:
    """Hold one column of the data rows."""

    position: int
    """In the grid, from 0."""
    label: str
    cells: Sequence[str]
    """By data row; ``""`` where a row is shorter."""
    numbers: Sequence[int]
    """The numbers of those rows in the file, from 1."""

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how often each cell text occurs, in order of first occurrence."""
        return Counter(self.cells)

    def first(self, cell: str) -> int:
        """Return the number of the first row with this cell."""
        return self.numbers[self.cells.index(cell)]


@dataclass(frozen=True)
class Table:
    """Hold the table that will be published, as it is in the file written for it."""

    labels: Sequence[str]
    rows: Sequence[Sequence[str]]
    """As long as ``labels`` each."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Signs that a repair took out of the cells of a column (``%``, ``$``, ``km``), by label."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns; the numbers of rows are those of a file with one header row."""
        numbers = range(2, len(self.rows) + 2)
        return tuple(
            Column(position, label, [row[position] for row in self.rows], numbers)
            for position, label in enumerate(self.labels)
        )


@dataclass(frozen=True)
class Evidence:
    """Say why a property of the descriptor was drafted as it was."""

    field: str
    """The name of the field; ``""`` for the table as a whole."""
    property: str
    """``type``, ``format``, ``primaryKey``, ``foreignKeys``, ``enum``, ``unit``, ``role`` …"""
    value: str
    """What was drafted, as a person reads it."""
    key: str
    """Which sentence says it (``portal.draft.evidence.words``)."""
    parameters: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class CodeList:
    """Hold the codes of a dataset of the portal to which columns may refer."""

    dataset: str
    resource: str
    field: str
    values: frozenset[str]
    title: str = ""


@dataclass(frozen=True)
class Draft:
    """Hold a schema that was drafted, and why it is so."""

    schema: Mapping[str, Any]
    """A Table Schema with the portal's own properties (docs/descriptor.md)."""
    evidence: tuple[Evidence, ...]
