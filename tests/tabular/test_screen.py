"""What the screen is certain of, Frictionless accepts, with the value that the judge's way gives."""

import itertools
import warnings

import polars as pl
import pytest
from frictionless import FrictionlessException, Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.tabular.judge import PROFILE, schema_for_judge
from portal.tabular.screen import field as compiling
from portal.tabular.screen import screen_of
from portal.tabular.values import LITERAL, InexactError, converter

UUID = "2bc1c94f-0deb-43e9-92a1-4775189ec9f8"
LONG = "9" * 19
DECIMAL_COMMA = {"type": "number", "decimalChar": ",", "groupChar": "."}
WRAPPED = {"type": "number", "bareNumber": False, "groupChar": ","}
BOUNDED = {"minimum": 3, "exclusiveMaximum": 10}

ORDINARY = {
    "string": ({"type": "string"}, ["a", "NA", "01234", " a ", "عمّان", "a\nb", "\0"]),
    "string: length": (
        {"type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
        ["ab", "abc", "عما", "😀😀😀"],
    ),
    "string: enum": ({"type": "string", "constraints": {"enum": ["a", "ب", 1]}}, ["a", "ب"]),
    "string: pattern": (
        {"type": "string", "constraints": {"pattern": r"[A-Z]{3}|\d+|x-.*"}},
        ["JOR", "12", "x-", "x-عمان"],
    ),
    "string: categories": (
        {"type": "string", "categories": ["a", {"value": "b", "label": "B"}]},
        ["a", "b"],
    ),
    "string: enum before categories": (
        {"type": "string", "categories": ["a"], "constraints": {"enum": ["b"]}},
        ["b"],
    ),
    "string: required": ({"type": "string", "constraints": {"required": True}}, ["a"]),
    "string: email": (
        {"type": "string", "format": "email"},
        ["a@example.com", "first.last+x@stat.gov.jo"],
    ),
    "string: uri": ({"type": "string", "format": "uri"}, ["https://example.org/a?b=%D8#c"]),
    "string: uuid": ({"type": "string", "format": "uuid"}, [UUID, UUID.upper()]),
    "string: binary": ({"type": "string", "format": "binary"}, ["aGVsbG8=", "YQ==", "YWJj"]),
    "any": ({"type": "any"}, ["a", "1"]),
    "any: enum": ({"type": "any", "constraints": {"enum": ["1", 2]}}, ["1"]),
    "boolean": ({"type": "boolean"}, ["true", "FALSE", "0", "1", "True"]),
    "boolean: words": (
        {"type": "boolean", "trueValues": ["yes", "x"], "falseValues": ["no", "x"]},
        ["yes", "no", "x"],
    ),
    "boolean: enum": ({"type": "boolean", "constraints": {"enum": ["true"]}}, ["true", "1"]),
    "boolean: enum of values": (
        {"type": "boolean", "constraints": {"enum": [False, "x"]}},
        ["0", "false"],
    ),
    "integer": ({"type": "integer"}, ["0", "-5", "007", "+1", "-0", "9" * 18, str(2**63 - 1)]),
    "integer: bounds": ({"type": "integer", "constraints": BOUNDED}, ["3", "9"]),
    "integer: other bounds": (
        {"type": "integer", "constraints": {"exclusiveMinimum": "3", "maximum": 10.0}},
        ["4", "10"],
    ),
    "integer: enum": ({"type": "integer", "constraints": {"enum": [1, "2", 2.5]}}, ["1", "02"]),
    "integer: enum with a truth value": (
        {"type": "integer", "constraints": {"enum": [2, True]}},
        ["2"],
    ),
    "integer: categories": ({"type": "integer", "categories": [1, 2]}, ["1", "2"]),
    "integer: not bare": ({"type": "integer", "bareNumber": False}, ["42%", "EUR 42", "-7 m"]),
    "integer: group": ({"type": "integer", "groupChar": ","}, ["1000"]),
    "number": (
        {"type": "number"},
        ["1", "1.10", "-0.5", "1e3", "0", "0.0", "0.000000", "-0", ".5", "5.", "+1", "1E-9"],
    ),
    "number: digits": (
        {"type": "number"},
        ["0.30000000000000004", "35.92365432109877", "-1234567890123456.0", "0.1234567890120000"],
    ),
    "number: bounds": (
        {"type": "number", "constraints": {"minimum": 0.1, "maximum": 3}},
        ["0.1", "3", "3.0", "0.10"],
    ),
    "number: other bounds": (
        {"type": "number", "constraints": {"exclusiveMinimum": 0.1, "exclusiveMaximum": "3"}},
        ["0.11", "2.99"],
    ),
    "number: enum": (
        {"type": "number", "constraints": {"enum": [0.1, 2, 2**53 + 1]}},
        ["0.1", "0.10", "2.0"],
    ),
    "number: enum with a truth value": (
        {"type": "number", "constraints": {"enum": [2, True]}},
        ["2"],
    ),
    "number: comma": (DECIMAL_COMMA, ["1,5", "1.234,5", "-1.000", "5"]),
    "number: comma only": ({"type": "number", "decimalChar": ","}, ["1,5", "15"]),
    "number: groups": ({"type": "number", "groupChar": " "}, ["1 234.5", "1234"]),
    "number: not bare": (WRAPPED, ["$1,234.50", "12.5 %", "-3 kg"]),
    "date": ({"type": "date"}, ["2020-02-29", "1999-12-31", "0001-01-01", "9999-12-31"]),
    "date: bounds": (
        {
            "type": "date",
            "constraints": {"minimum": "2020-01-01", "exclusiveMaximum": "2021-01-01"},
        },
        ["2020-01-01", "2020-12-31"],
    ),
    "date: enum": ({"type": "date", "constraints": {"enum": ["2020-01-01", "x"]}}, ["2020-01-01"]),
    "date: format": ({"type": "date", "format": "%d/%m/%Y"}, ["31/12/2020", "29/02/2020"]),
    "date: format and bounds": (
        {"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "02/01/2020"}},
        ["02/01/2020", "01/02/2020"],
    ),
    "date: format without signs": ({"type": "date", "format": "%Y%m%d"}, ["20200131"]),
    "date: format of a time": ({"type": "date", "format": "%Y-%m-%dT%H:%M"}, ["2020-01-31T23:59"]),
    "date: format in another order": ({"type": "date", "format": "%Y-%d-%m"}, ["2020-31-01"]),
    "date: strange format": ({"type": "date", "format": "[%d].(%m)*%Y$\\"}, ["[31].(12)*2020$\\"]),
    "datetime": (
        {"type": "datetime"},
        [
            *("2013-01-01T05:00:00Z", "2020-02-29T23:59:59", "2020-01-01T00:00:00+03:00"),
            *("2020-01-01T00:00:00.123456Z", "2020-01-01T00:00:00.000001-00:30"),
        ],
    ),
    "datetime: other ways": (
        {"type": "datetime"},
        [
            *("2020-01-01 05:00:00", "2020-01-01 05:00:00Z", "2020-01-01T05:00:00+00:00"),
            *("2020-01-01T05:00:00z", "2020-01-01T05:00:00-0000", "2020-01-01 05:00:00.000"),
            *("2020-01-01T05:00:00.120Z", "2020-01-01 05:00:00,000012", "2020-01-01T05:00:00+00"),
        ],
    ),
    "datetime: bounds": (
        {"type": "datetime", "constraints": {"minimum": "2020-01-01T00:00:00Z"}},
        ["2020-01-01T00:00:00Z", "2021-01-01 00:00:00Z"],
    ),
    "datetime: naive bounds": (
        {"type": "datetime", "constraints": {"maximum": "2020-01-01T00:00:00"}},
        ["2020-01-01T00:00:00", "2019-01-01 00:00:00"],
    ),
    "datetime: enum": (
        {"type": "datetime", "constraints": {"enum": ["2020-01-01T00:00:00Z"]}},
        ["2020-01-01T00:00:00Z", "2020-01-01 00:00:00Z"],
    ),
    "datetime: format": (
        {"type": "datetime", "format": "%d.%m.%Y %H:%M"},
        ["31.12.2020 23:59", "01.01.0001 00:00"],
    ),
    "datetime: format with Z": (
        {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ"},
        ["2020-01-01T00:00:00Z"],
    ),
    "time": ({"type": "time"}, ["00:00:00", "23:59:59Z", "08:30:00+03:00", "08:30:00.000001"]),
    "time: bounds": (
        {"type": "time", "constraints": {"minimum": "08:00:00", "maximum": "17:00:00"}},
        ["08:00:00", "12:30:00"],
    ),
    "time: format": ({"type": "time", "format": "%H:%M"}, ["08:30", "23:59"]),
    "year": ({"type": "year"}, ["2020", "0000", "9999"]),
    "year: bounds": (
        {"type": "year", "constraints": {"minimum": 1990, "exclusiveMaximum": "2030"}},
        ["1990", "2029"],
    ),
    "yearmonth": ({"type": "yearmonth"}, ["2020-01", "0001-12"]),
    "yearmonth: bounds": (
        {"type": "yearmonth", "constraints": {"minimum": "2020-02"}},
        ["2020-02", "2021-01"],
    ),
    "missing": (
        {"type": "integer", "missingValues": ["", "NA", "-99", "x", "-99.0"]},
        ["", "NA", "-99", "5", "99"],
    ),
    "missing text": ({"type": "string", "missingValues": ["", "-"]}, ["", "-", "a"]),
    "missing truth": ({"type": "boolean", "missingValues": ["0"]}, ["0", "1"]),
    "missing and required": (
        {"type": "number", "missingValues": ["0", "NA"], "constraints": {"required": True}},
        ["1", "0.0"],
    ),
    "missing and bounded": (
        {
            "type": "string",
            "missingValues": ["", "?"],
            "constraints": {"minLength": 2, "enum": ["ab"], "pattern": "[a-z]+"},
        },
        ["", "?", "ab"],
    ),
    "missing half a character": (
        {"type": "boolean", "missingValues": ["\ud800", "-"], "trueValues": ["\udfff", "y"]},
        ["-", "y", "0"],
    ),
    "labelled half a character": (
        {"type": "string", "missingValues": [{"value": "\ud800", "label": "half"}]},
        ["", "a"],
    ),
    "enum of half a character": (
        {"type": "string", "constraints": {"enum": ["\ud800", "a"]}},
        ["a"],
    ),
    "nothing missing": ({"type": "string", "missingValues": []}, ["", "a"]),
}
"""By name a field, and cells of which the screen must be certain."""

NASTY = [
    *(
        "",
        " ",
        "  ",
        "\n",
        "\0",
        "a",
        "ab",
        "abc",
        "abcd",
        "a ",
        " a",
        "a\n",
        "\na",
        "a\r",
        "é",
        "e\u0301",
    ),
    *("عما", "😀", "NA", "na", "NaN", "nan", "inf", "-INF", "Infinity", "None", "null", "b", "c"),
    *(
        "0",
        "00",
        "-0",
        "+0",
        "1",
        " 1",
        "1 ",
        "1\n",
        "01",
        "+1",
        "-1",
        "--1",
        "+-1",
        "1_0",
        "1_",
        "_1",
    ),
    *(
        "1__0",
        "1,0",
        "1.0",
        "1.",
        ".1",
        ".",
        "-.5",
        "+.5",
        ".-5",
        "1e5",
        "1E5",
        "1e",
        "e1",
        "1e-5",
        "0x1",
    ),
    *(
        "0b1",
        "1L",
        "1f",
        "1d",
        "１２",
        "٤٤",
        "٢٠٢٠",
        "²",
        "½",
        "1\u00a0000",
        "1 000",
        "1'000",
        "\u20071",
    ),
    *(
        "2",
        "02",
        "3",
        "2.9",
        "4",
        "9",
        "10",
        "3.0000000000000001",
        "0.1",
        "0.09999999999999999",
        "11",
    ),
    *("0.1000000000000000055511151231257827", "0.10000000000000001", "0.1000000000000000000001"),
    *(
        str(2**53),
        str(2**53 + 1),
        f"{2**53}.0",
        f"{2**53 + 1}.0",
        "12345678901234567",
        "1e22",
        "1e23",
    ),
    *(
        str(2**63 - 1),
        str(2**63),
        str(-(2**63)),
        str(-(2**63) - 1),
        str(2**64 + 1),
        "9" * 40,
        "0" * 40,
    ),
    *(
        "1e308",
        "1e309",
        "1e400",
        "-1e400",
        "1e-307",
        "1e-308",
        "5e-324",
        "1e-324",
        "1e-400",
        "0e-400",
    ),
    *(
        "0." + "0" * 330 + "1",
        "1" + "0" * 330,
        "4.9e-324",
        "2.5e-324",
        "1.5e-310",
        "123456789e-320",
    ),
    *(
        "1234567890123456",
        "0.1234567890123456",
        "0.12345678901234567",
        "123456789012345.6",
        "1.1" * 6,
    ),
    *(
        "1.5,5",
        "1,5.5",
        "1,234",
        "1.234",
        "1,5",
        "15",
        "1.2.3",
        "1,2,3",
        "1.234.567,8",
        ",5",
        "5,",
        ",",
        "$",
    ),
    *(
        "$5",
        "5$",
        "5%",
        "%",
        "5-",
        "-5-",
        "- 5",
        "-$5",
        "$-5",
        "a-5",
        "5a5",
        "5 5",
        ".5%",
        "+5%",
        "x.5",
        "No. 5",
    ),
    *("-.5%", "12.5 %", "5 m2", "m2", "5.%", "1e5%", "e5", "\n5", "5\n", "5\r\n", "-"),
    *("true", "True", "TRUE", "tRUE", "false", "False", "yes", "no", "x", "X", " true", "t", "on"),
    *(
        "2020",
        "2030",
        "1989",
        "0000",
        "999",
        "12345",
        "-001",
        "-000",
        "+123",
        " 123",
        "1_23",
        "2020.0",
        "20 0",
        "123 ",
    ),
    *(
        "2020-01-01",
        "2020-02-29",
        "2021-02-29",
        "1900-02-29",
        "2000-02-29",
        "2020-02-30",
        "2020-04-31",
    ),
    *(
        "0000-01-01",
        "0000-02-29",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2020-13-01",
        "2020-00-01",
    ),
    *(
        "2020-01-00",
        "2020-01-32",
        "2020-1-1",
        "2020-01-1",
        "2020-1-01",
        " 2020-01-01",
        "2020-01-01 ",
    ),
    *(
        "2020-01- 1",
        "2020- 1-01",
        "2020-1- 01",
        "+2020-1-01",
        "2020/01/01",
        "20200101",
        "2020-W01-1",
    ),
    *(
        "2020-001",
        "٢٠٢٠-01-02",
        "2020-01-02\n",
        "2020-01-02T00:00:00",
        "20-01-01",
        "2020-01",
        "2019-12",
    ),
    *(
        "2020-12",
        "2020-13",
        "2020-00",
        "2020-1",
        "02020-01",
        "2020-01-",
        "-2020-01",
        "0000-01",
        "2021-01-01",
    ),
    *(
        "31/12/2020",
        "1/2/2020",
        "02/01/2020",
        "01/01/2020",
        "30/02/2020",
        "31-12-2020",
        "12/31/2020",
    ),
    *(
        "2020-31-01",
        "2020-01-31",
        "2020-01-31T23:59",
        "20200131",
        "202001311",
        "2020131",
        "[31].(12)*2020$",
    ),
    *(
        "31.12.2020 23:59",
        "31.12.2020 24:00",
        "31.12.2020  23:59",
        "31.12.2020 23:59:00",
        "1.1.2020 0:0",
    ),
    *("2020-01-01T00:00:00Z", "2020-01-01t00:00:00Z", "2020-01-01 00:00:00", "2020-01-01_00:00:00"),
    *("2020-01-01T24:00:00", "2020-01-01T24:00:01", "2020-01-01T23:59:60", "2020-01-01T23:60:00"),
    *(
        "2020-01-01T25:00:00Z",
        "2020-02-30T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2020-1-01T00:00:00Z",
    ),
    *(
        "2020-01-01T00:00",
        "2020-01-01T00:00Z",
        "2020-01-01T000000Z",
        "20200101T00:00:00",
        "2020-01-01T0:00:00",
    ),
    *(
        "2020-01-01T00:00:00.5",
        "2020-01-01T00:00:00.500Z",
        "2020-01-01T00:00:00,500",
        "2020-01-01T00:00:00.0",
    ),
    *("2020-01-01T00:00:00.1234567", "2020-01-01T00:00:00.000000Z", "2020-01-01T00:00:00.123456Z"),
    *(
        "2020-01-01T00:00:00.",
        "2020-01-01T00:00:00+0300",
        "2020-01-01T00:00:00+03",
        "2020-01-01T00:00:00+3",
    ),
    *("2020-01-01T00:00:00+03:00", "2020-01-01T00:00:00-00:00", "2020-01-01T00:00:00+24:00"),
    *(
        "2020-01-01T00:00:00+03:60",
        "2020-01-01T00:00:00+23:59",
        "2020-01-01T00:00:00 Z",
        "2020-01-01T00:00:00ZZ",
    ),
    *(
        "2019-12-31T23:59:59Z",
        "2019-12-31T23:59:59",
        "2020-01-01T03:00:00+03:00",
        "2020-01-01T02:59:59+03:00",
    ),
    *(
        "2021-06-01T00:00:00.500000",
        "2019-06-01T00:00:00.500000",
        "2020-01-01T00:00:00\n",
        "2020-W01-1T00:00:00",
    ),
    *(
        "2020-01-01T00:00:00.500000Z",
        "2020-001T000:00:00",
        "٢٠٢٠-01-01T00:00:00Z",
        " 2020-01-01T00:00:00",
    ),
    *(
        "00:00:00",
        "08:00:00",
        "07:59:59",
        "17:00:00",
        "17:00:01",
        "24:00:00",
        "23:59:60",
        "8:00:00",
        "08:00",
    ),
    *(
        "08:00:00Z",
        "08:00:00z",
        "08:00:00+00:00",
        "08:00:00+03:00",
        "08:00:00.5",
        "08:00:00.500000",
        "080000",
    ),
    *(
        "08:00:00\n",
        " 08:00:00",
        "08:00:00 ",
        "08:60:00",
        "٠٨:00:00",
        "08:00:00.000000",
        "08:00:00-00:00",
    ),
    *("24:00", "23:60", "8:30", "08:3", "08:30:00", "08:30Z", "0830"),
    *("JOR", "JORD", "JO", "jor", "JOR\n", "12", "12\n", "x-", "x-\n", "x-a\nb", "x-é", "12a"),
    *(
        UUID,
        UUID[:-1],
        "{" + UUID + "}",
        UUID.replace("-", ""),
        "urn:uuid:" + UUID,
        UUID + "\n",
        "g" * 36,
    ),
    *(
        "a@b.co",
        "a@localhost",
        ".".join(["a" * 19] * 4) + "@b.co",
        "a@b",
        "@b.co",
        "a@b..co",
        "a@-b.co",
        "a@b-.co",
        ".a@b.co",
        "a..b@b.co",
        "a@b@c.co",
    ),
    *(
        "a" * 70 + "@b.co",
        "a@" + "b" * 70 + ".co",
        "a@" + "b." * 130 + "co",
        "a@b.c",
        "a@b.c1",
        "a b@b.co",
    ),
    *(
        "http:",
        "http",
        "://a",
        "1http://a",
        "http://a b",
        "http://[",
        "http://a/é",
        "mailto:a@b",
        "a:\n",
        "h_t:a",
    ),
    *("YQ==", "YQ=", "YQ", "Y", "YWJj", "YWJjZ", "YWJj\n", "YW Jj", "====", "é===", "YQ==YQ=="),
    *("99", "-99", "-99.0", "-", "?", LONG),
]
"""Cells that Frictionless, Polars and Python read in ways of their own."""

UNSURE = {
    "an unknown type": {"type": "geopoint"},
    "a format that may be anything": {"type": "date", "format": "any"},
    "a format with names": {"type": "date", "format": "%d %B %Y"},
    "a format with two years": {"type": "date", "format": "%Y-%m-%d %Y"},
    "a format without a year": {"type": "date", "format": "%d/%m"},
    "a time on a day of no year": {"type": "time", "format": "%d.%m. %H:%M"},
    "a format of the first edition": {"type": "date", "format": "fmt:%d/%m/%Y"},
    "a format with digits": {"type": "date", "format": "%d1%m1%Y"},
    "a format that ends early": {"type": "date", "format": "%Y-%m-%d%"},
    "a format of well-known text": {"type": "string", "format": "wkt"},
    "a format that is refused": {"type": "string", "format": "hostname"},
    "a constraint of another type": {"type": "string", "constraints": {"minimum": "a"}},
    "a bound that is no value": {"type": "integer", "constraints": {"minimum": 1.5}},
    "a bound that is no number": {"type": "number", "constraints": {"minimum": "many"}},
    "a bound beyond floats": {"type": "number", "constraints": {"minimum": 2**53 + 1}},
    "a bound in the schema's way": {**DECIMAL_COMMA, "constraints": {"minimum": "1.5"}},
    "a bound that is no day": {
        "type": "date",
        "format": "%d/%m/%Y",
        "constraints": {"minimum": "31/02/2020"},
    },
    "a bound that is no date": {"type": "date", "constraints": {"minimum": "2020"}},
    "bounds of two kinds": {
        "type": "datetime",
        "constraints": {"minimum": "2020-01-01T00:00:00", "maximum": "2021-01-01T00:00:00Z"},
    },
    "a bound with an offset": {
        "type": "datetime",
        "constraints": {"minimum": "2020-01-01T00:00:00+03:00"},
    },
    "a bound beyond the years": {"type": "year", "constraints": {"minimum": 10000}},
    "a length that is no integer": {"type": "string", "constraints": {"minLength": 2.0}},
    "a length beyond all cells": {"type": "string", "constraints": {"minLength": 10**40}},
    "a required that is no boolean": {"type": "string", "constraints": {"required": 1}},
    "a pattern with a look ahead": {"type": "string", "constraints": {"pattern": "(?=a)a"}},
    "an enum that is no list": {"type": "string", "constraints": {"enum": "ab"}},
    "a decimal character of numbers": {"type": "number", "decimalChar": "e"},
    "a decimal space": {"type": "number", "decimalChar": " "},
    "a group character of numbers": {"type": "number", "groupChar": "-"},
    "one character for both": {"type": "number", "decimalChar": ",", "groupChar": ","},
    "a bare number that is no boolean": {"type": "number", "bareNumber": "no"},
    "words that are no list": {"type": "boolean", "falseValues": "no"},
    "words that are no texts": {"type": "boolean", "trueValues": [1]},
}


class Trial:
    """One field before the screen and before the judge."""

    def __init__(self, describe, field):
        self.described = {"name": "x", **field}
        self.resource = describe({"fields": [self.described]})
        self.field = self.resource.schema.fields[0]

    def screened(self, cells):
        """Return the value of each cell that is certain, at the first look or a closer one."""
        found = {}
        frame = pl.DataFrame({"0": cells}, {"0": pl.String})
        screen = screen_of(self.field, self.described, "0")
        while screen is not None:
            looked = frame.select(value=screen.value, certain=screen.certain)
            assert looked["certain"].null_count() == 0
            sure = looked.with_columns(cell=frame["0"]).filter("certain")
            found |= dict(zip(sure["cell"], sure["value"], strict=True))
            screen = screen.closer
        return found

    def judged(self):
        """Return the function that gives a tuple of the value for what the judge accepts, else None."""
        schema = {"$schema": f"{PROFILE}tableschema.json", **schema_for_judge(self.resource)}
        table = {
            "$schema": f"{PROFILE}dataresource.json",
            "name": "t",
            "data": [["x"]],
            "schema": schema,
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package = {"$schema": f"{PROFILE}datapackage.json", "resources": [table]}
            reader = (
                Package.from_descriptor(package).resources[0].schema.fields[0].create_cell_reader()
            )
        convert = converter(self.field, self.described) or (lambda cell: cell)

        def judge(cell):
            try:
                value, notes = reader(cell)
                if notes:
                    return None
                return (
                    None
                    if value is None
                    else convert(cell if self.field.type in LITERAL else value),
                )
            except (InexactError, ArithmeticError, TypeError, ValueError):
                return None

        return judge

    def wrong(self, cells):
        """Return the cells of which the screen is certain without reason, with both values."""
        judge = self.judged()
        return [
            (cell, value, judge(cell))
            for cell, value in self.screened(cells).items()
            if repr(judge(cell)) != repr((value,))
        ]


@pytest.fixture
def trial(describe):
    return lambda field: Trial(describe, field)


@pytest.mark.parametrize(("field", "cells"), ORDINARY.values(), ids=ORDINARY)
def test_what_is_certain_is_accepted_with_its_value(trial, field, cells):
    assert (
        trial(field).wrong([*NASTY, *cells, *(c for _, more in ORDINARY.values() for c in more)])
        == []
    )


@pytest.mark.parametrize(("field", "cells"), ORDINARY.values(), ids=ORDINARY)
def test_ordinary_cells_are_certain(trial, field, cells):
    assert [cell for cell in cells if cell not in trial(field).screened(cells)] == []


@pytest.mark.parametrize("field", UNSURE.values(), ids=UNSURE)
def test_what_the_screen_does_not_know_is_unsure(trial, field):
    unsure = trial(field)

    assert screen_of(unsure.field, unsure.described, "0") is None


def test_no_value_at_all_is_not_certain(trial):
    assert trial({"type": "string"}).screened([None, "a"]) == {"a": "a"}


def test_no_guard_can_be_missed(trial, monkeypatch):
    """A guard that is switched off lets a cell pass in at least one field of its type."""
    guards_of = compiling.guards_of
    outcome = {}
    for field, cells in ORDINARY.values():
        tried = trial(field)
        text = pl.col("0")
        readings = compiling.READERS[field["type"]](tried.field, tried.described, text)
        for name in {name for reading in readings for name in guards_of(tried.field, reading)}:

            def fewer(*about, name=name):
                return {k: v for k, v in guards_of(*about).items() if k != name}

            monkeypatch.setattr(compiling, "guards_of", fewer)
            place = (field["type"], name)
            outcome[place] = outcome.get(place) or tried.wrong([*NASTY, *cells])
    killed = {place for place, wrong in outcome.items() if wrong}

    assert killed == set(outcome)


@pytest.mark.parametrize(
    "kind", ["integer", "number", "year", "boolean", "date", "time", "yearmonth", "string"]
)
def test_every_short_text_of_strange_characters(trial, kind):
    alphabet = "019+-_.,eExin :\t\n\0٤１"
    cells = ["".join(text) for n in range(4) for text in itertools.product(alphabet, repeat=n)]

    assert trial({"type": kind}).wrong(cells) == []


def test_every_day_of_the_calendar_and_no_other(trial):
    years = (
        0,
        1,
        4,
        96,
        100,
        400,
        1000,
        1899,
        1900,
        1904,
        2000,
        2023,
        2024,
        2100,
        2400,
        9996,
        9999,
    )
    days = [f"{y:04}-{m:02}-{d:02}" for y in years for m in range(14) for d in range(33)]
    tried = trial({"type": "date"})
    judge = tried.judged()

    assert list(tried.screened(days)) == [day for day in days if judge(day)]


def test_every_second_of_the_day_and_no_other(trial):
    parts = (0, 1, 9, 10, 19, 20, 23, 24, 25, 29, 30, 59, 60, 61, 99)
    times = [f"{h:02}:{m:02}:{s:02}" for h in parts for m in parts for s in parts]
    tried = trial({"type": "time"})
    judge = tried.judged()

    assert list(tried.screened(times)) == [
        time for time in times if judge(time) and not time.startswith("24")
    ]


def test_floats_are_written_as_python_writes_them(trial):
    # Halfway between two shortest texts: a float of 17 digits that end in 5.
    halves = [n / 2**44 for n in range(1, 4000, 2)]
    thirds = [n / 3 * 10.0**e for n in range(1, 200) for e in range(-12, 16)]
    cells = [text for value in halves + thirds for text in (repr(value), f"{value:.16g}")]
    tried = trial({"type": "number"})

    assert tried.wrong(cells) == []
    assert len(tried.screened(cells)) > len(set(cells)) / 2


FORMATS = [
    "%d/%m/%Y",
    "%Y%m%d",
    "%m-%d-%Y",
    "%d.%m.%Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%H.%M",
    "%H%M%S",
]
LIMITS = {
    "integer": st.integers(-20, 20) | st.sampled_from(["5", 2.0, 2**63]),
    "number": st.floats(-5, 5) | st.integers(-9, 9) | st.sampled_from(["0.5", 2**60 + 1]),
    "year": st.integers(1990, 2030),
    "date": st.dates().map(str),
    "datetime": st.datetimes().map(
        lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + "Z"
    ),
    "time": st.times().map(lambda time: f"{time:%H:%M:%S}"),
    "yearmonth": st.dates().map(lambda day: str(day)[:7]),
}
PARTS = {
    "integer": "-?[0-9]{1,3}",
    "number": r"[+-]?[0-9]{0,18}[.,]?[0-9]{0,18}([eE][+-]?[0-9]{1,3})?",
    "year": "(19|20)[0-9]{2}",
    "date": "[0-9]{4}-[01][0-9]-[0-3][0-9]|[0-3][0-9]/[01][0-9]/[0-9]{4}|[0-9]{8}",
    "datetime": (
        r"[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9]"
        r"([.,][05]{1,7})?(Z|[+-][01][0-9](:?[0-5]0)?)?"
    ),
    "time": r"[0-2][0-9]:[0-5][0-9](:[0-6][0-9])?(\.[05]{1,7})?(Z|[+-][01][0-9](:?[0-5]0)?)?",
    "yearmonth": "[0-9]{4}-[0-9]{1,2}",
    "boolean": "true|false|[01]|yes|no",
    "string": "[ab\n]{0,3}|[٠-٣a-z]{2}",
    "any": "[ab1]",
}
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False).map(str)


@st.composite
def columns(draw):
    """Draw a field and cells that mostly fit its type."""
    kind = draw(st.sampled_from(sorted(PARTS)))
    field = {"type": kind, "constraints": {}}
    cell = st.from_regex(PARTS[kind], fullmatch=True) | st.sampled_from(NASTY)
    if kind in LIMITS:
        for name in draw(st.sets(st.sampled_from(sorted(compiling.COMPARISONS)), max_size=2)):
            field["constraints"][name] = draw(LIMITS[kind])
    if kind in {"date", "time", "datetime"} and draw(st.booleans()):
        field["format"] = draw(st.sampled_from(FORMATS))
    if kind == "number":
        cell |= DECIMALS | st.floats().map(repr)
        field |= draw(st.sampled_from([{}, DECIMAL_COMMA, WRAPPED, {"decimalChar": ","}]))
    if kind == "integer":
        field |= draw(st.sampled_from([{}, {"bareNumber": False}]))
    if kind == "string":
        field["format"] = draw(st.sampled_from(["default", "email", "uri", "uuid", "binary"]))
        lengths = st.dictionaries(st.sampled_from(["minLength", "maxLength"]), st.integers(0, 3))
        field["constraints"] |= draw(lengths)
    if draw(st.booleans()):
        field["constraints"]["required"] = draw(st.booleans())
    if draw(st.booleans()):
        field["constraints"]["enum"] = draw(
            st.lists(cell | st.integers(0, 3), min_size=1, max_size=5)
        )
    field["missingValues"] = draw(st.lists(cell | st.just(""), max_size=2, unique=True))
    return field, draw(st.lists(cell, min_size=1, max_size=20))


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(columns())
def test_any_column(trial, column):
    field, cells = column
    tried = trial(field)
    try:
        wrong = tried.wrong(cells)
    except FrictionlessException:
        # The judge refuses the descriptor, so nothing may be certain.
        wrong = list(tried.screened(cells))

    assert wrong == []
