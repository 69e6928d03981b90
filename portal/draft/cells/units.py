"""Signs of units beside numbers, which become the unit of the field: ``5 km``, ``١٢٪``, ``$3.50``."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.draft.cells.numbers import is_number
from portal.draft.cells.view import LONGEST, MOST, SHAPES, Finding, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portal.draft.cells.view import View

SHARES = ("%", "\u066a", "‰")
CURRENCIES = """
$ € £ ¥ ₪ ₺ ﷼ US$ USD$ C$ A$
AED AUD BHD CAD CHF CNY DJF DKK DZD EGP EUR GBP ILS INR IQD IRR JOD JPY KMF KWD LBP LYD MAD
MRO MRU NOK OMR PLN QAR RUB SAR SDG SEK SOS SYP TND TRY USD YER ZAR XDR
JD JDs DA DH Dh Dhs DT FCFA HT SR LE L.E. LL QR KD BD dinar dinars dollars euros dirhams riyals pounds
د.أ د.ا د.إ د.ك د.ب د.ع د.ت د.ج د.م د.ل ر.س ر.ع ر.ق ر.ي ج.م ج.س ل.ل ل.س
دينار دينارا ديناراً دنانير ريال ريالا درهم درهما جنيه جنيها ليرة دولار يورو فلس قرش أوقية شيكل
دينار_أردني دينار_كويتي دينار_عراقي دينار_تونسي دينار_جزائري دينار_ليبي دينار_بحريني
ريال_سعودي ريال_قطري ريال_عماني ريال_يمني درهم_إماراتي درهم_مغربي جنيه_مصري جنيه_سوداني
ليرة_لبنانية ليرة_سورية دولار_أمريكي
"""
MEASURES = """
km Km KM m cm mm km² km2 m² m2 sq_km sqkm sqm m³ m3 MCM mcm ha kg Kg KG g mg t tonnes tons ton l ml
ft mi ° °C °F ℃ °م kW MW GW kWh KWh MWh GWh TWh hours hrs min days years yrs people persons
كم كلم م سم مم كم² كم2 م² م2 م³ م3 متر_مربع كم_مربع متر_مكعب مليون_متر_مكعب هكتار دونم دونما فدان
كغ كغم كجم كيلوغرام غم غ طن لتر مل كيلومتر كيلومترا متر مترا واط كيلوواط ميغاواط ميجاواط
ساعة ساعات دقيقة يوم يوما أيام سنة سنوات عام نسمة شخص فرد
"""
MONEY = tuple(sign.replace("_", " ") for sign in CURRENCIES.split())
OTHERS = tuple(sign.replace("_", " ") for sign in MEASURES.split())
ALIKE = {"\u066a": "%", "Km": "km", "KM": "km", "Kg": "kg", "KG": "kg", "KWh": "kWh", "℃": "°C"}
"""Ways to write a sign, by the one that names it."""
KNOWN = frozenset((*SHARES, *MONEY, *OTHERS))
YEARLY = frozenset(("م", "عام", "سنة"))
"""What stands beside a year as well, and is no unit there."""
SYMBOLS = tuple(sign for sign in (*SHARES, *MONEY) if not sign[-1].isalpha() and "." not in sign)
SHAPED = tuple(sign.translate(SHAPES) for sign in OTHERS)
"""What is left of a unit in a shape: m9 of m²'s other spelling, m2."""


def _any(signs: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(signs)), key=len, reverse=True))


AFTER = re.compile(
    rf"(?P<number>.*[09)\-])\s?(?P<sign>{_any((*SHARES, *MONEY, *OTHERS, *SHAPED))})\.?\s?(?P<close>\))?",
    re.DOTALL,
)
AHEAD = re.compile(
    rf"(?P<open>[(\-+\u2212\u2013])?\s?(?P<sign>{_any(SYMBOLS)}|(?:{_any(MONEY)})(?=\s))\s?(?P<number>.*[09].*)",
    re.DOTALL,
)
YEAR = re.compile(r"(?:1[3-9]|20)\d\d")


def propose(view: View) -> Iterator[Finding]:
    """Yield the one sign that stands beside the numbers of a column."""
    if view.share(lambda shape: is_number(shape) or _place(shape) is not None) < MOST:
        return
    signs: Counter[str | None] = Counter()
    places = {shape: _place(shape) for shape in view.shapes}
    if any(places.values()):
        for text, count in view.filled.items():
            place = places[shape_of(text)]
            signs[_sign(text, place[0]) if place else None] += count
    bare = signs.pop(None, 0) - view.texts.get("0", 0)
    if len(signs) != 1:
        return
    sign, count = signs.popitem()
    if sign in YEARLY and all(YEAR.fullmatch(change(text, sign)) for text in view.filled):
        return
    if sign in KNOWN and count > bare:
        yield Finding("unit-sign", sign, certain=bare <= 0)


def change(cell: str, rule: str) -> str:
    """Return the number of a cell without the sign beside it."""
    place = _place(shape_of(cell)) if len(cell) <= LONGEST else None
    if place is None or _sign(cell, place[0]) != rule:
        return cell
    return "".join([cell[one] for one in place[1:]])


def has_sign(shape: str) -> bool:
    """Tell whether a cell of this shape is a number with a sign beside it."""
    return _place(shape) is not None


def _sign(cell: str, place: slice) -> str:
    sign = cell[place]
    return ALIKE.get(sign, sign)


@lru_cache(maxsize=1 << 13)
def _place(shape: str) -> tuple[slice, ...] | None:
    """Return where in a cell of this shape the sign stands, and what is left without it."""
    if len(shape) > LONGEST:
        return None
    for pattern in (AFTER, AHEAD):
        found = pattern.fullmatch(shape)
        if found:
            names = [name for name in ("open", "number", "close") if found.groupdict().get(name)]
            if is_number("".join(found[name] for name in names)):
                return tuple(slice(*found.span(name)) for name in ("sign", *names))
    return None
