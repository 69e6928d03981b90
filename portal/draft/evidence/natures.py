"""What a column is by itself: a code, a category, a time, a name, a remark or a measured value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from portal.draft.evidence.labels import YEARLY, is_exactly, is_measured, says, starts_with

if TYPE_CHECKING:
    from portal.draft.evidence.seen import Seen

Nature = Literal[
    "code", "category", "flag", "measure", "name", "none", "note", "ordinal", "serial", "time", "unit"
]  # fmt: skip
CODE = re.compile(r"[A-Z0-9_]+(?:[-./_][A-Z0-9]+)*")
LONGEST_CODE = 20
PERIOD = re.compile(r"[12][0-9]{3}(?:[/-][0-9]{2,4}|[ -]?[QTSHMW][0-9]{1,2})")
"""``2019/20``, ``2019-2020``, ``2020-Q1``."""
LONG_SERIES = 20
"""So many numbers from 1, one after another, count rows whatever their label says."""
REPEATED = 3
"""So often a value occurs on average in a column of categories."""
MOST_CATEGORIES = 250
LONG_TEXT = 60
"""Characters on average of what is to be read and not to be counted."""
UNREAD = frozenset(("inexact", "nearly-numbers", "written-numbers"))
"""Why numbers are texts: what they are for shows when they can be read."""
UNSORTED = frozenset(("date-ambiguous", "date-mixed", "hijri-date", "season"))
"""Why dates are texts."""
FEW_NUMBERS = 40
RARE = 20
"""So often a number occurs on average that is a level, a class or an edition."""


def nature_of(seen: Seen) -> Nature:
    """Return what a column is by itself."""
    if not seen.values:
        return "none"
    if seen.type == "boolean":
        return "flag"
    if seen.type in {"date", "datetime", "year", "yearmonth"}:
        return "time"
    if seen.is_numeric:
        return "measure" if seen.unit is not None else _of_numbers(seen)
    return _of_texts(seen)


def is_repeated(seen: Seen) -> bool:
    """Tell whether a column has few different values, each of them often."""
    return len(seen.values) <= MOST_CATEGORIES and seen.filled >= REPEATED * len(seen.values)


def is_long(seen: Seen) -> bool:
    """Tell whether texts are to be read rather than to be counted."""
    lengths = sum(len(text) * count for text, count in seen.values.items())
    return lengths > LONG_TEXT * seen.filled


def are_codes(seen: Seen) -> bool:
    """Tell whether texts look like codes: capitals, digits, and signs between them."""
    values = seen.values
    if not all(len(text) <= LONGEST_CODE and CODE.fullmatch(text) for text in values):
        return False
    digits = sum(any(map(str.isdecimal, text)) for text in values)
    short = sum(len(text) <= 4 for text in values)
    return digits + short >= 0.9 * len(values)


def _of_numbers(seen: Seen) -> Nature:
    label = seen.label
    if says(label, "YEAR") and not is_measured(label):
        return "time"
    if YEARLY.fullmatch(label) or seen.type == "number":
        return "measure"
    if _is_serial(seen):
        return "serial"
    if says(label, "CODE", "NUMBER") and seen.is_unique and not is_measured(label):
        return "code"
    return "ordinal" if _is_ordinal(seen) else "measure"


def _of_texts(seen: Seen) -> Nature:
    label = seen.label
    if is_exactly(label, "UNIT") or (says(label, "UNIT") and is_repeated(seen)):
        return "unit"
    reason = seen.reading.evidence[0].key
    if reason in UNREAD:
        return "none"
    if reason in UNSORTED:
        return "time"
    if says(label, "NOTE") or is_exactly(label, "SOURCE"):
        return "note"
    if starts_with(label, "SOURCE") and not is_repeated(seen):
        return "note"
    if is_long(seen) and not says(label, "NAME"):
        return "note"
    if all(map(PERIOD.fullmatch, seen.values)):
        return "time"
    if are_codes(seen) or says(label, "CODE", "PHONE"):
        return "code"
    return "category" if is_repeated(seen) else "name"


def _is_serial(seen: Seen) -> bool:
    """Tell whether a column counts its rows."""
    if not (seen.is_full and seen.is_unique and seen.example in {"0", "1"}):
        return False
    named = says(seen.label, "SERIAL") or not any(map(str.isalnum, seen.label))
    if not named and (is_measured(seen.label) or seen.rows < LONG_SERIES):
        return False
    start = int(seen.example)
    return all(int(text) == at for at, text in enumerate(seen.column.cells, start))


def _is_ordinal(seen: Seen) -> bool:
    if any(text.startswith("-") for text in seen.values):
        return False
    if says(seen.label, "TIME", "ORDINAL") and not says(seen.label, "COUNT", "AMOUNT"):
        return is_repeated(seen) or is_exactly(seen.label, "TIME")
    if is_measured(seen.label):
        return False
    return len(seen.values) <= FEW_NUMBERS and seen.filled >= RARE * len(seen.values)
