"""What a check found: errors are rows, a report is their sum."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    parameters: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    """What the sentence of this kind needs besides."""


@dataclass
class Report:
    """Collect what the check of one resource, or of one descriptor, found."""

    file: str
    resource: str | None = None
    rows: int = 0
    """Data rows read."""
    bytes: int = 0
    sha256: str | None = None
    encoding: str | None = None
    encoding_reason: str | None = None
    """How the encoding was decided: ``bom``, ``utf-8`` or ``declared``."""
    errors: list[Error] = dataclasses.field(default_factory=list)
    warnings: list[Error] = dataclasses.field(default_factory=list)
    rules: int = 0
    """How many published rules the data were held against."""
    judged: bool = False
    """Whether rows were put before the judge; not where the file's structure makes them uncertain."""

    @property
    def valid(self) -> bool:
        """Tell whether nothing is wrong; warnings do not count."""
        return not self.errors

    @property
    def facts(self) -> dict[str, int | str | None]:
        """Return what was read, and how many rules it was held against."""
        names = ("rows", "rules", "bytes", "sha256", "encoding", "encoding_reason")
        return {name: getattr(self, name) for name in names}

    @property
    def totals(self) -> dict[str, int]:
        """Count the errors by code, the most frequent first."""
        return dict(Counter(error.code for error in self.errors).most_common())


def column_letter(position: int) -> str:
    """Return the spreadsheet letter of the column at ``position``, counted from 1."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
