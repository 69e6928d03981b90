"""What the demonstration datasets promise, held against the committed files."""

import csv
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from unicodedata import category

import pytest
from frictionless import Checklist, Package

from scripts.refresh import READERS
from scripts.sources import airports, cities
from scripts.sources.countries import ARAB_LEAGUE
from scripts.sources.form import Form, csv_bytes
from scripts.sources.ict_indicators import PER_100_MAXIMUM, YEAR_MINIMUM

NAMES = sorted(READERS)
# Latin punctuation that Arabic text does not use; a full stop and a colon are the same in both.
LATIN = re.compile(r"[,;?\"]|\s{2}")
TEXTS = {"title", "description", "keywords", "label", "unit", "note", "reason", "spatial"}
# A row of the template of the UN e-Government survey, with figures that are made up.
EGDI = {
    "iso3": "JOR",
    "year": "2024",
    "rank": "99",
    "osi": "0.4000",
    "tii": "0.5000",
    "hci": "0.6000",
}


@pytest.fixture(scope="module")
def read(repository):
    """Give a function that reads a JSON file or the rows of a CSV file of a dataset."""

    def read_file(name, file):
        path = repository / "datasets" / name / file
        if path.suffix == ".json":
            return json.loads(path.read_text(encoding="utf-8"))
        resource = read_file(name, "datapackage.json")["resources"][0]
        form = form_of(resource)
        with path.open(encoding=form.encoding, newline="") as lines:
            return list(csv.DictReader(lines, delimiter=form.delimiter))

    return read_file


@pytest.fixture
def judge(read, repository, tmp_path, monkeypatch):
    """Give a function that counts Frictionless's errors in a dataset with some cells changed."""

    def judged(name, changes=(), missing_values=(), rows_only=None):
        descriptor = read(name, "datapackage.json")
        resource = descriptor["resources"][0]
        # Keys are kept from Frictionless, as the portal does.
        for key in ("primaryKey", "foreignKeys"):
            resource["schema"].pop(key, None)
        if missing_values:
            resource["schema"]["missingValues"] += [{"value": value} for value in missing_values]
        rows = read(name, f"{name}.csv")[:rows_only]
        for position, cells in changes:
            rows[position : position + 1] = [{**cells}] if not rows else [rows[position] | cells]
        columns = [field["name"] for field in resource["schema"]["fields"]]
        (tmp_path / f"{name}.csv").write_bytes(csv_bytes(columns, rows, form_of(resource)))
        monkeypatch.chdir(tmp_path)
        checks = read(name, "checklist.json")["checks"]
        if rows_only is not None:
            checks = [check for check in checks if check["type"] != "table-dimensions"]
        checklist = Checklist.from_descriptor({"checks": checks})
        report = Package.from_descriptor(descriptor).resources[0].validate(checklist)
        return Counter(tuple(row) for row in report.flatten(["type", "fieldName"]))

    return judged


@pytest.mark.parametrize("name", NAMES)
def test_frictionless_finds_nothing(judge, name):
    assert judge(name) == {}


def test_na_as_a_missing_value_is_63_errors_and_all_of_them_namibia(judge):
    assert judge("population-annual", missing_values=["NA"]) == {("constraint-error", "iso2"): 63}


@pytest.mark.parametrize("value", ["0.5000", "0.5010", "0.4990"])
def test_the_empty_template_accepts_a_mean_within_a_thousandth(judge, value):
    assert judge("egdi", [(0, EGDI | {"egdi": value})]) == {}


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("countries", {"m49": ""}),
        ("countries", {"region": "", "region_en": "", "region_ar": ""}),
        ("countries", {"region_ar": ""}),
        ("population-annual", {"population": ""}),
        (
            "ict-indicators",
            {"indicator": "internet_users_percent", "unit": "percent", "value": "101"},
        ),
        ("ict-indicators", {"indicator": "mobile_per_100", "unit": "per_100", "value": "401"}),
        ("ict-indicators", {"indicator": "internet_users", "unit": "persons", "value": "1.5"}),
        ("ict-indicators", {"indicator": "mobile_subscriptions", "unit": "persons"}),
        ("ict-indicators", {"edition": "2015", "reference_year": "2016"}),
        ("airports", {"timezone": "Asia/Riyadh"}),
        ("airports", {"latitude": "-26.5736"}),
        ("public-holidays", {"المناسبة": ""}),
        ("egdi", EGDI | {"egdi": "0.5012"}),
        ("population-by-age-sex", {"age_group": "100+"}),
        ("population-by-age-sex", {"year": "1951"}),
        ("population-by-age-sex", {"status": "projection"}),
        ("country-indicators", {"indicator": "literacy", "unit": "percent", "value": "101"}),
        ("country-indicators", {"indicator": "public_debt", "unit": "percent_gdp", "value": "301"}),
        ("country-indicators", {"indicator": "life_expectancy", "unit": "years", "value": "20"}),
        ("country-indicators", {"value": "1.5"}),
        ("country-indicators", {"value": "0"}),
        ("country-indicators", {"unit": "persons"}),
        (
            "country-indicators",
            {"indicator": "electricity_access", "unit": "percent", "value": "9"},
        ),
        ("country-indicators", {"reference_year": "2016"}),
        ("country-indicators", {"reference_year": ""}),
        ("currencies", {"ceased_on": "2020-01-01"}),
        ("currencies", {"numeric_code": ""}),
        ("currencies", {"minor_units": ""}),
        ("humanitarian-funding", {"end_date": "2006-04-10"}),
        ("humanitarian-funding", {"approved_date": "2004-12-31"}),
        ("humanitarian-funding", {"agency": ""}),
        ("humanitarian-funding", {"submitted_date": "2006-04-01"}),
        ("humanitarian-funding", {"sector": "Available in Sector Dataset"}),
        ("humanitarian-funding", {"allocation_source": "Standard"}),
        ("humanitarian-funding", {"iso3": ""}),
    ],
    ids=[
        "no M49 code",
        "no region",
        "region without its Arabic name",
        "no population",
        "over 100 percent",
        "over 400 per 100",
        "half a person",
        "unit of another indicator",
        "reference year after the edition",
        "time zone of another state",
        "outside the Arab states",
        "no Arabic name",
        "not the mean of three",
        "age group with another first age",
        "year between two fifth years",
        "projection of the past",
        "literacy over 100 percent",
        "over 300 percent of GDP",
        "life expectancy of 20 years",
        "half a dollar",
        "budget of nothing",
        "budget in persons",
        "indicator that the edition lacks",
        "budget of a year after the edition",
        "budget without a year",
        "last day of a currency in use",
        "no numeric code",
        "no number of decimals",
        "end before the start",
        "approved two years before",
        "grant of CERF without an agency",
        "grant of CERF with a day of submission",
        "grant of CERF without a sector",
        "window of another fund",
        "no country in Eritrea",
    ],
)
def test_each_row_rule_refuses_one_row_that_breaks_it(judge, name, cells):
    assert judge(name, [(0, cells)], rows_only=1) == {("row-constraint", None): 1}


def test_countries(read):
    rows = read("countries", "countries.csv")

    assert len(rows) == 250
    assert {row["iso3"] for row in rows if row["arab_league"] == "true"} == ARAB_LEAGUE
    assert len(ARAB_LEAGUE) == 22
    for column in ("iso2", "name_en", "name_ar"):
        assert len({row[column] for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", ["region", "subregion"])
def test_categories_of_regions_are_the_names_in_the_file(read, kind):
    fields = read("countries", "datapackage.json")["resources"][0]["schema"]["fields"]
    field = next(field for field in fields if field["name"] == kind)
    labels = {
        (entry["value"], entry["label"], entry["translations"]["ar"]["label"])
        for entry in field["categories"]
    }

    used = {
        (row[kind], row[f"{kind}_en"], row[f"{kind}_ar"])
        for row in read("countries", "countries.csv")
        if row[kind]
    }

    assert labels == used


@pytest.mark.parametrize(
    "name", ["population-annual", "population-by-age-sex", "country-indicators", "ict-indicators"]
)
def test_every_country_is_in_the_code_list(read, name):
    known = {row["iso3"]: row["iso2"] for row in read("countries", "countries.csv")}
    rows = read(name, f"{name}.csv")

    assert {row["iso3"] for row in rows} <= set(known)
    assert [row for row in rows if row.get("iso2", known[row["iso3"]]) != known[row["iso3"]]] == []


def test_population_annual(read):
    rows = read("population-annual", "population-annual.csv")

    assert len(rows) == len({(row["iso3"], row["year"]) for row in rows}) == 215 * 63
    assert Counter(row["iso3"] for row in rows if not row["population"]) == {"PSE": 30}


def test_population_by_age_sex(read):
    rows = read("population-by-age-sex", "population-by-age-sex.csv")
    totals = Counter()
    for row in rows:
        totals[row["iso3"], row["year"]] += int(row["population"])

    assert len(rows) == 22 * 31 * 2 * 21
    assert {row["iso3"] for row in rows} == ARAB_LEAGUE
    assert {row["year"] for row in rows if row["status"] == "estimate"} == {
        str(year) for year in range(1950, 2021, 5)
    }
    assert [totals["JOR", year] for year in ("2010", "2025", "2050")] == [
        *(7297044, 11520685, 16367356)
    ]


def test_country_indicators(read):
    rows = read("country-indicators", "country-indicators.csv")
    keys = {(row["iso3"], row["edition"], row["indicator"]) for row in rows}

    assert len(rows) == len(keys) == 4251
    assert Counter(row["value"] for row in rows)["no_inhabitants"] == 12


def test_every_withheld_country_indicator_is_a_correction(read):
    withheld = {
        (row["iso3"], int(row["edition"]), row["indicator"])
        for row in read("country-indicators", "country-indicators.csv")
        if row["value"] == "withheld"
    }
    corrections = read("country-indicators", "datapackage.json")["corrections"]

    assert withheld == {tuple(correction["key"].values()) for correction in corrections}
    assert len(withheld) == 14
    assert {correction["new"] for correction in corrections} == {None}


def test_the_two_populations_name_each_other(read):
    pair = {"population-annual", "population-by-age-sex"}

    named = {
        (name, other["dataset"])
        for name in pair
        for other in read(name, "datapackage.json")["sameMeasure"]
        if other["dataset"] in pair
    }

    assert named == {(name, other) for name in pair for other in pair - {name}}


def test_currencies(read):
    rows = {row["code"]: row for row in read("currencies", "currencies.csv")}

    assert len(rows) == 189
    assert Counter(row["status"] for row in rows.values()) == {"active": 178, "ceased": 11}
    assert sum(not row["name_ar"] for row in rows.values()) == 11
    assert (rows["JOD"]["numeric_code"], rows["JOD"]["minor_units"]) == ("400", "3")


def test_exchange_rates(read):
    rows = read("exchange-rates", "exchange-rates.csv")
    known = {row["code"] for row in read("currencies", "currencies.csv")}
    days = {row["date"] for row in rows}

    assert len(rows) == len({(row["date"], row["currency"]) for row in rows}) == 221_702
    assert (len(days), min(days), max(days)) == (7126, "1999-01-04", "2026-10-30")
    assert {date.fromisoformat(day).weekday() for day in days} == {0, 1, 2, 3, 4}
    assert len({row["currency"] for row in rows}) == 41
    assert {row["currency"] for row in rows} <= known


def test_no_ceased_currency_has_a_rate_after_it_ceased(read):
    last = {
        row["code"]: row["ceased_on"]
        for row in read("currencies", "currencies.csv")
        if row["ceased_on"]
    }

    rates = {row["currency"]: row["date"] for row in read("exchange-rates", "exchange-rates.csv")}

    assert len(last) == 11
    assert [code for code, day in last.items() if rates[code] > day] == []


def test_humanitarian_funding(read):
    rows = read("humanitarian-funding", "humanitarian-funding.csv")
    known = {row["iso3"] for row in read("countries", "countries.csv")}
    fields = read("humanitarian-funding", "datapackage.json")["resources"][0]["schema"]["fields"]
    country = next(field for field in fields if field["name"] == "iso3")
    without = {entry["value"] for entry in country["missingValues"]}

    assert len(rows) == len({row["project_code"] for row in rows}) == 16_571
    assert {row["iso3"] for row in rows} - known == without
    assert sum(row["iso3"] in without for row in rows) == 859 + 24
    assert Counter(row["fund_type"] for row in rows) == {"CBPF": 9739, "CERF": 6832}


@pytest.mark.parametrize(
    ("column", "value", "grants", "dollars"),
    [
        ("iso3", "JOR", 225, "106911653.47"),
        ("agency", "UNICEF", 10, "17002108"),
        ("agency", "UNHCR", 8, "15482645"),
        ("sector", "Available in Sector Dataset", 184, "59240911.47"),
    ],
)
def test_grants_to_jordan(read, column, value, grants, dollars):
    found = [
        row
        for row in read("humanitarian-funding", "humanitarian-funding.csv")
        if row["iso3"] == "JOR" and row[column] == value
    ]

    assert len(found) == grants
    assert sum(Decimal(row["budget"]) for row in found) == Decimal(dollars)


def test_every_correction_of_a_grant_is_in_the_file(read):
    rows = {
        row["project_code"]: row for row in read("humanitarian-funding", "humanitarian-funding.csv")
    }
    withheld = {
        (code, field) for code, row in rows.items() for field in row if row[field] == "withheld"
    }

    corrections = read("humanitarian-funding", "datapackage.json")["corrections"]
    changed = {
        (entry["key"]["project_code"], entry["field"]): entry["new"] for entry in corrections
    }

    assert len(corrections) == len(changed) == 173
    assert {cell for cell, new in changed.items() if new is None} == withheld
    assert [
        new
        for (code, field), new in changed.items()
        if new is not None and new != rows[code][field]
    ] == []


@pytest.mark.parametrize("name", ["currencies", "exchange-rates", "humanitarian-funding"])
def test_no_cell_holds_a_sign_that_is_not_seen(repository, name):
    text = (repository / "datasets" / name / f"{name}.csv").read_text(encoding="utf-8")

    hidden = {sign for sign in set(text) if category(sign) in {"Cc", "Cf", "Zs", "Zl", "Zp"}}

    assert hidden <= {"\n", " "}


def test_every_code_of_a_grant_has_a_label(read):
    rows = read("humanitarian-funding", "humanitarian-funding.csv")
    fields = read("humanitarian-funding", "datapackage.json")["resources"][0]["schema"]["fields"]

    for field in fields:
        labels = {entry["value"] for entry in field.get("categories", ())}
        missing = {entry["value"] for entry in field.get("missingValues", ())}
        if labels:
            assert labels == {row[field["name"]] for row in rows} - missing
        assert set(field.get("catchAll", ())) <= labels


def test_ict_indicators(read):
    rows = read("ict-indicators", "ict-indicators.csv")
    keys = {(row["iso3"], row["edition"], row["indicator"]) for row in rows}
    relative = [row for row in rows if row["unit"] in {"percent", "per_100"}]

    assert len(rows) == len(keys) == 2863
    assert len(relative) == 1548


def test_every_withheld_cell_is_a_correction_and_breaks_its_rule(read):
    rows = read("ict-indicators", "ict-indicators.csv")
    withheld = {
        (row["iso3"], int(row["edition"]), row["indicator"], field): row["source_text"]
        for row in rows
        for field in ("value", "reference_year")
        if row[field] == "withheld"
    }
    corrections = {
        (*correction["key"].values(), correction["field"]): correction
        for correction in read("ict-indicators", "datapackage.json")["corrections"]
    }

    assert withheld.keys() == corrections.keys()
    for key, correction in corrections.items():
        assert correction["new"] is None
        assert correction["old"] in withheld[key].replace(",", "")
        old = int(correction["old"])
        assert old > PER_100_MAXIMUM if key[-1] == "value" else old < YEAR_MINIMUM


def test_airports(read):
    rows = {row["icao"]: row for row in read("airports", "airports.csv")}
    codes = [row["iata"] for row in rows.values() if row["iata"]]

    assert len(rows) == 458
    assert {row["iso3"] for row in rows.values()} == ARAB_LEAGUE - {"PSE"}
    assert len(codes) == len(set(codes)) == 275
    assert Counter(row["elevation_ft"] for row in rows.values())["0"] == 21


def test_corrections_of_airports_are_those_of_the_reader(read):
    rows = {row["icao"]: row for row in read("airports", "airports.csv")}
    corrections = read("airports", "datapackage.json")["corrections"]

    assert {
        correction["key"]["icao"]: (correction["old"], correction["new"])
        for correction in corrections
    } == airports.TIMEZONES
    for correction in corrections:
        assert rows[correction["key"]["icao"]]["timezone"] == correction["new"]


def test_public_holidays(read):
    rows = read("public-holidays", "public-holidays.csv")
    keys = {(row["رمز الدولة"], row["التاريخ"], row["المناسبة بالإنجليزية"]) for row in rows}

    assert len(rows) == len(keys) == 4444
    assert {row["رمز الدولة"] for row in rows} == ARAB_LEAGUE
    assert {row["التاريخ"][:4] for row in rows} == {str(year) for year in range(2013, 2027)}
    assert Counter(row["التاريخ تقديري"] for row in rows) == {"لا": 2765, "نعم": 1679}
    assert {row["رمز الدولة"] for row in rows if not row["المناسبة"]} == {"COM"}


def test_cities(read):
    rows = read("cities", "cities.csv")

    assert len(rows) == len({row["رقم المكان"] for row in rows}) == 1414
    assert {row["رمز الدولة"] for row in rows} == cities.STATES
    assert Counter(row["رمز الدولة"] for row in rows)["JOR"] == 146
    assert sum(row["عدد السكان"] == "0" for row in rows) == 302
    assert sum(not row["الاسم"] for row in rows) == 128


@pytest.mark.parametrize("name", ["public-holidays", "cities"])
def test_names_of_states_are_those_of_the_code_list(read, name):
    known = {row["iso3"]: row["name_ar"] for row in read("countries", "countries.csv")}

    used = {row["رمز الدولة"]: row["الدولة"] for row in read(name, f"{name}.csv")}

    assert used.items() <= known.items()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", ["datapackage.json", "checklist.json"])
def test_every_text_has_a_translation(read, name, file):
    _, other = languages(read(name, "datapackage.json"))

    lacking = list(untranslated(read(name, file), "", other))

    assert lacking == []


@pytest.mark.parametrize("name", NAMES)
def test_arabic_text_uses_arabic_punctuation(read, name):
    own, _ = languages(read(name, "datapackage.json"))
    texts = [
        text
        for file in ("datapackage.json", "checklist.json")
        for text in arabic(read(name, file), plain=own == "ar")
    ]

    assert texts
    assert [text for text in texts if LATIN.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_role_and_every_measure_a_unit(read, name):
    fields = read(name, "datapackage.json")["resources"][0]["schema"]["fields"]

    assert [field["name"] for field in fields if not field.get("role")] == []
    for field in fields:
        if field["role"] == "measure":
            assert field.get("unit") or field.get("unitField")
            assert field["aggregation"]


@pytest.mark.parametrize("name", NAMES)
def test_sources_name_the_pinned_packages(read, name):
    sources = read(name, "datapackage.json").get("sources", [])

    recorded = {(source["package"], source["sha256"]) for source in sources if "package" in source}

    assert recorded == {(package.purl, package.sha256) for package in READERS[name].PACKAGES}


def form_of(resource):
    """Return the form in which a resource says that it is stored."""
    delimiter = resource.get("dialect", {}).get("delimiter", ",")
    return Form(resource.get("encoding", "utf-8"), delimiter)


def languages(descriptor):
    """Return the language of the plain texts and that of the translations."""
    own = descriptor["languages"][0]
    return own, "en" if own == "ar" else "ar"


def untranslated(thing, place, language):
    """Yield the places of texts that have no translation beside them."""
    if isinstance(thing, list):
        for position, entry in enumerate(thing):
            yield from untranslated(entry, f"{place}/{position}", language)
    if not isinstance(thing, dict):
        return
    other = thing.get("translations", {}).get(language, {})
    for key, value in thing.items():
        if key in TEXTS:
            if not other.get(key):
                yield f"{place}/{key}"
        elif key != "translations":
            yield from untranslated(value, f"{place}/{key}", language)


def arabic(thing, *, plain):
    """Yield every Arabic text: the plain ones or the translations."""
    if isinstance(thing, list):
        for entry in thing:
            yield from arabic(entry, plain=plain)
    if not isinstance(thing, dict):
        return
    texts = thing if plain else thing.get("translations", {}).get("ar", {})
    for key in TEXTS & set(texts):
        yield from [texts[key]] if isinstance(texts[key], str) else texts[key]
    for key, value in thing.items():
        if key != "translations":
            yield from arabic(value, plain=plain)
