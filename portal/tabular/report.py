"""What a check found: errors are rows, a report is their sum."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

KEPT = 100_000
"""Errors of a report that are kept."""


@dataclass(frozen=True)
class Error:
    """Say where something is wrong and by which rule; ``portal.tabular.kinds`` has the words.

    ``row`` is the row in the file as a spreadsheet counts it (the header is row 1 where there
    is one); ``column`` the spreadsheet letter; ``pointer`` a JSON pointer (RFC 6901) where
    ``file`` is a descriptor.
    """

    code: str
    file: str
    resource: str | None = None
    row: int | None = None
    field: str | None = None
    column: str | None = None
    value: str | None = None
    rule: str | None = None
    pointer: str | None = None
    suggestion: str | None = None
    """What the cell could be meant to hold; shown, never applied."""
    parameters: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    """What the sentence of this kind needs besides."""


@dataclass
class Report:
    """Collect what the check of one resource, or of one descriptor, found.

    Errors are counted without end and kept up to KEPT: a file of millions of bad rows has a
    report of bounded size, whose totals are true.
    """

    file: str
    resource: str | None = None
    rows: int = 0
    """Data rows read."""
    bytes: int = 0
    sha256: str | None = None
    encoding: str | None = None
    encoding_reason: str | None = None
    """How the encoding was decided: ``bom``, ``utf-8``, ``declared`` or ``guessed``."""
    dialect: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """The Table Dialect with which the file was read."""
    dialect_reason: str | None = None
    """How the dialect was decided: ``declared``, ``default`` or ``guessed``."""
    errors: list[Error] = dataclasses.field(default_factory=list)
    """The first KEPT errors."""
    warnings: list[Error] = dataclasses.field(default_factory=list)
    """Warnings and infos: their kind says which."""
    rules: int = 0
    """How many published rules the data were held against."""
    judged: bool = False
    """Whether rows were held against the rules; not where the file's structure makes them uncertain."""
    rejected: int = 0
    """Data rows with at least one error of their own."""
    counts: Counter[tuple[str, str | None, str | None]] = dataclasses.field(default_factory=Counter)
    """How many errors there are of each code, field and rule."""
    listener: Callable[[Error], None] | None = None
    """Called with every error, also with those that are not kept."""

    def add(self, error: Error) -> None:
        """Count an error, and keep it while there is room."""
        self.counts[error.code, error.field, error.rule] += 1
        if len(self.errors) < KEPT:
            self.errors.append(error)
        if self.listener is not None:
            self.listener(error)

    def extend(self, errors: Iterable[Error]) -> None:
        """Count errors, and keep them while there is room."""
        for error in errors:
            self.add(error)

    @property
    def count(self) -> int:
        """Return how many errors were found, kept or not."""
        return sum(self.counts.values())

    @property
    def valid(self) -> bool:
        """Tell whether nothing is wrong; warnings do not count."""
        return not self.counts

    @property
    def facts(self) -> dict[str, int | str | None]:
        """Return what was read, and how many rules it was held against."""
        names = ("rows", "rules", "bytes", "sha256", "encoding", "encoding_reason")
        return {name: getattr(self, name) for name in names}

    @property
    def totals(self) -> dict[str, int]:
        """Count the errors by code, the most frequent first."""
        totals: Counter[str] = Counter()
        for (code, _field, _rule), count in self.counts.items():
            totals[code] += count
        return dict(totals.most_common())


def column_letter(position: int) -> str:
    """Return the spreadsheet letter of the column at ``position``, counted from 1."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
