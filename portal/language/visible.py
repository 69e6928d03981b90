"""Text from a file as one can see it: what has no shape is named, what is long is cut.

What is written here can be copied without carrying an invisible character along.
"""

from __future__ import annotations

import re

from markupsafe import Markup

LONGEST = 120
"""Characters of a value that are shown."""

UNSEEN = re.compile(
    "^ +| +$| {2,}|[\\x00-\\x1f\\x7f-\\xa0\\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
"""Blanks at the ends and in a row, controls, unusual blanks, marks of direction, halves of characters."""
SIGNS = {" ": "␣", "\t": "⇥", "\n": "⏎"}


def visible(text: str, limit: int = LONGEST, direction: str = "auto") -> Markup:
    """Return text as HTML in which nothing is hidden; its direction is its own, or the given one."""
    shown = text if len(text) <= limit else text[:limit] + "…"
    parts, position = [], 0
    for unseen in UNSEEN.finditer(shown):
        parts.append(Markup.escape(shown[position : unseen.start()]))
        parts += [_named(character) for character in unseen[0]]
        position = unseen.end()
    parts.append(Markup.escape(shown[position:]))
    return Markup('<bdi dir="{}">{}</bdi>').format(direction, Markup("").join(parts))


def _named(character: str) -> Markup:
    name = SIGNS.get(character, f"[U+{ord(character):04X}]")
    return Markup('<bdi dir="ltr" class="code">{}</bdi>').format(name)
