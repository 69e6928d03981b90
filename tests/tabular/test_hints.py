"""What a failed cell could be meant to hold: one reading or none, and never a different place."""

import subprocess
import sys
from functools import partial

import pytest

from portal.tabular.hints import Hint, Hinter, hint_for, suggest_from


@pytest.fixture
def hinted(describe):
    """Return a function that gives the hint for a cell of a field with some properties."""

    def run(cell, **properties):
        resource = describe({"fields": [{"name": "x", **properties}]})
        described = resource.schema.descriptor["fields"][0]
        return hint_for(cell, resource.schema.fields[0], described)

    return run


def cases(*rows):
    return pytest.mark.parametrize(
        ("cell", "code", "suggestion"), rows, ids=[ascii(row[0]) for row in rows]
    )


@cases(
    ("4,430", "thousands", "4430"),
    ("1,234,567", "thousands", "1234567"),
    ("1.234.567", "thousands", "1234567"),
    ("4 430", "thousands", "4430"),
    ("4\u00a0430", "thousands", "4430"),
    ("٤٬٤٣٠", "thousands", "4430"),
    ("-4,430", "thousands", "-4430"),
    ("4.430", "thousands", None),
    ("12,34,567", "thousands", None),
    ("44.0", "decimals", "44"),
    ("44,5", "decimals", None),
    ("٤٤٫٠", "decimals", "44"),
    ("\u200f44", "invisible", "44"),
    ("\ufeff44\u202c", "invisible", "44"),
    ("\u200f4,430", "invisible", "4430"),
    ("−5", "minus", "-5"),
    ("5-", "minus", "-5"),
    ("9.63E+11", "scientific", None),
    ("44 %", "unit", None),
    ("12 دينار", "unit", None),
    ("n/a", "missing", None),
    ("غير متوفر", "missing", None),
    ("one million", None, None),
    ("", None, None),
    ("44", None, None),
)
def test_whole_numbers(hinted, cell, code, suggestion):
    assert hinted(cell, type="integer") == Hint(code, suggestion)


@cases(
    ("٤٤٫٥", "digits", "44.5"),
    ("۴۴٫۵", "digits", "44.5"),
    ("44,5", "comma", "44.5"),
    ("٤٤،٥", "comma", "44.5"),
    ("0,430", "comma", "0.430"),
    ("4,430", "thousands", None),
    ("1,234.5", "thousands", "1234.5"),
    ("1.234,5", "thousands", "1234.5"),
    ("1 234,5", "thousands", "1234.5"),
    ("1,23,4.5", None, None),
    ("44.5 %", "unit", None),
)
def test_numbers(hinted, cell, code, suggestion):
    assert hinted(cell, type="number") == Hint(code, suggestion)


@cases(("44.5", None, "44,5"), ("1,234.5", "thousands", "1234,5"), ("1.234", "thousands", None))
def test_numbers_with_a_decimal_comma(hinted, cell, code, suggestion):
    assert hinted(cell, type="number", decimalChar=",") == Hint(code, suggestion)


@cases(
    ("25/04/2023", "date-order", "2023-04-25"),
    ("04/25/2023", "date-order", "2023-04-25"),
    ("25.04.2023", "date-order", "2023-04-25"),
    ("٢٥/٠٤/٢٠٢٣", "date-order", "2023-04-25"),
    ("11/11/2023", "date-order", "2023-11-11"),
    ("11/04/2023", "date-ambiguous", None),
    ("4.11.2023", "date-ambiguous", None),
    ("31/02/2023", "date-order", None),
    ("٢٠٢٦-٠١-٠٢", "digits", "2026-01-02"),
    (" 2020-01-02", "space", "2020-01-02"),
    ("2023/04/11", None, "2023-04-11"),
    ("20230411", None, "2023-04-11"),
    ("2023-04-11 00:00:00", None, "2023-04-11"),
    ("2023-04-11 10:30", None, None),
    ("45027", "date-serial", "2023-04-11"),
    ("45027.5", "date-serial", None),
    ("12345", "date-serial", None),
    ("11 April 2023", "date-month", "2023-04-11"),
    ("Apr 11th, 2023", "date-month", "2023-04-11"),
    ("١١ نيسان ٢٠٢٣", "date-month", "2023-04-11"),
    ("11 نيسان/أبريل 2023", "date-month", "2023-04-11"),
    ("2 كانون الثاني 2023", "date-month", "2023-01-02"),
    ("3 غشت 2023", "date-month", "2023-08-03"),
    ("11 أفريل 2023", "date-month", "2023-04-11"),
    ("25/04/23", "year-short", None),
    ("11-Apr-23", "year-short", None),
    ("25/04/1445", "hijri", None),
    ("1445/09/01", "hijri", None),
    ("..", "missing", None),
    ("2023", None, None),
    ("yesterday", None, None),
)
def test_dates(hinted, cell, code, suggestion):
    assert hinted(cell, type="date") == Hint(code, suggestion)


@pytest.mark.parametrize(
    ("properties", "cell", "suggestion"),
    [
        ({"type": "date", "format": "%d/%m/%Y"}, "2023-04-11", "11/04/2023"),
        ({"type": "datetime"}, "2023-04-11 08:30", "2023-04-11T08:30:00"),
        ({"type": "datetime"}, "25/04/2023 8:30 PM", "2023-04-25T20:30:00"),
        ({"type": "datetime"}, "11/04/2023 08:30", None),
        ({"type": "datetime"}, "2023-04-11", None),
        ({"type": "datetime", "format": "%d.%m.%Y %H:%M"}, "2023-04-11 08:30", "11.04.2023 08:30"),
        ({"type": "time"}, "8:30", "08:30:00"),
        ({"type": "time"}, "25:00", None),
        ({"type": "year"}, "2023.0", "2023"),
        ({"type": "year"}, "2023م", "2023"),
        ({"type": "year"}, "2023/24", None),
        ({"type": "yearmonth"}, "April 2023", "2023-04"),
        ({"type": "yearmonth"}, "04/2023", "2023-04"),
        ({"type": "yearmonth"}, "2023-13", None),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_times_and_formats(hinted, properties, cell, suggestion):
    assert hinted(cell, **properties).suggestion == suggestion


@pytest.mark.parametrize(
    ("properties", "cell", "code"),
    [
        ({"type": "year"}, "1445هـ", "hijri"),
        ({"type": "year"}, "23", "year-short"),
        ({"type": "yearmonth"}, "1445/02", "hijri"),
        ({"type": "string"}, "\u200fx", "invisible"),
    ],
    ids=lambda value: ascii(value) if isinstance(value, str) else None,
)
def test_codes_without_a_suggestion(hinted, properties, cell, code):
    assert hinted(cell, constraints={"required": True}, **properties).code in {code, None}


@pytest.mark.parametrize(
    ("cell", "words", "suggestion"),
    [
        ("yes", {}, "true"),
        ("نعم", {}, "true"),
        ("لا", {}, "false"),
        ("نعم", {"trueValues": ["yes"], "falseValues": ["no"]}, "yes"),
        ("YES", {"trueValues": ["1", "yes"], "falseValues": ["0", "no"]}, "yes"),
        ("true", {"trueValues": ["نعم"], "falseValues": ["لا"]}, "نعم"),
        ("maybe", {}, None),
    ],
)
def test_booleans(hinted, cell, words, suggestion):
    assert hinted(cell, type="boolean", **words).suggestion == suggestion


GOVERNORATES = ["إربد", "عجلون", "عمّان", "الكرك", "البلقاء", "الطفيلة", "Ma'an", "Jerash"]


@cases(
    ("اربد", "spelling", "إربد"),
    ("إربـد", "spelling", "إربد"),
    ("إرْبِد", "spelling", "إربد"),
    ("\u200fإربد", "invisible", "إربد"),
    (" إربد", "space", "إربد"),
    ("ﺇﺭﺑﺪ", "spelling", "إربد"),
    ("ÅÑÈÏ", "encoding", "إربد"),
    ("الطفيله", "spelling", "الطفيلة"),
    ("الکرک", "spelling", "الكرك"),
    ("كرك", "spelling", "الكرك"),
    ("عمان", "spelling", "عمّان"),
    ("jerash", "spelling", "Jerash"),
    ("Maan", "spelling", "Ma'an"),
    ("عجلن", None, "عجلون"),
    ("Jerush", None, "Jerash"),
    ("عُمان", None, None),
    ("معان", None, None),
    ("الزرقاء", None, None),
    ("Gerash", None, None),
)
def test_allowed_values(hinted, cell, code, suggestion):
    assert hinted(cell, constraints={"enum": GOVERNORATES}) == Hint(code, suggestion)
    assert hinted(cell, categories=GOVERNORATES) == Hint(code, suggestion)


@pytest.mark.parametrize(
    ("value", "candidates", "suggestion"),
    [
        ("عمان", ["عُمان", "عمّان"], None),
        ("عُمان", ["عمّان", "عمان"], None),
        ("عمّان", ["عُمان"], None),
        ("عُمـان", ["عُمان", "عمّان"], "عُمان"),
        ("ليبريا", ["ليبيا"], None),
        ("كينيا", ["غينيا"], None),
        ("النيجر", ["نيجيريا"], None),
        ("Niger", ["Nigeria"], None),
        ("Iceland", ["Ireland"], None),
        ("Iraq", ["Iran"], None),
        ("Irelnd", ["Ireland"], "Ireland"),
        ("us", ["US", "Us"], None),
        ("jo", ["JO", "EG"], "JO"),
        ("JOD", ["JOR", "JPN"], None),
        ("EGYPX", ["EGYPT"], None),
        ("Region 1", ["Region 2"], None),
        ("Region  2", ["Region 2"], "Region 2"),
        ("٢٠٢٣", ["2023"], "2023"),
        ("15-19", ["15-18"], None),
        ("<5", [">5"], None),
        ("Jordan", ["Jordan"], None),
        ("Jordan", [], None),
        ("Jordann", ["Jordan", "Jordana"], None),
    ],
)
def test_never_a_different_value(value, candidates, suggestion):
    assert suggest_from(value, candidates) == suggestion


@pytest.mark.parametrize(
    ("constraints", "cell", "expected"),
    [
        ({"pattern": "[0-9]{4}"}, "112", Hint("zeros", "0112")),
        ({"pattern": "[0-9]{4}"}, "٠١١٢", Hint("digits", "0112")),
        ({"pattern": "[0-9]{4}"}, "12345", Hint()),
        ({"pattern": "[0-9]{4,6}"}, "112", Hint("zeros")),
        ({"minLength": 4, "maxLength": 4}, "112", Hint("zeros", "0112")),
        ({"minLength": 4}, "112", Hint("zeros")),
        ({"enum": ["0112", "0113"]}, "112", Hint("zeros", "0112")),
        ({"pattern": "JO-[A-Z]{2}"}, "jo-am", Hint("spelling", "JO-AM")),
        ({"pattern": "JO-[A-Z]{2}"}, "JO–AM", Hint("spelling", "JO-AM")),
        ({"pattern": "JO-[A-Z]{2}"}, "\u200fJO-AM", Hint("invisible", "JO-AM")),
        ({"pattern": "JO-[A-Z]{2}"}, "JO-1", Hint()),
        ({"maxLength": 4}, "Amman ", Hint("space")),
    ],
)
def test_codes_of_texts(hinted, constraints, cell, expected):
    assert hinted(cell, type="string", constraints=constraints) == expected


@pytest.mark.parametrize(
    ("properties", "cell"),
    [
        ({"type": "integer", "constraints": {"maximum": 100}}, "4,430"),
        ({"type": "date", "constraints": {"maximum": "2022-12-31"}}, "25/04/2023"),
        ({"type": "number", "constraints": {"enum": [1, 2]}}, "1,5"),
        ({"type": "integer", "missingValues": ["44"]}, "44.0"),
        ({"type": "string", "format": "email"}, " a@example.org"),
        ({"type": "string", "constraints": {"pattern": "(?=J)[A-Z-]+"}}, "\u200fJO-AM"),
        ({"type": "string", "constraints": {"pattern": "a*a*a*a*b"}}, " aab"),
        ({"type": "geopoint"}, "(35.9; 31.9)"),
    ],
    ids=["maximum", "latest", "enum", "no value", "format", "look-around", "slow", "other type"],
)
def test_what_might_not_pass_is_not_suggested(hinted, properties, cell):
    assert hinted(cell, **properties).suggestion is None


@pytest.mark.parametrize(
    ("label", "code"), [("\u200fid", "invisible"), ("id ", "space"), ("id", None)]
)
def test_headers(label, code):
    assert hint_for(label, None) == Hint(code)


def test_a_text_is_not_a_mistyped_value(hinted):
    assert hinted("x" * 100_000, type="integer") == Hint()


@pytest.mark.parametrize("type_", ["integer", "number", "date", "datetime", "string", "boolean"])
def test_every_cell_has_an_answer(describe, type_):
    field = describe({"fields": [{"name": "x", "type": type_}]}).schema.fields[0]
    pieces = ["", " ", "-", "+", ".", ",", "'", "1", "12", "000", "٣", "٫", "٬", "/", ":", "T", "م"]
    hint = partial(Hinter(field, {}).hint)

    for first in pieces:
        for second in pieces:
            for third in pieces:
                assert isinstance(hint(first + second + third), Hint)


def test_hints_need_no_checker():
    code = (
        "import sys, portal.tabular.hints; "
        "sys.exit(bool({'frictionless', 'polars', 'babel'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
