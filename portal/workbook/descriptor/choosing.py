"""The kinds of answers that are chosen from a list: words for codes, understood in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.catalog.licences import licence_named
from portal.workbook.descriptor.problems import UnclearError
from portal.workbook.descriptor.values import LINK, TAG, western
from portal.workbook.descriptor.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.workbook.descriptor.vocabulary import Vocabulary

LETTERED = (("yyyy", "%Y"), ("mm", "%m"), ("dd", "%d"), ("yy", "%y"))
"""How people write the form of a date: dd/mm/yyyy."""
PLAIN = {"default", "any", "email", "uri", "uuid", "binary", "array", "object", "topojson"}
"""Formats of the standard that are no patterns."""


@dataclass(frozen=True)
class Choice:
    """Take one of a list of words."""

    words: Vocabulary
    closed = True

    def show(self, value: Any, language: str) -> str:
        """Return the words of a code."""
        return self.words.said(str(value), language)

    def mean(self, text: str) -> Any:
        """Return the code."""
        code = self.words.meant(text)
        if code is None:
            raise self.unclear("unlisted", text)
        return code

    def offered(self, language: str) -> tuple[str, ...]:
        """Offer the words."""
        return self.words.offered(language)

    def unclear(self, key: str, text: str) -> UnclearError:
        """Return what is raised for a text that is in no list."""
        return UnclearError(key, self.words, value=text)


@dataclass(frozen=True)
class YesNo(Choice):
    """Take yes or no."""

    words: Vocabulary = field(default_factory=lambda: vocabulary("answer"))

    def show(self, value: Any, language: str) -> str:
        """Return yes or no."""
        return super().show("yes" if value else "no", language)

    def mean(self, text: str) -> Any:
        """Return true or false."""
        return super().mean(western(text)) == "yes"


@dataclass(frozen=True)
class Tongue(Choice):
    """Take a language by its name or its code."""

    words: Vocabulary = field(default_factory=lambda: vocabulary("language"))
    closed = False

    def mean(self, text: str) -> Any:
        """Return the code."""
        code = self.words.meant(text)
        if code is None and not TAG.fullmatch(text.strip()):
            raise self.unclear("language", text)
        return code or text.strip()


@dataclass(frozen=True)
class Format(Choice):
    """Take the way in which cells are written, in words or as a pattern."""

    words: Vocabulary = field(default_factory=lambda: vocabulary("format"))
    closed = False

    def show(self, value: Any, language: str) -> str:
        """Return the words of a pattern; nothing for the usual way."""
        return "" if value == "default" else super().show(value, language)

    def mean(self, text: str) -> Any:
        """Return the pattern; ``dd/mm/yyyy`` is one as well."""
        code = self.words.meant(text)
        if code is not None:
            return code
        written = text.strip()
        if "%" in written or written in PLAIN:
            return written
        lettered = written.casefold()
        for letters, sign in LETTERED:
            lettered = lettered.replace(letters, sign)
        if not re.fullmatch(r"(%[Ymdy][-/. ]?)+", lettered):
            raise self.unclear("format", text)
        return lettered


@dataclass(frozen=True)
class Licence(Choice):
    """Take a licence in plain words, by its name, or as the address of its text."""

    words: Vocabulary = field(default_factory=lambda: vocabulary("licence"))
    closed = False

    def show(self, value: Mapping[str, Any], language: str) -> str:
        """Return the words of a licence, or what the descriptor calls it."""
        name = value.get("name", "")
        choice = licence_named(name)
        if choice is not None:
            return super().show(choice.name, language)
        texts = value.get("translations", {}).get(language, {})
        title = texts.get("title") or value.get("title")
        if title and name:
            return f"{title} ({name})"
        return str(title or name or value.get("path", ""))

    def mean(self, text: str) -> Any:
        """Return the licence as an entry of ``licenses``."""
        choice = licence_named(self.words.meant(text) or text)
        if choice is not None:
            return choice.described
        if LINK.fullmatch(text.strip()):
            return {"path": text.strip()}
        raise self.unclear("licence", text)
