"""How the cells of the workbook look: white to be filled in, yellow if needed, grey to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.language.text import direction
from portal.workbook.descriptor.choosing import Choice
from portal.workbook.styles import TEXT, WRAPPED
from portal.workbook.texts import width
from portal.workbook.write import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.workbook.descriptor.lines import Answer

HIGHEST = 12
"""Lines of a row at most; a longer text is read in the cell itself."""
CELL = {**TEXT, **WRAPPED, "border": 1, "border_color": "#C5CED8"}
CELLS: Mapping[str, dict[str, Any]] = {
    "answer": CELL,
    "needed": {**CELL, "bg_color": "#FFF6CC", "border_color": "#8A6D00"},
    "fixed": {**CELL, "bg_color": "#ECEFF2", "font_color": "#33414E"},
}
ORDER = {"ltr": 1, "rtl": 2}
"""XlsxWriter's numbers for the direction of reading."""


def _looks(reading: int) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {
        "label": {**WRAPPED, "bold": True, "reading_order": reading},
        "help": {**WRAPPED, "font_color": "#44525F", "reading_order": reading, "indent": 1},
        "heading": {"bold": True, "bg_color": "#D5E1EC", "reading_order": reading},
        "paragraph": {**WRAPPED, "reading_order": reading},
    }
    for name, cell in CELLS.items():
        made[name] = cell
        made |= {f"{name}-{way}": {**cell, "reading_order": ORDER[way]} for way in ORDER}
    return made


LOOKS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    way: _looks(number) for way, number in ORDER.items()
}
"""Styles by the direction of the sheet's language."""


def look(name: str, answer: Answer | None, written: str, spoken: str) -> str:
    """Return the style of a cell whose text runs as its language does.

    ``written`` is the language of a text, ``""`` where that is not known; words of a list are in
    the workbook's, ``spoken``.
    """
    language = spoken if answer and isinstance(answer.kind, Choice) else written
    way = direction(language)
    return f"{name}-{way}" if way in ORDER else name


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row in which texts stand in columns of these widths."""
    most = 1
    for text, size in cells:
        lines = sum(1 + width(line) // int(size) for line in text.split("\n"))
        most = max(most, lines)
    return LINE * min(most, HIGHEST)
