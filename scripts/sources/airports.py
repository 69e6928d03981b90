"""Read the airports of the Arab states from the community's list airportsdata."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from portal.exceptions import SourceError
from scripts.sources import arab_states
from scripts.sources.packages import AIRPORTSDATA, CLDR_CORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (AIRPORTSDATA, CLDR_CORE)
MEMBER = "airportsdata/airports.csv"
# Column of the source → column of the dataset.
RENAMED = {
    "icao": "icao",
    "iata": "iata",
    "name": "name",
    "city": "city",
    "subd": "subdivision",
    "elevation": "elevation_ft",
    "lat": "latitude",
    "lon": "longitude",
    "tz": "timezone",
}
COLUMNS = ("icao", "iata", "name", "city", "subdivision", "iso3", *list(RENAMED.values())[5:])
# The location identifiers of the United States' aviation authority: no Arab airport has one.
LEFT_OUT = "lid"
# Each of these states has one time zone; two airports near a border have that of the neighbour.
# Airport → (time zone in the source, time zone of its state): rows of the dataset's corrections.
TIMEZONES = {
    "ORUQ": ("Asia/Kuwait", "Asia/Baghdad"),
    "OYBQ": ("Asia/Riyadh", "Asia/Aden"),
}


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the airports of the Arab states in the order of the source, which is that of icao.

    Raises ``SourceError`` when the source has other columns than expected, when a column that is
    left out says something, or when a time zone to be corrected is another one.
    """
    iso3 = arab_states.codes(sources)
    text = sources[AIRPORTSDATA.name][MEMBER].decode("utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    expected = {*RENAMED, "country", LEFT_OUT}
    if set(reader.fieldnames or ()) != expected:
        raise SourceError(f"{MEMBER} has the columns {reader.fieldnames}")
    for row in reader:
        if row["country"] not in iso3:
            continue
        if row[LEFT_OUT]:
            raise SourceError(f"{row['icao']} has the identifier {row[LEFT_OUT]}")
        taken = {new: row[old] for old, new in RENAMED.items()}
        old, new = TIMEZONES.get(row["icao"], (row["tz"], row["tz"]))
        if row["tz"] != old:
            raise SourceError(f"{row['icao']} has the time zone {row['tz']}, not {old}")
        yield {"iso3": iso3[row["country"]], **taken, "timezone": new}
