"""Say which sections of an entry of the CIA World Factbook hold the country indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
TAXES = ("taxes", "percent_gdp")
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
    ("Economy", "Taxes and other revenues"): Section({"text": TAXES}),
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
