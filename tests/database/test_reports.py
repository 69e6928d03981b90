"""A report that goes through the catalog says what it said before."""

import asyncio
import sqlite3

import pytest

from portal.database.read_reports import count_listed, listed_errors, stored_reports
from portal.database.reports import MOST_CELLS, copy_reports, write_report
from portal.database.writing import create_catalog
from portal.tabular.html_report import report_body
from portal.tabular.quality.findings import LISTED
from portal.tabular.quality.rows import rows_to_show
from portal.tabular.quality.view import quality_view
from portal.tabular.report import Error, Report

FILE = "towns/towns.csv"
NOW = "2026-11-25T09:00:00Z"


class Reader:
    """Ask SQLite as Datasette's databases do."""

    def __init__(self, connection):
        connection.row_factory = sqlite3.Row
        self.connection = connection

    async def execute(self, sql, params=None):
        return self.connection.execute(sql, params or {}).fetchall()


@pytest.fixture
def catalog(tmp_path):
    connection = create_catalog(tmp_path / "catalog.db")
    yield connection
    connection.close()


def error(code, row=None, field="population", **about):
    return Error(code, FILE, "towns", row, field, "B" if field else None, **about)


def report_of(*errors, warnings=()):
    report = Report(FILE, "towns", rows=90, bytes=9000, rules=5, judged=True, rejected=60)
    report.sha256, report.encoding, report.encoding_reason = "cd" * 32, "windows-1256", "declared"
    report.dialect, report.dialect_reason = {"delimiter": ";", "headerRows": [2]}, "declared"
    report.extend(errors)
    report.warnings += warnings
    return report


MANY = [error("type-error", n, value=f"{n}?", rule="integer", parameters={"type": "integer"}) for n in range(3, 60)]  # fmt: skip
OTHERS = [
    error("constraint-error", 70, value="اربد", suggestion="إربد", rule="enum: إربد", parameters={"constraint": "enum", "limit": "إربد", "hint": "spelling"}),
    error("missing-cell", 71, "founded"),
    error("blank-row", 72, None),
    error("file-changed", None, None),
]  # fmt: skip
NOTICED = [error("encoding-suspect", None, None, parameters={"encoding": "x", "used": "utf-8"})]
POINTED = [
    Error("descriptor-profile", FILE, rule="required", pointer=f"/{name}", parameters={"expected": name})
    for name in "abcdefghijk"
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "report",
    [
        report_of(*MANY, *OTHERS, warnings=NOTICED),
        report_of(*OTHERS, *MANY),
        report_of(*POINTED),
        report_of(warnings=NOTICED * 20),
        report_of(),
    ],
    ids=["cells first", "others first", "descriptor", "hints alone", "valid"],
)
def test_the_page_and_the_file_say_the_same(catalog, report, language):
    rows = {n: [f"{n}", "x", "y"] for n in rows_to_show(report)}
    write_report(
        catalog, "towns", report, verdict="invalid", published=False, checked_at=NOW, rows=rows
    )

    [stored] = asyncio.run(stored_reports(Reader(catalog), "towns", LISTED))

    of_page = quality_view(stored.report, language, stored.rows, hints=stored.hints)
    of_file = quality_view(report, language, rows)
    assert report_body(of_page, language) == report_body(of_file, language)
    assert stored.report.totals == report.totals


def test_counts_are_true_where_the_list_was_cut(catalog, monkeypatch):
    monkeypatch.setattr("portal.tabular.report.KEPT", 10)
    report = report_of(*MANY)
    write_report(catalog, "towns", report, verdict="invalid", published=False, checked_at=NOW)

    [stored] = asyncio.run(stored_reports(Reader(catalog), "towns", LISTED))

    assert stored.report.count == len(MANY)
    assert len(stored.report.errors) == LISTED
    assert asyncio.run(count_listed(Reader(catalog), "towns")) == 10


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_the_list_is_complete_and_in_order(catalog, monkeypatch, at_once):
    monkeypatch.setattr("portal.database.read_reports.BATCH", at_once)
    for published, report in ((True, report_of()), (False, report_of(*MANY, *OTHERS, warnings=NOTICED))):  # fmt: skip
        write_report(catalog, "towns", report, verdict="invalid", published=published, checked_at=NOW)  # fmt: skip

    async def read():
        return [one async for batch in listed_errors(Reader(catalog), "towns") for one in batch]

    listed = asyncio.run(read())

    assert [found for _severity, found in listed] == [*MANY, *OTHERS, *NOTICED]
    assert {severity for severity, _found in listed} == {"error", "warning"}


def test_what_is_taken_over_is_complete(catalog, tmp_path):
    path = tmp_path / "previous.db"
    previous = create_catalog(path)
    report = report_of(warnings=NOTICED)
    write_report(previous, "towns", report, verdict="valid", published=True, checked_at=NOW, rows={1: ["a"]})  # fmt: skip
    write_report(previous, "towns", report_of(*MANY), verdict="invalid", published=False, checked_at=NOW)  # fmt: skip
    previous.commit()
    previous.close()
    catalog.execute("attach ? as previous", (str(path),))

    copy_reports(catalog, "towns")

    [stored] = asyncio.run(stored_reports(Reader(catalog), "towns", LISTED))
    assert (stored.published, stored.report.warnings) == (True, NOTICED)
    assert (stored.hints.total(), stored.rows) == (1, {1: ["a"]})


def test_a_row_of_any_size_takes_little_room(catalog):
    rows = {2: ["x" * 1_000_000, *["y"] * 50_000]}

    write_report(catalog, "towns", report_of(*MANY), verdict="invalid", published=False, checked_at=NOW, rows=rows)  # fmt: skip

    [stored] = asyncio.run(stored_reports(Reader(catalog), "towns", LISTED))
    assert len(stored.rows[2]) == MOST_CELLS
    assert stored.rows[2][0].endswith("x…")
    assert len(stored.rows[2][0]) < 300
