"""The words of the kinds as HTML, what comes from a file set apart in its own direction."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from portal.language.visible import visible
from portal.tabular import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.tabular.report import Error

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Stand around what is filled in; Unicode keeps them free of characters."""
FILLED = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)
PLACES = ("file", "resource", "field", "column", "value", "pointer", "suggestion")
WORDS = frozenset(("constraint", "type", "hint"))
"""Parameters that choose a sentence: words of the software, not of the file."""


def said(error: Error, language: str, *, value: bool = True) -> Markup:
    """Return what is wrong; without the value, where that is shown beside it and stands last."""
    return _marked(kinds.sentence, error, language, value=value)


def advised(error: Error, language: str, *, hint: bool) -> Markup:
    """Return how to fix it, with or without what cannot be seen in this one cell.

    What the cell could be meant to hold is left out unless the words are about it.
    """
    if "{suggestion}" not in kinds.kind_of(error).fix["en"]:
        error = dataclasses.replace(error, suggestion=None)
    if not hint:
        others = {key: value for key, value in error.parameters.items() if key != "hint"}
        error = dataclasses.replace(error, parameters=others)
    return _marked(kinds.advice, error, language, value=True)


def hinted(error: Error, language: str) -> Markup | None:
    """Return what cannot be seen in the cell, or None."""
    both, fix = advised(error, language, hint=True), advised(error, language, hint=False)
    return Markup(both.removesuffix(fix).strip()) or None  # noqa: S704  # a part of safe HTML


def _marked(
    words: Callable[[Error, str], str], error: Error, language: str, *, value: bool
) -> Markup:
    plain, text = words(error, language), words(_fenced(error), language)
    if FILLED.sub(r"\1", text) != plain:
        text = plain  # the file itself has such characters, or the words depend on what it says
    last = f": {OPEN}{error.value}{CLOSE}"
    if not value and error.value is not None:
        text = text.removesuffix(last)
    parts = FILLED.split(text)
    html = Markup("").join(
        visible(part) if number % 2 else Markup.escape(part) for number, part in enumerate(parts)
    )
    if language.split("-", maxsplit=1)[0] in kinds.LANGUAGES:
        return html
    return Markup('<span lang="en" dir="ltr">{}</span>').format(html)


def _fenced(error: Error) -> Error:
    about: dict[str, Any] = {name: _fence(getattr(error, name)) for name in PLACES}
    if f"{error.code}/{error.rule}" not in kinds.KINDS:
        about["rule"] = _fence(error.rule)
    parameters = {
        name: value if name in WORDS else _fence(value) for name, value in error.parameters.items()
    }
    return dataclasses.replace(error, parameters=parameters, **about)


def _fence(text: Any) -> Any:
    return f"{OPEN}{text}{CLOSE}" if isinstance(text, str) else text
