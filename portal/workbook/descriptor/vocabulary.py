"""The lists from which a person chooses: what a descriptor says in codes, in words of both languages.

Words are understood in every language, in capitals or not, with or without vowel marks and hamza,
and so are the codes themselves.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from portal.catalog.frequencies import frequency_words
from portal.catalog.licences import LICENCES
from portal.catalog.model import ROLES
from portal.language.catalogs import translations
from portal.language.fold import fold
from portal.language.terms import ROLES as ROLE_WORDS
from portal.language.terms import TRANSLATION_STATUSES, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGES = ("en", "ar")
"""The languages in which a workbook can be written; all of them are understood."""
CLOSE = 0.6
"""How alike a word must be to be suggested, from 0 to 1."""
JSON = {
    "array": {"en": "list, written as JSON", "ar": "قائمة بصيغة JSON"},
    "object": {"en": "object, written as JSON", "ar": "كائن بصيغة JSON"},
    "geojson": {"en": "shape, written as GeoJSON", "ar": "شكل بصيغة GeoJSON"},
}
METHODS = {
    "sum": {"en": "may be added up", "ar": "تُجمع القيم"},
    "mean": {"en": "only an average makes sense", "ar": "لا معنى إلا للمتوسط"},
    "none": {"en": "neither sum nor average", "ar": "لا جمع ولا متوسط"},
}
FORMATS = {
    "%d/%m/%Y": {"en": "day/month/year: 31/12/2024", "ar": "يوم/شهر/سنة: 31/12/2024"},
    "%m/%d/%Y": {"en": "month/day/year: 12/31/2024", "ar": "شهر/يوم/سنة: 12/31/2024"},
    "%Y-%m-%d": {"en": "year-month-day: 2024-12-31", "ar": "سنة-شهر-يوم: 2024-12-31"},
    "%Y/%m/%d": {"en": "year/month/day: 2024/12/31", "ar": "سنة/شهر/يوم: 2024/12/31"},
    "%d-%m-%Y": {"en": "day-month-year: 31-12-2024", "ar": "يوم-شهر-سنة: 31-12-2024"},
    "%d.%m.%Y": {"en": "day.month.year: 31.12.2024", "ar": "يوم.شهر.سنة: 31.12.2024"},
    "%d/%m/%Y %H:%M": {
        "en": "day/month/year and time: 31/12/2024 23:59",
        "ar": "يوم/شهر/سنة مع الوقت: 31/12/2024 23:59",
    },
    "%Y-%m-%d %H:%M:%S": {
        "en": "year-month-day and time: 2024-12-31 23:59:00",
        "ar": "سنة-شهر-يوم مع الوقت: 2024-12-31 23:59:00",
    },
    "%H:%M": {"en": "hours and minutes: 23:59", "ar": "ساعات ودقائق: 23:59"},
    "email": {"en": "e-mail address", "ar": "عنوان بريد إلكتروني"},
    "uri": {"en": "web address", "ar": "عنوان على الشبكة"},
}
TONGUES = {
    "en": {"en": "English", "ar": "الإنجليزية"},
    "ar": {"en": "Arabic", "ar": "العربية"},
    "fr": {"en": "French", "ar": "الفرنسية"},
    "de": {"en": "German", "ar": "الألمانية"},
    "es": {"en": "Spanish", "ar": "الإسبانية"},
    "tr": {"en": "Turkish", "ar": "التركية"},
    "fa": {"en": "Persian", "ar": "الفارسية"},
    "ku": {"en": "Kurdish", "ar": "الكردية"},
}
YES_NO = {"yes": {"en": "yes", "ar": "نعم"}, "no": {"en": "no", "ar": "لا"}}
ALSO = {
    "yes": ("true", "y", "1", "x", "✓", "صح", "أجل"),
    "no": ("false", "n", "0", "خطأ", "كلا"),
}
"""What people and spreadsheets write for yes and no."""


@dataclass(frozen=True)
class Vocabulary:
    """Hold the words of codes by language; ``others`` are further spellings that are understood."""

    thing: str
    """What one of them is: a key of ``portal.workbook.descriptor.words``."""
    words: Mapping[str, Mapping[str, str]]
    """Code to language to words."""
    others: Mapping[str, tuple[str, ...]]

    def said(self, code: str, language: str) -> str:
        """Return the words of a code, or the code where it has none."""
        return self.words[code][language] if code in self.words else code

    def offered(self, language: str) -> tuple[str, ...]:
        """Return the words for a drop-down."""
        return tuple(words[language] for words in self.words.values())

    def meant(self, text: str) -> str | None:
        """Return the code that a text means, or None."""
        return self._exact.get(text.strip().casefold()) or self._folded.get(fold(text))

    def nearest(self, text: str, language: str) -> str | None:
        """Return the words that a text may have been meant to be, or None."""
        known = {fold(spelling) or spelling: code for spelling, code in self._exact.items()}
        near = difflib.get_close_matches(fold(text), list(known), n=1, cutoff=CLOSE)
        if not near:
            return None
        words = self.words[known[near[0]]]
        # In the language of the person's word, which may not be that of the sentence.
        own = [said for said in words.values() if fold(said) == near[0]]
        return own[0] if own else words[language]

    @cached_property
    def _exact(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for code, words in self.words.items():
            for spelling in (*words.values(), code, *self.others.get(code, ())):
                known.setdefault(spelling.casefold(), code)
        return known

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Return the codes by folded spelling, without those that two of them share."""
        known = defaultdict(set)
        for spelling, code in self._exact.items():
            known[fold(spelling)].add(code)
        return {key: next(iter(codes)) for key, codes in known.items() if key and len(codes) == 1}


@cache
def vocabulary(thing: str) -> Vocabulary:
    """Return one of the lists: ``type``, ``role``, ``method``, ``format``, ``frequency``, ``licence``, ``language``, ``status`` or ``answer``."""
    return Vocabulary(thing, SOURCES[thing](), ALSO if thing == "answer" else {})


def tongue(code: str, language: str) -> str:
    """Return the name of a language, or its code where it has none here."""
    return vocabulary("language").said(code, language)


def _frequencies() -> dict[str, dict[str, str]]:
    by_language = {language: frequency_words(language) for language in LANGUAGES}
    common = [code for code in by_language["en"] if all(code in w for w in by_language.values())]
    return {code: {lang: by_language[lang][code] for lang in LANGUAGES} for code in common}


def _translated(message: str) -> dict[str, str]:
    return {language: translations(language).gettext(message) for language in LANGUAGES}


SOURCES: Mapping[str, Callable[[], Mapping[str, Mapping[str, str]]]] = {
    "type": lambda: (
        {code: _translated(text) for code, text in TYPES.items() if code not in JSON} | JSON
    ),
    "role": lambda: {code: _translated(ROLE_WORDS[code]) for code in ROLES},
    "method": lambda: METHODS,
    "format": lambda: FORMATS,
    "frequency": _frequencies,
    "licence": lambda: {licence.name: licence.words for licence in LICENCES},
    "language": lambda: TONGUES,
    "status": lambda: {code: _translated(text) for code, text in TRANSLATION_STATUSES.items()},
    "answer": lambda: YES_NO,
}
"""What makes each list; none before it is needed."""
