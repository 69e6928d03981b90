"""Our report for programs: its format, its totals, and the same as CSV."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from portal.tabular.report import Error, Report
from portal.tabular.report_csv import COLUMNS, errors_csv
from portal.tabular.report_document import SCHEMA, Verdict, report_document

ROOT = Path(__file__).parents[2]
FORMAT = json.loads((ROOT / "portal" / "tabular" / SCHEMA).read_text("utf-8"))
DOCUMENT = (ROOT / "docs" / "report.md").read_text("utf-8")
VALIDATOR = jsonschema.Draft202012Validator(FORMAT)


def reported(file, *errors, rows=10, **about):
    report = Report(file, "data", rows=rows, judged=True, **about)
    report.extend(errors)
    return report


def wrong(row, code="blank-row"):
    return Error(code, "a.csv", "data", row)


def faults(document):
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def test_the_format_is_a_json_schema():
    jsonschema.Draft202012Validator.check_schema(FORMAT)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (part, name)
        for part, described in {"whole": FORMAT, **FORMAT["$defs"]}.items()
        for name in described.get("properties", ())
    ],
)
def test_every_property_is_required_documented_and_in_the_example(part, name):
    described = {"whole": FORMAT, **FORMAT["$defs"]}[part]

    assert name in described["required"]
    assert f"`{name}`" in DOCUMENT
    assert f'"{name}":' in DOCUMENT


def test_the_example_is_a_report():
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)

    assert faults(json.loads(example)) == []


def test_what_a_check_finds_is_a_report(check):
    fields = [{"name": "id", "type": "integer"}, {"name": "day", "type": "date"}]

    report = check("id,day\n1,2023-04-11\nx,25/04/2023\n", fields).report
    document = report_document([report], "ar")

    assert faults(json.loads(json.dumps(document))) == []
    assert not document["valid"]
    assert [(e["row"], e["column"], e["value"]) for e in document["errors"]] == [
        (3, "A", "x"),
        (3, "B", "25/04/2023"),
    ]
    assert document["errors"][0]["message"] == "ليس عددًا صحيحًا: x"
    assert document["reports"][0]["input"]["sha256"] == report.sha256


def test_nothing_to_say_is_a_report_as_well():
    document = report_document([], "en")

    assert faults(document) == []
    assert document["valid"]


def test_rows_are_read_accepted_and_rejected():
    report = reported("a.csv", wrong(2), rejected=1)

    (one,) = report_document([report], "en")["reports"]

    assert one["rows"] == {"read": 10, "accepted": 9, "rejected": 1}


def test_rows_that_nobody_judged_are_neither_accepted_nor_rejected():
    report = Report("a.csv", "data", rows=10)
    report.add(Error("unclosed-quote", "a.csv", "data", 2))

    (one,) = report_document([report], "en")["reports"]

    assert one["rows"] == {"read": 10, "accepted": None, "rejected": None}


@pytest.mark.parametrize(
    ("counts", "limit", "listed"),
    [
        ((3, 5), None, (3, 5)),
        ((3, 5), 100, (3, 5)),
        ((2, 50), 10, (2, 8)),
        ((50, 50), 10, (5, 5)),
        ((50, 0, 1), 3, (2, 0, 1)),
        ((5,), 0, (0,)),
    ],
    ids=["no limit", "room for all", "few and many", "many and many", "one of each", "none"],
)
def test_a_list_is_cut_fairly_and_the_totals_stay_true(counts, limit, listed):
    reports = [
        reported(f"{place}.csv", *(wrong(row) for row in range(2, count + 2)))
        for place, count in enumerate(counts)
    ]
    for place, report in enumerate(reports):
        report.errors = [Error("blank-row", f"{place}.csv") for _ in report.errors]

    document = report_document(reports, "en", limit)

    files = [error["file"] for error in document["errors"]]
    assert tuple(files.count(f"{place}.csv") for place in range(len(counts))) == listed
    assert document["totals"] == {"blank-row": sum(counts)}
    assert [one["truncated"] for one in document["reports"]] == [
        kept < count for kept, count in zip(listed, counts, strict=True)
    ]
    assert document["truncated"] == (sum(listed) < sum(counts))


def test_errors_that_were_not_kept_are_counted(monkeypatch):
    monkeypatch.setattr("portal.tabular.report.KEPT", 2)

    document = report_document([reported("a.csv", *map(wrong, range(2, 7)))], "en")

    assert len(document["errors"]) == 2
    assert document["totals"] == {"blank-row": 5}
    assert document["truncated"]


def test_warnings_are_listed_apart_and_do_not_count():
    report = reported("a.csv")
    report.warnings = [
        Error("digits-not-western", "a.csv", "data", 2, parameters={"count": 3}),
        Error("mojibake", "a.csv", "data", 2, parameters={"count": 1}),
        Error("dataset-name", "datapackage.json"),
    ]

    document = report_document([report], "en")

    assert document["valid"]
    assert [one["severity"] for one in document["warnings"]] == ["info", "warning", "warning"]
    assert document["warning_totals"] == {
        "digits-not-western": 1,
        "mojibake": 1,
        "dataset-name": 1,
    }
    assert faults(document) == []


def test_a_dataset_that_is_refused_makes_the_whole_invalid():
    verdicts = [Verdict("schools", valid=False, waits_for=("codes",))]

    document = report_document([reported("a.csv")], "en", verdicts=verdicts)

    assert not document["valid"]
    assert document["datasets"] == [{"name": "schools", "valid": False, "waits_for": ["codes"]}]


def read(errors, language="en"):
    text = "".join(errors_csv(errors, language))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_csv_has_what_the_document_has():
    error = Error(
        "type-error",
        "a.csv",
        "data",
        3,
        "opened",
        "C",
        '25/04/1998, "old"\n',
        "date",
        suggestion="1998-04-25",
        parameters={"type": "date", "hint": "date-order"},
    )

    (row,) = read([error], "ar")
    (listed,) = report_document([reported("a.csv", error)], "ar")["errors"]

    assert set(COLUMNS) == set(listed)
    assert row == {name: "" if listed[name] is None else str(listed[name]) for name in COLUMNS}


def test_the_csv_is_complete_however_long():
    rows = read(wrong(row) for row in range(2, 1_502))

    assert [row["row"] for row in rows] == [str(row) for row in range(2, 1_502)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1+cmd", "'+1+cmd"),
        ("-5", "-5"),
        ("-4,430.5", "-4,430.5"),
        ("إربد", "إربد"),
    ],
)
def test_no_spreadsheet_computes_a_value(value, written):
    (row,) = read([Error("type-error", "a.csv", value=value)])

    assert row["value"] == written
