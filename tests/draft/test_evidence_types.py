"""Of which type a column is drafted, and why."""

import pytest

from portal.draft.evidence import draft
from portal.draft.model import Table


def drafted(label, *cells, units=None):
    """Return the field that is drafted for a column, and the key of the reason for its type."""
    table = Table([label, "beside"], [[cell, "v"] for cell in cells], units or {})
    found = draft(table)
    reason = next(one for one in found.evidence if one.property == "type")
    return found.schema["fields"][0], reason.key


@pytest.mark.parametrize(
    ("label", "cells", "type_", "format_"),
    [
        pytest.param("x", ["0", "12", "-3"], "integer", None, id="whole"),
        pytest.param("x", ["9223372036854775807", "1"], "integer", None, id="64 bits"),
        pytest.param("x", ["0.5", "12", "-3.25", ".5"], "number", None, id="decimals"),
        pytest.param("x", ["1.0", "2.0"], "number", None, id="point zero is no integer"),
        pytest.param("x", ["0.30000000000000004", "1.5"], "number", None, id="17 digits, exact"),
        pytest.param("x", ["101.5", "99.25", "1e3"], "number", None, id="exponent among decimals"),
        pytest.param("x", ["2020-01-31", "1999-12-01"], "date", None, id="ISO date"),
        pytest.param("x", ["31/01/2020", "1/2/2020"], "date", "%d/%m/%Y", id="day first"),
        pytest.param("x", ["01/31/2020", "01/02/2020"], "date", "%m/%d/%Y", id="month first"),
        pytest.param("x", ["31.01.2020", "01.02.2020"], "date", "%d.%m.%Y", id="points"),
        pytest.param(
            "x", ["2020-01-31", "1/1/0001", "1999-12-01"], "date", None, id="a day for none"
        ),
        pytest.param("Jahr", ["2015", "2016"], "year", None, id="year in German"),
        pytest.param("x", ["2020/01/31", "2020/02/01"], "date", "%Y/%m/%d", id="year first"),
        pytest.param("date", ["20200131", "19991201"], "date", "%Y%m%d", id="eight digits"),
        pytest.param("x", ["20200131", "19991201"], "integer", None, id="eight digits, no date said"),
        pytest.param("x", ["2020-01-31T10:00:00Z", "2020-01-31 10:00:00"], "datetime", None, id="moment"),
        pytest.param("x", ["31/01/2020 10:00", "01/02/2020 09:30"], "datetime", "%d/%m/%Y %H:%M", id="day and time"),
        pytest.param("x", ["10:00:00", "23:59:59"], "time", None, id="time"),
        pytest.param("x", ["10:00", "9:30"], "time", "%H:%M", id="time without seconds"),
        pytest.param("x", ["2020-01", "2019-12"], "yearmonth", None, id="month"),
        pytest.param("year", ["2020", "1999"], "year", None, id="year"),
        pytest.param("السنة", ["2020", "1999"], "year", None, id="year in Arabic"),
        pytest.param("Exercice", ["2020", "1999"], "year", None, id="year in French"),
        pytest.param("edition", ["2020", "1999"], "integer", None, id="no year by its label"),
        pytest.param("x", ["a", "b"], "string", None, id="text"),
    ],
)  # fmt: skip
def test_the_type_that_all_cells_fit(label, cells, type_, format_):
    field, key = drafted(label, *cells)

    assert (field["type"], field.get("format")) == (type_, format_)
    assert key == (f"type-{type_}" if type_ != "string" else "text")


@pytest.mark.parametrize(
    ("label", "cells", "key"),
    [
        pytest.param("x", ["01", "02", "10"], "zeros", id="leading zeros"),
        pytest.param("x", ["+1", "2"], "inexact", id="plus"),
        pytest.param("x", ["1e5", "2e5"], "inexact", id="exponents only"),
        pytest.param("x", ["1.23457E+11", "2"], "inexact", id="digits lost"),
        pytest.param("x", ["12345678901234567890", "1"], "inexact", id="20 digits"),
        pytest.param("x", ["0.12345678901234567", "0.5"], "inexact", id="more digits than a float"),
        pytest.param("x", ["1,234", "5,678"], "written-numbers", id="thousands"),
        pytest.param("x", ["١٢", "٣٤"], "written-numbers", id="Arabic digits"),
        pytest.param("x", ["1", "2", "3", "four 4"], "nearly-numbers", id="a text among numbers"),
        pytest.param("Phone", ["791234567", "771234567"], "identifier", id="telephone"),
        pytest.param("الرقم الوطني", ["9791234567", "9771234567"], "identifier", id="national number"),
        pytest.param("Code postal", ["75001", "13002"], "identifier", id="postcode"),
        pytest.param("id", ["1", "2"], "identifier", id="id"),
        pytest.param("x", [str(4_006_381_333_931 + n) for n in range(20)], "identifier-shape", id="bar codes"),
        pytest.param("x", ["01/02/2020", "03/04/2020"], "date-ambiguous", id="day or month"),
        pytest.param("x", ["31/01/2020", "01/31/2020"], "date-mixed", id="both orders"),
        pytest.param("x", ["1445-01-01", "1445-02-03"], "hijri-date", id="Hijri, ISO"),
        pytest.param("x", ["20/01/1445", "03/02/1445"], "hijri-date", id="Hijri, day first"),
        pytest.param("x", ["2009-10", "2010-11"], "season", id="two years, not a month"),
        pytest.param("x", ["", ""], "empty", id="empty"),
    ],
)  # fmt: skip
def test_what_stays_text_says_why(label, cells, key):
    field, reason = drafted(label, *cells)

    assert (field["type"], reason) == ("string", key)


def test_an_amount_is_no_code_though_its_label_has_a_word_of_one():
    counts = drafted("mobile subscriptions", "791234567", "771234567")
    amounts = drafted("Account balance", "12", "13")
    signed = drafted("account", "12", "13", units={"account": "JOD"})

    assert [field["type"] for field, _ in (counts, amounts, signed)] == ["integer"] * 3


def test_hijri_years_are_whole_numbers_and_time():
    field, key = drafted("السنة", "1444", "1445")

    assert (field["type"], field["role"], key) == ("integer", "time", "hijri-year")


@pytest.mark.parametrize(
    ("cells", "yes", "no"),
    [
        pytest.param(["true", "false"], ["true"], ["false"], id="true"),
        pytest.param(["TRUE", "True", "FALSE"], ["TRUE", "True"], ["FALSE"], id="capitals"),
        pytest.param(["TRUE", "TRUE"], ["TRUE"], ["FALSE"], id="one of them"),
        pytest.param(["Yes", "No"], ["Yes"], ["No"], id="yes"),
        pytest.param(["نعم", "لا"], ["نعم"], ["لا"], id="Arabic"),
        pytest.param(["oui", "non"], ["oui"], ["non"], id="French"),
        pytest.param(["Y", "N", "n/a"], ["Y"], ["N"], id="letters, and none"),
    ],
)
def test_yes_and_no_in_their_own_words(cells, yes, no):
    field, _ = drafted("x", *cells, *cells)

    assert (field["type"], field["trueValues"], field["falseValues"]) == ("boolean", yes, no)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["NO", "NO"], id="Norway alone"),
        pytest.param(["1", "0"], id="digits"),
        pytest.param(["yes", "no", "unknown"], id="a third answer"),
        pytest.param(["yes", "false"], id="of two pairs"),
    ],
)
def test_what_may_be_more_than_yes_and_no(cells):
    field, _ = drafted("x", *cells)

    assert field["type"] != "boolean"


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        pytest.param(["1", "-", "..", "3"], ["", "-", ".."], id="signs"),
        pytest.param(["1", "NA", "3"], ["", "NA"], id="NA among numbers"),
        pytest.param(["1", "غير متوفر", "3"], ["", "غير متوفر"], id="Arabic"),
        pytest.param(["2020-01-01", "n/a"], ["", "n/a"], id="among dates"),
        pytest.param(["JO", "NA", "EG"], None, id="Namibia"),
        pytest.param(["none", "some", "many"], None, id="an answer"),
        pytest.param(["Amman", "n/a", "Irbid"], ["", "n/a"], id="among texts"),
        pytest.param([*"123456789", "10", "withheld"], ["", "withheld"], id="a reason"),
        pytest.param([*map(str, range(40)), "c", "c"], ["", "c"], id="a mark, twice"),
        pytest.param([*map(str, range(40)), "abc"], None, id="a slip"),
        pytest.param([*map(str, range(40)), "<1", "<1"], None, id="a value"),
        pytest.param(["", "a"], None, id="empty cells only"),
    ],
)
def test_what_stands_for_no_value(cells, missing):
    table = Table(["x", "y"], [[cell, "1"] for cell in cells])

    field = draft(table).schema["fields"][0]

    assert field.get("missingValues") == missing
    assert ("required" in field.get("constraints", {})) == (missing is None and "" not in cells)


def test_the_counts_of_missing_values_are_said():
    cells = ["1", "-", "-", "", "2"] * 300
    found = draft(Table(["x", "beside"], [[cell, "v"] for cell in cells]))

    counts = {one.key: one.parameters for one in found.evidence if one.field == "x"}

    assert counts["missing"] == {"example": "-", "count": 600, "total": 1500}
    assert counts["optional"] == {"count": 900, "total": 1500}
    assert counts["type-integer"] == {"count": 600, "total": 600}


def test_a_row_of_nothing_but_signs_keeps_its_first_as_a_text():
    field = draft(Table(["x", "y"], [["1", ".."], ["-", ".."], ["3", "7"]])).schema["fields"][0]

    assert (field["type"], field.get("missingValues")) == ("string", None)
