"""Read World Bank total population by country and year as the package great-tables carries it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from portal.exceptions import SourceError
from scripts.sources.packages import GREAT_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (GREAT_TABLES,)
COLUMNS = ("iso3", "iso2", "year", "population")
MEMBER = "great_tables/data/01-countrypops.csv"


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the rows in the order of the source; a population that it lacks stays empty.

    The country's name is left out on purpose: ``countries`` has it in two languages. Raises
    ``SourceError`` when the source has other columns than expected.
    """
    text = sources[GREAT_TABLES.name][MEMBER].decode("utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        try:
            del row["country_name"]
            taken = {
                "iso3": row.pop("country_code_3"),
                "iso2": row.pop("country_code_2"),
                "year": row.pop("year"),
                "population": row.pop("population"),
            }
        except KeyError as error:
            raise SourceError(f"{MEMBER} has no column {error}") from error
        if row:
            raise SourceError(f"{MEMBER} has unexpected columns: {', '.join(map(str, row))}")
        yield taken
