"""Read the code list of countries and territories from Unicode CLDR, with the names of the UN.

CLDR gives the codes, the regions and a name in every language. Where the United Nations call
a country otherwise, the name comes from ``country_names.tsv``, which says for each which CLDR
name it replaces and whose usage it follows.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from portal.exceptions import SourceError
from scripts.sources.packages import CLDR_CORE, CLDR_LOCALENAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.sources.packages import Sources

PACKAGES = (CLDR_CORE, CLDR_LOCALENAMES)
COLUMNS = (
    *("iso3", "iso2", "m49", "name_en", "name_ar"),
    *("region", "region_en", "region_ar", "subregion", "subregion_en", "subregion_ar"),
    "arab_league",
)
LANGUAGES = ("en", "ar")
NAMES = Path(__file__).with_name("country_names.tsv")

# Entries of CLDR's territory list that get no row, and why.
LEFT_OUT = {
    "CQ": "Sark: no alpha-3 code; part of Guernsey",
    "EA": "Ceuta and Melilla: no alpha-3 code; part of Spain",
    "IC": "Canary Islands: no alpha-3 code; part of Spain",
    "AC": "Ascension Island: no M49 code; part of Saint Helena",
    "CP": "Clipperton Island: no M49 code; a possession of France",
    "DG": "Diego Garcia: no M49 code; part of the British Indian Ocean Territory",
    "TA": "Tristan da Cunha: no M49 code; part of Saint Helena",
    "ZZ": "Unknown Region: not a place",
}
# Kosovo has no ISO 3166 code and no M49 code. CLDR makes up XKK and 983; the World Bank,
# OCHA and the European Commission write XKX, which ISO leaves to users as well.
KOSOVO = {"XK": {"_alpha3": "XKX", "_numeric": ""}}

# Antarctica is in no M49 region; CLDR puts it in one of its own, Outlying Oceania.
WITHOUT_REGION = frozenset({"AQ"})

# The members of the League of Arab States.
ARAB_LEAGUE = frozenset(
    {
        "ARE",
        "BHR",
        "COM",
        "DJI",
        "DZA",
        "EGY",
        "IRQ",
        "JOR",
        "KWT",
        "LBN",
        "LBY",
        "MAR",
        "MRT",
        "OMN",
        "PSE",
        "QAT",
        "SAU",
        "SDN",
        "SOM",
        "SYR",
        "TUN",
        "YEM",
    }
)


class Region(NamedTuple):
    """Pair the M49 codes of a region and of the subregion in it."""

    region: str
    subregion: str


def rows(sources: Sources, names_file: Path = NAMES) -> Iterator[dict[str, str]]:
    """Yield the countries and territories in the order of their alpha-3 codes.

    Raises ``SourceError`` when a territory is neither complete nor in ``LEFT_OUT``, or when
    ``country_names.tsv`` no longer fits CLDR.
    """
    codes = _supplemental(sources, "codeMappings") | KOSOVO
    regions = _regions(sources)
    names = {language: _names(sources, language) for language in LANGUAGES}
    chosen = _chosen_names(names_file, names)
    territories = set(_supplemental(sources, "territoryInfo")) - set(LEFT_OUT)
    found = []
    for iso2 in territories:
        code = codes.get(iso2, {})
        if "_alpha3" not in code or "_numeric" not in code:
            raise SourceError(f"{iso2} has no alpha-3 or no M49 code and is not left out")
        if iso2 not in regions and iso2 not in WITHOUT_REGION:
            raise SourceError(f"{iso2} is in no region")
        region = Region("", "") if iso2 in WITHOUT_REGION else regions[iso2]
        iso3 = code["_alpha3"]
        row = {"iso3": iso3, "iso2": iso2, "m49": code["_numeric"]}
        for language in LANGUAGES:
            row[f"name_{language}"] = chosen.get((iso2, language), names[language][iso2])
        for kind, value in region._asdict().items():
            row[kind] = value
            for language in LANGUAGES:
                given = chosen.get((value, language), names[language].get(value, ""))
                row[f"{kind}_{language}"] = given
        row["arab_league"] = "true" if iso3 in ARAB_LEAGUE else "false"
        found.append(row)
    yield from sorted(found, key=lambda row: row["iso3"])


def _supplemental(sources: Sources, name: str) -> dict[str, Any]:
    content = json.loads(sources[CLDR_CORE.name][f"package/supplemental/{name}.json"])
    part: dict[str, Any] = content["supplemental"][name]
    return part


def _names(sources: Sources, language: str) -> dict[str, str]:
    content = sources[CLDR_LOCALENAMES.name][f"package/main/{language}/territories.json"]
    names: dict[str, str] = json.loads(content)["main"][language]["localeDisplayNames"][
        "territories"
    ]
    return names


def _regions(sources: Sources) -> dict[str, Region]:
    """Return the region and the subregion by alpha-2 code, groupings such as 419 left aside."""
    contains = {
        code: entry["_contains"]
        for code, entry in _supplemental(sources, "territoryContainment").items()
        if "-" not in code and "_grouping" not in entry
    }
    return {
        iso2: Region(region, subregion)
        for region in contains["001"]
        for subregion in contains[region]
        for iso2 in contains.get(subregion, ())
        if subregion.isdigit()
    }


def _chosen_names(path: Path, cldr: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """Return the names to use instead of CLDR's, by territory and language."""
    chosen = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            key = (line["code"], line["language"])
            found = cldr[line["language"]].get(line["code"])
            if found != line["cldr"]:
                raise SourceError(f"{path.name}: CLDR calls {key} {found}, not {line['cldr']}")
            chosen[key] = line["name"]
    return chosen
