"""Every sentence under every picture of the demonstration, computed again by a query of its own."""

import asyncio
import re
from contextlib import closing
from html import unescape

import pytest

from portal.charts.draw import draw, file
from portal.database import read, read_views
from portal.language.numbers import day
from portal.release.store import current_release

from .conftest import Files

ARAB = "('ARE','BHR','COM','DJI','DZA','EGY','IRQ','JOR','KWT','LBN','LBY','MAR','MRT','OMN','PSE','QAT','SAU','SDN','SOM','SYR','TUN','YEM')"
OWN_YEAR = "Each value has its own year; compare it together with that year."


@pytest.fixture(scope="module")
def views(published):
    """Give every view of the demonstration, by dataset and name, and its picture in a language."""
    folder = current_release(published("real") / "build").folder
    catalog, data = Files(folder / "catalog.db"), Files(folder / "data.db")

    async def collected():
        found = {}
        for listed in await read.datasets(catalog):
            dataset = await read.dataset(catalog, listed["name"])
            for entry in await read_views.views(catalog, dataset):
                for language in ("en", "ar"):
                    view = await read_views.view(catalog, data, dataset, entry["name"], language)
                    found[dataset["name"], entry["name"], language] = view
        return found

    with closing(catalog.connection), closing(data.connection):
        yield asyncio.run(collected())


def said(view, language):
    picture = draw(view, language)
    return unescape(re.sub("<[^>]+>", "", str(picture.refusal or picture.says)))


def whole(value):
    """Return a number as it is read: half of one rounds to the even neighbour."""
    return f"{round(value):,}"


def short(value):
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def rows_in(table, where="1"):
    def expected(rows):
        ((count,),) = rows(f"select count(*) from {table} where {where}")
        return f"{count:,} rows."

    return expected


def on_map(table, where="1"):
    def expected(rows):
        ((count,),) = rows(
            f"select count(*) from {table} where {where} and latitude between -90 and 90 and longitude between -180 and 180"
        )
        return f"{count:,} places are on the map."

    return expected


def dollars(where, group, names, *, pointed=None, total=True, catch_all=""):
    """Return what bars of grants say: ``names`` is a query that calls a code by its name."""

    def expected(rows):
        sums = rows(
            f"select {names}, total from (select {group} as code, sum(budget) as total"
            f" from humanitarian_funding where {where} group by 1) order by total desc"
        )
        ranked = [pair for pair in sums if pair[0] != catch_all]
        said = [f"{pointed}: {whole(dict(sums)[pointed])} USD."] if pointed else []
        said += [
            f"Highest: {ranked[0][0]} ({whole(ranked[0][1])} USD).",
            f"Lowest: {ranked[-1][0]} ({whole(ranked[-1][1])} USD).",
            f"Compared: {len(ranked)}.",
        ]
        if total:
            ((all_of_it,),) = rows(f"select sum(budget) from humanitarian_funding where {where}")
            said.append(f"Total: {whole(all_of_it)} USD.")
        if catch_all:
            said.append(f"No category of its own: {catch_all}, {whole(dict(sums)[catch_all])} USD.")
        return " ".join(said)

    return expected


def grants_by_year(rows):
    years = rows(
        "select allocation_year, sum(budget) from humanitarian_funding where iso3 = 'JOR' group by 1 order by 1"
    )
    top = max(years, key=lambda pair: pair[1])
    last, first = years[-1], years[0]
    return (
        f"Latest, {last[0]}: {whole(last[1])} USD. First, {first[0]}: {whole(first[1])} USD."
        f" Highest: {top[0]} ({whole(top[1])} USD). Total: {whole(sum(v for _, v in years))} USD."
    )


def in_points(first, last):
    return f"{signed(last - first)} percentage points"


def in_per_cent(first, last):
    return f"{signed(round((last - first) / first * 100))} %"


def signed(value):
    return f"{'−' if value < 0 else '+'}{abs(value):,.0f}"


def editions(table, indicator, unit, change):
    """Return what two editions say of Jordan; ``change`` tells how the change is told, if it is."""

    def expected(rows):
        first, last = rows(
            f"select value, reference_year, is_estimate from {table}"
            f" where indicator = '{indicator}' and iso3 = 'JOR' order by edition"
        )
        ((count,),) = rows(
            f"select count(distinct iso3) from {table}"
            f" where indicator = '{indicator}' and iso3 in {ARAB} and value is not null"
        )
        units = (unit, "%" if change is in_points else unit)
        told = [
            f"{short(value)} {said} ({year}{', Estimate' if estimate else ''})"
            for (value, year, estimate), said in zip((first, last), units, strict=True)
        ]
        both = (" → " if change else "; ").join(told)
        changed = f", {change(first[0], last[0])}" if change else ""
        return f"Jordan: {both}{changed}. {OWN_YEAR} Compared: {count}."

    return expected


def latest_edition(table, indicator, unit, where="1"):
    """Return what bars of the edition of 2026 say; a long unit is told once."""

    def expected(rows):
        found = rows(
            f"select name_en, value, reference_year, is_estimate, iso3 from {table} join countries using (iso3)"
            f" where indicator = '{indicator}' and edition = 2026 and {where} order by iso3"
        )
        brief = f" {unit}" if len(unit) <= 22 else ""

        def aside(row):
            return f"{row[2]}{', Estimate' if row[3] else ''}"

        def end(word, value):
            same = [row for row in found if row[1] == value]
            left = f" +{len(same) - 3}" if len(same) > 3 else ""
            own = f", {aside(same[0])}" if len(same) == 1 else ""
            return f"{word}: {', '.join(row[0] for row in same[:3])}{left} ({short(value)}{brief}{own})."

        jordan = next(row for row in found if row[4] == "JOR")
        values = [row[1] for row in found]
        return (
            f"Jordan: {short(jordan[1])} {unit} ({aside(jordan)}). {end('Highest', max(values))}"
            f" {end('Lowest', min(values))} Compared: {len(found)}."
        )

    return expected


def people(table, where):
    """Return what the lines of the Arab states say: of the last year that is no projection."""

    def expected(rows):
        found = rows(
            f"select name_en, year, sum(population) from {table} join countries using (iso3)"
            f" where {where} and year = (select max(year) from {table} where year < 2024) group by 1, 2 order by 3"
        )
        jordan = next(row for row in found if row[0] == "Jordan")
        low, high = found[0], found[-1]
        ((since, before),) = rows(f"select year, sum(population) from {table} where iso3 = 'JOR' group by 1 order by 1 limit 1")  # fmt: skip
        return (
            f"Jordan, {jordan[1]}: {whole(jordan[2])} persons,"
            f" {in_per_cent(before, jordan[2])} since {since}. Latest values: {jordan[1]}."
            f" Highest: {high[0]} ({whole(high[2])} persons). Lowest: {low[0]} ({whole(low[2])} persons)."
            f" Compared: {len(found)}."
        )

    return expected


def jordan(table):
    """Return what the line of Jordan says; the projection is told as one."""

    def expected(rows):
        found = rows(f"select year, sum(population) from {table} where iso3 = 'JOR' group by 1 order by 1")  # fmt: skip
        known = [pair for pair in found if pair[0] < 2024]
        said = (
            f"Latest, {known[-1][0]}: {whole(known[-1][1])} persons."
            f" First, {known[0][0]}: {whole(known[0][1])} persons."
            f" Change: {in_per_cent(known[0][1], known[-1][1])}."
        )
        if found[-1][0] >= 2024:
            said += f" Projection for {found[-1][0]}: {whole(found[-1][1])} persons."
        return said

    return expected


def pyramid(year):
    def expected(rows):
        where = f"iso3 = 'JOR' and year = {year}"
        sexes = dict(
            rows(f"select sex, sum(population) from population_by_age_sex where {where} group by 1")
        )
        ((start, most),) = rows(
            f"select min(age_group_start), sum(population) as most from population_by_age_sex where {where}"
            " group by age_group order by most desc limit 1"
        )
        return (
            f"All values are projections for {year}. Male: {whole(sexes['male'])} persons."
            f" Female: {whole(sexes['female'])} persons."
            f" Highest: {start} to {start + 4} years ({whole(most)} persons)."
            f" Total: {whole(sum(sexes.values()))} persons."
        )  # fmt: skip

    return expected


def rate(currency):
    def expected(rows):
        def one(order):
            ((when, value),) = rows(f"select date, rate from exchange_rates where currency = '{currency}' order by {order} limit 1")  # fmt: skip
            return when, f"{value:,.4f}".rstrip("0").rstrip(".")

        last, first, high, low = one("date desc"), one("date"), one("rate desc"), one("rate")
        return (
            f"Latest, {day(last[0], 'en')}: {last[1]} units of the currency for one euro."
            f" First, {day(first[0], 'en')}: {first[1]}. Highest: {day(high[0], 'en')} ({high[1]})."
            f" Lowest: {day(low[0], 'en')} ({low[1]})."
        )

    return expected


def counted(sql, *, pointed=None):
    """Return what bars of counts say; ``sql`` gives names and counts, the greatest first."""

    def expected(rows):
        found = rows(sql)
        ranked = [pair for pair in found if pair[0] is not None]
        high = [name for name, count in ranked if count == ranked[0][1]]
        low = [name for name, count in ranked if count == ranked[-1][1]]
        apart = dict(found).get(None)
        return (
            (f"{pointed}: {dict(found)[pointed]}. " if pointed else "")
            + f"Highest: {', '.join(map(str, high))} ({ranked[0][1]})."
            f" Lowest: {', '.join(map(str, low))} ({ranked[-1][1]}). Compared: {len(ranked)}."
            f" Total: {sum(count for _, count in found):,}."
            + (f" Without a category: {apart}." if apart is not None else "")
        )

    return expected


COUNTRY = "(select name_en from countries where iso3 = code)"
AGENCY = "case code when 'UNICEF' then 'United Nations Children’s Fund (UNICEF)' when 'FAO' then 'Food and Agriculture Organization (FAO)' else code end"
SECTOR = "case code when 'Available in Sector Dataset' then 'Sector not stated here' else code end"
EXPECTED = {
    ("airports", "map"): on_map("airports"),
    ("airports", "jordan"): rows_in("airports", "iso3 = 'JOR'"),
    ("cities", "map-jordan"): on_map("cities", "iso3 = 'JOR'"),
    ("cities", "map"): on_map("cities"),
    ("countries", "by-region"): counted("select region_en, count(*) as n from countries group by 1 order by n desc"),
    ("countries", "arab-league"): rows_in("countries", "arab_league = 1"),
    ("country-aliases", "by-language"): counted("select case language when 'ar' then 'Arabic' when 'en' then 'English' end, count(*) as n from country_aliases group by 1 order by n desc"),
    ("country-aliases", "jordan"): rows_in("country_aliases", "iso3 = 'JOR'"),
    ("country-indicators", "life-expectancy-arab-states"): editions("country_indicators", "life_expectancy", "years", None),
    ("country-indicators", "health-expenditure-arab-states"): latest_edition("country_indicators", "health_expenditure", "percent of gross domestic product", f"iso3 in {ARAB}"),
    ("country-indicators", "electricity-access-world"): latest_edition("country_indicators", "electricity_access", "percent of population"),
    ("country-indicators", "jordan"): rows_in("country_indicators", "iso3 = 'JOR'"),
    ("currencies", "by-minor-units"): counted("select minor_units, count(*) as n from currencies group by 1 order by n desc"),
    ("currencies", "ceased"): rows_in("currencies", "status = 'ceased'"),
    ("exchange-rates", "us-dollar"): rate("USD"),
    ("exchange-rates", "turkish-lira"): rate("TRY"),
    ("exchange-rates", "mean-by-currency-2025"): rows_in("(select distinct currency from exchange_rates where date like '2025-%')"),
    ("humanitarian-funding", "jordan-by-year"): grants_by_year,
    ("humanitarian-funding", "jordan-by-agency"): dollars("iso3 = 'JOR' and fund_type = 'CERF'", "agency", AGENCY),
    ("humanitarian-funding", "jordan-by-sector"): dollars("iso3 = 'JOR'", "sector", SECTOR, catch_all="Sector not stated here"),
    ("humanitarian-funding", "arab-states"): dollars(f"iso3 in {ARAB}", "iso3", COUNTRY, pointed="Jordan"),
    ("humanitarian-funding", "by-country"): dollars("iso3 is not null", "iso3", COUNTRY, pointed="Jordan", total=False),
    ("ict-indicators", "internet-users-arab-states"): editions("ict_indicators", "internet_users_percent", "percent of population", in_points),
    ("ict-indicators", "mobile-subscriptions-arab-states"): editions("ict_indicators", "mobile_subscriptions", "subscriptions", in_per_cent),
    ("ict-indicators", "internet-users-world"): latest_edition("ict_indicators", "internet_users_percent", "percent of population"),
    ("population-annual", "arab-states-over-time"): people("population_annual", f"iso3 in {ARAB}"),
    ("population-annual", "jordan-over-time"): jordan("population_annual"),
    ("population-by-age-sex", "pyramid-jordan-2025"): pyramid(2025),
    ("population-by-age-sex", "pyramid-jordan-2050"): pyramid(2050),
    ("population-by-age-sex", "jordan-over-time"): jordan("population_by_age_sex"),
    ("population-by-age-sex", "arab-states-over-time"): people("population_by_age_sex", "1"),
    ("public-holidays", "jordan-2026"): rows_in("public_holidays", "iso3 = 'JOR' and date >= '2026-01-01'"),
    ("public-holidays", "estimated-by-state"): counted("select name_en, count(*) as n from public_holidays join countries using (iso3) where estimated = 1 group by 1 order by n desc, name_en", pointed="Jordan"),
}  # fmt: skip


def test_every_view_of_the_demonstration_is_drawn_and_recomputed_here(views):
    assert {name[:2] for name in views} == set(EXPECTED)
    assert {name: view.refusal for name, view in views.items() if view.refusal} == {}


@pytest.mark.parametrize("name", EXPECTED, ids="/".join)
def test_a_sentence_says_what_an_independent_query_finds(views, real, name):
    assert said(views[(*name, "en")], "en") == EXPECTED[name](real)


@pytest.mark.parametrize("name", EXPECTED, ids="/".join)
def test_the_arabic_sentence_has_the_same_numbers(views, name):
    english, arabic = (said(views[(*name, language)], language) for language in ("en", "ar"))
    figures = r"[+−]?\d[\d,.]*\d|[+−]?\d"

    assert re.search("[\u0600-\u06ff]", arabic)
    # One and two things are counted by a word in Arabic.
    if not re.fullmatch(r"[12] rows?\.", english):
        assert sorted(re.findall(figures, english)) == sorted(re.findall(figures, arabic))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_picture_is_small_and_can_be_taken_away(views, language):
    for name, view in views.items():
        if name[2] == language:
            picture = draw(view, language)
            size = len((str(picture.drawing) + str(picture.numbers or "")).encode())
            assert size <= 32_000, (name, size)
            assert (file(view, language) is None) == (view.kind == "table"), name
