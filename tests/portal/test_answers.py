"""Every answer and headline figure of the demonstration, computed again by a query of its own."""

import asyncio
import re
from contextlib import closing
from decimal import Decimal
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from portal.catalog.model import HeadlineChoice
from portal.catalog.site import read_site
from portal.charts.answers import answer, headline
from portal.database import read, read_views
from portal.database.read_answers import found_answer
from portal.database.read_headlines import headlines
from portal.language.numbers import day
from portal.release.store import current_release
from portal.search.terms import terms_of

from .conftest import Files

CAUTION = " Before comparing, see the publisher’s notes on comparability."
NO_ANSWER = {
    ("airports", "jordan"), ("countries", "arab-league"), ("country-aliases", "jordan"),
    ("country-indicators", "jordan"), ("currencies", "ceased"), ("public-holidays", "jordan-2026"),
    ("exchange-rates", "mean-by-currency-2025"),
}  # fmt: skip
"""Tables: who reads them finds the answer."""


@pytest.fixture(scope="module")
def databases(published):
    folder = current_release(published("real") / "build").folder
    catalog, data = Files(folder / "catalog.db"), Files(folder / "data.db")
    with closing(catalog.connection), closing(data.connection):
        yield catalog, data


@pytest.fixture(scope="module")
def datasets(databases):
    return {row["name"]: row for row in asyncio.run(read.datasets(databases[0]))}


@pytest.fixture(scope="module")
def views(databases, datasets):
    """Give every view of the demonstration in both languages, by dataset, name and language."""

    async def collected():
        return {
            (name, entry["name"], language): await read_views.view(
                *databases, dataset, entry["name"], language
            )
            for name, dataset in datasets.items()
            for entry in await read_views.views(databases[0], dataset)
            for language in ("en", "ar")
        }

    return asyncio.run(collected())


def plain(html):
    return unescape(re.sub("<[^>]+>", "", str(html)))


def short(value):
    return f"{value:,.3f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def pair_of(rows, table, indicator, place="JOR"):
    """Return the two values of a place with year and mark, and how they are told with a unit."""
    first, last = rows(
        f"select value, reference_year, is_estimate from {table}"
        f" where indicator = '{indicator}' and iso3 = '{place}' order by reference_year"
    )
    asides = [f"({year}{', Estimate' if mark else ''})" for _, year, mark in (first, last)]
    return first[0], last[0], *asides


def points(table, indicator, unit, name="Jordan", place="JOR"):
    def expected(rows):
        first, last, before, after = pair_of(rows, table, indicator, place)
        change = Decimal(str(last)) - Decimal(str(first))
        sign = "+" if change > 0 else "−"
        return (
            f"{name}: {short(first)} {unit} {before} → {short(last)} % {after},"
            f" {sign}{short(float(abs(change)))} percentage points."
        )

    return expected


def per_cent(table, indicator, unit):
    def expected(rows):
        first, last, before, after = pair_of(rows, table, indicator)
        change = round((last - first) / first * 100)
        return (
            f"Jordan: {short(first)} {unit} {before} → {short(last)} {unit} {after},"
            f" {'−' if change < 0 else '+'}{abs(change)} %."
        )

    return expected


def side_by_side(table, indicator, unit):
    def expected(rows):
        first, last, before, after = pair_of(rows, table, indicator)
        return f"Jordan: {short(first)} {unit} {before}; {short(last)} {unit} {after}."

    return expected


def one(table, indicator, unit):
    def expected(rows):
        ((value, year, mark),) = rows(
            f"select value, reference_year, is_estimate from {table}"
            f" where indicator = '{indicator}' and iso3 = 'JOR' and edition = 2026"
        )
        return f"Jordan: {short(value)} {unit} ({year}{', Estimate' if mark else ''})."

    return expected


def course(table, name=""):
    def expected(rows):
        known = rows(f"select year, sum(population) from {table} where iso3 = 'JOR' and year < 2024 group by 1 order by 1")  # fmt: skip
        (first, before), (last, after) = known[0], known[-1]
        change = round((after - before) / before * 100)
        return f"{name}{before:,} persons ({first}) → {after:,} persons ({last}), +{change:,} %."

    return expected


def rate(currency):
    def expected(rows):
        first, last = (
            rows(f"select date, rate from exchange_rates where currency = '{currency}' order by date {order} limit 1")[0]
            for order in ("asc", "desc")
        )  # fmt: skip
        before, after = (f"{value:,.4f}".rstrip("0").rstrip(".") for _, value in (first, last))
        return f"{before} units of the currency for one euro ({day(first[0], 'en')}); {after} ({day(last[0], 'en')})."

    return expected


def total(where):
    def expected(rows):
        ((value, first, last),) = rows(f"select sum(budget), min(allocation_year), max(allocation_year) from humanitarian_funding where {where}")  # fmt: skip
        return f"Total: {round(value):,} USD ({first} to {last})."

    return expected


def grants(where):
    def expected(rows):
        ((value,),) = rows(f"select sum(budget) from humanitarian_funding where iso3 = 'JOR' and {where}")  # fmt: skip
        ((first, last),) = rows(f"select min(allocation_year), max(allocation_year) from humanitarian_funding where {where}")  # fmt: skip
        return f"Jordan: {round(value):,} USD ({first} to {last})."

    return expected


def estimated(rows):
    ((count,),) = rows("select count(*) from public_holidays where iso3 = 'JOR' and estimated")
    ((first, last),) = rows("select min(date), max(date) from public_holidays where estimated")
    return f"Jordan: {count} ({day(first, 'en')} to {day(last, 'en')})."


def people(year):
    def expected(rows):
        ((value,),) = rows(f"select sum(population) from population_by_age_sex where iso3 = 'JOR' and year = {year}")  # fmt: skip
        return f"{value:,} persons ({year}, Projection, medium variant)."

    return expected


def on_map(table, where="1"):
    def expected(rows):
        ((count,),) = rows(f"select count(*) from {table} where {where}")
        return f"{count:,} places are on the map."

    return expected


def ends(sql):
    """Return what is said of bars that point at nothing: the greatest and the least."""

    def expected(rows):
        found = [row for row in rows(sql) if row[0] is not None]
        high, low = (
            ", ".join(str(name) for name, count, *_ in found if count == end)
            for end in (found[0][1], found[-1][1])
        )
        unit = found[0][2] if len(found[0]) > 2 else ""
        return f"Highest: {high} ({found[0][1]:,.0f}{unit}). Lowest: {low} ({found[-1][1]:,.0f}{unit})."  # fmt: skip

    return expected


ARAB = "iso3 in ('ARE','BHR','COM','DJI','DZA','EGY','IRQ','JOR','KWT','LBN','LBY','MAR','MRT','OMN','PSE','QAT','SAU','SDN','SOM','SYR','TUN','YEM')"
AGENCY = "case agency when 'UNICEF' then 'United Nations Children’s Fund (UNICEF)' when 'FAO' then 'Food and Agriculture Organization (FAO)' else agency end"
EXPECTED = {
    ("airports", "map"): on_map("airports"),
    ("cities", "map-jordan"): on_map("cities", "iso3 = 'JOR'"),
    ("cities", "map"): on_map("cities"),
    ("countries", "by-region"): ends("select region_en, count(*) as n from countries group by 1 order by n desc"),
    ("country-aliases", "by-language"): ends("select case language when 'ar' then 'Arabic' when 'en' then 'English' end, count(*) as n from country_aliases group by 1 order by n desc"),
    ("currencies", "by-minor-units"): ends("select minor_units, count(*) as n from currencies group by 1 order by n desc"),
    ("country-indicators", "life-expectancy-arab-states"): side_by_side("country_indicators", "life_expectancy", "years"),
    ("country-indicators", "health-expenditure-arab-states"): one("country_indicators", "health_expenditure", "percent of gross domestic product"),
    ("country-indicators", "electricity-access-world"): one("country_indicators", "electricity_access", "percent of population"),
    ("exchange-rates", "us-dollar"): rate("USD"),
    ("exchange-rates", "turkish-lira"): rate("TRY"),
    ("humanitarian-funding", "jordan-by-year"): total("iso3 = 'JOR'"),
    ("humanitarian-funding", "jordan-by-agency"): ends(f"select {AGENCY}, sum(budget) as n, ' USD' from humanitarian_funding where iso3 = 'JOR' and fund_type = 'CERF' group by 1 order by n desc"),
    ("humanitarian-funding", "jordan-by-sector"): ends("select sector, sum(budget) as n, ' USD' from humanitarian_funding where iso3 = 'JOR' and sector <> 'Available in Sector Dataset' group by 1 order by n desc"),
    ("humanitarian-funding", "arab-states"): grants(ARAB),
    ("humanitarian-funding", "by-country"): grants("iso3 is not null"),
    ("ict-indicators", "internet-users-arab-states"): points("ict_indicators", "internet_users_percent", "percent of population"),
    ("ict-indicators", "mobile-subscriptions-arab-states"): per_cent("ict_indicators", "mobile_subscriptions", "subscriptions"),
    ("ict-indicators", "internet-users-world"): one("ict_indicators", "internet_users_percent", "percent of population"),
    ("population-annual", "arab-states-over-time"): course("population_annual", "Jordan: "),
    ("population-annual", "jordan-over-time"): course("population_annual"),
    ("population-by-age-sex", "pyramid-jordan-2025"): people(2025),
    ("population-by-age-sex", "pyramid-jordan-2050"): people(2050),
    ("population-by-age-sex", "jordan-over-time"): course("population_by_age_sex"),
    ("population-by-age-sex", "arab-states-over-time"): course("population_by_age_sex", "Jordan: "),
    ("public-holidays", "estimated-by-state"): estimated,
}  # fmt: skip


def test_every_view_answers_or_is_a_table(views):
    answering = {name[:2] for name, view in views.items() if answer(view, name[2]) is not None}

    assert answering == set(EXPECTED)
    assert {name[:2] for name in views} - answering == NO_ANSWER


@pytest.mark.parametrize("name", EXPECTED, ids="/".join)
def test_an_answer_says_what_an_independent_query_finds(views, datasets, real, name):
    view = views[(*name, "en")]
    says = EXPECTED[name](real)
    if datasets[name[0]]["descriptor"].get("comparability") and re.search("→|; ", says):
        says += CAUTION

    assert plain(answer(view, "en")) == f"{view.title.pick('en').value} — {says}"


@pytest.mark.parametrize("name", EXPECTED, ids="/".join)
def test_the_arabic_answer_has_the_same_numbers(views, name):
    english, arabic = (
        plain(answer(views[(*name, language)], language).partition(" — ")[2])
        for language in ("en", "ar")
    )
    figures = r"[+−]?\d[\d,.]*\d|[+−]?\d"

    assert re.search("[\u0600-\u06ff]", arabic)
    assert sorted(re.findall(figures, english)) == sorted(re.findall(figures, arabic))


@pytest.mark.parametrize("name", EXPECTED, ids="/".join)
def test_a_headline_has_the_figure_of_the_answer_and_leads_to_its_rows(views, real, name):
    view = views[(*name, "en")]
    figure, says = headline(view, "en"), plain(answer(view, "en"))
    if figure is None:
        assert re.search("Highest|on the map", says)
        return
    shown = plain(figure.figure)
    number, _, size = shown.partition(" ")
    exact = [float(found.replace(",", "")) for found in re.findall(r"\d[\d,.]*\d|\d", says.partition(" — ")[2])]  # fmt: skip
    scale = {"million": 10**6, "billion": 10**9}.get(size, 1)
    nearest = min(exact, key=lambda value: abs(value - float(number.replace(",", "")) * scale))
    address = urlsplit(figure.address)
    filters = parse_qsl(address.query)
    where = " and ".join(f"\"{column}\" = '{value}'" for column, value in filters)
    table = address.path.removeprefix("/data/")

    assert abs(nearest / scale - float(number.replace(",", ""))) <= 0.05
    assert plain(figure.time) in says
    assert all(not name.startswith("_") and "__" not in name for name, _ in filters)
    # The rows are of that place alone: none of another, and not none.
    ((found, places),) = real(f"select count(*), count(distinct {filters[0][0]}) from {table} where {where}")  # fmt: skip
    assert found > 0
    assert places == 1


def test_no_headline_of_the_demonstration_is_a_projection_that_is_not_called_one(views):
    for name, view in views.items():
        figure = headline(view, name[2])
        year = re.search(r"\b(20[2-9]\d)\b", plain(figure.time)) if figure is not None else None
        if name[0] == "population-by-age-sex" and year and int(year[1]) >= 2024:
            assert re.search("Projection|إسقاط", plain(figure.time)), name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_demonstration_chose_four_figures_of_four_topics(
    published, databases, datasets, language
):
    chosen = read_site(published("real")).headlines

    found = asyncio.run(headlines(*databases, list(datasets.values()), chosen, language))

    assert [plain(one.figure).split()[0] for one in found] == ["93", "11.3", "106.9", "76.5"]
    topics = [topic for one in found for topic in datasets[one.dataset]["topics"][:1]]
    assert len(set(topics)) == 4


def test_what_is_not_published_or_has_no_figure_is_left_out(databases, datasets):
    chosen = [
        HeadlineChoice("nowhere", "by-year"),
        HeadlineChoice("airports", "jordan"),
        HeadlineChoice("airports", "no-such-view"),
        HeadlineChoice("ict-indicators", "internet-users-arab-states", "ATLANTIS"),
        HeadlineChoice("ict-indicators", "internet-users-arab-states", "YEM"),
    ]

    found = asyncio.run(headlines(*databases, list(datasets.values()), chosen, "en"))

    assert [plain(one.label) for one in found] == [
        "Yemen · Internet users in the Arab states, two editions"
    ]


def test_there_are_four_at_most(databases, datasets):
    five = [
        HeadlineChoice("ict-indicators", "internet-users-arab-states", place)
        for place in ("JOR", "YEM", "EGY", "IRQ", "OMN")
    ]

    assert len(asyncio.run(headlines(*databases, list(datasets.values()), five, "en"))) == 4


def test_where_nobody_chose_datasets_that_point_at_something_are_shown(databases, datasets):
    found = asyncio.run(headlines(*databases, list(datasets.values()), None, "en"))

    topics = [set(datasets[one.dataset]["topics"]) for one in found]
    assert 2 <= len(found) <= 4
    assert all(not a & b for i, a in enumerate(topics) for b in topics[:i])


def test_nobody_and_nothing_chosen_shows_nothing(databases, datasets):
    assert asyncio.run(headlines(*databases, list(datasets.values()), (), "en")) == []
    assert asyncio.run(headlines(*databases, [], None, "en")) == []


JORDAN = "/data/ict_indicators?indicator=internet_users_percent&iso3=JOR"
ASKED = {
    ("ict-indicators", "الانترنت في الاردن"): JORDAN,
    ("ict-indicators", "internet jordan"): JORDAN,
    ("ict-indicators", "number of Internet users in Jordan"): JORDAN,
    ("ict-indicators", "إنترنت بالأردن"): JORDAN,
    ("ict-indicators", "الانترنت في الإمارات العربية المتحدة"): JORDAN.replace("JOR", "ARE"),
    ("ict-indicators", "internet in sudan"): JORDAN.replace("JOR", "SDN"),
    ("ict-indicators", "internet south sudan"): "/data/ict_indicators?indicator=internet_users_percent&edition=2026&iso3=SSD",
    ("ict-indicators", "انترنت عُمان"): JORDAN.replace("JOR", "OMN"),
    ("ict-indicators", "mobile jordan"): "/data/ict_indicators?indicator=mobile_subscriptions&iso3=JOR",
    ("population-annual", "سكان السعودية"): "/data/population_annual?iso3=SAU",
    ("population-annual", "population of jordan"): "/data/population_annual?iso3=JOR",
    ("population-by-age-sex", "population pyramid jordan 2050"): "/data/population_by_age_sex?iso3=JOR&year=2050",
    ("humanitarian-funding", "grants to jordan"): "/data/humanitarian_funding?iso3=JOR",
    ("ict-indicators", "jordan"): None,
    ("ict-indicators", "internet"): None,
    ("ict-indicators", "internet users arab states"): None,
    ("ict-indicators", "internet jordan lebanon"): None,
    ("ict-indicators", "internet jordan 2010"): None,
    ("ict-indicators", "internet عمّان"): None,
    ("ict-indicators", "internet عمان"): None,
    ("ict-indicators", "united arab emirates"): None,
    ("population-by-age-sex", "population pyramid 2050"): None,
    ("ict-indicators", "internet guinea conakry"): None,
    ("ict-indicators", "broadband jordan"): None,
    ("ict-indicators", "not internet but jordan women"): None,
    ("population-by-age-sex", "women population jordan"): None,
    ("population-by-age-sex", "population pyramid jordan"): None,
    ("population-by-age-sex", "population pyramid"): None,
    ("population-by-age-sex", "population pyramid egypt"): None,
    ("population-annual", "population jordan 2050"): None,
    ("airports", "airports jordan"): None,
    ("egdi", "egdi jordan"): None,
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=": ".join)
def test_a_search_is_answered_of_that_place_alone_or_not_at_all(databases, datasets, asked):
    name, query = asked

    found = asyncio.run(
        found_answer(*databases, datasets[name], terms_of(query), ("en", "ar"), "en")
    )

    assert (found.address if found is not None else None) == ASKED[asked]


def test_the_answer_to_a_search_is_the_view_s_answer(databases, datasets, views):
    found = asyncio.run(
        found_answer(*databases, datasets["ict-indicators"], terms_of("internet yemen"), ("en",), "en")
    )  # fmt: skip

    expected = answer(views["ict-indicators", "internet-users-arab-states", "en"], "en", "YEM")
    assert found.says == expected
    assert "19.1 percent of population" in plain(found.says)
    assert "−5.1 percentage points" in plain(found.says)
