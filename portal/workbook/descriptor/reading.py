"""Read a filled-in workbook back: what it says differently from the descriptor, cell by cell."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.workbook.descriptor.columns import columns
from portal.workbook.descriptor.fields import Fields
from portal.workbook.descriptor.lines import lines
from portal.workbook.descriptor.list_reading import read_missing, read_values
from portal.workbook.descriptor.places import At, found, without_gaps
from portal.workbook.descriptor.problems import Change, Problem, UnclearError
from portal.workbook.descriptor.sheets import Labels, clean, find_sheets
from portal.workbook.descriptor.values import LONGEST
from portal.workbook.descriptor.vocabulary import LANGUAGES
from portal.workbook.descriptor.words import heading, words_in
from portal.workbook.words import speech

if TYPE_CHECKING:
    from pathlib import Path

    from portal.workbook.descriptor.frame import Frame, TablePart
    from portal.workbook.descriptor.lines import Answer, Line
    from portal.workbook.descriptor.problems import Place
    from portal.workbook.descriptor.sheets import Filled, Found

LISTS = ("theme", "licenses", "sources", "comparability")
"""Lists of the package whose entries are rows."""


@dataclass
class Reading:
    """Hold the descriptor that the cells want, and all that there is to say about them."""

    descriptor: dict[str, Any]
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What is wrong; nothing is to be written where there is anything."""
    notes: list[Problem] = field(default_factory=list)
    """What was left unread."""
    places: dict[str, Place] = field(default_factory=dict)
    """The cell of each JSON pointer, the changed ones first."""


def read(path: Path, frame: Frame, language: str, command: str = "") -> Reading:
    """Return what a workbook makes of the descriptor of ``frame``, which stays as it is.

    ``language`` is that of the sentences about changes; cells may be in either. Only cells that
    say something else than the descriptor change it. Raises DraftError where none of the sheets is there,
    WorkbookError and OSError where the file cannot be read.
    """
    spoken = speech(language)
    held = find_sheets(path, frame, command, spoken)
    reader = _Reader(frame, held, spoken)
    if "dataset" in held.sheets:
        reader.read_dataset(held.sheets["dataset"])
    if "fields" in held.sheets:
        reader.read_fields(held.sheets["fields"])
    made = reader.reading
    if "values" in held.sheets:
        read_values(held.sheets["values"], frame, made, reader.fields, spoken)
    if "missing" in held.sheets:
        read_missing(held.sheets["missing"], frame, made, reader.fields, spoken)
    reader.finish()
    return made


class _Reader:
    """Go through the cells and gather what they say."""

    def __init__(self, frame: Frame, held: Found, spoken: str) -> None:
        self.reading = Reading(
            copy.deepcopy(dict(frame.descriptor)), problems=held.problems, notes=held.notes
        )
        self.fields = Fields(frame)
        self._frame = frame
        self._spoken = spoken
        self._lines = list(lines(frame))

    def read_dataset(self, sheet: Filled) -> None:
        labels = Labels(
            (line.label(words_in(language), language), at)
            for at, line in enumerate(self._lines)
            for language in LANGUAGES
        )
        first: dict[int, Place] = {}
        for number, row in sheet.rows:
            label = sheet.text(row, "what") or ""
            at = labels.find(label)
            place = sheet.place(number, "what")
            if at is None:
                self.reading.notes.append(Problem("row-ignored", place, {"value": label}))
                continue
            line = self._lines[at]
            if line.answers and at in first:
                twice = {"value": label, "first": first[at].cell}
                self.reading.problems.append(Problem("row-twice", place, twice))
                continue
            first[at] = place
            for language, answer in line.answers.items():
                text = sheet.text(row, "answer", language)
                if text is not None:
                    cell = sheet.place(number, "answer", language)
                    self._take(answer, text, cell, label, fixed=line.fixed)

    def read_fields(self, sheet: Filled) -> None:
        first: dict[tuple[str, int], Place] = {}
        for number, row in sheet.rows:
            name = sheet.text(row, "field") or ""
            place = sheet.place(number, "field")
            try:
                table = self.fields.table(sheet.text(row, "table"))
                position = self.fields.field(table, name)
            except UnclearError as error:
                problem = Problem(error.key, place, error.parameters, error.words)
                self.reading.problems.append(problem)
                continue
            if (table.name, position) in first:
                twice = {"value": name, "first": first[table.name, position].cell}
                self.reading.problems.append(Problem("row-twice", place, twice))
                continue
            first[table.name, position] = place
            self._read_field(sheet, number, row, table, position)
        for table in self._frame.tables:
            for position, name in enumerate(table.fields):
                if (table.name, position) not in first:
                    about = {"value": name, "sheet": sheet.name}
                    self.reading.notes.append(Problem("row-missing", None, about))

    def _read_field(
        self, sheet: Filled, number: int, row: list[str], table: TablePart, position: int
    ) -> None:
        path = (*table.schema, "fields", position)
        for column in columns(self._frame):
            text = sheet.text(row, column.key, column.language or "")
            if text is None:
                continue
            field = found(self.reading.descriptor, path)
            answer = column.answer(self._frame, table, position, field)
            place = sheet.place(number, column.key, column.language or "")
            language = self._frame.plain if column.language == "" else column.language
            label = heading(f"head-{column.key}", language, self._spoken)
            self._take(answer, text, place, f"{label}, “{table.fields[position]}”")

    def _take(
        self, answer: Answer, text: str, place: Place, what: str, *, fixed: bool = False
    ) -> None:
        """Take what a cell says, if it says something else than the descriptor."""
        slot, kind = answer
        old = slot.get(self._frame.descriptor)
        made = self.reading
        texts = [kind.show(old, one) if old is not None else "" for one in LANGUAGES]
        before = texts[LANGUAGES.index(self._spoken)]
        if clean(text) in {clean(one) for one in texts}:
            made.places.setdefault(slot.pointer, place)
            return
        if fixed or len(before) >= LONGEST:
            about = {"value": text, "shown": before}
            made.problems.append(Problem("fixed" if fixed else "cut", place, about))
            return
        try:
            new = kind.mean(text) if text.strip() else None
        except UnclearError as error:
            made.problems.append(Problem(error.key, place, error.parameters, error.words))
            return
        if _same_value(old, new):
            return
        slot.put(made.descriptor, new)
        made.places = {slot.pointer: place, **made.places}
        after = "" if new is None else kind.show(new, self._spoken)
        made.changes.append(Change(place, what, before, after))

    def finish(self) -> None:
        """Take away entries and objects of which nothing is left, and close the gaps."""
        made, before = self.reading.descriptor, self._frame.descriptor
        things: dict[tuple[Any, ...], list[Line]] = {}
        for line in self._lines:
            if line.thing:
                things.setdefault(line.thing, []).append(line)
        for thing, belonging in things.items():
            slots = [answer.slot for line in belonging for answer in line.answers.values()]
            was, remains = (
                any(slot.get(held) not in (None, "") for slot in slots) for held in (before, made)
            )
            if was and not remains:
                At(thing).put(made, None)
        for key in LISTS:
            if found(made, (key,)) != found(before, (key,)):
                without_gaps(made, (key,))


def _same_value(old: Any, new: Any) -> bool:
    """Tell whether a value is the same; not saying so and saying no are."""
    if isinstance(new, bool) or isinstance(old, bool):
        return bool(old) == bool(new) and new is not None
    return bool(old == new)
