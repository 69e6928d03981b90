"""Read the names by which people look for a country, in English and Arabic.

The names that the portal uses are in ``countries``. Here are the others: the names of CLDR where
the portal follows the United Nations instead, CLDR's short and variant names, and the short,
common and official names of ISO 3166-1 with the Arabic translations of Debian's ``iso-codes``, as
the package ``pycountry`` carries them.
"""

from __future__ import annotations

import gettext
import io
import json
from typing import TYPE_CHECKING

from scripts.sources import countries
from scripts.sources.packages import CLDR_CORE, CLDR_LOCALENAMES, PYCOUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.sources.packages import Sources

PACKAGES = (CLDR_CORE, CLDR_LOCALENAMES, PYCOUNTRY)
COLUMNS = ("iso3", "language", "alias", "kind", "source")
ISO_NAMES = "pycountry/databases/iso3166-1.json"
ISO_ARABIC = "pycountry/locales/ar/LC_MESSAGES/iso3166-1.mo"
KINDS = {"name": "short name", "common_name": "common name", "official_name": "official name"}
"""The properties of ISO 3166-1 and what the names in them are."""


def rows(sources: Sources, names_file: Path = countries.NAMES) -> Iterator[dict[str, str]]:
    """Yield every other name of a country once, by code, language and name."""
    known = {row["iso3"]: row for row in countries.rows(sources, names_file)}
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for iso3, language, alias, kind, source in (*_from_cldr(sources, known), *_from_iso(sources)):
        key = (iso3, language, alias)
        if iso3 in known and alias != known[iso3][f"name_{language}"] and key not in found:
            found[key] = dict(zip(COLUMNS, (*key, kind, source), strict=True))
    yield from (found[key] for key in sorted(found))


def _from_cldr(
    sources: Sources, known: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str, str, str, str]]:
    codes = {row["iso2"]: iso3 for iso3, row in known.items()}
    for language in countries.LANGUAGES:
        path = f"package/main/{language}/territories.json"
        names = json.loads(sources[CLDR_LOCALENAMES.name][path])["main"][language]
        for key, name in names["localeDisplayNames"]["territories"].items():
            iso2, _, variant = key.partition("-alt-")
            if iso2 in codes:
                kind = "variant" if variant else "short name"
                yield codes[iso2], language, name, kind, "CLDR"


def _from_iso(sources: Sources) -> Iterator[tuple[str, str, str, str, str]]:
    arabic = gettext.GNUTranslations(io.BytesIO(sources[PYCOUNTRY.name][ISO_ARABIC]))
    for country in json.loads(sources[PYCOUNTRY.name][ISO_NAMES])["3166-1"]:
        for key, kind in KINDS.items():
            if key not in country:
                continue
            name = country[key]
            yield country["alpha_3"], "en", name, kind, "iso-codes"
            translated = arabic.gettext(name)
            if translated != name:
                yield country["alpha_3"], "ar", translated, kind, "iso-codes"
