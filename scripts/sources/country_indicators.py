"""Read social and public-finance indicators from two editions of the CIA World Factbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.exceptions import SourceError
from scripts.sources import factbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.sources.packages import Sources

PACKAGES = factbook.PACKAGES
COLUMNS = (
    *("iso3", "edition", "indicator", "value", "unit"),
    *("reference_year", "is_estimate", "source_text"),
)


@dataclass(frozen=True)
class Section:
    """Say what is read from a section of an entry, and what in it is passed over."""

    indicators: Mapping[str, tuple[str, str]]
    """Name of a figure → (indicator, unit); a digit of the name is written 0 here."""

    ignored: frozenset[str] = frozenset()
    """Names of figures that are no part of this dataset; they may give its date."""
    apart: frozenset[str] = frozenset()
    """Names of figures that are about something else altogether."""


EDUCATION = ("education_expenditure", "percent_gdp")
HEALTH = ("health_expenditure", "percent_gdp")
POPULATION = ("population", "persons")
DEBT = ("public_debt", "percent_gdp")
BY_SEX = frozenset({"male", "female"})

# Part and section of an entry → what it holds. The editions name the same thing differently.
SECTIONS = {
    ("Economy", "Budget"): Section(
        {
            "revenues": ("budget_revenue", "usd"),
            "expenditures": ("budget_expenditure", "usd"),
        },
        # Cyprus, 2015: the budget of the area that Turkish Cypriots administer, in 2006.
        apart=frozenset({"Budget"}),
    ),
    ("Economy", "Public debt"): Section({"text": DEBT, "Public debt 0000": DEBT}),
    ("Economy", "Taxes and other revenues"): Section({"text": ("taxes", "percent_gdp")}),
    ("Energy", "Electricity access"): Section(
        {"electrification - total population": ("electricity_access", "percent")},
        frozenset({"electrification - rural areas", "electrification - urban areas"}),
    ),
    ("People and Society", "Education expenditure"): Section(
        {"Education expenditure (% GDP)": EDUCATION, "text": EDUCATION},
        frozenset({"Education expenditure (% national budget)"}),
    ),
    ("People and Society", "Education expenditures"): Section({"text": EDUCATION}),
    ("People and Society", "Health expenditure"): Section(
        {"Health expenditure (as % of GDP)": HEALTH, "text": HEALTH},
        frozenset({"Health expenditure (as % of national budget)"}),
    ),
    ("People and Society", "Health expenditures"): Section({"text": HEALTH}),
    ("People and Society", "Life expectancy at birth"): Section(
        {"total population": ("life_expectancy", "years")}, BY_SEX
    ),
    ("People and Society", "Literacy"): Section(
        {"total population": ("literacy", "percent")}, BY_SEX | {"definition"}
    ),
    ("People and Society", "Population"): Section(
        {"text": POPULATION, "total": POPULATION},
        BY_SEX
        | {
            # Islands of the French Southern and Antarctic Lands, each described in words.
            "Bassas da India (Iles Eparses)",
            "Europa Island, Glorioso Islands, Juan de Nova Island (Iles Eparses)",
            "Ile Amsterdam (Ile Amsterdam et Ile Saint-Paul)",
            "Ile Saint-Paul (Ile Amsterdam et Ile Saint-Paul)",
            "Iles Crozet",
            "Iles Kerguelen",
            "Tromelin Island (Iles Eparses)",
        },
    ),
    # The edition of 2026 has this section twice; the other one, under Environment, says the same.
    ("People and Society", "Urbanization"): Section(
        {"urban population": ("urban_population", "percent")}, frozenset({"rate of urbanization"})
    ),
}
# What the source writes for "not available": it gives no row.
NOT_AVAILABLE = frozenset({"NA", "$NA", "NA%", "NA% of GDP"})
# A figure that is not the one of its section: it gives no row either.
OTHER_FIGURE = re.compile(r"\d[\d.]*% (?:of )?national budget \(\d{4} est\.\)")
# Words in the place of a population, and the value that stands for them.
NO_INHABITANTS = "no_inhabitants"
UNINHABITED = re.compile(r"uninhabited|no (?:permanent|indigenous) inhabitants")
# Words of the unit, taken away before the figure is read; those of the first three are required.
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
    r"| <b>note:</b> central government revenues \(excluding grants\) converted to US dollars"
    r" at average official exchange rate for year indicated$"
)
BETWEEN_YEARS = " ++ "


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the rows in the order of their key; raises ``SourceError`` for what is not expected."""
    found = [row for entry in factbook.entries(sources) for row in _rows_of_entry(entry)]
    found.sort(key=lambda row: (row["iso3"], row["edition"], row["indicator"]))
    yield from found


def _rows_of_entry(entry: factbook.Entry) -> Iterator[dict[str, str]]:
    for (part, name), section in SECTIONS.items():
        texts = _texts(entry.content.get(part, {}).get(name, {}))
        # An edition of 2015 dates a section once, at its end, which may be that of a note.
        closing = [
            text
            for figure_name, text in texts.items()
            if figure_name not in section.apart and factbook.DATE.search(text)
        ]
        for figure_name, text in texts.items():
            if figure_name in section.ignored | section.apart | {"note"}:
                continue
            indicator, unit = section.indicators.get(re.sub(r"\d", "0", figure_name), ("", ""))
            if not indicator:
                place = f"{entry.iso3} {entry.edition}: {name}"
                raise SourceError(f"{place} has {figure_name}: {text}")
            if text in NOT_AVAILABLE or OTHER_FIGURE.fullmatch(text):
                continue
            row = {"iso3": entry.iso3, "edition": str(entry.edition), "indicator": indicator}
            if unit == "persons" and UNINHABITED.match(text):
                figure_cells = {"value": NO_INHABITANTS, "unit": unit, "reference_year": ""}
                yield row | figure_cells | {"is_estimate": "", "source_text": text}
                continue
            figure = factbook.parse(_plain(text, unit))
            if figure.year is None and closing:
                figure = factbook.dated(figure, closing[-1])
            yield row | {
                "value": _value(figure, unit),
                "unit": unit,
                "reference_year": "" if figure.year is None else str(figure.year),
                "is_estimate": "" if figure.estimate is None else str(figure.estimate).lower(),
                "source_text": text,
            }


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


def _value(figure: factbook.Figure, unit: str) -> str:
    if figure.value is None:
        raise SourceError(f"no number: {figure}")
    if unit in {"usd", "persons"}:
        if figure.value != int(figure.value):
            raise SourceError(f"not a whole number: {figure.value}")
        return str(int(figure.value))
    return f"{figure.value:f}"
