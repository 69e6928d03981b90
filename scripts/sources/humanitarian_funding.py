"""Read the grants of the United Nations' humanitarian pooled funds, as OCHA published them.

The file joins two databases that write alike things differently: grants of the Central
Emergency Response Fund (CERF), and of the country-based pooled funds (CBPF). The rules here
make one form of both; what they withhold is a row of the dataset's corrections.
"""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.exceptions import SourceError
from scripts.sources.packages import HDX_SCRAPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (HDX_SCRAPER,)
MEMBER = (
    "hdx_python_scraper-2.7.4/tests/fixtures/input/cerf_global_download-full-pfmb-allocations.csv"
)

# Our column → the column of the source.
FIELDS = {
    "project_code": "ChfProjectCode",
    "fund_type": "FundType",
    "allocation_source": "AllocationSourceName",
    "allocation_year": "AllocationYear",
    "iso3": "CountryCode",
    "fund_name": "PooledFundName",
    "organization": "OrganizationName",
    "organization_type": "OrganizationType",
    "agency": "AgencyShortName",
    "partner_code": "PartnerCode",
    "title": "ProjectTitle",
    "sector": "ProjectSectorName",
    "budget": "Budget",
    "project_status": "ProjectStatus",
    "emergency_type": "EmergencyTypeName",
    "emergency_group": "EmergencyGroupName",
    "response_plan": "ProjectTypeName",
    "gender_marker": "GenderMarker",
    "gender_marker_type": "GenderMarkerType",
    "submitted_date": "DateSubmitted",
    "approved_date": "ApprovedDate",
    "start_date": "ProjectStartDate",
    "end_date": "ProjectEndDate",
    "actual_start_date": "ActualStartDate",
    "actual_end_date": "ActualEndDate",
}
COLUMNS = tuple(FIELDS)

# Columns of the source that are left out, and why.
LEFT_OUT = {
    "ChfId": "a running number with 6,411 repeats",
    "ApplicationID": "-1 for every grant of a country-based pooled fund; the code of a grant is enough",
    "ApplicationCode": "as ApplicationID",
    "EmergencyGroupForGlobalReporting": "the same as EmergencyGroupName",
    "EmergencyCategoryName": "follows from EmergencyGroupName, and is blank in 113 grants of CERF",
    "RegionName": "the dataset of countries has the regions",
    "SubRegionName": "as RegionName",
    "ContinentName": "as RegionName",
    "AllocationType": "names of rounds in free text, in more than 400 spellings",
    "ProjectDuration": "follows from the dates, as free text",
}
DATES = tuple(field for field in FIELDS if field.endswith("_date"))
# Dates that must not lie before another one.
ENDS = {"end_date": "start_date", "actual_end_date": "actual_start_date"}

CERF_DATE = re.compile(r"\d{4}-\d\d-\d\dT00:00:00")
CBPF_DATE = "%m/%d/%Y %I:%M:%S %p"

# How many years a date may lie before or after the year of its allocation. The placeholders
# 0001 and 1900 are out of it, and so is one 2002 for 2015; every other date of the source is in.
YEARS_BEFORE = 1
YEARS_AFTER = 4
WITHHELD = "withheld"

# Blanks that are not the plain one, and signs that are not seen at all.
BLANKS = str.maketrans({"\t": " ", "\u00a0": " ", "\u2002": " ", "\u200e": None, "\u00ad": None})


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the grants in the order of their codes.

    Raises ``SourceError`` when the source has other columns than expected or a date in a form
    that is neither of the two known ones.
    """
    text = sources[HDX_SCRAPER.name][MEMBER].decode("utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    expected = {*FIELDS.values(), *LEFT_OUT}
    if set(reader.fieldnames or ()) != expected:
        odd = ", ".join(sorted(set(reader.fieldnames or ()) ^ expected))
        raise SourceError(f"{MEMBER} lacks columns or has unexpected ones: {odd}")
    grants = [_grant(row) for row in reader]
    yield from sorted(grants, key=lambda grant: grant["project_code"])


def _grant(row: dict[str, str]) -> dict[str, str]:
    # A cell of one space is an empty one: the source fills columns of the other fund with it.
    # Some titles were written for a web page: "&amp;" is an ampersand.
    grant = {
        field: html.unescape(row[name]).translate(BLANKS).strip() for field, name in FIELDS.items()
    }
    year = int(grant["allocation_year"])
    dates = {field: _date(grant[field], year) for field in DATES}
    for end, start in ENDS.items():
        first, last = dates[start], dates[end]
        if isinstance(first, date) and isinstance(last, date) and last < first:
            dates[end] = WITHHELD
    budget = {"budget": grant["budget"] if Decimal(grant["budget"]) else WITHHELD}
    return grant | {field: str(day) for field, day in dates.items()} | budget


def _date(text: str, year: int) -> date | str:
    """Return the day, without the time of day; or ``withheld``, or nothing, as it is."""
    if not text:
        return ""
    try:
        written = datetime.fromisoformat(text) if CERF_DATE.fullmatch(text) else _american(text)
    except ValueError as error:
        raise SourceError(f"not understood as a date: {text}") from error
    if not year - YEARS_BEFORE <= written.year <= year + YEARS_AFTER:
        return WITHHELD
    return written.date()


def _american(text: str) -> datetime:
    # No time zone is given, and none is needed: the time of day is left out.
    return datetime.strptime(text, CBPF_DATE)  # noqa: DTZ007
