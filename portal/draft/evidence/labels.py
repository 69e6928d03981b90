"""What the label of a column says about what is in it: words in English, French and Arabic.

A label is a hint. It never makes a type that a cell does not fit; it only tells apart what the
cells alone cannot: a code of digits from an amount, a rate from a count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from portal.language.fold import words

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
YEAR = r"(?:1[89]|20|21)[0-9]{2}"
YEARLY = re.compile(rf"(?:[A-Za-z]{{1,3}}[ _]?)?{YEAR}(?:[/-][0-9]{{2,4}})?(?: ?\[.*\])?")
"""A label that is a year: ``2020``, ``2019/20``, ``Y2020``, ``2020 [YR2020]``."""
SAID = """
YEAR year years yr annee annees an exercice millesime jahr anno año سنة سنوات عام أعوام
TIME date day month quarter period time week semester season jour mois trimestre semestre periode semaine
TIME fy تاريخ يوم شهر ربع فترة أسبوع
CODE code id ids uid uuid identifier identifiant key ref reference matricule iso iso2 iso3 m49 nuts fips
CODE insee siren siret uai finess isbn issn icao iata codice codigo رمز كود معرف
PHONE phone tel telephone telefon mobile cell fax gsm whatsapp هاتف جوال موبايل فاكس خلوي نقال
PHONE postcode zip postal cp postale بريدي بريد passport iban account ssn cin ean barcode وطني باركود
NUMBER no num number nr numero n رقم
SERIAL no n nr sr sl serial row index م ت رقم تسلسل مسلسل
COUNT population pop count nombre nb effectif effectifs births deaths cases students pupils teachers schools
COUNT households beneficiaries visitors tourists employees workers persons people inhabitants males females
COUNT men women boys girls enrolment enrollment subscribers subscriptions vehicles accidents beds marriages
COUNT divorces habitants naissances deces eleves total qty quantity
COUNT عدد أعداد سكان مواليد وفيات طلاب طلبة معلمين مدارس أسر مستفيدين زوار سياح عاملين موظفين ذكور إناث
COUNT مشتركين مركبات حوادث أسرة حالات مجموع إجمالي كمية كميات
AMOUNT amount budget expenditure revenue cost sales exports imports production area surface superficie
AMOUNT spending funding grant allocation montant depense recette investissement
AMOUNT مبلغ مبالغ موازنة ميزانية نفقات إيرادات إنفاق صادرات واردات إنتاج مساحة كلفة تكلفة مبيعات تمويل
LEVEL rate ratio percent percentage pct share index average avg mean median moyenne mediane moyen taux indice
LEVEL part pourcentage per density densite growth croissance score rank ranking rang price prix temperature
LEVEL elevation altitude height width depth length age expectancy value valeur level niveau min max minimum
LEVEL maximum cumulative cumul capita proportion balance stock debt latitude longitude lat lon lng long gini
LEVEL نسبة نسب معدل مؤشر متوسط وسيط كثافة نمو سعر أسعار درجة ترتيب ارتفاع عمر حصة لكل قيمة تراكمي رصيد دين
LEVEL حرارة مئوية أدنى أعلى
LATITUDE latitude lat عرض
LONGITUDE longitude lon lng long طول
STATUS status estimate estimated provisional preliminary projected projection quality flag statut
STATUS حالة تقديري تقدير أولي مقدر
UNIT unit units uom unite وحدة وحدات
NOTE note notes remark remarks comment comments description url link website footnote
NOTE observation observations remarque remarques commentaire ملاحظة ملاحظات وصف رابط شرح تعليق
SOURCE source sources مصدر مصادر
NAME name names title nom libelle intitule designation اسم أسماء عنوان مسمى
ORDINAL edition version round grade class stage level age floor صف مستوى دورة مرحلة عمر طبعة
HIJRI hijri hijra ah هجري هجرية
COUNTRY country countries nation nations pays iso iso2 iso3 بلد بلدان دولة دول
CURRENCY currency currencies devise monnaie عملة عملات
CITY city cities town towns ville villes commune مدينة مدن بلدة بلدات
REGION region regions governorate governorates province district محافظة محافظات إقليم أقاليم منطقة مناطق
AIRPORT airport airports aeroport مطار مطارات
ENGLISH en eng english إنجليزي إنجليزية
FRENCH fr fra french francais francaise فرنسي فرنسية
ARABIC ar ara arabic arabe عربي عربية
"""
NUMBER_OF = re.compile(r"\b(?:number|no|nr|nb|num)\.? (?:of|de)\b", re.IGNORECASE)
PREPOSED = "بل"
"""Letters that Arabic writes before a word without a blank: بالعربية, للسكان."""
SUBJECTS = ("COUNTRY", "CURRENCY", "CITY", "REGION", "AIRPORT")
"""What lists of codes are about, in words that stand for one another."""


@lru_cache(maxsize=1 << 12)
def words_of(label: str) -> tuple[str, ...]:
    """Return the words of a label as the lexicon has them: ``totalPop`` is total and pop."""
    return tuple(_bare(word) for word in words(CAMEL.sub(" ", label)))


def says(label: str, *topics: str) -> bool:
    """Tell whether a label has a word of one of these topics of the lexicon."""
    held = words_of(label)
    return any(not LEXICON[topic].isdisjoint(held) for topic in topics)


def is_exactly(label: str, topic: str) -> bool:
    """Tell whether a label is one word, of this topic."""
    held = words_of(label)
    return len(held) == 1 and held[0] in LEXICON[topic]


def starts_with(label: str, topic: str) -> bool:
    """Tell whether the first word of a label is of a topic."""
    return not LEXICON[topic].isdisjoint(words_of(label)[:1])


def is_measured(label: str) -> bool:
    """Tell whether a label speaks of amounts, of counts or of levels."""
    return says(label, "COUNT", "AMOUNT", "LEVEL") or NUMBER_OF.search(label) is not None


def is_coordinate(label: str) -> str | None:
    """Return ``LATITUDE`` or ``LONGITUDE`` where a label says so."""
    held = words_of(label)
    for topic in ("LATITUDE", "LONGITUDE"):
        named = LEXICON[topic].intersection(held)
        if named and (any(word.isascii() for word in named) or "خط" in held):
            return topic
    return None


def _bare(word: str) -> str:
    """Return a word without an article behind a preposition: بالعربيه is عربيه."""
    if len(word) > 5 and word[0] in PREPOSED and word[1:3] == "ال":
        return word[3:]
    return word[2:] if len(word) > 5 and word.startswith("لل") else word


def _lexicon() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for line in SAID.strip().splitlines():
        topic, _, said = line.partition(" ")
        held.setdefault(topic, set()).update(word for one in said.split() for word in words(one))
    return {topic: frozenset(said) for topic, said in held.items()}


LEXICON = MappingProxyType(_lexicon())
"""Words by topic, folded as ``words_of`` folds them."""
