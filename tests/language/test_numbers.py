"""Numbers, dates and sizes as people read them."""

import unicodedata

import pytest

from portal.language.numbers import day, number, percent, size


@pytest.mark.parametrize(
    ("value", "decimals", "language", "expected"),
    [
        (1234567, None, "en", "1,234,567"),
        (1234567, None, "ar", "1,234,567"),
        (-5.2, None, "ar", "-5.2"),
        (517.0, None, "en", "517"),
        (-0.0, None, "en", "0"),
        (0.1, 3, "en", "0.100"),
        (1234.123456789, None, "en", "1,234.123456789"),
        (9223372036854775807, None, "en", "9,223,372,036,854,775,807"),
        (1e300, None, "en", "1e+300"),
        (float("inf"), None, "en", "inf"),
        (1234.5, None, "fr", "1 234,5"),
        (1234.5, None, "xx", "1,234.5"),
    ],
)
def test_number(value, decimals, language, expected):
    assert number(value, language, decimals) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 10, "0 %"), (1, 3, "33.3 %"), (99999, 100000, "99.9 %"), (1, 100000, "0.1 %"), (5, 5, "100 %"), (0, 0, "")],
)  # fmt: skip
def test_percent_never_rounds_to_all_or_nothing(part, whole, expected):
    assert percent(part, whole, "en") == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 B"), (999, "999 B"), (1234, "1.2 KB"), (9_999, "10 KB"), (12_345_678, "12 MB")],
)
def test_size(count, expected):
    assert size(count, "en") == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("2026-11-24T10:15:00Z", "en", "24 November 2026"),
        ("2026-11-24", "ar", "24 تشرين الثاني/نوفمبر 2026"),
        ("2026-13-99", "en", "2026-13-99"),
        ("2014", "en", "2014"),
    ],
)
def test_day(value, language, expected):
    assert day(value, language) == expected


@pytest.mark.parametrize("language", ["en", "ar", "fr", "fa", "sv"])
def test_what_is_written_can_be_copied(language):
    text = number(-1234567.5, language) + percent(1, 3, language) + day("2026-11-24", language)

    assert not [c for c in text if unicodedata.category(c) == "Cf" or c == "\u00a0"]
