"""The beginning of a description: the sentence or two that stand below a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.language.markup import prose, summary
from portal.language.text import Shown

if TYPE_CHECKING:
    from portal.language.text import Text

END = re.compile(r"[.!?؟。][)»”\"']*\s+(?=[^\W\d_a-z]|[\d«“(])")
"""A full stop ends a sentence where something follows that can begin one."""
SHORTEST, LONGEST = 60, 280


def opening(text: Text, language: str) -> tuple[Shown, bool]:
    """Return the first sentences of a text written in Markdown, as plain words, and whether that is all.

    A sentence that is very short takes the next one along ("St." ends none either); one that is
    very long is cut where ``summary`` cuts.
    """
    picked = text.pick(language)
    words = prose(picked.value)
    ends = [found.end() for found in END.finditer(words)]
    end = next((end for end in ends if end >= SHORTEST), len(words))
    if end > LONGEST:
        return summary(text, language, LONGEST), False
    return Shown(words[:end].strip(), picked.language), end == len(words)
