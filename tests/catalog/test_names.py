import re

import pytest

from portal.catalog.names import column_ids, is_dataset_name, romanise, slug, table_names

HASHED = re.compile(r"column_[0-9a-f]{8}")


def ids(*names):
    return list(column_ids([{"name": name} for name in names]))


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("population", "population"),
        ("عدد السكان", "add_alskan"),
        ("المحافظة", "almhafza"),
        ("السنة", "alsna"),
        ("سنة الإسناد", "sna_alasnad"),
        ("نسبة البطالة (٪)", "nsba_albtala"),
        ("عام ٢٠٢٤", "aam_2024"),
        ("سال ۱۴۰۳", "sal_1403"),
        ("گزارش‌های پژوهشی", "gzarshhay_pzhwhshy"),
        ("پارێزگا", "parezga"),
        ("الـقـيـمـة", "alqyma"),
        ("القِيمَةُ", "alqyma"),
        ("ﻻ ينطبق", "la_yntbq"),
        ("Año de nacimiento", "ano_de_nacimiento"),
        ("Straße", "strasse"),
        ("Ærø & Łódź", "aero_lodz"),
        ("GDP (US$)", "gdp_us"),
        ("SELECT", "select"),
        ("order", "order"),
        ("a]b", "a_b"),
        ("name\u200f", "name"),
        ("\ufeffid", "id"),
        ("Total\u00a0population", "total_population"),
    ],
)
def test_a_header_becomes_a_column_id(header, column):
    assert ids(header) == [column]


@pytest.mark.parametrize(
    "header",
    ["", " ", "2020", "٢٠٢٠", "---", "人口", "Население", "Total 人口", "x" * 200, "س" * 64],
    ids=[
        "empty",
        "space",
        "digit",
        "arabic-digit",
        "signs",
        "han",
        "cyrillic",
        "mixed",
        "200",
        "64",
    ],
)
def test_what_has_no_latin_form_takes_a_hash_of_the_header(header):
    assert HASHED.fullmatch(ids(header)[0])
    assert ids("other", header)[1] == ids(header)[0]


def test_an_own_column_id_wins():
    fields = [{"name": "عدد السكان", "column": "population"}, {"name": "population_"}]

    assert column_ids(fields) == ("population", "population_")


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        (["name", "Name"], {0: "name"}),
        (["Name", "NAME"], {}),
        (["السنة", "السنه", "a"], {0: "alsna", 1: "alsnh", 2: "a"}),
        (["Area", "area", "AREA"], {1: "area"}),
        (["name", "name\u200f"], {0: "name"}),
    ],
    ids=["one-exact", "none-exact", "different", "three", "invisible"],
)
def test_headers_that_become_one_id_take_hashes_in_any_order(headers, kept):
    columns = ids(*headers)

    assert {at: column for at, column in enumerate(columns) if not HASHED.fullmatch(column)} == kept
    assert len(set(columns)) == len(headers)
    assert ids(*reversed(headers)) == columns[::-1]


def test_a_name_that_is_a_hash_of_another_does_not_collide():
    taken = ids("2020")[0]

    assert len(set(ids("2020", taken))) == 2


def test_five_thousand_headers_stay_apart():
    columns = ids(*(f"{number}" for number in range(5_000)))

    assert len(set(columns)) == 5_000


@pytest.mark.parametrize(
    ("dataset", "resources", "tables"),
    [
        ("population-annual", ["data"], ["population_annual"]),
        ("gdp.v2", ["a"], ["gdp_v2"]),
        ("water", ["stations", "day-readings"], ["water_stations", "water_day_readings"]),
        ("water", ["Täglich", "محطات"], ["water_taglich", "water_mhtat"]),
        ("2020-census", ["a"], ["t_2020_census"]),
        ("sqlite-stat1", ["a"], ["t_sqlite_stat1"]),
    ],
)
def test_table_names(dataset, resources, tables):
    assert list(table_names(dataset, resources)) == tables


def test_a_long_table_name_is_cut_and_stays_its_own():
    tables = table_names("a" * 63, ["readings-1", "readings-2"])

    assert max(map(len, tables)) == 63
    assert len(set(tables)) == 2


@pytest.mark.parametrize("name", ["a", "population-annual", "gdp.v2", "2020_census"])
def test_dataset_names(name):
    assert is_dataset_name(name)


@pytest.mark.parametrize(
    "name", ["", "A", "-a", ".", "..", "a/b", "a b", "gdp.json", "سكان", "a" * 64, "a\n"]
)
def test_no_dataset_names(name):
    assert not is_dataset_name(name)


def test_slugs_and_unknown_letters():
    assert slug("وزارة الصحة", "publisher") == "wzara-alsha"
    assert slug("統計局", "publisher").startswith("publisher-")
    assert romanise("統計局") is None
