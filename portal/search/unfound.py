"""Count the words that are sought in vain, so that a steward learns what people call things.

Only in the memory of this process, only folded words of letters, without addresses or time, and
told only when they were sought several times: what one person typed by mistake is nobody's business.
A release is immutable and nothing that visitors write goes there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from portal.language.stem import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.search.terms import Term

MOST = 1_000
"""Different words that are counted; whatever comes later is not."""
LONGEST = 30
TOLD = 50
FROM = 3
"""How often a word must have been sought to be told."""

_COUNTED: Counter[str] = Counter()


def count(terms: Iterable[Term]) -> None:
    """Count words that were found nowhere."""
    for term in terms:
        word = folded(term.word)
        if word.isalpha() and len(word) <= LONGEST and (word in _COUNTED or len(_COUNTED) < MOST):
            _COUNTED[word] += 1


def counted() -> dict[str, int]:
    """Return the words that were sought in vain several times, the most frequent first."""
    return {word: times for word, times in _COUNTED.most_common(TOLD) if times >= FROM}
