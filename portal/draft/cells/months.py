"""The names of months in a date: those of ``portal.tabular.hints.months``, and more spellings."""

from __future__ import annotations

import re
import unicodedata

from portal.language.fold import LETTERS
from portal.tabular.hints.months import MONTHS as KNOWN

WRITTEN = """
janvier janv
février fév févr
mars
avril avr
mai
juin
juillet juil
août
septembre
octobre
novembre
décembre déc
"""
SHORT_ARABIC = {
    "كانون ثاني": 1, "كانون الثانى": 1, "تشرين اول": 10, "تشرين ثاني": 11, "تشرين الثانى": 11,
    "كانون اول": 12, "فبراير": 2, "ابريل": 4, "افريل": 4, "يونية": 6, "يولية": 7, "اوت": 8,
}  # fmt: skip


def folded(text: str) -> str:
    """Return a text without case, accents, vowel marks and the forms of alef and hamza."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


MONTHS = {
    **{folded(name): number for name, number in KNOWN.items()},
    **{folded(name): number for name, number in SHORT_ARABIC.items()},
    **{
        folded(name): number
        for number, names in enumerate(WRITTEN.split("\n")[1:-1], start=1)
        for name in names.split()
    },
}
"""The number of each, by its folded name."""
NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
TWICE = re.compile(rf"({NAME})\s*[/(]\s*({NAME})\)?")


def month_of(name: str) -> int | None:
    """Return the number of a month by its name in English, French or Arabic, or by two names of it.

    In Arabic the eastern name often stands beside the western one: تشرين الثاني/نوفمبر.
    """
    said = folded(name).strip(" .")
    twice = TWICE.fullmatch(said)
    if twice is None:
        return MONTHS.get(said)
    first, second = MONTHS[twice[1]], MONTHS[twice[2]]
    return first if first == second else None
