"""Read the UN's population by age and sex of the Arab states as bokeh-sampledata carries it."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING

from portal.exceptions import SourceError
from scripts.sources.countries import ARAB_LEAGUE
from scripts.sources.packages import BOKEH_SAMPLEDATA, CLDR_CORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (BOKEH_SAMPLEDATA, CLDR_CORE)
COLUMNS = ("iso3", "year", "sex", "age_group", "age_group_start", "population", "status")
MEMBER = "bokeh_sampledata/_data/population.csv.gz"
CODES = "package/supplemental/codeMappings.json"

HEADER = ["LocID", "Location", "Year", "Sex", "AgeGrp", "AgeGrpStart", "Value"]
SEXES = {"Male": "male", "Female": "female"}
# World Population Prospects 2024 estimates the years to 2023 and projects those from 2024 on.
FIRST_PROJECTION = 2024


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the rows of the members of the Arab League by country, then in the source's order.

    The source has all countries and groups of them; what is of no Arab state is left out, and
    so is the country's name: ``countries`` has it in two languages. Raises ``SourceError`` when
    the source has other columns or values than expected, or lacks a state.
    """
    states = _states(sources)
    text = gzip.decompress(sources[BOKEH_SAMPLEDATA.name][MEMBER]).decode("utf-8")
    lines = csv.DictReader(io.StringIO(text, newline=""))
    if lines.fieldnames != HEADER:
        raise SourceError(f"{MEMBER} has the columns {lines.fieldnames}")
    found: dict[str, list[dict[str, str]]] = {iso3: [] for iso3 in states.values()}
    for line in lines:
        iso3 = states.get(line["LocID"].zfill(3))
        if iso3 is not None:
            found[iso3].append(_row(iso3, line))
    for iso3, rows_of_state in sorted(found.items()):
        if not rows_of_state:
            raise SourceError(f"{MEMBER} has no rows of {iso3}")
        yield from rows_of_state


def _states(sources: Sources) -> dict[str, str]:
    """Return the alpha-3 codes of the Arab League by M49 code, which LocID is without its zeros."""
    codes = json.loads(sources[CLDR_CORE.name][CODES])["supplemental"]["codeMappings"].values()
    return {
        code["_numeric"]: code["_alpha3"] for code in codes if code.get("_alpha3") in ARAB_LEAGUE
    }


def _row(iso3: str, line: dict[str, str]) -> dict[str, str]:
    if line["Sex"] not in SEXES or not line["Value"].isdecimal() or not line["Year"].isdecimal():
        raise SourceError(f"{MEMBER} has an unexpected line: {line}")
    return {
        "iso3": iso3,
        "year": line["Year"],
        "sex": SEXES[line["Sex"]],
        "age_group": line["AgeGrp"],
        "age_group_start": line["AgeGrpStart"],
        "population": line["Value"],
        "status": "estimate" if int(line["Year"]) < FIRST_PROJECTION else "projection",
    }
