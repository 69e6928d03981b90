"""Which texts of a column stand for no value.

Among numbers and dates every text that people write for “no value” is one, and so is a word that
says why there is none or is there several times. Among texts only what can hardly be a value is:
``NA`` is Namibia, and “unknown” may be an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.cells.missing import is_missing
from portal.tabular.hints.marks import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

CERTAIN = frozenset((
    "", "-", "--", "---", "----", "–", "—", "\u2212", ".", "..", "...", "....", "…", "-.-",
    "n/a", "n/a.", "n.a", "n.a.", "#n/a", "#n/a n/a", "#null!", "<na>", "(null)", "(blank)",
    "not available", "not applicable", "no data", "non disponible", "sans objet",
    "غير متوفر", "غير متوفرة", "غير متاح", "غير متاحة", "لا توجد بيانات", "لا يوجد بيانات",
    "لا ينطبق", "غير منطبق",
))  # fmt: skip
"""In lower case, without what cannot be seen."""
ALMOST_CERTAIN = CERTAIN | {"na", "null"}
"""What is none of two answers, such as yes and no."""
REASONS = frozenset((
    "withheld", "suppressed", "confidential", "secret", "redacted", "not stated", "not reported",
    "not collected", "not recorded", "pending", "closed", "confidentiel", "محجوب", "محجوبة", "سري", "سرية",
    "غير مذكور", "غير مسجل", "لم يحدد", "لم تحدد",
))  # fmt: skip
"""Why there is no number or date."""
FEW = 4
"""So many different words may stand for no value besides."""
SHARE = 0.1
"""In so many cells at most."""
SEVERAL = 2
LONGEST = 25


def missing_among_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Return the texts that stand for no value in a column of numbers, dates or times."""
    return frozenset(text for text in texts if text and is_missing(text))


def words_among(texts: Mapping[str, int], is_alike: Callable[[str], bool]) -> frozenset[str]:
    """Return the few words among texts that are all ``is_alike`` but for them; else none.

    A word has no digit, and is known to say why there is no value or is there several times: what
    is there once may be a slip.
    """
    others: dict[str, int] = {}
    for text, count in texts.items():
        if not is_alike(text):
            others[text] = count
            if len(others) > FEW:
                return frozenset()
    if sum(others.values()) > SHARE * sum(texts.values()):
        return frozenset()
    return frozenset(others) if all(map(_is_word, others, others.values())) else frozenset()


def missing_among_texts(texts: Iterable[str], certain: frozenset[str] = CERTAIN) -> frozenset[str]:
    """Return the texts that stand for no value in a column of texts."""
    return frozenset(
        text for text in texts if text and len(text) <= LONGEST and bare(text).casefold() in certain
    )


def _is_word(text: str, count: int) -> bool:
    if len(text) > LONGEST or any(map(str.isdigit, text)):
        return False
    return count >= SEVERAL or bare(text).casefold() in REASONS
