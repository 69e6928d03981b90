import pytest

from portal.exceptions import SourceError
from scripts.sources import airports

MEMBER = "airportsdata/airports.csv"


@pytest.fixture
def rows(arab_snippets):
    return {row["icao"]: row for row in airports.rows(arab_snippets)}


def test_a_row_is_complete(rows):
    assert rows["OJAI"] == {
        "iso3": "JOR",
        "icao": "OJAI",
        "iata": "AMM",
        "name": "Queen Alia International Airport",
        "city": "Amman",
        "subdivision": "Amman",
        "elevation_ft": "2395",
        "latitude": "31.7226",
        "longitude": "35.9932",
        "timezone": "Asia/Amman",
    }
    assert set(rows["OJAI"]) == set(airports.COLUMNS)


def test_only_arab_states_have_rows_and_namibia_is_none(rows):
    assert list(rows) == ["HE15", "OJ38", "OJAI", "ORUQ", "OYBQ", "_AYM"]


def test_time_zones_of_the_neighbour_are_corrected(rows):
    assert (rows["ORUQ"]["timezone"], rows["OYBQ"]["timezone"]) == ("Asia/Baghdad", "Asia/Aden")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"lid"', b'"lid","runway"', "has the columns"),
        (b'"Asia/Amman",""', b'"Asia/Amman","JO1"', "has the identifier JO1"),
        (b"Asia/Kuwait", b"Asia/Baghdad", "has the time zone Asia/Baghdad, not Asia/Kuwait"),
    ],
    ids=["column added", "column left out says something", "corrected in the source"],
)
def test_what_is_not_expected_is_reported(arab_snippets, arab_altered, old, new, said):
    content = arab_snippets["airportsdata"][MEMBER].replace(old, new)

    with pytest.raises(SourceError, match=said):
        list(airports.rows(arab_altered("airportsdata", MEMBER, content)))


def test_a_state_that_the_code_list_lacks_is_reported(arab_snippets, arab_altered):
    member = "package/supplemental/codeMappings.json"
    content = arab_snippets["cldr-core"][member].replace(b'"_alpha3": "YEM"', b'"_alpha3": "YMD"')

    with pytest.raises(SourceError, match="no code for YEM"):
        list(airports.rows(arab_altered("cldr-core", member, content)))
