"""Characters that nobody sees, and digits that programs do not read."""

from __future__ import annotations

import re

# Marks of direction, joiners, the byte order mark, the soft hyphen, variation selectors' neighbours.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BLANKS = re.compile(r"\s+")
"""Every blank of Unicode, the no-break ones too."""
# U+066B parts the decimals, U+066C the thousands; the Arabic comma stands for a comma.
WESTERN = str.maketrans(
    {
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
        "\u066b": ".",
        "\u066c": "'",
        "\u060c": ",",
    }
)


def bare(cell: str) -> str:
    """Return a cell without what cannot be seen, its blanks plain and single."""
    return BLANKS.sub(" ", INVISIBLE.sub("", cell)).strip()


def western(text: str) -> str:
    """Return a text with the digits 0 to 9; the separator of thousands becomes an apostrophe."""
    return text.translate(WESTERN)
