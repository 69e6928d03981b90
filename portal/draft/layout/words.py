"""Words that rows begin with which are no data, in the languages that official tables are made in."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from portal.draft.layout.text import visible

Word = Literal["alone", "part", ""]
"""A cell is the word for a total alone, it has it among others, or it has none."""

HEADS = frozenset(
    "total totals totales totaux subtotal subtotals soustotal ensemble somme gesamt gesamtsumme insgesamt "
    "summe zwischensumme zusammen totale totaal suma toplam sum "
    "المجموع مجموع المجاميع الإجمالي إجمالي إجمالى الإجمالى الجملة جملة".casefold().split()
)
BESIDES = frozenset(
    "grand general général generale générale geral overall sub sous zwischen the of all "
    "الكلي الكلى العام العامة الفرعي الفرعى الجزئي الكلية".casefold().split()
)
"""What may stand beside such a word without another meaning."""
HINT = re.compile("tot|sum|ensem|somm|esamt|zusamm|toplam|all|grand|ج", re.IGNORECASE)
"""What every such word has: most cells need no closer look."""
ALONE = frozenset(("all", "overall", "grand"))
LONGEST = 80
"""Characters of the label of a total."""
SOURCES = re.compile(
    r"(?i)(?:data |main )?(?:sources?|quelle[n]?|fuentes?|notes?|nota|n\.?b\.?|remarques?|remarks?|anmerkung(?:en)?|champ|lecture"
    r"|footnotes?|disclaimer|prepared by|published by|last updated?|updated|date of (?:issue|extraction)|extracted"
    r"|copyright|©|contact|legend|key|unit[és]*|définitions?|mise à jour|mis à jour|extrait|établi)\b ?[^:：]{0,30}[:：]"
    r"|(?i:sources?|quelle|fuente) ?(?:$|[-–—:])"
    r"|(?:ال)?(?:مصدر|مصادر|ملاحظ[ةه]|ملاحظات|ملحوظ[ةه]|تنويه|هامش|بيانات مستخرجة|تاريخ (?:الإصدار|التحديث|الاستخراج)|آخر تحديث"
    r"|إعداد|أعد[هّت]|الوحدة)[^:：]{0,30}(?:[:：]|$|[-–—])|المصدر\b"
    r"|© ?\S|(?i:copyright|\(c\) ?\d{4})"
)
"""How a line below a table begins that says where it comes from or how it is to be read."""
PIVOT = re.compile(
    r"(?i)(?:column|row) labels|étiquettes de (?:lignes|colonnes)|zeilenbeschriftungen|spaltenbeschriftungen"
    r"|تسميات (?:الصفوف|الأعمدة)|Σ (?:values|valeurs|القيم)"
)
"""What a spreadsheet program writes above and beside a pivot table."""
NOTE = re.compile(
    r"[*†‡§¹²³]+ ?[^\W\d_]|\(?(?:\d{1,2}|[a-z٠-٩أ-ي*])\) ?[:：–-]? ?[^\W\d_]|\[\d{1,2}\] ?\w|\d{1,2}/ [^\W\d_]"
)
"""How a footnote begins."""
CONTINUED = re.compile(
    r"(?i)\((?:cont(?:inued|['’.]?d?\.?)?|suite|fortsetzung|forts\.?)\)|\bcontinued\b|\(?تابع\b|\(suite"
)
"""What says that a table goes on, at the top of a page."""
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


PART = re.compile(r"\bsub|soustotal|\bsous\b|zwischen|فرعي|جزءي|جزئي")
"""What is in a word for the total of a group, after ``fold``."""


def fold(text: str) -> str:
    """Return a text without differences of writing: case, vowel marks, forms of alef."""
    plain = unicodedata.normalize(
        "NFKD", visible(text).casefold().replace("sous-total", "soustotal")
    )
    plain = "".join(character for character in plain if unicodedata.category(character) != "Mn")
    return plain.translate(_FOLD)


_HEADS = frozenset(map(fold, HEADS))
_BESIDES = frozenset(map(fold, BESIDES))


def total_word(cell: str) -> Word:
    """Tell whether a cell says that its row is a total."""
    if len(cell) > LONGEST or not HINT.search(cell):
        return ""
    words = re.findall(r"[^\W\d_]+", fold(cell))
    heads = [word in _HEADS for word in words]
    if not any(heads):
        return "alone" if len(words) == 1 and words[0] in ALONE else ""
    if all(head or word in _BESIDES for head, word in zip(heads, words, strict=True)):
        return "alone"
    return "part" if heads[0] or heads[-1] or (words[0] in _BESIDES and heads[1]) else ""


def is_part_total(cell: str) -> bool:
    """Tell whether a word is for the total of a group, which no category is called."""
    return bool(PART.search(fold(cell)))


def is_note(cell: str) -> bool:
    """Tell whether a cell begins as a line below a table does: a source, a note, a mark."""
    text = visible(cell)
    return bool(SOURCES.match(text) or NOTE.match(text))


def is_prose(cell: str) -> bool:
    """Tell whether a cell is a sentence."""
    return len(cell) > 40 and len(cell.split()) > 5
