"""Lines for a terminal: how wide text is, where it breaks, and nothing that could steer it."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NARROWEST = 20
ESCAPED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of characters that nobody sees, or that move the cursor, or turn the text around."""
LONGEST_CELL = 24
"""Columns of the terminal for a cell of an excerpt."""


@dataclass(frozen=True)
class Look:
    """Say how wide a line may be and whether there is colour."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of_terminal(cls) -> Look:
        """Return the look of what stdout is: without colour where it is a file or NO_COLOR is set."""
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        return cls(max(NARROWEST, shutil.get_terminal_size().columns), colour)

    def wrapped(self, text: str, first: str, following: str) -> Iterator[str]:
        """Yield lines of text, broken at blanks where they would be too long.

        ``first`` and ``following`` stand before the first line and before all others.
        """
        line, room = first, self.width - width_of(first)
        begun = False
        for word in text.split(" "):
            if begun and width_of(word) + 1 > room:
                yield line
                line, room, begun = following, self.width - width_of(following), False
            line += f" {word}" if begun else word
            room -= width_of(word) + begun
            begun = True
        yield line

    @staticmethod
    def cut(text: str, width: int) -> str:
        """Return a text that is no wider than ``width``."""
        if width_of(text) <= width:
            return text
        while width_of(text) >= width:
            text = text[:-1]
        return f"{text}…"


def printable(text: str) -> str:
    """Show what cannot be seen by its escape: a file must not steer a terminal."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ESCAPED else c for c in text
    ).replace("\\u00", "\\x")


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def excerpt_lines(
    rows: dict[int, list[str]], number: int, column: int | None, look: Look, indent: str
) -> Iterator[str]:
    """Yield a row of a file with its neighbours, the cell in ``column`` (from 1) marked by signs.

    Without a column the whole row is marked. Columns around the cell are shown as they fit.
    """
    near = [at for at in (number - 1, number, number + 1) if at in rows]
    digits = len(str(number + 1))
    edge = width_of(indent) + digits + 4
    shown = {
        at: [
            _cell(cell, marked=(at, place) == (number, column))
            for place, cell in enumerate(rows[at], start=1)
        ]
        for at in near
    }
    if column is not None:
        for place in range(len(shown[number]) + 1, column + 1):
            shown[number].append(">><<" if place == column else "")
    widths = [
        max(width_of(cells[place]) if place < len(cells) else 0 for cells in shown.values())
        for place in range(max(map(len, shown.values())))
    ]
    first, last = _window(widths, (column or 1) - 1, look.width - edge)
    for at in near:
        sign = ">" if column is None and at == number else " "
        cells = [
            cell + " " * (width - width_of(cell))
            for cell, width in zip(
                [*shown[at], *[""] * len(widths)][first:last], widths[first:last], strict=False
            )
        ]
        if look.colour and at == number and column is not None and first < column <= last:
            cells[column - 1 - first] = click.style(cells[column - 1 - first], fg="red", bold=True)
        yield f"{indent}{sign}{at:>{digits}} | {' | '.join(cells)}".rstrip()


def _cell(cell: str, *, marked: bool) -> str:
    text = printable(cell[: 4 * LONGEST_CELL])
    text = Look.cut(text, LONGEST_CELL)
    return f">>{text}<<" if marked else text


def _window(widths: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """Return the first and the last column, as of a slice, that fit around the one at ``at``."""
    if not widths:
        return 0, 0
    first, last = at, at + 1
    room -= widths[at] if at < len(widths) else 0
    grown = True
    while grown:
        grown = False
        if last < len(widths) and widths[last] + 3 <= room:
            room -= widths[last] + 3
            last, grown = last + 1, True
        if first > 0 and widths[first - 1] + 3 <= room:
            room -= widths[first - 1] + 3
            first, grown = first - 1, True
    return first, last
