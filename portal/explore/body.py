"""The rows of a table as HTML: made in Python, because a page may have thousands of cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.explore.words import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.database.rows import Line
    from portal.explore.words import Words
    from portal.language.cells import Cell, Column
    from portal.language.text import Shown

FIGURE = Markup(' class="figure"')
PLAIN = Markup()
LONG = 24
"""A longer reason that stands in several cells is told once, as a note."""


@dataclass(frozen=True)
class Body:
    """Hold the rows of a table as HTML, and the notes that its cells name by number."""

    html: Markup
    notes: Sequence[Shown]
    """Why cells are empty."""


def body(
    lines: Sequence[Line],
    row: Callable[[Line], str | None],
    to: Callable[[Column, Cell], str | None],
    words: Words,
    *,
    codes: bool,
) -> Body:
    """Return the rows of a table body.

    ``row`` gives where the first cell of a row leads, ``to`` where any other cell does; None is
    nowhere. ``codes`` tells whether codes stand beside their labels.
    """
    notes = _notes(lines)
    numbers = {note.value: number for number, note in enumerate(notes, 1)}
    cells = _Cells(numbers, to, words, codes=codes)
    html = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup().join(
                cells.first(column, cell, row(line)) if at == 0 else cells.other(column, cell)
                for at, (column, cell) in enumerate(line.cells)
            )
        )
        for line in lines
    )
    return Body(html, notes)


@dataclass(frozen=True)
class _Cells:
    notes: dict[str, int]
    to: Callable[[Column, Cell], str | None]
    words: Words
    codes: bool

    def first(self, column: Column, cell: Cell, link: str | None) -> Markup:
        # An address in the first cell is text: a link within a link cannot be.
        html = self.words.shown(cell.shown) if cell.kind == "link" else self._cell(cell)
        if cell.kind == "missing" and not cell.shown.value:
            # What names a row, or a group, is said aloud: a dash would be overlooked.
            html = Markup('<span class="missing">{}</span>').format(self.words.say(NO_VALUE))
        if link is not None:
            html = Markup('<a href="{}">{}</a>').format(link, html)
        return Markup('<th scope="row"{}>{}</th>').format(_class(column), html)

    def other(self, column: Column, cell: Cell) -> Markup:
        return Markup("<td{}>{}</td>").format(_class(column), self._inner(column, cell))

    def _inner(self, column: Column, cell: Cell) -> Markup:
        if cell.kind == "missing":
            number = self.notes.get(cell.shown.value)
            if number is None:
                return self._cell(cell)
            return Markup('<span class="missing">– ({})</span>').format(number)
        link = self.to(column, cell)
        if link is None:
            return self._cell(cell)
        code = self.words.code(cell) if self.codes else Markup()
        return Markup('<a href="{}">{}</a>{}').format(link, self.words.shown(cell.shown), code)

    def _cell(self, cell: Cell) -> Markup:
        if not self.codes and cell.kind == "text":
            return self.words.shown(cell.shown)
        return self.words.cell(cell)


def _notes(lines: Sequence[Line]) -> list[Shown]:
    """Return the long reasons that stand in several cells, in the order in which they do."""
    reasons = [
        cell.shown
        for line in lines
        for _, cell in line.cells
        if cell.kind == "missing" and len(cell.shown.value) > LONG
    ]
    counts = Counter(reasons)
    return [reason for reason in dict.fromkeys(reasons) if counts[reason] > 1]


def _class(column: Column) -> Markup:
    return FIGURE if column.numeric else PLAIN
