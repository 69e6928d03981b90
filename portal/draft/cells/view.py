"""A column as repairs are looked for in it: its different texts, as the earlier repairs leave them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from portal.draft.cells.missing import is_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portal.draft.model import CodeList, Column

SAMPLE = 500
"""Different texts that are looked at before all are."""
HOPELESS = 0.5
"""Of which at least this share must fit: with less, all of them would not come to ``MOST``."""
MOST = 0.9
"""The share of cells that must fit for a column to be one of numbers, or of dates."""
BETWEEN = "\x00"
SHAPES = str.maketrans("0123456789", "9999999999")
LEADING = "-+\u2212( "
LONGEST = 60
"""Characters of a cell of which the shape is looked at; what is longer is a text."""


class Finding(NamedTuple):
    """Say that a repair of a kind should be proposed for a column, and in which way."""

    kind: str
    rule: str = ""
    certain: bool = True


class View:
    """Hold the texts of a column with their counts; nothing in it changes."""

    def __init__(
        self,
        texts: Mapping[str, int],
        origins: Mapping[str, str],
        label: str,
        lists: Sequence[CodeList],
    ) -> None:
        """Take the texts, what each was in the file, what the header says, and lists of codes."""
        self.texts = texts
        self.origins = origins
        self.label = label
        self.lists = lists

    @classmethod
    def of(cls, column: Column, lists: Sequence[CodeList]) -> View:
        """Return the view of a column as it is in the file."""
        return cls(column.counts, {text: text for text in column.counts}, column.label, lists)

    def left(self, after: Sequence[str]) -> View:
        """Return the view as a repair leaves it; ``after`` are its texts, in their order."""
        if len(set(after)) == len(self.texts):  # the quick way, where no two became the same
            texts = dict(zip(after, self.texts.values(), strict=True))
            origins = dict(zip(after, map(self.origins.__getitem__, self.texts), strict=True))
            return View(texts, origins, self.label, self.lists)
        texts, origins = {}, {}
        for (text, count), now in zip(self.texts.items(), after, strict=True):
            texts[now] = texts.get(now, 0) + count
            origins.setdefault(now, self.origins[text])
        return View(texts, origins, self.label, self.lists)

    @cached_property
    def joined(self) -> str:
        """Return all texts in one, parted and surrounded by ``BETWEEN``: for quick looks."""
        return BETWEEN + BETWEEN.join(self.texts) + BETWEEN

    @cached_property
    def characters(self) -> frozenset[str]:
        """Return the characters that occur."""
        return frozenset(self.joined)

    @cached_property
    def filled(self) -> Mapping[str, int]:
        """Return the texts that are not missing values."""
        return {text: count for text, count in self.texts.items() if not is_missing(text)}

    @cached_property
    def shapes(self) -> Counter[str]:
        """Return how often each shape occurs (``shape_of``)."""
        shapes: Counter[str] = Counter()
        for text, count in self.filled.items():
            shapes[shape_of(text)] += count
        return shapes

    def share(self, fits: Callable[[str], bool]) -> float:
        """Return the share of cells whose shape fits; 0 where a sample says that few will."""
        sample = list(self.filled.items())[:: len(self.filled) // SAMPLE + 1]
        tried = [(fits(shape_of(text)), count) for text, count in sample]
        if not any(fit for fit, _ in tried):
            return 0
        if sum(count for fit, count in tried if fit) < HOPELESS * sum(count for _, count in tried):
            return 0
        fitting = sum(count for shape, count in self.shapes.items() if fits(shape))
        return fitting / self.shapes.total()


def shape_of(text: str) -> str:
    """Return the shape of a text: 9 for each digit, but 0 for the first where it is one.

    So a column of numbers has few shapes, however many numbers, and what is told of a shape is
    told once.
    """
    shape = text.translate(SHAPES)
    return shape.replace("9", "0", 1) if text.lstrip(LEADING)[:1] == "0" else shape
