"""Read the currency codes of ISO 4217, with the ceased currencies that have exchange rates.

List one of ISO 4217 has a row for each country and currency; here a code has one row. The
currencies that the European Central Bank once quoted and that are no longer on the list come
from Unicode CLDR, so that every exchange rate has its currency. All Arabic names are CLDR's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from portal.exceptions import SourceError
from scripts.sources.packages import CLDR_CORE, CLDR_NUMBERS, ISO4217

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (CLDR_CORE, CLDR_NUMBERS, ISO4217)
COLUMNS = (
    *("code", "numeric_code", "name_en", "name_ar"),
    *("minor_units", "is_fund", "status", "ceased_on"),
)
MEMBER = "iso4217/table.xml"

# Currencies with euro reference rates that have left list one.
CEASED = ("BGN", "CYP", "EEK", "HRK", "LTL", "LVL", "MTL", "ROL", "SIT", "SKK", "TRL")

# What list one writes in the place of a code: it gives no row.
NO_CURRENCY = "No universal currency"


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the currencies in the order of their codes.

    Raises ``SourceError`` when two lines of list one contradict each other, when a ceased
    currency is on it or when CLDR does not say when it ceased.
    """
    found = _list_one(sources) | _ceased(sources)
    names = _names(sources, "ar")
    for code in sorted(found):
        yield {"code": code, **found[code], "name_ar": names.get(code, "")}


def _list_one(sources: Sources) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    # The file is a pinned one, verified by its SHA-256.
    root = ET.fromstring(sources[ISO4217.name][MEMBER])  # noqa: S314
    for entry in root.iter("CcyNtry"):
        name = entry.find("CcyNm")
        text = "" if name is None else (name.text or "").strip()
        if name is None or text == NO_CURRENCY:
            continue
        code = _text(entry, "Ccy")
        row = {
            "numeric_code": _text(entry, "CcyNbr"),
            "name_en": text,
            "minor_units": _text(entry, "CcyMnrUnts"),
            "is_fund": name.get("IsFund", "false"),
            "status": "active",
            "ceased_on": "",
        }
        if found.setdefault(code, row) != row:
            raise SourceError(f"{MEMBER} has two different lines for {code}")
    return found


def _ceased(sources: Sources) -> dict[str, dict[str, str]]:
    content = sources[CLDR_CORE.name]["package/supplemental/currencyData.json"]
    regions = json.loads(content)["supplemental"]["currencyData"]["region"]
    last = {
        code: period["_to"]
        for entries in regions.values()
        for entry in entries
        for code, period in entry.items()
        if code in CEASED and "_to" in period
    }
    on_list = _list_one(sources).keys() & set(CEASED)
    if on_list or last.keys() != set(CEASED):
        raise SourceError(f"not ceased: {', '.join(sorted(on_list | (set(CEASED) - last.keys())))}")
    names = _names(sources, "en")
    return {
        code: {
            "numeric_code": "",
            "name_en": names[code],
            "minor_units": "",
            "is_fund": "",
            "status": "ceased",
            "ceased_on": last[code],
        }
        for code in CEASED
    }


def _names(sources: Sources, language: str) -> dict[str, str]:
    content = sources[CLDR_NUMBERS.name][f"package/main/{language}/currencies.json"]
    currencies: dict[str, Any] = json.loads(content)["main"][language]["numbers"]["currencies"]
    # Invisible direction marks do not belong in a cell that is copied: USN ends with one.
    return {code: entry["displayName"].strip("\u200e\u200f") for code, entry in currencies.items()}


def _text(entry: ET.Element, tag: str) -> str:
    text = entry.findtext(tag)
    if not text:
        raise SourceError(f"{MEMBER}: {entry.findtext('CtryNm')} has no {tag}")
    return text
