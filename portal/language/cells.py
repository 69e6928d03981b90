"""One value of a table as people read it: with its label, its unit's digits, or why it is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.language.numbers import number
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.language.text import Text

NUMERIC = frozenset({"integer", "number", "year"})
DATES = frozenset({"date", "datetime", "duration", "time", "yearmonth"})
LINKED = ("http://", "https://")
LONGEST_BESIDE = 12
"""Characters of a code that people read as a code; longer ones are told with the column."""
SHORT = 200
"""How many characters of a text a table shows; the record shows all."""


@dataclass(frozen=True)
class Column:
    """Describe one column as pages need it: a row of ``field`` with its texts."""

    id: str
    name: str
    title: Text | None
    description: Text | None
    type: str
    role: str | None
    unit: Text | None
    unit_column: str | None
    """The id of the column that holds the unit, where it differs by row."""
    decimals: int | None
    language: str | None
    categories: Mapping[str, Text]
    reference: tuple[str, str] | None
    """The table and the column that its values point to."""
    constraints: Mapping[str, Any]
    missing: int

    @property
    def heading(self) -> Text | str:
        """Return what stands above the column: its title, or the header of the file."""
        return self.title if self.title is not None else self.name

    @property
    def numeric(self) -> bool:
        """Tell whether its values are set as figures, unit under unit."""
        return self.type in NUMERIC and not self.categories and self.reference is None

    @property
    def grouped(self) -> bool:
        """Tell whether its figures take separators: measures do; years, codes and keys never."""
        return self.type == "number" or (self.type == "integer" and self.role == "measure")


@dataclass(frozen=True)
class Cell:
    """Hold what a page shows of one value."""

    kind: str
    """``number``, ``boolean``, ``code`` (left to right), ``text``, ``link`` or ``missing``."""
    shown: Shown
    code: str | None = None
    """The value itself, where a label is shown in its place."""

    @property
    def beside(self) -> str | None:
        """Return the code as it stands beside its label: a short one that the label does not say."""
        label = self.shown.value
        if (
            self.code is None
            or len(self.code) > LONGEST_BESIDE
            or self.code in {label, *label.split()}
        ):
            return None
        return self.code


def cell(
    column: Column,
    value: Any,
    language: str,
    label: Shown | None = None,
    reason: Text | None = None,
    limit: int | None = SHORT,
) -> Cell:
    """Return the value of a column as a page in ``language`` shows it.

    ``label`` is the label of a value that points to another table, ``reason`` why there is no
    value; ``limit`` cuts long texts, None shows all.
    """
    if value is None:
        return Cell("missing", reason.pick(language) if reason else Shown("", language))
    text = str(value)
    if text in column.categories:
        return Cell("text", column.categories[text].pick(language), text)
    if label is not None and label.value:
        return Cell("text", label, text)
    if column.type == "boolean":
        return Cell("boolean", Shown(text, language))
    if isinstance(value, int | float):
        # Digits after the point are fixed where all values share a unit: no half persons.
        decimals = None if column.unit_column else column.decimals
        figures = number(value, language, decimals) if column.grouped else _ungrouped(value)
        return Cell("number", Shown(figures, language))
    if column.type in DATES:
        return Cell("code", Shown(text, ""))
    if text.startswith(LINKED) and not any(c.isspace() for c in text):
        return Cell("link", Shown(_cut(text, limit), ""), text)
    tongue = column.language if column.language is not None else ""
    kind = "code" if column.type not in {"string", "any"} else "text"
    return Cell(kind, Shown(_cut(text, limit), tongue))


def _ungrouped(value: float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _cut(text: str, limit: int | None) -> str:
    if limit is None or len(text) <= limit:
        return text
    return text[:limit].rstrip() + "…"
