import pytest

from portal.exceptions import SourceError
from scripts.sources import population_annual

MEMBER = "great_tables/data/01-countrypops.csv"


def test_rows_keep_namibia_and_the_blank(snippets):
    rows = [tuple(row.values()) for row in population_annual.rows(snippets)]

    assert rows == [
        ("JOR", "JO", "2022", "11285869"),
        ("NAM", "NA", "2022", "2567012"),
        ("PSE", "PS", "1989", ""),
        ("PSE", "PS", "1990", "1978248"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "country_name,country_code_2,country_code_3,year\nJordan,JO,JOR,2022\n",
            "no column 'population'",
        ),
        (
            "country_name,country_code_2,country_code_3,year,population,note\nJordan,JO,JOR,2022,1,x\n",
            "unexpected columns: note",
        ),
    ],
    ids=["column missing", "column added"],
)
def test_another_shape_is_reported(altered, content, said):
    sources = altered("great-tables", MEMBER, content.encode())

    with pytest.raises(SourceError, match=said):
        list(population_annual.rows(sources))
