"""Read social and public-finance indicators from two editions of the CIA World Factbook."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.exceptions import SourceError
from scripts.sources import factbook
from scripts.sources.factbook_sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.sources.packages import Sources

PACKAGES = factbook.PACKAGES
COLUMNS = (
    *("iso3", "edition", "indicator", "value", "unit"),
    *("reference_year", "is_estimate", "source_text"),
)


# Two measures under one heading: by its notes the edition of 2026 counts taxes of central
# governments only, and no other revenue.
TAXES_BY_EDITION = {2015: "taxes_and_other_revenue", 2026: "central_tax_revenue"}

# What the source writes for "not available": it gives no row.
NOT_AVAILABLE = frozenset({"NA", "$NA", "NA%", "NA% of GDP"})
# A figure that is not the one of its section: it gives no row either.
OTHER_FIGURE = re.compile(r"\d[\d.]*% (?:of )?national budget \(\d{4} est\.\)")
# Words in the place of a population, and the value that stands for them.
UNINHABITED = re.compile(r"uninhabited|no (?:permanent|indigenous) inhabitants")
NO_INHABITANTS = "no_inhabitants"
# A note that two texts have after them, and that goes the way of all notes.
MARKUP = re.compile(r" ?<b(?:r)?>")
# Words of the unit, taken away before the figure is read. Only years and persons may lack them.
UNIT_WORDS = {
    "usd": re.compile(r"^\$"),
    "percent_gdp": re.compile(r"(?<=\d%) (?:of GDP|\(of GDP\))"),
    "percent": re.compile(r"(?<=\d)%(?: of total population)?"),
    "years": re.compile(r"(?<=\d) years|$"),
    "persons": re.compile(r"$"),
}
# A remark after a figure that does not change what it says.
REMARK = re.compile(
    r" NA$"
    r"| \(represents Palestinian population only\)"
    r"| \(includes populations of the Golan Heights of Golan Sub-District and East Jerusalem,"
    r" which was annexed by Israel after 1967\)"
)
BETWEEN_YEARS = " ++ "

# The rules by which a figure is withheld; each case is a row of the dataset's corrections.
WITHHELD = "withheld"
# No state does without these altogether.
ABOVE_ZERO = frozenset(
    {
        *("budget_revenue", "budget_expenditure", *TAXES_BY_EDITION.values()),
        *("education_expenditure", "health_expenditure"),
    }
)
# A budget is at least this share of the economy that the same entry states.
BUDGET_OF_GDP = Decimal("0.01")
# PSE is read from the entry of the West Bank, which in these does not include the Gaza Strip.
WEST_BANK_ONLY = frozenset({("PSE", "population"), ("PSE", "life_expectancy")})


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the rows in the order of their key; raises ``SourceError`` for what is not expected."""
    found = [row for entry in factbook.entries(sources) for row in _rows_of_entry(entry)]
    found.sort(key=lambda row: (row["iso3"], row["edition"], row["indicator"]))
    yield from found


def _rows_of_entry(entry: factbook.Entry) -> Iterator[dict[str, str]]:
    gdp = _gdp(entry)
    for (part, name), section in SECTIONS.items():
        texts = _texts(entry.content.get(part, {}).get(name, {}))
        # An edition of 2015 dates a section once, at its end, which may be that of a note.
        closing = [
            text
            for figure_name, text in texts.items()
            if figure_name not in section.apart and factbook.DATE.search(text)
        ]
        for figure_name, whole in texts.items():
            if figure_name in section.ignored | section.apart | {"note"}:
                continue
            indicator, unit = section.indicators.get(re.sub(r"\d", "0", figure_name), ("", ""))
            if not indicator:
                place = f"{entry.iso3} {entry.edition}: {name}"
                raise SourceError(f"{place} has {figure_name}: {whole}")
            text = MARKUP.split(whole, maxsplit=1)[0]
            if text in NOT_AVAILABLE or OTHER_FIGURE.fullmatch(text):
                continue
            if indicator == "taxes":
                indicator = TAXES_BY_EDITION[entry.edition]
            row = {"iso3": entry.iso3, "edition": str(entry.edition), "indicator": indicator}
            if unit == "persons" and UNINHABITED.match(text):
                none = {"reference_year": "", "is_estimate": ""}
                yield row | {"value": NO_INHABITANTS, "unit": unit} | none | {"source_text": text}
                continue
            figure = factbook.parse(_plain(text, unit))
            if figure.year is None and closing:
                figure = factbook.dated(figure, closing[-1])
            withheld = _withheld(figure, entry.iso3, indicator, gdp)
            yield row | {
                "value": WITHHELD if withheld else _value(figure, unit),
                "unit": unit,
                "reference_year": "" if figure.year is None else str(figure.year),
                "is_estimate": "" if figure.estimate is None else str(figure.estimate).lower(),
                "source_text": text,
            }


def _gdp(entry: factbook.Entry) -> Decimal | None:
    """Return the gross domestic product in dollars at the official exchange rate."""
    section = entry.content.get("Economy", {}).get("GDP (official exchange rate)", {})
    text = _texts(section).get("text", "NA")
    return None if text in NOT_AVAILABLE else factbook.parse(_plain(text, "usd")).value


def _texts(section: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a section by name, in the order of the source."""
    return {
        name: part["text"] if isinstance(part, dict) else part for name, part in section.items()
    }


def _plain(text: str, unit: str) -> str:
    """Return the latest of the figures in ``text`` without the words of its unit."""
    latest, *earlier = text.split(BETWEEN_YEARS)
    for other in earlier:
        if other not in NOT_AVAILABLE and _last_year(other) >= _last_year(latest):
            raise SourceError(f"not in the order of the years: {text}")
    plain, found = UNIT_WORDS[unit].subn("", REMARK.sub("", latest), count=1)
    if not found:
        raise SourceError(f"not in the unit {unit}: {text}")
    return plain


def _last_year(text: str) -> int:
    year = factbook.dated(factbook.Figure(None, None, None, None), text).year
    return year or 0


def _withheld(figure: factbook.Figure, iso3: str, indicator: str, gdp: Decimal | None) -> bool:
    if figure.value is None:
        raise SourceError(f"{iso3}: {indicator} has no number: {figure}")
    too_small = indicator.startswith("budget") and gdp and figure.value < BUDGET_OF_GDP * gdp
    zero = indicator in ABOVE_ZERO and figure.value == 0
    return bool(too_small) or zero or (iso3, indicator) in WEST_BANK_ONLY


def _value(figure: factbook.Figure, unit: str) -> str:
    value = figure.value or Decimal(0)
    if unit not in {"usd", "persons"}:
        return f"{value:f}"
    if value != int(value):
        raise SourceError(f"not a whole number: {value}")
    return str(int(value))
