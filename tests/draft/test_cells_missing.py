"""Which texts stand for no value."""

import pytest

from portal.draft.cells.missing import MISSING, is_missing


@pytest.mark.parametrize(
    "text", ["", " ", "-", "..", "N/A", "n/a ", "\u200fغير متوفر", "لا يوجد", "#N/A"]
)
def test_a_text_stands_for_no_value(text):
    assert is_missing(text)


@pytest.mark.parametrize(
    "text", ["1/1/0001", "1/1/0001 12:00:00 AM", "0001-01-01T00:00:00", "0000-00-00", "00/00/0000"]
)
def test_a_day_that_programs_write_for_none_stands_for_no_value(text):
    assert is_missing(text)


@pytest.mark.parametrize("text", ["2/1/0001", "1000-01-01", "000", "0001", "10000", "0.0001"])
def test_a_number_or_another_day_is_a_value(text):
    assert not is_missing(text)


@pytest.mark.parametrize("text", ["0", "5-", "Amman", "لا", "no", "n/a in 2019", "-" * 40])
def test_a_text_is_a_value(text):
    assert not is_missing(text)


def test_a_text_for_no_value_has_no_digit():
    """Or ``is_missing`` could not tell numbers at a glance."""
    assert not [text for text in MISSING if any(map(str.isdecimal, text))]
