"""Signs of rows around labels: units, numbers and tags of columns, titles."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from portal.draft.layout.columns import kind_in
from portal.draft.layout.text import filled, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

ARABIC = re.compile("[\u0620-\u064a]")
TAG = re.compile(r"#[a-z]")
NUMBERED = re.compile(r"\(?(\d{1,3})\)?")
UNIT = re.compile(r"[(\[].*[)\]]|[%٪‰$€£]|(?i:in |en |بال|وحدة|unit)[^|]{1,30}", re.DOTALL)
SHORT = 40
"""Characters of the label of a group at most, where it stands alone in its row."""


def is_technical(row: Sequence[str], first: int) -> bool:
    """Tell whether a row numbers the columns, ``(1) (2) (3)``, or tags them, ``#adm1 #affected``.

    ``first`` is the first column of the table: numbers begin there.
    """
    places = filled(row)
    cells = [visible(row[position]) for position in places]
    if len(cells) > 1 and all(map(is_tag, cells)):
        return True
    found = [NUMBERED.fullmatch(cell) for cell in cells]
    numbers = [int(match[1]) for match in found if match]
    return (
        len(numbers) == len(cells) > 2
        and places[0] == first
        and numbers[0] in {0, 1}
        and all(after - before == 1 for before, after in pairwise(numbers))
    )


def is_tag(cell: str) -> bool:
    """Tell whether a cell holds a tag of the Humanitarian Exchange Language."""
    return bool(TAG.match(visible(cell)))


def is_unit(cell: str) -> bool:
    """Tell whether a cell says what is counted."""
    return bool(UNIT.fullmatch(cell))


def is_translated(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether of two rows one is in Arabic script and the other is not."""
    scripts = [[bool(ARABIC.search(cell)) for cell in row if cell] for row in (above, below)]
    shares = [sum(found) / len(found) for found in scripts]
    return min(shares) < 0.5 < max(shares)


def is_title_and_unit(places: Sequence[int], cells: Sequence[str], width: int) -> bool:
    """Tell whether a row holds a title, and what its table counts at the other end."""
    if len(places) != 2 or places[0] != 0 or places[1] < width - 1:
        return False
    return is_unit(cells[1]) or len(cells[0]) > SHORT or kind_in(cells[1]) == "date"
