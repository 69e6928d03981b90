"""How often data change, in words that a person can choose from."""

from __future__ import annotations

from portal.language.catalogs import translations
from portal.language.terms import FREQUENCIES


def frequency_words(language: str) -> dict[str, str]:
    """Return the words of the frequencies by code of the EU frequency list.

    Two codes never have the same words, so that words lead back to their code; codes for which
    the portal has no words are left out.
    """
    spoken = translations(language).gettext
    words: dict[str, str] = {}
    for code, message in FREQUENCIES.items():
        said = spoken(message)
        if said not in words.values():
            words[code] = said
    return words
