"""What the three demonstration datasets promise, held against the committed files."""

import csv
import json
import re
from collections import Counter

import pytest
from frictionless import Checklist, Package

from scripts.refresh import READERS
from scripts.sources.countries import ARAB_LEAGUE
from scripts.sources.ict_indicators import PER_100_MAXIMUM, YEAR_MINIMUM

NAMES = sorted(READERS)
# Latin punctuation that Arabic text does not use; a full stop and a colon are the same in both.
LATIN = re.compile(r"[,;?\"]|\s{2}")


@pytest.fixture(scope="module")
def read(repository):
    """Give a function that reads a JSON file or the rows of a CSV file of a dataset."""

    def read_file(name, file):
        path = repository / "datasets" / name / file
        if path.suffix == ".json":
            return json.loads(path.read_text(encoding="utf-8"))
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read_file


@pytest.fixture
def judge(read, repository, tmp_path, monkeypatch):
    """Give a function that counts Frictionless's errors in a dataset with some cells changed."""

    def judged(name, changes=(), missing_values=()):
        descriptor = read(name, "datapackage.json")
        resource = descriptor["resources"][0]
        # Keys are kept from Frictionless, as the portal does.
        for key in ("primaryKey", "foreignKeys"):
            resource["schema"].pop(key, None)
        resource["schema"]["missingValues"] += [{"value": value} for value in missing_values]
        rows = read(name, f"{name}.csv")
        for position, cells in changes:
            rows[position] |= cells
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        monkeypatch.chdir(tmp_path)
        checklist = Checklist.from_descriptor(read(name, "checklist.json"))
        report = Package.from_descriptor(descriptor).resources[0].validate(checklist)
        return Counter(tuple(row) for row in report.flatten(["type", "fieldName"]))

    return judged


@pytest.mark.parametrize("name", NAMES)
def test_frictionless_finds_nothing(judge, name):
    assert judge(name) == {}


def test_na_as_a_missing_value_is_63_errors_and_all_of_them_namibia(judge):
    assert judge("population-annual", missing_values=["NA"]) == {("constraint-error", "iso2"): 63}


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
    ],
)
def test_each_row_rule_refuses_one_row_that_breaks_it(judge, name, cells):
    assert judge(name, [(0, cells)]) == {("row-constraint", None): 1}


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


@pytest.mark.parametrize("name", ["population-annual", "ict-indicators"])
def test_every_country_is_in_the_code_list(read, name):
    known = {row["iso3"]: row["iso2"] for row in read("countries", "countries.csv")}
    rows = read(name, f"{name}.csv")

    assert {row["iso3"] for row in rows} <= set(known)
    assert [row for row in rows if row.get("iso2", known[row["iso3"]]) != known[row["iso3"]]] == []


def test_population_annual(read):
    rows = read("population-annual", "population-annual.csv")

    assert len(rows) == len({(row["iso3"], row["year"]) for row in rows}) == 215 * 63
    assert Counter(row["iso3"] for row in rows if not row["population"]) == {"PSE": 30}


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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", ["datapackage.json", "checklist.json"])
def test_every_text_has_an_arabic_translation(read, name, file):
    lacking = list(untranslated(read(name, file), ""))

    assert lacking == []


@pytest.mark.parametrize("name", NAMES)
def test_arabic_text_uses_arabic_punctuation(read, name):
    texts = [
        text for file in ("datapackage.json", "checklist.json") for text in arabic(read(name, file))
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
    sources = read(name, "datapackage.json")["sources"]

    recorded = {(source["package"], source["sha256"]) for source in sources if "package" in source}

    assert recorded == {(package.purl, package.sha256) for package in READERS[name].PACKAGES}


def untranslated(thing, place):
    """Yield the places of texts that have no Arabic beside them."""
    if isinstance(thing, list):
        for position, entry in enumerate(thing):
            yield from untranslated(entry, f"{place}/{position}")
    if not isinstance(thing, dict):
        return
    other = thing.get("translations", {}).get("ar", {})
    for key, value in thing.items():
        if key in {
            "title",
            "description",
            "keywords",
            "label",
            "unit",
            "note",
            "reason",
            "spatial",
        }:
            if not other.get(key):
                yield f"{place}/{key}"
        elif key != "translations":
            yield from untranslated(value, f"{place}/{key}")


def arabic(thing):
    """Yield every Arabic text."""
    if isinstance(thing, list):
        for entry in thing:
            yield from arabic(entry)
    if not isinstance(thing, dict):
        return
    for value in thing.get("translations", {}).get("ar", {}).values():
        yield from [value] if isinstance(value, str) else value
    for value in thing.values():
        yield from arabic(value)
