"""One view in one language: its values, labels, times and units as people read them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from portal.language import markup, numbers
from portal.language.catalogs import translations
from portal.language.cells import Cell as Told
from portal.language.cells import cell
from portal.language.text import Shown, Text

if TYPE_CHECKING:
    from portal.charts.model import Row, View
    from portal.charts.plan import Cell

LONGEST_UNIT = 22
"""A longer unit is not repeated with every value."""
LARGE = 100_000
COMMAS = {"ar": Markup("، "), "en": Markup(", ")}
NAMED = 3
"""So many labels that share a value are named."""


@dataclass(frozen=True)
class Voice:
    """Speak of ``view`` in ``language``."""

    view: View
    language: str

    def gettext(self, message: str, **parts: Any) -> Markup:
        """Return a message of the interface as HTML, filled in."""
        return Markup(translations(self.language).gettext(message)) % parts  # noqa: S704 - ours

    def ngettext(self, one: str, many: str, count: int, **parts: Any) -> Markup:
        """Return a message about a number of things, with the number as ``count``."""
        text = translations(self.language).ngettext(one, many, count)
        filled = {"count": numbers.number(count, self.language), **parts}
        return Markup(text) % filled  # noqa: S704 - ours

    def figure(self, value: float) -> str:
        """Return a value of the measure in digits, without its unit."""
        return numbers.number(value, self.language, self._decimals)

    def value(self, value: float, longest: int = 1000) -> Markup:
        """Return a value of the measure with its unit, isolated from the text around it."""
        figure = Markup('<bdi dir="ltr">{}</bdi>').format(self.figure(value))
        unit = self.unit
        if unit is None or len(unit.value) > longest:
            return figure
        return Markup("{} {}").format(figure, markup.shown(unit, self.language))

    def brief(self, value: float) -> Markup:
        """Return a further value, after one whose unit was told: a long unit is not repeated."""
        return self.value(value, LONGEST_UNIT)

    @property
    def unit(self) -> Shown | None:
        """Return the unit of the measure; None for counts and where nobody said one."""
        name = self.view.parts.get("unit")
        if name is not None:
            first = next((row[name] for row in self.view.rows), None)
            return None if first is None else self.label("unit", first)
        column = self.view.column("y")
        return column.unit.pick(self.language) if column is not None and column.unit else None

    @property
    def measure(self) -> Shown:
        """Return what is measured, in the words of its column."""
        column = self.view.column("y")
        if column is None:
            word = translations(self.language).gettext("Number of rows")
            return Shown(word, self.language)
        return self._heading(column.heading)

    def heading(self, part: str) -> Shown:
        """Return what stands above the column that plays a part."""
        column = self.view.column(part)
        return self._heading(column.heading) if column is not None else Shown("", "")

    def label(self, part: str, value: Cell) -> Shown:
        """Return what a category is called."""
        if value is None:
            return Shown(translations(self.language).gettext("no value"), self.language)
        told = self.told(self.view.parts[part], value)
        if told.kind == "boolean":
            word = "yes" if told.shown.value == "1" else "no"
            return Shown(translations(self.language).gettext(word), self.language)
        return told.shown

    def told(self, name: str, value: Cell) -> Told:
        """Return a value of a column of the rows as tables show it."""
        column = self.view.columns.get(name)
        if column is None:
            figure = numbers.number(value, self.language) if isinstance(value, int | float) else ""
            return Told("number", Shown(figure, self.language))
        return cell(column, value, self.language, self.view.labels.get((column.id, str(value))))

    def shown(self, part: str, value: Cell) -> Markup:
        """Return what a category is called, as HTML in its own language."""
        return markup.shown(self.label(part, value), self.language)

    def names(self, part: str, values: list[Cell]) -> Markup:
        """Return several labels, the first of them by name."""
        named = self.comma.join([self.shown(part, value) for value in values[:NAMED]])
        left = len(values) - NAMED
        return named if left <= 0 else Markup("{} +{}").format(named, left)

    def time(self, value: Cell) -> Markup:
        """Return a time: a year as it is, a day in words."""
        text = str(value)
        if len(text) >= 10 and text[4] == "-":
            return Markup("<bdi>{}</bdi>").format(numbers.day(text, self.language))
        return Markup('<bdi dir="ltr">{}</bdi>').format(text)

    def times(self, values: list[Cell]) -> Markup:
        """Return several times, the first of them by name."""
        named = self.comma.join([self.time(value) for value in values[:NAMED]])
        left = len(values) - NAMED
        return named if left <= 0 else Markup("{} +{}").format(named, left)

    @property
    def comma(self) -> Markup:
        """Return what stands between the parts of a list."""
        return COMMAS["ar" if self.language.split("-", maxsplit=1)[0] == "ar" else "en"]

    def aside(self, row: Row, *, told: frozenset[str] = frozenset()) -> Markup:
        """Return time and status of a value, but for the parts that are ``told`` already."""
        time = self.view.of(row, "time") if "time" not in told else None
        return self.beside(time, self.view.of(row, "status") if "status" not in told else None)

    def beside(self, time: Cell, status: Cell) -> Markup:
        """Return a time and a status, as they stand beside a value."""
        parts = [] if time is None else [self.time(time)]
        column = self.view.column("status")
        if column is not None and status is not None:
            if column.type != "boolean":
                parts.append(self.shown("status", status))
            elif status:
                parts.append(markup.shown(column.heading, self.language))
        return self.comma.join(parts)

    def fixed(self) -> frozenset[str]:
        """Return the part beside the value that is told once: the time, where all have the same."""
        times = {self.view.of(row, "time") for row in self.view.rows}
        return frozenset({"time"} if len(times) == 1 and None not in times else ())

    def _heading(self, heading: Text | str) -> Shown:
        return Shown(heading, "") if isinstance(heading, str) else heading.pick(self.language)

    @property
    def _decimals(self) -> int | None:
        name = self.view.parts.get("y", "")
        column = self.view.column("y")
        if column is None:
            return 0
        if name.startswith("mean:") or "unit" in self.view.parts:
            return None
        # Of hundreds of thousands, nobody reads the hundredths; the file has them.
        return 0 if self._greatest >= LARGE else column.decimals

    @functools.cached_property
    def _greatest(self) -> float:
        values = (self.view.of(row, "y") for row in self.view.rows)
        return max((abs(value) for value in values if isinstance(value, int | float)), default=0)
