"""Find the sheets of a filled-in workbook and their columns, whatever was moved or added."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.exceptions import DraftError
from portal.language.fold import fold
from portal.tabular.report import column_letter
from portal.workbook.descriptor.problems import Place, Problem
from portal.workbook.descriptor.values import TAG
from portal.workbook.descriptor.vocabulary import tongue, vocabulary
from portal.workbook.descriptor.words import WORDS
from portal.workbook.lexical import text_of
from portal.workbook.read import sheets, table
from portal.workbook.write import LISTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from portal.workbook.descriptor.frame import Frame

HEADS: Mapping[str, tuple[str, ...]] = {
    "dataset": ("what", "answer", "translation", "help"),
    "fields": (
        "table", "field", "title", "description", "type", "format", "unit", "role", "method",
        "decimals", "required", "unique", "key", "refers", "minimum", "maximum", "pattern",
        "language", "unitField", "column", "example",
    ),
    "values": ("table", "field", "value", "label"),
    "missing": ("table", "field", "value", "label"),
}  # fmt: skip
"""The headings of each sheet; the first two say what it is."""
TOP = 20
"""Rows among which the headings are sought: someone may have put a title above them."""
NAMED = re.compile(r"(.*?)\s*\(([^()]*)\)\s*")


@dataclass(frozen=True)
class Filled:
    """Hold the rows of one sheet by heading."""

    name: str
    headings: Mapping[tuple[str, str], int]
    """Heading and language (``""``: that of the plain strings, or none) to column, from 0."""
    rows: tuple[tuple[int, list[str]], ...]
    """The rows below the headings that are not blank, with their numbers."""

    def text(self, row: list[str], key: str, language: str = "") -> str | None:
        """Return what a cell of a row holds, or None where there is no such column."""
        at = self.headings.get((key, language))
        if at is None:
            return None
        return row[at] if at < len(row) else ""

    def place(self, number: int, key: str, language: str = "") -> Place:
        """Return the address of a cell."""
        return Place(self.name, f"{column_letter(self.headings[key, language] + 1)}{number}")


@dataclass
class Found:
    """Hold what a workbook has of the four sheets, and what was left unread."""

    sheets: dict[str, Filled] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def find_sheets(path: Path, frame: Frame, command: str, language: str) -> Found:
    """Return the sheets of a workbook, by name or, if they were renamed, by their headings.

    Raises DraftError where there is none of them, WorkbookError where it cannot be read, and
    OSError where the file cannot.
    """
    held = Found()
    for name in sheets(path):
        if name == LISTS or _is(name, "instructions"):
            continue
        rows = [
            (at, [text_of(cell) for cell in row]) for at, row in enumerate(table(path, name), 1)
        ]
        filled = [(at, row) for at, row in rows if any(cell.strip() for cell in row)]
        key = _which(name, filled, held)
        if key is None:
            held.notes.append(Problem("sheet-ignored", parameters={"sheet": name}))
            continue
        head = next((at for at, row in filled[:TOP] if _is_head(row, key)), None)
        if head is None:
            held.notes.append(Problem("heading-missing", parameters={"sheet": name}))
            continue
        below = tuple((at, row) for at, row in filled if at > head)
        labels = next(row for at, row in filled if at == head)
        held.sheets[key] = Filled(name, _headings(held, frame, key, name, (head, labels)), below)
    if not held.sheets:
        words = {"file": path.name, "command": command}
        raise DraftError(_no_sheets(language).format_map(words))
    for key in HEADS:
        if key not in held.sheets:
            held.notes.append(Problem("sheet-missing", parameters={"sheet": WORDS[language][key]}))
    return held


def _no_sheets(language: str) -> str:
    from portal.workbook.descriptor.sentences import SENTENCES  # noqa: PLC0415

    return SENTENCES[language]["no-sheets"]


def _which(name: str, rows: list[tuple[int, list[str]]], held: Found) -> str | None:
    """Return which sheet it is."""
    free = [key for key in HEADS if key not in held.sheets]
    by_name = [key for key in free if _is(name, key)]
    # The sheets of values have the same headings, so that these cannot tell them apart.
    by_head = [
        key for key in free if key in {"dataset", "fields"}
        if any(_is_head(row, key) for _, row in rows[:TOP])
    ]  # fmt: skip
    return next(iter((*by_name, *by_head)), None)


def _is(name: str, key: str) -> bool:
    return fold(name) in {fold(words[key]) for words in WORDS.values()}


def _is_head(row: list[str], key: str) -> bool:
    known = [_heading(cell, key, ()) for cell in row]
    wanted = {"dataset": ("what", "answer"), "fields": ("field", "type")}.get(
        key, ("field", "value")
    )
    found = {one[0] for one in known if one}
    return wanted[0] in found and len(found) > 1


def _headings(
    held: Found, frame: Frame, key: str, sheet: str, head: tuple[int, list[str]]
) -> dict[tuple[str, str], int]:
    headings: dict[tuple[str, str], int] = {}
    number, labels = head
    for at, label in enumerate(labels):
        if not label.strip():
            continue
        place = Place(sheet, f"{column_letter(at + 1)}{number}")
        known = _heading(label, key, (frame.plain, *frame.others))
        if known is None:
            held.notes.append(Problem("column-ignored", place, {"value": label}))
            continue
        heading, language = known
        language = "" if language == frame.plain else language
        # An answer and its translation are told apart by their language alone.
        heading = "answer" if heading == "translation" else heading
        if (heading, language) in headings:
            held.problems.append(Problem("column-twice", place, {"value": label}))
        headings.setdefault((heading, language), at)
    return headings


def _heading(label: str, key: str, languages: Iterable[str]) -> tuple[str, str] | None:
    """Return which heading of a sheet a label is, and its language, one of ``languages`` first."""
    known = {
        fold(words[f"head-{heading}"]): heading
        for words in WORDS.values()
        for heading in HEADS[key]
    }
    if fold(label) in known:
        return known[fold(label)], ""
    match = NAMED.fullmatch(label.strip())
    if match is None or fold(match[1]) not in known:
        return None
    for language in languages:
        if fold(match[2]) in {fold(tongue(language, spoken)) for spoken in WORDS}:
            return known[fold(match[1])], language
    code = vocabulary("language").meant(match[2])
    if code is None and not TAG.fullmatch(match[2]):
        return None
    return known[fold(match[1])], code or match[2]


class Labels:
    """Find positions by label: as written, else as two programs agree on it, else as it is folded."""

    def __init__(self, known: Iterable[tuple[str, int]]) -> None:
        """Take labels with their positions; a spelling that two positions share finds none."""
        self._layers: list[tuple[Callable[[str], str], dict[str, set[int]]]] = []
        held = list(known)
        for spelling in (str, clean, fold):
            layer = defaultdict(set)
            for label, position in held:
                layer[spelling(label)].add(position)
            self._layers.append((spelling, dict(layer)))

    def find(self, label: str) -> int | None:
        """Return the position of a label, or None."""
        for spelling, layer in self._layers:
            found = layer.get(spelling(label), set())
            if len(found) == 1 and spelling(label):
                return next(iter(found))
        return None


def clean(text: str) -> str:
    """Return a text as far as two programs agree on it: line ends, and blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
