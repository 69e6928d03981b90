"""What people write into a cell for which they have no value."""

from __future__ import annotations

import re

from portal.tabular.hints import NOTHING
from portal.tabular.hints.marks import bare

MISSING = NOTHING | frozenset((
    "---", "----", "-.-", "....", "·", ":", "\\n", "\u2212", "_", "__", "\u0640",
    "n.a", "n/a.", "n.d.", "nd", "n/d", "#na", "#n/a n/a", "#null!", "<na>", "(null)", "(blank)",
    "not available", "not applicable", "no data", "missing", "unknown", "tbd",
    "non disponible", "sans objet", "s.o.", "inconnu",
    "لا توجد", "لايوجد", "لا توجد بيانات", "لا يوجد بيانات", "غير معروف", "غير محدد", "غير متوفرة",
    "غير متاحة", "غير مبين", "غير منطبق", "غ م", "غ/م",
))  # fmt: skip
"""Texts that stand for “no value”: in lower case, without what cannot be seen."""
NO_DAY = re.compile(
    r"(?:0?1[/.-]0?1[/.-]0001|0001-01-01|0{1,2}[/.-]0{1,2}[/.-]0{4}|0{4}-00-00)(?:[T ][0-9: .APMZ]*)?"
)
"""What programs write that must fill in a date and have none: the first day of all, or no day."""
LONGEST = max(map(len, MISSING))
FEW = 4
"""Characters that nobody sees, in a cell that stands for no value."""


def is_missing(text: str) -> bool:
    """Tell whether a cell is empty or holds a text that stands for no value."""
    text = text.strip()
    if "000" in text and NO_DAY.fullmatch(text):
        return True
    if len(text) > LONGEST + FEW or text[-1:].isdecimal():  # none has a digit
        return False
    seen = bare(text).casefold()
    return not seen or seen in MISSING
