"""How well a dataset is described and kept: one sentence for each thing, and how to improve it.

Every sentence is computed from the catalog. None of them says that the values are true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from portal.catalog.licences import is_open
from portal.language import numbers, prefixes
from portal.language.catalogs import translations
from portal.language.markup import shown, web_address
from portal.language.status import DRAFT, status_of_descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.catalog.due import Due
    from portal.language.cells import Column
    from portal.language.text import Text

NAMED = 5
"""So many columns are named in a sentence."""


@dataclass(frozen=True)
class Judged:
    """Hold one thing that was looked at."""

    good: bool | None
    """None: it can be neither."""
    says: Markup
    advice: str = ""
    """How the publisher improves it."""


@dataclass(frozen=True)
class Subject:
    """Hold what is judged: rows of the catalog as ``portal.database.read`` gives them."""

    dataset: Mapping[str, Any]
    resources: Sequence[Mapping[str, Any]]
    """Each with its ``columns`` and ``reasons``."""
    due: Due
    languages: Sequence[str]
    """Those of the portal."""

    @property
    def columns(self) -> list[Column]:
        """Return the columns of all tables."""
        return [column for resource in self.resources for column in resource["columns"]]


def assess(subject: Subject, language: str) -> list[Judged]:
    """Return what there is to say of a dataset, in ``language``."""
    voice = _Voice(language)
    return [judged for judge in JUDGES for judged in judge(subject, voice)]


class _Voice:
    """Speak one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.gettext = translations(language).gettext

    def say(self, message: str, **parts: Any) -> Markup:
        """Fill in a message that is translated already."""
        return Markup(message) % parts  # noqa: S704 - ours

    @property
    def comma(self) -> Markup:
        return Markup(self.gettext(", "))  # noqa: S704 - ours

    def ngettext(self, one: str, many: str, count: int) -> Markup:
        said = translations(self.language).ngettext(one, many, count)
        return self.say(said, count=numbers.number(count, self.language))

    def names(self, texts: Sequence[Text | str]) -> Markup:
        """Join names; of many, the first and how many there are besides."""
        named = [shown(text, self.language) for text in texts[:NAMED]]
        joined = self.comma.join(named)
        left = len(texts) - len(named)
        if not left:
            return joined
        return self.say(
            self.gettext("%(names)s and %(count)s more"),
            names=joined,
            count=numbers.number(left, self.language),
        )


def _rules(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext, rules = voice.gettext, subject.dataset["rules"]
    if rules:
        yield Judged(
            True,
            voice.ngettext(
                "The published data follow their %(count)s published rule.",
                "The published data follow their %(count)s published rules.",
                rules,
            ),
        )
    else:
        yield Judged(
            False,
            voice.say(gettext("There are no published rules that the data could be held against.")),
            gettext("State the type and the allowed values of each column in the schema."),
        )
    if subject.dataset["status"] == "rejected":
        says = gettext("A later update breaks the rules. What you see is the last version that follows them.")  # fmt: skip
        yield Judged(False, voice.say(says), gettext("Correct the file and publish again."))


def _keys(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext = voice.gettext
    without = [r for r in subject.resources if r["primary_key"] == ["_row"]]
    if without and len(subject.resources) > 1:
        names = voice.names([r["title"] or r["name"] for r in without])
        says = voice.say(gettext("Tables without a primary key: %(names)s."), names=names)
    elif without:
        says = voice.say(gettext("The table has no primary key."))
    elif len(subject.resources) > 1:
        yield Judged(True, voice.say(gettext("Every table has a primary key.")))
        return
    elif subject.resources:
        by_id = {column.id: column for column in subject.columns}
        key = subject.resources[0]["primary_key"]
        names = voice.names([by_id[one].heading if one in by_id else one for one in key])
        yield Judged(True, voice.say(gettext("The table has a primary key: %(names)s."), names=names))  # fmt: skip
        return
    else:
        return
    yield Judged(False, says, gettext("Name the columns that tell rows apart as “primaryKey”."))


def _columns(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext = voice.gettext
    measures = [column for column in subject.columns if column.role == "measure"]
    yield _each(
        [column for column in subject.columns if column.description is None],
        voice,
        gettext("Every column is described."),
        gettext("Columns without a description: %(names)s."),
        gettext("Write for each column what it means and how it was counted."),
    )
    yield _each(
        [column for column in subject.columns if column.role is None],
        voice,
        gettext("The role of every column is stated."),
        gettext("Columns without a role: %(names)s."),
        gettext("State the role of each column: the portal adds up, compares and draws by it."),
    )
    if measures:
        yield _each(
            [one for one in measures if one.unit is None and one.unit_column is None],
            voice,
            gettext("Every measured value has a unit."),
            gettext("Measured values without a unit: %(names)s."),
            gettext("State the unit of each measured value."),
        )


def _each(lacking: Sequence[Column], voice: _Voice, good: str, bad: str, advice: str) -> Judged:
    if not lacking:
        return Judged(True, voice.say(good))
    names = voice.names([column.heading for column in lacking])
    return Judged(False, voice.say(bad, names=names), advice)


def _missing(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext = voice.gettext
    unexplained = []
    for resource in subject.resources:
        explained: dict[str, int] = {}
        for reason in resource["reasons"]:
            column = reason["column_name"]
            explained[column] = explained.get(column, 0) + reason["rows"]
        unexplained += [c for c in resource["columns"] if c.missing > explained.get(c.id, 0)]
    missing = sum(column.missing for column in subject.columns)
    if unexplained:
        names = voice.names([column.heading for column in unexplained])
        yield Judged(
            False,
            voice.say(gettext("Values are missing without a reason: %(names)s."), names=names),
            gettext("Use a sign for each reason, and state what it means (“missingValues”)."),
        )
    elif missing:
        yield Judged(
            True,
            voice.ngettext(
                "%(count)s value is missing, and the reason is stated.",
                "%(count)s values are missing, and each has its reason.",
                missing,
            ),
        )
    elif subject.dataset["rows"]:
        yield Judged(True, voice.say(gettext("No value is missing.")))


def _licence(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext = voice.gettext
    licences = subject.dataset["descriptor"].get("licenses") or []
    names = voice.names([one.get("name") or one.get("path") or "" for one in licences])
    if not licences:
        yield Judged(
            False,
            voice.say(gettext("No licence is stated.")),
            gettext("Choose an open licence: without one nobody knows what is allowed."),
        )
    elif all(is_open(one.get("name") or "") for one in licences):
        yield Judged(True, voice.say(gettext("The licence is open: %(names)s."), names=names))
    else:
        says = gettext("A licence is stated (%(names)s); whether it is open, the portal cannot tell.")  # fmt: skip
        yield Judged(
            None,
            voice.say(says, names=names),
            gettext("A licence that is widely known, such as CC BY 4.0, makes use easier."),
        )


def _origin(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext, descriptor = voice.gettext, subject.dataset["descriptor"]
    if descriptor.get("sources"):
        yield Judged(True, voice.say(gettext("The source is stated.")))
    else:
        yield Judged(
            False,
            voice.say(gettext("No source is stated.")),
            gettext("State where the data come from (“sources”)."),
        )
    contact = descriptor.get("contactPoint") or {}
    if contact.get("email") or web_address(contact.get("url")):
        yield Judged(True, voice.say(gettext("There is an address for questions.")))
    else:
        yield Judged(
            False,
            voice.say(gettext("There is no address for questions.")),
            gettext("State a contact with an e-mail address or a page (“contactPoint”)."),
        )


def _updates(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext, due = voice.gettext, subject.due
    if due.kind == "never":
        yield Judged(None, voice.say(gettext("No further update is planned.")))
    elif due.late:
        yield Judged(
            False,
            voice.ngettext(
                "The next update is late by %(count)s day.",
                "The next update is late by %(count)s days.",
                due.late,
            ),
            gettext("Publish the update, or state how often the data really change."),
        )
    elif due.at is not None:
        yield Judged(True, voice.say(gettext("No update is overdue.")))
    elif subject.dataset["frequency"]:
        yield Judged(None, voice.say(gettext("Updates come at no fixed time.")))
    else:
        yield Judged(
            False,
            voice.say(gettext("How often the data change is not stated.")),
            gettext("State how often the data change (“accrualPeriodicity”)."),
        )


def _languages(subject: Subject, voice: _Voice) -> Iterator[Judged]:
    gettext, dataset = voice.gettext, subject.dataset
    statuses = status_of_descriptor(dataset["descriptor"])
    for language in subject.languages:
        if language == dataset["language"]:
            continue
        lacking = [
            words
            for words, texts in (
                (gettext("title"), [dataset["title"]]),
                (gettext("description"), [dataset["description"]]),
                (gettext("names of columns"), [c.title for c in subject.columns]),
                (gettext("descriptions of columns"), [c.description for c in subject.columns]),
                (gettext("labels of values"), _labels(subject)),
            )
            if any(text is not None and language not in text.values for text in texts)
        ]  # fmt: skip
        name = prefixes.name(language, voice.language)
        if lacking:
            yield Judged(
                False,
                voice.say(
                    gettext("Not wholly translated into %(language)s: %(names)s."),
                    language=name,
                    names=voice.comma.join(lacking),
                ),
                gettext("Add the translations to the descriptor; “portal describe” writes a workbook for them."),
            )  # fmt: skip
        elif statuses.get(language) == DRAFT:
            yield Judged(
                None,
                voice.say(gettext("Wholly translated into %(language)s, as a draft."), language=name),
                gettext("Let a native reader review the texts, and state that they are reviewed."),
            )  # fmt: skip
        else:
            says = gettext("Wholly translated into %(language)s.")
            yield Judged(True, voice.say(says, language=name))


def _labels(subject: Subject) -> list[Text]:
    """Return the labels of values, without the codes that stand for a label that nobody wrote."""
    labels = [label for column in subject.columns for label in column.categories.values()]
    return [label for label in labels if set(label.values) != {""}]


JUDGES = (_rules, _keys, _columns, _missing, _updates, _licence, _origin, _languages)
