"""The language of an explore page: interface text as HTML, and values as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from portal.language import markup, numbers
from portal.language.catalogs import mark as _
from portal.language.catalogs import translations
from portal.language.cells import cell
from portal.language.text import Shown

if TYPE_CHECKING:
    from portal.language.cells import Cell, Column
    from portal.language.text import Text

SEPARATORS = {"ar": Markup("، "), "en": Markup(", ")}
YES, NO, NO_VALUE = _("yes"), _("no"), _("no value")


@dataclass(frozen=True)
class Words:
    """Speak ``language``."""

    language: str

    def gettext(self, message: str) -> str:
        """Return a message of the interface as it is."""
        return translations(self.language).gettext(message)

    def say(self, message: str, **parts: Any) -> Markup:
        """Return a message of the interface as HTML, filled in."""
        return Markup(self.gettext(message)) % parts  # noqa: S704 - ours

    def count(self, one: str, many: str, number: int) -> Markup:
        """Return a message about a number of things, with the number as ``count``."""
        text = translations(self.language).ngettext(one, many, number)
        return Markup(text) % {"count": numbers.number(number, self.language)}  # noqa: S704 - ours

    def shown(self, text: Text | Shown | str | None) -> Markup:
        """Return a text of the data as HTML, marked where it is in another language."""
        if isinstance(text, Shown) and not text.language:
            # As ``markup.shown`` has it, whose ``dir`` says what an element of this name does anyway.
            return Markup("<bdi>{}</bdi>").format(text.value)
        return markup.shown(text, self.language)

    def plain(self, text: Text | str | None) -> str:
        """Return a text of the data without markup."""
        return markup.plain(text, self.language)

    def heading(self, column: Column) -> Markup:
        """Return what stands above a column."""
        return self.shown(column.heading)

    def value(self, column: Column, value: Any, label: Shown | None = None) -> Markup:
        """Return a value of a column, its label before its code."""
        return self.cell(cell(column, value, self.language, label))

    def cell(self, told: Cell) -> Markup:
        """Return a cell as HTML; an empty one says why, or that it is empty."""
        value = told.shown.value
        if told.kind in {"number", "code"}:
            # Without a strong letter, or with Latin ones, the element runs from left to right.
            return Markup("<bdi>{}</bdi>").format(value)
        if told.kind == "missing":
            return self._missing(told)
        if told.kind == "boolean":
            return Markup.escape(self.boolean(told))
        if told.kind == "link":
            return Markup(
                '<a href="{}" rel="nofollow noopener"><bdi dir="ltr">{}</bdi></a>'
            ).format(told.code, value)
        return self.shown(told.shown) + self.code(told)

    def boolean(self, told: Cell) -> str:
        """Return a value that is true or false as a word."""
        word = YES if told.shown.value == "1" else NO
        return self.gettext(word)

    def code(self, told: Cell) -> Markup:
        """Return the code beside a label, unless the label says it."""
        return Markup(" <code>{}</code>").format(told.beside) if told.beside else Markup()

    def code_of(self, text: str) -> Markup:
        """Return a piece of an address as a sentence quotes it."""
        return Markup('<bdi dir="ltr" class="code">{}</bdi>').format(text)

    def listed(self, texts: list[Markup]) -> Markup:
        """Return texts as a list within a sentence."""
        return SEPARATORS.get(self.language, SEPARATORS["en"]).join(texts)

    def number(self, value: float) -> Markup:
        """Return a number in digits, isolated from the text around it."""
        return Markup('<bdi dir="ltr">{}</bdi>').format(numbers.number(value, self.language))

    def _missing(self, told: Cell) -> Markup:
        if told.shown.value:
            return Markup('<span class="missing">{}</span>').format(self.shown(told.shown))
        return Markup(
            '<span class="missing"><span aria-hidden="true">–</span>'
            '<span class="hidden">{}</span></span>'
        ).format(self.say(NO_VALUE))
