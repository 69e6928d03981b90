"""What was mended between two checks, and what is new."""

import pytest

from portal.tabular import report as reports
from portal.tabular.report import Error, Report
from portal.tabular.since import Since, errors_of, since


def found(*values, row=2, file="a/a.csv"):
    report = Report(file)
    for value in values:
        report.add(Error("type", file, row=row, field="x", value=value))
    return errors_of("a", [report])


CASES = {
    "nothing": ([], [], Since(0, 0, 0)),
    "one mended": (["x", "y"], ["y"], Since(1, 0, 1)),
    "one of two like it mended": (["x", "x"], ["x"], Since(1, 0, 1)),
    "one changed into another": (["x"], ["y"], Since(1, 1, 1)),
    "all mended": (["x", "y"], [], Since(2, 0, 0)),
    "one new": ([], ["x"], Since(0, 1, 1)),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_since(before, after, expected):
    assert since(found(*before), found(*after, row=9)) == expected


def test_another_file_is_another_error():
    assert since(found("x"), found("x", file="a/b.csv")) == Since(1, 1, 1)


def test_errors_that_no_report_keeps_are_counted(monkeypatch):
    before = found("a", "b", "c", "d")
    monkeypatch.setattr(reports, "KEPT", 2)

    after = found("b", "c", "d")

    assert since(before, after) == Since(1, 0, 3)
    assert since(after, before) == Since(0, 1, 4)
