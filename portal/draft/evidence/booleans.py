"""Columns of yes and no, in the words in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

PAIRS = (
    ("true", "false"),
    ("yes", "no"),
    ("نعم", "لا"),
    ("oui", "non"),
    ("vrai", "faux"),
    ("y", "n"),
    ("t", "f"),
)


def answers_of(texts: Collection[str]) -> dict[str, Any] | None:
    """Return ``trueValues`` and ``falseValues`` where all texts are yes or no, and both occur.

    One of the two is enough only for true and false: “NO” alone may be Norway.
    """
    if len(texts) > 8:
        return None
    said = {text: text.casefold() for text in texts}
    for yes, no in PAIRS:
        if set(said.values()) <= {yes, no}:
            positive = [text for text in said if said[text] == yes]
            negative = [text for text in said if said[text] == no]
            if positive and negative:
                return {"trueValues": positive, "falseValues": negative}
            if yes == "true":
                return {
                    "trueValues": positive or [_as(text, yes) for text in negative],
                    "falseValues": negative or [_as(text, no) for text in positive],
                }
    return None


def _as(other: str, word: str) -> str:
    """Return a word in the capitals of another."""
    return word.upper() if other.isupper() else word.title() if other.istitle() else word
