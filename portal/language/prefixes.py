"""The languages of a portal as places: their names, prefixes, and the way from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from babel.core import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = {"ar": "العربية", "en": "English", "fr": "Français", "ku": "Kurdî", "tr": "Türkçe"}
"""What a language calls itself; one that is not listed shows its code."""


class Alternate(NamedTuple):
    """Name another language and where its pages begin."""

    language: str
    name: str
    prefix: str


def alternates(languages: Sequence[str], current: str) -> list[Alternate]:
    """Return the other languages of a page; the first language has no prefix."""
    return [
        Alternate(language, NAMES.get(language, language), prefix(languages, language))
        for language in languages
        if language != current
    ]


def prefix(languages: Sequence[str], language: str) -> str:
    """Return where the pages of a language begin."""
    return "/" if language == languages[0] else f"/{language}/"


def name(language: str, current: str) -> str:
    """Return what a language is called in another one; one that is not known shows its code."""
    try:
        called = Locale.parse(current, sep="-").languages.get(language)
    except (UnknownLocaleError, ValueError):
        return language
    return str(called or language)
