"""The names of the months: English, and Arabic from the Levant to Morocco."""

from __future__ import annotations

import unicodedata

from portal.language.fold import LETTERS

WRITTEN = """
jan january يناير كانون_الثاني جانفي
feb february فبراير شباط فيفري
mar march مارس آذار
apr april أبريل إبريل نيسان أفريل
may مايو أيار ماي
jun june يونيو يونيه حزيران جوان
jul july يوليو يوليه تموز جويلية يوليوز
aug august أغسطس آب أوت غشت
sep sept september سبتمبر أيلول شتنبر
oct october أكتوبر تشرين_الأول
nov november نوفمبر تشرين_الثاني نونبر
dec december ديسمبر كانون_الأول دجنبر
"""


def folded(text: str) -> str:
    """Return a text without case, vowel marks and the forms of alef and hamza."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))


MONTHS = {
    folded(name.replace("_", " ")): number
    for number, names in enumerate(WRITTEN.split("\n")[1:-1], start=1)
    for name in names.split()
}
"""The number of each, by its folded name."""
