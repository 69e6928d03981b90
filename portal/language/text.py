"""Text in one or more languages, and the choice of the one to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Shown(NamedTuple):
    """Pair a string with its language (``""`` where nobody said which it is)."""

    value: str
    language: str


@dataclass(frozen=True)
class Text:
    """Hold one text by language; the first one is the original, ``""`` an unstated language."""

    values: Mapping[str, str]

    def pick(self, language: str) -> Shown:
        """Return the text in ``language``, or the original where it is not translated."""
        if language in self.values:
            return Shown(self.values[language], language)
        original = next(iter(self.values))
        return Shown(self.values[original], original)

    def __str__(self) -> str:
        """Return the original."""
        return next(iter(self.values.values()))


def text_of(described: Mapping[str, Any], key: str, language: str) -> Text | None:
    """Return the text under ``key`` of a descriptor's object with its translations, or None.

    ``described`` is a package, resource, field, category … whose plain strings are in
    ``language`` and whose ``translations`` hold the others (docs/descriptor.md).
    """
    values = {}
    if described.get(key):
        values[language] = described[key]
    for other, texts in (described.get("translations") or {}).items():
        if texts.get(key):
            values[other] = texts[key]
    return Text(values) if values else None


def direction(language: str) -> str:
    """Return the writing direction of a language as HTML's ``dir`` wants it."""
    if not language:
        return "auto"
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
