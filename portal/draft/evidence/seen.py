"""A column as evidence is looked for in it: what it holds, and how that is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.draft.evidence.natures import Nature, nature_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.draft.evidence.units import Unit
    from portal.draft.model import Column, Evidence


@dataclass(frozen=True)
class Reading:
    """Say how the cells of a column are read."""

    type: str
    missing: frozenset[str]
    """Texts that stand for no value, without the empty one."""
    properties: Mapping[str, Any] = field(default_factory=dict)
    """``format``, ``trueValues`` …, of the field."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Seen:
    """Hold a column with its reading; nothing in it changes."""

    column: Column
    reading: Reading
    unit: Unit | None = None

    @property
    def position(self) -> int:
        """Return which column it is, from 0."""
        return self.column.position

    @property
    def label(self) -> str:
        """Return what the header calls it, which is the name of the field."""
        return self.column.label

    @property
    def type(self) -> str:
        """Return the type of the field."""
        return self.reading.type

    @property
    def is_numeric(self) -> bool:
        """Tell whether its values are numbers that could be amounts."""
        return self.type in {"integer", "number"}

    @cached_property
    def nature(self) -> Nature:
        """Return what it is by itself: a code, a category or a measured value."""
        return nature_of(self)

    @cached_property
    def values(self) -> Mapping[str, int]:
        """Return the cells that hold a value, with their counts, in order of first occurrence."""
        missing = self.reading.missing
        return {
            text: count
            for text, count in self.column.counts.items()
            if text and text not in missing
        }

    @cached_property
    def filled(self) -> int:
        """Return how many cells hold a value."""
        return sum(self.values.values())

    @property
    def rows(self) -> int:
        """Return how many cells there are."""
        return len(self.column.cells)

    @property
    def is_full(self) -> bool:
        """Tell whether there are cells, and all hold a value."""
        return self.filled == self.rows > 0

    @property
    def is_unique(self) -> bool:
        """Tell whether no value occurs twice."""
        return len(self.values) == self.filled > 1

    @cached_property
    def shapes(self) -> Mapping[str, int]:
        """Return the shapes of the values with the counts of different values (``shape_of``)."""
        shapes: dict[str, int] = {}
        for text in self.values:
            shape = shape_of(text)
            shapes[shape] = shapes.get(shape, 0) + 1
        return shapes

    @property
    def example(self) -> str:
        """Return its first value."""
        return next(iter(self.values), "")


SHAPES = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "A" * 26 + "a" * 26 + "9" * 10,
)


def shape_of(text: str) -> str:
    """Return a text with A for each capital, a for each small letter, 9 for each digit."""
    return text.translate(SHAPES)
