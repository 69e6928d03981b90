import gzip
import json

import pytest

from portal.exceptions import SourceError
from scripts.sources import population_by_age_sex

PACKAGE = "bokeh-sampledata"
MEMBER = "bokeh_sampledata/_data/population.csv.gz"
STATES = {
    "JO": {"_alpha3": "JOR", "_numeric": "400"},
    "NA": {"_alpha3": "NAM", "_numeric": "516"},
    "PS": {"_alpha3": "PSE", "_numeric": "275"},
}
HEADER = "LocID,Location,Year,Sex,AgeGrp,AgeGrpStart,Value\n"


@pytest.fixture
def sources(altered):
    return altered("cldr-core", population_by_age_sex.CODES, codes_file(STATES))


def test_rows_are_those_of_arab_states_and_say_what_is_projected(sources):
    rows = [tuple(row.values()) for row in population_by_age_sex.rows(sources)]

    assert rows == [
        ("JOR", "2020", "male", "0-4", "0", "599289", "estimate"),
        ("JOR", "2020", "male", "100+", "100", "4", "estimate"),
        ("JOR", "2020", "female", "0-4", "0", "572777", "estimate"),
        ("JOR", "2020", "female", "100+", "100", "26", "estimate"),
        ("JOR", "2025", "male", "0-4", "0", "577342", "projection"),
        ("JOR", "2025", "male", "100+", "100", "5", "projection"),
        ("JOR", "2025", "female", "0-4", "0", "552735", "projection"),
        ("JOR", "2025", "female", "100+", "100", "41", "projection"),
        ("PSE", "1950", "female", "95-99", "95", "14", "estimate"),
    ]


def test_codes_are_padded_before_they_are_compared(altered):
    codes = {"DZ": {"_alpha3": "DZA", "_numeric": "012"}}
    sources = altered("cldr-core", population_by_age_sex.CODES, codes_file(codes))
    line = "12,Algeria,1950,Male,0-4,0,7\n"

    rows = list(population_by_age_sex.rows(with_lines(sources, HEADER + line)))

    assert [(row["iso3"], row["population"]) for row in rows] == [("DZA", "7")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("LocID,Location,Year,Sex,AgeGrp,AgeGrpStart,Value,Variant\n", "has the columns"),
        (HEADER + "400,Jordan,1950,Both,0-4,0,7\n", "unexpected line"),
        (HEADER + "400,Jordan,1950,Male,0-4,0,7.5\n", "unexpected line"),
        (HEADER + "400,Jordan,1950,Male,0-4,0,7\n", "no rows of PSE"),
    ],
    ids=["column added", "both sexes", "half a person", "state missing"],
)
def test_what_is_not_expected_is_reported(sources, text, said):
    with pytest.raises(SourceError, match=said):
        list(population_by_age_sex.rows(with_lines(sources, text)))


def codes_file(codes):
    return json.dumps({"supplemental": {"codeMappings": codes}}).encode()


def with_lines(sources, text):
    return sources | {PACKAGE: {MEMBER: gzip.compress(text.encode())}}
