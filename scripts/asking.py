"""What only a person knows about a dataset, asked at the terminal or given by options."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from portal.catalog.frequencies import frequency_words
from portal.catalog.licences import LICENCES
from portal.draft.answers import EMAIL, Answers
from portal.language.prefixes import name as name_of
from portal.language.terms import FREQUENCIES
from scripts.draft_words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portal.catalog.model import Site

USUAL = ("ANNUAL", "QUARTERLY", "MONTHLY", "WEEKLY", "DAILY", "IRREG", "NOT_PLANNED")
"""The frequencies that are offered; an option, or the workbook, takes any other."""
OPTIONS = (
    click.option("--title", help="The title of the dataset."),
    click.option("--description", help="What it contains, in a sentence or two."),
    click.option(
        "--licence",
        type=click.Choice([choice.name for choice in LICENCES], case_sensitive=False),
        help="What others may do with it.",
    ),
    click.option("--contact", help="The e-mail address for questions about the data."),
    click.option("--topic", help="A topic of metadata.json."),
    click.option("--frequency", help="How often it is updated, for example ANNUAL."),
    click.option(
        "--ask/--no-ask",
        default=None,
        help="Ask what is not said. Default: where there is a person at a terminal.",
    ),
)
"""What can be answered on the command line."""


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add OPTIONS to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def is_asked(ask: bool | None) -> bool:
    """Tell whether a person is there to be asked."""
    return sys.stdin.isatty() if ask is None else ask


def checked(said: Mapping[str, str | None], site: Site) -> dict[str, str]:
    """Return the answers that options gave; raise UsageError where one cannot be."""
    given = {name: value.strip() for name, value in said.items() if value and value.strip()}
    topics = {topic.name for topic in site.topics}
    if given.get("topic", "") not in {"", *topics}:
        listed = ", ".join(sorted(topics)) or "none"
        raise click.UsageError(f"--topic {given['topic']}: the topics of this portal are {listed}.")
    if given.get("frequency", "") not in {"", *FREQUENCIES}:
        listed = ", ".join(FREQUENCIES)
        raise click.UsageError(f"--frequency {given['frequency']}: use one of {listed}.")
    if "contact" in given and not EMAIL.fullmatch(given["contact"]):
        raise click.UsageError(f"--contact {given['contact']}: this is no e-mail address.")
    return given


def sheet_of(sheets: Sequence[str], language: str, echo: Callable[[str], None]) -> str:
    """Ask which sheet of a workbook is meant, and return its name, or ``""``."""
    names = {sheet: sheet for sheet in sheets}
    return _choice(say(language, "which-sheet"), names, say(language, "nothing"), language, echo)


def asked(
    given: Mapping[str, str],
    title: str,
    site: Site,
    language: str,
    echo: Callable[[str], None],
) -> Answers:
    """Ask a person for whatever is not ``given``, in ``language``, and return all answers.

    ``title`` is what an empty answer to the question for the title means, if anything.
    """
    echo("")
    echo(say(language, "questions"))
    known = dict(given)
    translations: dict[str, dict[str, str]] = {}
    for name in ("title", "description"):
        if name not in known:
            known[name] = _text(say(language, name), title if name == "title" else "")
        for other in site.languages:
            if other != language and known[name]:
                words = {"what": say(language, name), "language": name_of(other, language)}
                text = _text(say(language, "in-other", **words))
                if text:
                    translations.setdefault(other, {})[name] = text
    if "licence" not in known:
        choices = {choice.name: choice.words[language] for choice in LICENCES}
        known["licence"] = _choice(
            say(language, "licence"), choices, say(language, "no-licence"), language, echo
        )
    if "contact" not in known:
        known["contact"] = _email(language, echo)
    nothing = say(language, "nothing")
    if "topic" not in known and site.topics:
        topics = {topic.name: topic.title.pick(language).value for topic in site.topics}
        known["topic"] = _choice(say(language, "topic"), topics, nothing, language, echo)
    if "frequency" not in known:
        words_of = frequency_words(language)
        wanted = {code: words_of[code] for code in USUAL}
        known["frequency"] = _choice(say(language, "frequency"), wanted, nothing, language, echo)
    return answers_of(known, language, translations)


def answers_of(
    given: Mapping[str, str], language: str, translations: Mapping[str, Mapping[str, str]]
) -> Answers:
    """Return answers; what is empty was not said."""
    return Answers(language, translations=translations, **{k: v or None for k, v in given.items()})


def _text(words: str, default: str = "") -> str:
    return str(click.prompt(words, default=default, show_default=bool(default))).strip()


def _email(language: str, echo: Callable[[str], None]) -> str:
    while True:
        text = _text(say(language, "contact"))
        if not text or EMAIL.fullmatch(text):
            return text
        echo(say(language, "no-email"))


def _choice(
    words: str,
    choices: Mapping[str, str],
    nothing: str,
    language: str,
    echo: Callable[[str], None],
) -> str:
    """Return the key of what a person chooses by number, or ``""``."""
    echo(words)
    listed: Sequence[str] = list(choices)
    for number, key in enumerate(listed, 1):
        echo(f"  {number:>2}. {choices[key]}")
    echo(f"   0. {nothing}")
    number = click.prompt(
        say(language, "number"), type=click.IntRange(0, len(listed)), default=0, show_default=False
    )
    return listed[number - 1] if number else ""
