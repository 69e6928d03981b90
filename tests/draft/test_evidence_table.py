"""What is drafted of the columns of a table together: roles, keys, references, units, sums."""

from itertools import product

import pytest

from portal.draft.evidence import draft, sentence
from portal.draft.model import CodeList, Table

ISO3 = ("JOR", "EGY", "SAU", "IRQ", "LBN", "SYR", "YEM", "OMN")
NAMES = ("الأردن", "مصر", "السعودية", "العراق", "لبنان", "سورية", "اليمن", "عُمان")
COUNTRIES = CodeList(
    "countries", "countries", "iso3", frozenset((*ISO3, "FRA", "DEU")), "Countries"
)
TWO = CodeList(
    "countries", "countries", "iso2", frozenset(("JO", "EG", "SA", "IQ", "LB", "SY", "NO"))
)
NUMBERS = CodeList("places", "places", "id", frozenset(map(str, range(5000))), "Places")
PANEL = Table(
    ["iso3", "الدولة", "year", "sex", "population", "rate %"],
    [
        [code, name, year, sex, str(1000 + n), f"{n / 7:.2f}"]
        for n, ((code, name), year, sex) in enumerate(
            product(zip(ISO3, NAMES, strict=True), ("2019", "2020", "2021"), ("male", "female"))
        )
    ],
)


def table(**columns):
    labels = [label.replace("_", " ") for label in columns]
    return Table(labels, [list(row) for row in zip(*columns.values(), strict=True)])


def fields(found):
    return {field["name"]: field for field in found.schema["fields"]}


def reasons(found, field, property_):
    return [one.key for one in found.evidence if (one.field, one.property) == (field, property_)]


def test_a_table_of_facts_gets_roles_a_key_and_sums():
    found = draft(PANEL, [COUNTRIES])

    held = fields(found)
    assert {name: field["role"] for name, field in held.items()} == {
        "iso3": "dimension",
        "الدولة": "label",
        "year": "time",
        "sex": "dimension",
        "population": "measure",
        "rate %": "measure",
    }
    assert found.schema["primaryKey"] == ["iso3", "year", "sex"]
    assert [key["fields"] for key in found.schema["foreignKeys"]] == [["iso3"]]
    assert held["الدولة"]["language"] == "ar"
    assert held["sex"]["categories"] == ["female", "male"]
    assert held["population"]["aggregation"] == {"method": "sum", "over": ["iso3", "sex"]}
    assert held["population"]["constraints"] == {"required": True, "minimum": 0}
    assert (held["rate %"]["unit"], held["rate %"]["aggregation"]) == ("%", {"method": "none"})
    assert held["rate %"]["decimals"] == 2


def test_a_total_beside_its_parts_is_not_added_up():
    parts = draft(
        table(
            iso3=[code for code in ISO3 for _ in range(3)],
            sex=["male", "female", "Total"] * 8,
            population=[str(n) for n in range(24)],
        )
    )

    assert fields(parts)["population"]["aggregation"] == {"method": "sum", "over": ["iso3"]}
    assert reasons(parts, "population", "aggregation") == ["sum-total"]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Unemployment rate", "none-level"),
        ("متوسط الدخل", "none-level"),
        ("Population density", "none-level"),
        ("Subscriptions per 100 people", "none-level"),
        ("Prix moyen", "none-level"),
        ("x", "none-unsure"),
        ("Number of schools", "sum"),
        ("عدد المدارس", "sum"),
        ("Budget (JOD)", "sum"),
    ],
)
def test_only_counts_and_amounts_are_added_up(label, key):
    found = draft(Table(["name", label], [[f"place {n}", str(n * n)] for n in range(30)]))

    assert reasons(found, label, "aggregation") == [key]


@pytest.mark.parametrize(
    ("label", "unit", "title"),
    [
        ("Area (km2)", "km2", "Area"),
        ("Population (thousands)", "thousands", "Population"),
        ("Debt (% of GDP)", "% of GDP", "Debt"),
        ("Births (per 1000)", "per 1000", "Births"),
        ("Amount in USD", "USD", None),
        ("Exports in USD million", "USD million", None),
        ("المساحة (كم²)", "كم²", "المساحة"),
        ("النسبة %", "%", None),
        ("% of women", "%", None),
        ("elevation_ft", "ft", None),
        ("الصادرات بالمليون دينار", "بالمليون دينار", None),
        ("Elevation (m)", "m", "Elevation"),
        ("Population (total)", None, None),
        ("Persons (m)", None, None),
        ("Born in Jordan", None, None),
        ("Rank (2015)", None, None),
        ("Value (in words)", None, None),
    ],
)
def test_a_unit_is_read_off_the_label(label, unit, title):
    found = draft(Table(["name", label], [[f"place {n}", f"{n}.5"] for n in range(9)]))

    held = fields(found)[label]
    assert (held.get("unit"), held.get("title")) == (unit, title)


def test_a_unit_that_stood_in_the_cells_is_kept():
    found = draft(Table(["name", "price"], [["a", "1"], ["b", "2"]], {"price": "$"}))

    assert fields(found)["price"]["unit"] == "$"
    assert reasons(found, "price", "unit") == ["unit-cells"]


def test_a_unit_that_differs_by_row_is_a_field():
    found = draft(
        table(
            indicator=["births", "growth"] * 12,
            year=[str(2000 + n // 2) for n in range(24)],
            value=[str(n) for n in range(24)],
            unit=["persons", "percent"] * 12,
        )
    )

    held = fields(found)
    assert held["unit"]["role"] == "unit"
    assert (held["value"]["unitField"], held["value"]["aggregation"]) == (
        "unit",
        {"method": "none"},
    )


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        pytest.param({"name": ["a b", "c d"], "code": ["X1", "X2"]}, ["code"], id="code before name"),
        pytest.param({"year": ["2019", "2020"], "rain": ["1.5", "2.5"]}, ["year"], id="time alone"),
        pytest.param({"rain": ["1.5", "2.5"], "heat": ["7", "9"]}, None, id="never a measure"),
        pytest.param({"no": ["1", "2"], "place": ["a b", "c d"]}, ["place"], id="not the row number"),
        pytest.param({"no": ["1", "2"], "place": ["a b", "a b"]}, ["no"], id="the row number, if need be"),
        pytest.param({"code": ["X1", ""], "place": ["a b", "c d"]}, ["place"], id="nothing with a gap"),
        pytest.param({"code": ["X1"]}, None, id="one row shows nothing"),
    ],
)  # fmt: skip
def test_the_primary_key(columns, key):
    found = draft(table(**columns))

    assert found.schema.get("primaryKey") == key


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["31/01/2020", "1/2/2020", "01/02/2020"], id="one day twice"),
        pytest.param(["2020-01-31 10:00:00", "2020-01-31T10:00:00"], id="one moment twice"),
    ],
)
def test_two_ways_to_write_one_value_tell_no_rows_apart(cells):
    found = draft(Table(["x", "n"], [[cell, "1.5"] for cell in cells]))

    assert found.schema["fields"][0]["type"] in {"date", "datetime"}
    assert "primaryKey" not in found.schema


def test_rows_that_are_repeated_are_counted():
    found = draft(table(place=["a b", "a b", "c d"], n=["1", "1", "2"]))

    assert "primaryKey" not in found.schema
    assert {one.key: one.parameters for one in found.evidence if not one.field} == {
        "key-none": {"count": 4, "total": 3},
        "rows-repeated": {"count": 1, "total": 3},
    }


@pytest.mark.parametrize(
    ("label", "cells", "lists", "refers"),
    [
        pytest.param("x", ISO3, [COUNTRIES], "iso3", id="eight of eight"),
        pytest.param("x", ISO3[:2], [COUNTRIES], None, id="two may be chance"),
        pytest.param("country", ISO3[:2], [COUNTRIES], "iso3", id="two, and the label says so"),
        pytest.param("الدولة", ISO3[:2], [COUNTRIES], "iso3", id="said in Arabic"),
        pytest.param("x", ("JO", "EG", "SA", "IQ", "LB"), [TWO], "iso2", id="five of a short list"),
        pytest.param("answer", ("NO", "SY"), [TWO], None, id="pairs of letters"),
        pytest.param("year", ("2001", "2002", "2003", "2004", "2005"), [NUMBERS], None, id="years"),
        pytest.param("rooms", tuple("123456"), [NUMBERS], None, id="small numbers"),
        pytest.param("place id", tuple("123456"), [NUMBERS], "id", id="numbers, and the label says so"),
        pytest.param("x", ("jor", "egy", "sau", "irq", "lbn"), [COUNTRIES], None, id="other case"),
    ],
)  # fmt: skip
def test_a_reference_is_measured(label, cells, lists, refers):
    rows = [[cell, f"text {n}"] for n, cell in enumerate(cells * 4)]

    found = draft(Table([label, "text"], rows), lists)

    keys = found.schema.get("foreignKeys", [])
    assert [key["reference"]["fields"] for key in keys] == ([[refers]] if refers else [])
    assert reasons(found, label, "foreignKeys") == (["foreignKeys"] if refers else [])


def test_of_two_lists_the_smaller_one_is_meant():
    arab = CodeList("arab-states", "arab-states", "iso3", frozenset(ISO3))

    found = draft(Table(["x"], [[code] for code in ISO3]), [COUNTRIES, arab])

    assert [key["reference"]["package"] for key in found.schema["foreignKeys"]] == ["arab-states"]


def test_a_code_and_its_other_code_make_one_reference():
    two = dict(zip(ISO3, ("JO", "EG", "SA", "IQ", "LB", "SY", "YE", "OM"), strict=True))
    whole = CodeList("countries", "countries", "iso2", frozenset(two.values()))
    rows = [[code, two[code], str(n)] for n in range(3) for code in ISO3]

    found = draft(Table(["iso3", "iso2", "n"], rows), [COUNTRIES, whole])

    assert [key["fields"] for key in found.schema["foreignKeys"]] == [["iso3"]]
    assert fields(found)["iso2"]["role"] == "label"


def test_nearly_all_codes_make_no_key_and_name_the_others():
    codes = CodeList("regions", "regions", "code", frozenset(f"R{n:02}" for n in range(30)))
    cells = [*(f"R{n:02}" for n in range(30)), "R77", "R77"]

    found = draft(Table(["region", "x"], [[cell, str(n)] for n, cell in enumerate(cells)]), [codes])

    near = next(one for one in found.evidence if one.property == "foreignKeys")
    assert "foreignKeys" not in found.schema
    assert sentence(near, "en") == (
        "30 of 31 values are codes of regions.code, so no key is made; not there: R77 (2)"
    )


@pytest.mark.parametrize(
    ("cells", "pattern"),
    [
        pytest.param(["01", "02", "10", "11", "12"], "[0-9]{2}", id="digits"),
        pytest.param(
            ["A-01", "B-02", "C-03", "D-04", "E-05"], "[A-Z]\\-[0-9]{2}", id="sign between"
        ),
        pytest.param(["01", "02", "100", "11", "12"], None, id="two lengths"),
        pytest.param(["01", "02", "03"], None, id="too few"),
        pytest.param(["Ab", "Cd", "Ef", "Gh", "Ij"], None, id="words"),
    ],
)
def test_codes_of_one_form_have_a_pattern(cells, pattern):
    field = fields(draft(table(x=cells)))["x"]

    assert field.get("constraints", {}).get("pattern") == pattern


@pytest.mark.parametrize(
    ("label", "cells", "bounds"),
    [
        ("latitude", ["31.9", "-12.5"], {"minimum": -90, "maximum": 90}),
        ("خط الطول", ["35.9", "-112.5"], {"minimum": -180, "maximum": 180}),
        ("latitude", ["3190", "1250"], {}),
        ("Population", ["0", "12"], {"minimum": 0}),
        ("Balance", ["-5", "12"], {}),
        ("Rate", ["5", "12"], {}),
    ],
)
def test_bounds_come_from_what_is_measured(label, cells, bounds):
    field = fields(draft(Table([label, "x"], [[cell, "v"] for cell in cells])))[label]

    assert {k: v for k, v in field["constraints"].items() if k != "required"} == bounds


def test_years_as_columns_are_said_and_change_nothing():
    labels = ["country", "2019", "2020", "2021 [YR2021]"]
    wide = draft(Table(labels, [["a b", "1", "2", "3"], ["c d", "4", "5", "6"]]))

    assert [field["name"] for field in wide.schema["fields"]] == labels
    said = [sentence(one, "en") for one in wide.evidence if one.key == "wide"]
    assert said == [
        "years as columns: 3, for example “2019”; one row for each year is easier to use"
    ]


def test_a_poor_id_is_said_and_none_is_invented():
    found = draft(Table(["人口", "عدد السكان", "name"], [["1", "2", "a b"]]))

    said = {one.field: one.value for one in found.evidence if one.property == "column"}
    assert said["عدد السكان"] == "add_alskan"
    assert said["人口"].startswith("column_")
    assert "name" not in said
    assert not any("column" in field for field in found.schema["fields"])


def test_labels_that_are_the_same_or_empty_are_kept_and_nothing_refers_to_them():
    rows = [["JOR", "1", "", "X1"], ["EGY", "2", "", "X2"]]

    found = draft(Table(["a", "a", "", "b"], rows), [COUNTRIES])

    assert [field["name"] for field in found.schema["fields"]] == ["a", "a", "", "b"]
    assert found.schema["primaryKey"] == ["b"]


def test_dates_that_are_noted_are_no_time():
    found = draft(
        table(
            code=["X1", "X2", "X3"],
            start=["2020-01-01", "2020-02-01", "2020-03-01"],
            end=["2020-05-01", "", "2020-03-09"],
        )
    )

    assert [field["role"] for field in found.schema["fields"]] == ["dimension", "note", "note"]


def test_what_rows_may_be_narrowed_down_by_is_evidence():
    found = draft(PANEL)

    facets = next(one for one in found.evidence if one.property == "facets")
    assert facets.value == "iso3 · year · sex"
    assert "facets" not in found.schema
