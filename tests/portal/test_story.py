"""What a journalist asks, answered from the real catalog as it is published."""

import pytest

ORPHANS = {
    # Regional pseudo-codes and blanks of the source; each cell keeps its reason.
    ("humanitarian_funding", "iso3"): {"GLB": 17, "EAF": 2, "SOA": 1, "VZR": 4, "": 859},
}


def test_every_relation_joins_every_row_that_has_a_value(real):
    relations = real(
        "select table_name, column_name, reference_table, reference_column, missing from field"
        " where reference_table is not null order by 1, 2",
        "catalog",
    )

    joined = {}
    for child, column, parent, key, missing in relations:
        query = (
            f'select count(*), count(c."{column}"), count(p."{key}") from "{child}" c'
            f' left join "{parent}" p on p."{key}" = c."{column}"'
        )
        joined[child, column] = (*real(query)[0], missing)

    assert len(joined) >= 11
    for name, (rows, filled, partners, missing) in joined.items():
        assert filled == partners == rows - missing, name


@pytest.mark.parametrize("relation", ORPHANS, ids=".".join)
def test_what_the_source_has_no_partner_for_is_counted(real, relation):
    table, column = relation

    found = real(
        "select value, count(*) from missing_reason"
        f" where table_name = '{table}' and column_name = '{column}' group by value",
        "catalog",
    )

    assert dict(found) == ORPHANS[relation]


QUESTIONS = {
    "internet users in Jordan, 2014 and 2023": (
        (
            "select reference_year, value from ict_indicators where iso3 = 'JOR'"
            " and indicator = 'internet_users_percent' order by 1"
        ),
        [(2014, 45.0), (2023, 93.0)],
    ),
    "mobile telephones in Jordan fell because the base changed": (
        (
            "select value from ict_indicators where iso3 = 'JOR'"
            " and indicator = 'mobile_subscriptions' order by edition"
        ),
        [(11_100_000.0,), (8_050_000.0,)],
    ),
    "Jordan in 2010: two sources": (
        (
            "select (select sum(population) from population_by_age_sex"
            " where iso3 = 'JOR' and year = 2010),"
            " (select population from population_annual where iso3 = 'JOR' and year = 2010)"
        ),
        [(7_297_044, 6_931_258)],
    ),
    "grants to Jordan": (
        (
            "select count(*), round(sum(budget)), min(allocation_year), max(allocation_year)"
            " from humanitarian_funding where iso3 = 'JOR'"
        ),
        [(225, 106_911_653, 2006, 2020)],
    ),
    "sector not stated here": (
        (
            "select round(sum(budget)) from humanitarian_funding where iso3 = 'JOR'"
            " and sector = 'Available in Sector Dataset'"
        ),
        [(59_240_911,)],
    ),
    "Namibia is there": (
        "select count(*) from population_annual where iso2 = 'NA'",
        [(63,)],
    ),
    "the dinar has three decimals": (
        "select minor_units from currencies where code = 'JOD'",
        [(3,)],
    ),
    "the last rate of the rouble": (
        "select max(date) from exchange_rates where currency = 'RUB'",
        [("2022-03-01",)],
    ),
    "Amman has an airport": (
        "select iata from airports where icao = 'OJAI'",
        [("AMM",)],
    ),
}


@pytest.mark.parametrize(("query", "answer"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_answered_from_the_data(real, query, answer):
    assert real(query) == answer


def test_uzbekistan_is_withheld_with_its_reason(real):
    found = real(
        "select row_key, old_value, new_value from correction"
        " where dataset = 'ict-indicators' and row_key like '%UZB%'",
        "catalog",
    )

    assert found == [('["UZB",2026,"mobile_per_100"]', "1110", None)]


def test_a_snapshot_is_never_late(real):
    frequencies = real("select distinct frequency from dataset", "catalog")

    assert frequencies == [("NOT_PLANNED",)]


def test_a_record_answers_whose_key_has_slashes(published, converse):
    async def look(client):
        return await client.get("/data/humanitarian_funding/AFG-14~2FER~2FCCS~2FUN~2F298")

    page = converse(published("real"), look)

    assert page.status_code == 200
    assert "AFG-14/ER/CCS/UN/298" in page.text
