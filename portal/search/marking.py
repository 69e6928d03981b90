"""Show where a query's words stand: marked in a text, and named by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from portal.language.stem import folded, keys, marks_differ, tokens
from portal.language.text import Shown

if TYPE_CHECKING:
    from portal.search.find import Found, Match, Place
    from portal.search.terms import Term

EXCERPT = 240
"""Characters of a description that a list shows."""
BEFORE = 60
"""Characters before the first marked word of an excerpt."""
MOST_PLACES = 3
"""Places that are named beside a dataset."""
SHOWN = frozenset(("title", "name", "publisher"))
"""Places that a list shows anyhow."""


@dataclass(frozen=True)
class Marker:
    """Mark the words of a query."""

    found: Found

    def mark(self, shown: Shown) -> Shown:
        """Return a text as HTML with the words of the query marked."""
        parts, position = [], 0
        for token in tokens(shown.value):
            if self._term(token.word) is not None:
                parts.append(escape(shown.value[position : token.start]))
                parts.append(Markup("<mark>{}</mark>").format(shown.value[token.start : token.end]))
                position = token.end
        parts.append(escape(shown.value[position:]))
        return Shown(Markup("").join(parts), shown.language)

    def excerpt(self, shown: Shown) -> Shown:
        """Return the part of a text that has the first of the words, or its beginning; marked."""
        text = shown.value
        first = next((t.start for t in tokens(text) if self._term(t.word) is not None), 0)
        if len(text) <= EXCERPT:
            return self.mark(shown)
        start = 0 if first < EXCERPT - BEFORE else text.find(" ", first - BEFORE) + 1
        end = len(text) if len(text) - start <= EXCERPT else text.rfind(" ", start, start + EXCERPT)
        cut = "…" * (start > 0) + text[start:end].rstrip(".") + "…" * (end < len(text))
        return self.mark(Shown(cut, shown.language))

    def terms_in(self, text: str) -> set[Term]:
        """Return the words of the query that a text shows."""
        return {term for t in tokens(text) if (term := self._term(t.word)) is not None}

    def _term(self, word: str) -> Term | None:
        for term in self.found.terms:
            if marks_differ(term.word, word) and folded(term.word) == folded(word):
                continue
            own = keys(word)
            begun = term.beginning in self.found.begun and folded(word).startswith(term.beginning)
            if begun or any(k in term.keys or k in term.detached for k in own):
                return term
        return None


def also_found(match: Match, marker: Marker, visible: str, language: str) -> list[Place]:
    """Return where the words stand that a list does not show, a place for each, the telling ones first.

    ``visible`` is what the list shows of the dataset; places in ``language`` come first.
    """
    seen = marker.terms_in(visible)
    chosen: list[Place] = []
    for place in sorted(match.places, key=lambda p: (p.language not in {language, ""}, -p.score)):
        if place.term not in seen and place.kind not in SHOWN and len(chosen) < MOST_PLACES:
            chosen.append(place)
            seen |= marker.terms_in(place.text) | {place.term}
    return chosen
