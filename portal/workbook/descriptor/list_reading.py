"""Read the sheets of allowed values and of missing values back."""

from __future__ import annotations

import copy
import functools
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from portal.catalog.findings import pointer
from portal.language.fold import fold
from portal.workbook.descriptor.lists import (
    EMPTY,
    allowed,
    label_of,
    labelled,
    matched,
    missing,
    missing_place,
    missing_text,
    put_allowed,
    renamed,
    shown,
    typed,
    value_of,
)
from portal.workbook.descriptor.places import At, found
from portal.workbook.descriptor.problems import Change, Problem, UnclearError
from portal.workbook.descriptor.sentences import SENTENCES
from portal.workbook.descriptor.sheets import clean
from portal.workbook.descriptor.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.workbook.descriptor.fields import Fields
    from portal.workbook.descriptor.frame import Frame
    from portal.workbook.descriptor.reading import Reading
    from portal.workbook.descriptor.sheets import Filled


class Line(NamedTuple):
    """Hold what a row says."""

    number: int
    value: str
    labels: dict[str, str]
    """By language, for the columns that are there."""


def read_values(sheet: Filled, frame: Frame, made: Reading, fields: Fields, language: str) -> None:
    """Take what the sheet of allowed values says differently."""
    reader = _Reader(sheet, frame, made, fields, language)
    grouped = reader.grouped(every=False)
    for table in frame.tables:
        for position, name in enumerate(table.fields):
            path = (*table.schema, "fields", position)
            before = allowed(found(frame.descriptor, path))
            field = found(made.descriptor, path)
            lines = grouped.get((table.name, position), [])
            meant = functools.partial(typed, field=field, entries=before)
            after = reader.entries(before, lines, ("value", name), meant)
            for key in ("categories", "constraints/enum") if lines else ():
                place = sheet.place(lines[0].number, "value")
                made.places.setdefault(f"{pointer(*path)}/{key}", place)
            if after != before:
                put_allowed(field, before, after)


def read_missing(sheet: Filled, frame: Frame, made: Reading, fields: Fields, language: str) -> None:
    """Take what the sheet of missing values says differently."""
    reader = _Reader(sheet, frame, made, fields, language)
    grouped = reader.grouped(every=True)
    for table in frame.tables:
        for position in (None, *range(len(table.fields))) if table.fields else ():
            before = missing(frame, table, position)
            lines = grouped.get((table.name, position), [])
            name = reader.every if position is None else table.fields[position]
            after = reader.entries(before, lines, ("missing", name), missing_text)
            if after == before:
                continue
            path = missing_place(table, position)
            if position is not None and found(frame.descriptor, path) is None:
                # A list of its own takes the place of the table's, and nobody means that.
                everywhere = copy.deepcopy(missing(frame, table, None))
                values = [value_of(entry) for entry in after]
                after = [*(e for e in everywhere if value_of(e) not in values), *after]
            At(path).put(made.descriptor, after if after or position is None else None)


class _Reader:
    """Gather the rows of a sheet by list, and say what they make of it."""

    def __init__(
        self, sheet: Filled, frame: Frame, made: Reading, fields: Fields, language: str
    ) -> None:
        self._sheet = sheet
        self._frame = frame
        self._made = made
        self._fields = fields
        self._language = language
        self._sentences = SENTENCES[language]
        self.every = WORDS[language]["all"]

    def grouped(self, *, every: bool) -> dict[tuple[str, int | None], list[Line]]:
        """Return the rows by table and field; None stands for all fields, if ``every`` may."""
        grouped: dict[tuple[str, int | None], list[Line]] = defaultdict(list)
        for number, cells in self._sheet.rows:
            line = self._line(number, cells)
            name = self._sheet.text(cells, "field") or ""
            if not line.value.strip() and not any(line.labels.values()):
                continue
            try:
                table = self._fields.table(self._sheet.text(cells, "table"))
                whole = every and (not name.strip() or _is_every(name))
                position = None if whole else self._fields.field(table, name)
            except UnclearError as error:
                self._wrong(error, number, "field")
                continue
            if not line.value.strip():
                self._wrong(UnclearError("value-missing"), number, "value")
                continue
            grouped[table.name, position].append(line)
        return grouped

    def entries(
        self,
        before: Sequence[Any],
        lines: Sequence[Line],
        about: tuple[str, str],
        meant: Callable[[str], Any],
    ) -> list[Any]:
        """Return the entries that the rows want."""
        positions = matched(before, [line.value for line in lines])
        label = f"{self._sentences[about[0]]}, “{about[1]}”"
        after: list[Any] = list(before)
        first: dict[str, str] = {}
        for line, position in zip(lines, positions, strict=True):
            place = self._sheet.place(line.number, "value")
            old = None if position is None else before[position]
            if position is None and clean(line.value) in first:
                twice = {"value": line.value, "first": first[clean(line.value)]}
                self._made.problems.append(Problem("row-twice", place, twice))
                continue
            first.setdefault(clean(line.value), place.cell)
            try:
                entry = self._entry(line, old, position, meant)
            except UnclearError as error:
                self._wrong(error, line.number, "value")
                continue
            if position is None:
                after.append(entry)
            else:
                after[position] = entry
            if position is None or entry != old:
                said = ("" if old is None else self._said(old), self._said(entry))
                self._made.changes.append(Change(place, label, *said))
        gone = set(range(len(before))) - set(positions)
        for position in sorted(gone):
            removed = (self._said(before[position]), self._sentences["removed"])
            self._made.changes.append(Change(None, label, *removed))
        return [entry for at, entry in enumerate(after) if at not in gone]

    def _entry(
        self, line: Line, old: Any, position: int | None, meant: Callable[[str], Any]
    ) -> Any:
        """Return the entry that a row makes of an old one, or of nothing."""
        known = position is not None and clean(line.value) in {
            clean(shown(old, language)) for language in EMPTY
        }
        entry = old if known else renamed(old, meant(line.value))
        for language, label in line.labels.items():
            if clean(label) != clean(label_of(entry, language)):
                entry = labelled(entry, language, label.strip())
        return entry

    def _line(self, number: int, cells: list[str]) -> Line:
        labels = {
            language: self._sheet.text(cells, "label", language)
            for language in ("", *self._frame.others)
        }
        told = {language: text for language, text in labels.items() if text is not None}
        return Line(number, self._sheet.text(cells, "value") or "", told)

    def _said(self, entry: Any) -> str:
        """Return an entry with its labels, for a sentence."""
        labels = [label_of(entry, language) for language in ("", *self._frame.others)]
        return " = ".join(filter(None, (shown(entry, self._language), *labels)))

    def _wrong(self, error: UnclearError, number: int, key: str) -> None:
        place = self._sheet.place(number, key)
        self._made.problems.append(Problem(error.key, place, error.parameters, error.words))


def _is_every(name: str) -> bool:
    return fold(name) in {fold(words["all"]) for words in WORDS.values()}
