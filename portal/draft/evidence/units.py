"""The unit of a column, where its label names it: ``Area (km2)``, ``budget_usd``, ``النسبة %``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from portal.draft.cells.units import KNOWN
from portal.draft.evidence.labels import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

BRACKETED = re.compile(r"(.*?)\s*[(\[]\s*(?:in |en )?([^()\[\]]{1,40}?)\s*[)\]]\s*", re.IGNORECASE)
NAMED = re.compile(r"(.+?),?\s+(?:in|en)\s+([^()\[\]]{1,40})", re.IGNORECASE)
SIGN = re.compile(r"(.*?)\s*([%\u066a‰])\s*|([%\u066a‰])\s*(.+)")
TAIL = re.compile(
    r"(.+)[_ ](km2|km²|sqkm|km|ha|kg|usd|eur|jod|egp|sar|aed|pct|percent|percentage|ft|mw|gwh|kwh|mm|hours|days)",
    re.IGNORECASE,
)
ARABIC = re.compile(
    r"(.+?)\s+(بال(?:ألف|آلاف|مليون|ملايين|مليار|دولار|دينار|يورو|هكتار|كيلومتر|طن)(?: \S+)?|بآلاف \S+|بملايين \S+)"
)
UNITS = """
thousand thousands million millions billion billions 000 000s '000 mn bn
percent percentage pct cent pour pourcentage milliers mille milliards
us$ dollar dollars euro euros dinar dinars pound pounds
hectare hectares tonne tonnes ton tons month months year years day days hour hours minute minutes
metre metres meter meters kilometre kilometres kilometer kilometers litre litres feet celsius degree degrees
ألف آلاف مليون ملايين مليار مليارات مئوية بالألف بالمليون بالآلاف بالملايين بالمئة بالمائة المئة المائة
سنة سنوات دولار كيلومتر متر
"""
HELPERS = frozenset((
    "per", "of", "in", "total", "gdp", "capita", "100", "1000", "10000", "100000", "1,000", "100,000",
    "population", "inhabitants", "people", "persons", "square", "cubic", "us", "current", "constant", "prices",
    "hab", "habitants", "لكل", "في", "نسبة", "أمريكي", "أردني", "مربع", "مكعب", "نسمة", "من",
))  # fmt: skip
"""Words of units that are none by themselves."""
LENGTHS = frozenset(
    ("elevation", "altitude", "height", "depth", "length", "width", "distance", "ارتفاع", "طول")
)
"""What is measured in metres, so that (m) is no other word."""
NAMES = frozenset(UNITS.split()) | {part.casefold() for sign in KNOWN for part in sign.split()}
PARTS = re.compile(r"[\s/]+")


class Unit(NamedTuple):
    """Hold a unit and what a label says besides."""

    text: str
    rest: str
    """The label without it; "" where the label stays as it is."""
    source: str
    """``cells`` or ``label``."""


def unit_of(label: str, units: Mapping[str, str]) -> Unit | None:
    """Return the unit that stood beside the numbers of a column, or that its label names."""
    if label in units:
        return Unit(units[label], "", "cells")
    bracketed = BRACKETED.fullmatch(label)
    if bracketed and bracketed[1] and _is_unit(bracketed[2], bracketed[1]):
        return Unit(bracketed[2], bracketed[1], "label")
    sign = SIGN.fullmatch(label)
    if sign:
        return Unit("%" if (sign[2] or sign[3]) == "\u066a" else sign[2] or sign[3], "", "label")
    for pattern in (NAMED, ARABIC, TAIL):
        found = pattern.fullmatch(label)
        if found and (pattern is not NAMED or _is_unit(found[2], found[1])):
            return Unit(found[2], "", "label")
    return None


def is_share(unit: str) -> bool:
    """Tell whether a unit is a share of something, which never adds up."""
    words = words_of(unit)
    return (
        unit in {"%", "‰"}
        or "per" in words
        or any(
            word.startswith(("percent", "pct", "cent", "pourcent", "مئ", "مائ")) for word in words
        )
    )


def _is_unit(text: str, label: str) -> bool:
    """Tell whether a text is a unit: all of it words of units, and not only such as qualify one."""
    if len(text) == 1 and text.isalpha():
        return text in KNOWN and not LENGTHS.isdisjoint(words_of(label))
    parts = [part.strip(".").casefold() for part in PARTS.split(text) if part.strip(".")]
    known = [part in NAMES for part in parts]
    if not all(known[at] or part in HELPERS for at, part in enumerate(parts)):
        return False
    return any(known) or (parts[0] in {"per", "لكل"} and any(map(str.isdecimal, text)))
