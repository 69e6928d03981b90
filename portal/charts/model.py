"""A view with its rows, as it is drawn: what each column is in the picture, and every label."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.charts.series import Series, every_series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.charts.plan import Cell
    from portal.language.cells import Column
    from portal.language.text import Shown, Text

    Row = Mapping[str, Cell]


@dataclass(frozen=True)
class View:
    """Hold a view of a dataset; ``refusal`` says why there is nothing to draw."""

    dataset: str
    name: str
    kind: str
    title: Text | None
    query: str = ""
    table: str | None = None
    refusal: str | None = None
    about: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    """By part of the picture (``x``, ``y``, ``series`` …) a column of the rows."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    """By column of the rows what it is; ``count`` is not among them."""
    rows: Sequence[Row] = ()
    count: int = 0
    """How many rows it has in all: of a long line, fewer are held."""
    labels: Mapping[tuple[str, str], Shown] = field(default_factory=dict)
    """By column and value the label of a code that another table explains."""
    total: float | None = None
    """The sum of everything that is drawn, where it adds up."""
    period: tuple[Cell, Cell] | None = None
    """The first and the last time of what is added up or counted, where values have none of their own."""
    projections_from: str | None = None
    breaks: Sequence[str] = ()
    catch_all: frozenset[str] = frozenset()
    """Values of ``x`` that are no category of their own."""
    highlight: frozenset[str] = frozenset()
    """Values of the series, or of ``x``, that the publisher points at."""
    adds_up: bool = False
    """Whether the values are amounts of something, and no rates."""
    cautioned: bool = False
    """Whether the publisher notes what may not be compared."""
    source: Text | None = None
    """What the dataset is called."""
    publisher: Text | None = None

    def of(self, row: Row, part: str) -> Cell:
        """Return what a row has for a part of the picture, None where the view has no such part."""
        return row[self.parts[part]] if part in self.parts else None

    def column(self, part: str) -> Column | None:
        """Return the column that plays a part."""
        return self.columns.get(self.parts.get(part, ""))

    @functools.cached_property
    def series(self) -> Sequence[Series]:
        """Return the series of a view over time, the one that ends highest first."""
        return every_series(self)

    @property
    def timed(self) -> bool:
        """Tell whether ``x`` is a time."""
        column = self.column("x")
        return column is not None and column.role == "time"

    def projected(self, time: Cell) -> bool:
        """Tell whether a time is one of the projections."""
        return self.projections_from is not None and time is not None and str(time) >= self.projections_from  # fmt: skip

    def stretch(self, time: Cell) -> int:
        """Return in which stretch between breaks a time lies; times of two must not be compared."""
        return sum(str(time) >= value for value in self.breaks)
