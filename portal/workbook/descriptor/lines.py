"""The rows of the sheet about the dataset: one a property, or one an entry of a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from portal.workbook.descriptor.choosing import Choice, Licence, Tongue
from portal.workbook.descriptor.places import At, Slot, found
from portal.workbook.descriptor.values import Email, Keywords, Kind, Link, Moment, Text
from portal.workbook.descriptor.vocabulary import tongue, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.workbook.descriptor.frame import Frame
    from portal.workbook.descriptor.places import Step

MORE = 20
"""Entries of a list that are understood beyond those that the workbook has."""


class Answer(NamedTuple):
    """Say where the answer of a cell stands and what it is."""

    slot: Slot
    kind: Kind


@dataclass(frozen=True)
class Line:
    """Describe one row: a label, and answers by language (``""``: the answer itself)."""

    key: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Empty: a heading."""
    number: int | None = None
    """Which entry of a list it is, from 1."""
    subject: str = ""
    """The table or the language that it is about."""
    thing: tuple[Step, ...] = ()
    """The path of the object to which it belongs, and with which it comes and goes."""
    needed: bool = False
    """Whether nothing is published without it."""
    fixed: bool = False
    """Whether it is only to be read."""
    spare: bool = False
    """Whether the workbook has no such row until someone adds it."""

    def label(self, words: Mapping[str, str], language: str) -> str:
        """Return what stands in front of the answer."""
        subject = tongue(self.subject, language) if self.key == "status" else self.subject
        return words[f"line-{self.key}"].format(number=self.number, subject=subject)


def lines(frame: Frame) -> Iterator[Line]:
    """Yield the rows in the order of the sheet."""
    yield Line("about")
    yield from _about(frame)
    yield Line("who")
    yield from _who(frame)
    yield Line("terms")
    yield from _licences(frame)
    yield Line("covers")
    yield _text(frame, "spatial", ())
    for key in ("start", "end"):
        yield _plain(key, At(("temporal", key)), Moment())
    yield _plain("frequency", At(("accrualPeriodicity",)), Choice(vocabulary("frequency")))
    yield _plain("projections", At(("projectionsFrom",)), Text())
    yield Line("sources")
    for at, spare in _entries(frame, "sources"):
        about: dict[str, Any] = {"number": at + 1, "thing": ("sources", at), "spare": spare}
        yield _text(frame, "title", ("sources", at), "source", **about)
        yield _plain("source-path", At(("sources", at, "path")), Link(), **about)
        yield _plain("source-version", At(("sources", at, "version")), Text(), **about)
    yield Line("compare")
    for at, spare in _entries(frame, "comparability"):
        about = {"number": at + 1, "thing": ("comparability", at), "spare": spare}
        yield _text(frame, "note", ("comparability", at), "note", **about)
    yield Line("tables")
    for table in frame.tables:
        file = At((*table.path, "path"))
        yield _plain("table-file", file, Text(), subject=table.name, fixed=True)
        for key in ("title", "description"):
            yield _text(frame, key, table.path, f"table-{key}", subject=table.name)


def _about(frame: Frame) -> Iterator[Line]:
    yield _plain("name", At(("name",)), Text(), fixed=True)
    stated = bool(frame.plain)
    yield _plain("language", At(("languages", 0)), Tongue(), fixed=stated)
    yield _text(frame, "title", (), needed=True)
    yield _text(frame, "description", ())
    yield _text(frame, "keywords", (), kind=Keywords())
    for at, spare in _entries(frame, "theme", least=2):
        slot = At(("theme", at))
        yield _plain("topic", slot, Choice(frame.topics), number=at + 1, spare=spare)
    yield _plain("version", At(("version",)), Text())
    for language in (*([frame.plain] if stated else []), *frame.others):
        kind = Choice(vocabulary("status"))
        yield _plain("status", At(("translationStatus", language)), kind, subject=language)


def _who(frame: Frame) -> Iterator[Line]:
    at = ("publisher",)
    yield _text(frame, "title", at, "publisher", thing=at)
    yield _plain("publisher-homepage", At((*at, "homepage")), Link(), thing=at)
    yield _plain("publisher-email", At((*at, "email")), Email(), thing=at)
    at = ("contactPoint",)
    yield _text(frame, "title", at, "contact", thing=at)
    yield _plain("contact-email", At((*at, "email")), Email(), thing=at)
    yield _plain("contact-url", At((*at, "url")), Link(), thing=at)


def _licences(frame: Frame) -> Iterator[Line]:
    for at, spare in _entries(frame, "licenses", least=1, more=0):
        slot = At(("licenses", at))
        yield _plain("licence", slot, Licence(), number=at + 1, needed=not at, spare=spare)


def _entries(
    frame: Frame, key: str, *, least: int = 1, more: int = 1
) -> Iterator[tuple[int, bool]]:
    """Yield the positions in a list, some that are free, and whether the sheet has no row for it."""
    count = len(found(frame.descriptor, (key,)) or ())
    shown = max(least, count + more)
    for position in range(shown + MORE):
        yield position, position >= shown


def _text(
    frame: Frame,
    key: str,
    path: tuple[Step, ...],
    name: str | None = None,
    kind: Kind | None = None,
    **about: Any,
) -> Line:
    """Return the row of a text that may be translated."""
    answers = texts(frame, key, path, kind or Text())
    return Line(name or key, answers, **about)


def texts(frame: Frame, key: str, path: tuple[Step, ...], kind: Kind) -> dict[str, Answer]:
    """Return where a text and its translations stand, by language (``""``: the text itself)."""
    answers = {"": Answer(At((*path, key)), kind)}
    for language in frame.others:
        answers[language] = Answer(At((*path, "translations", language, key)), kind)
    return answers


def _plain(key: str, slot: Slot, kind: Kind, **about: Any) -> Line:
    return Line(key, {"": Answer(slot, kind)}, **about)
