"""What is wrong in a filled-in workbook, cell by cell, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.tabular import kinds
from portal.workbook.descriptor.sentences import SENTENCES
from portal.workbook.descriptor.vocabulary import vocabulary
from portal.workbook.descriptor.words import words_in
from portal.workbook.words import speech

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.tabular.report import Error
    from portal.workbook.descriptor.vocabulary import Vocabulary

PREFIXES = {"heading": "head-", "tip": "tip-"}
"""Parameters that are words of the workbook, by what their keys begin with."""
LONGEST = 80
"""Characters of a value inside a sentence."""


class UnclearError(ValueError):
    """Say that a cell means nothing; the reader knows which cell."""

    def __init__(self, key: str, words: Vocabulary | None = None, **parameters: str | int) -> None:
        """Take the sentence, the list from which was to be chosen, and what the sentence is filled with."""
        super().__init__(key)
        self.key = key
        self.words = words
        self.parameters = parameters


@dataclass(frozen=True)
class Place:
    """Name a cell as a person finds it: ``Fields`` and ``D7``."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class Problem:
    """Say what is wrong, or what was left unread, and where."""

    key: str
    """A sentence of ``portal.workbook.descriptor.sentences``; ``reported`` for an error of the check."""
    place: Place | None = None
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    words: Vocabulary | None = None
    """The list from which was to be chosen."""
    error: Error | None = None
    """What the portal's own check found in the result."""


@dataclass(frozen=True)
class Change:
    """Say what a cell changed."""

    place: Place | None
    """None where a row was taken away."""
    what: str
    """The label of the row or column, and the field."""
    before: str
    after: str


def sentence(problem: Problem, language: str) -> str:
    """Return a problem in words, its place first."""
    words = SENTENCES[speech(language)]
    if problem.error is None:
        said = _filled(problem, speech(language))
    else:
        found = problem.error
        said = f"{kinds.sentence(found, language)} {kinds.advice(found, language)}"
    return _placed(problem.place, said, words)


def change_sentence(change: Change, language: str) -> str:
    """Return a change in words."""
    words = SENTENCES[speech(language)]
    before, after = (text or words["nothing"] for text in (change.before, change.after))
    said = words["change"].format(what=change.what, before=_short(before), after=_short(after))
    return _placed(change.place, said, words)


def _placed(place: Place | None, said: str, words: Mapping[str, str]) -> str:
    if place is None:
        return said
    return words["place"].format(sheet=place.sheet, cell=place.cell, said=said)


def _filled(problem: Problem, language: str) -> str:
    words = SENTENCES[language]
    parameters = {name: _short(str(value)) for name, value in problem.parameters.items()}
    if "type" in parameters:
        parameters["type"] = vocabulary("type").said(parameters["type"], language)
    for name, prefix in PREFIXES.items():
        if name in parameters:
            parameters[name] = words_in(language)[prefix + parameters[name]]
    if problem.words is not None:
        parameters["thing"] = words_in(language)[f"thing-{problem.words.thing}"]
        near = problem.words.nearest(str(problem.parameters["value"]), language)
        parameters |= {"suggestion": near} if near else {}
    parts = [words[problem.key].format_map(parameters)]
    if "suggestion" in parameters:
        parts.append(words["near"].format_map(parameters))
    if f"{problem.key}-fix" in words:
        parts.append(words[f"{problem.key}-fix"].format_map(parameters))
    return " ".join(parts)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
