"""A sheet becomes a CSV file that means what the sheet means."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.exceptions import WorkbookError
from portal.tabular.check import check_resource
from portal.workbook.read import as_csv, csv_resource


def typed(value, style, at="A2"):
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
DATE, DATETIME, TIME, ELAPSED = 1, 2, 3, 4
FORMATS = ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm")


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ({"type": "number"}, typed("1234.5", 0), "1234.5"),
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, typed("1234.5", 0), "1234,5"),
        ({"type": "number", "decimalChar": ","}, typed("7", 0), "7"),
        ({"type": "integer", "groupChar": "."}, typed("1234.5", 0), "1234,5"),
        ({"type": "integer", "groupChar": ","}, typed("1234.5", 0), "1234.5"),
        ({"type": "string"}, typed("1234.5", 0), "1234.5"),
        ({"type": "date"}, typed("45351", DATE), "2024-02-29"),
        ({"type": "date", "format": "any"}, typed("45351", DATE), "2024-02-29"),
        ({"type": "date", "format": "%d/%m/%Y"}, typed("45351", DATE), "29/02/2024"),
        ({"type": "date", "format": "%Y-%d-%m"}, typed("45293", DATETIME), "2024-02-01"),
        ({"type": "date"}, typed("45351", DATETIME), "2024-02-29"),
        ({"type": "date"}, typed("45351.5", DATETIME), "2024-02-29T12:00:00"),
        ({"type": "datetime"}, typed("45351", DATE), "2024-02-29T00:00:00"),
        ({"type": "datetime", "format": "%d.%m.%Y %H:%M"}, typed("45351.5", DATETIME), "29.02.2024 12:00"),
        ({"type": "time"}, typed("0.5", TIME), "12:00:00"),
        ({"type": "time", "format": "%H.%M"}, typed("0.5", ELAPSED), "12.00"),
        ({"type": "time"}, typed("1.5", ELAPSED), "36:00:00"),
        ({"type": "duration"}, typed("1.5", ELAPSED), "PT36H0M0S"),
        ({"type": "yearmonth"}, typed("45323", DATE), "2024-02"),
        ({"type": "yearmonth"}, typed("45324", DATE), "2024-02-02"),
        ({"type": "year"}, typed("2024", 0), "2024"),
        ({"type": "boolean"}, '<c r="A2" t="b"><v>1</v></c>', "true"),
        ({"type": "boolean", "trueValues": ["نعم", "yes"]}, '<c r="A2" t="b"><v>1</v></c>', "نعم"),
        ({"type": "boolean", "falseValues": ["no"]}, '<c r="A2" t="b"><v>0</v></c>', "no"),
        ({"type": "boolean"}, typed("1", 0), "1"),
        ({"type": "date", "format": "%d/%m/%Y"}, '<c r="A2" t="inlineStr"><is><t>1/2/24</t></is></c>', "1/2/24"),
    ],
)  # fmt: skip
def test_what_was_typed_is_written_as_its_field_wants_it(book, tmp_path, describe, field, cell, expected):  # fmt: skip
    path = book(HEADER.format("x") + f'<row r="2">{cell}</row>', formats=FORMATS)
    resource = describe([{"name": "x", **field}])

    as_csv(path, tmp_path / "made.csv", None, resource)

    assert (tmp_path / "made.csv").read_text("utf-8").replace('"', "") == f"x\n{expected}\n"


def test_fields_are_found_by_the_header_where_it_is(book, tmp_path, describe):
    data = (
        '<row r="1"><c r="A1"><v>5.5</v></c></row>'
        + HEADER.format("other")
        .replace('"1"', '"3"')
        .replace("A1", "A3")
        .replace("</row>", '<c r="B3" t="inlineStr"><is><t>x</t></is></c></row>')
        + f'<row r="4">{typed("1.5", 0, "A4")}{typed("1.5", 0, "B4")}{typed("1.5", 0, "C4")}</row>'
    )
    resource = describe(
        [{"name": "x", "type": "number", "decimalChar": ","}], dialect={"headerRows": [3]}
    )

    as_csv(book(data), tmp_path / "made.csv", None, resource)

    lines = (tmp_path / "made.csv").read_text("utf-8").splitlines()
    assert lines == ["5.5,,", ",,", "other,x,", '1.5,"1,5",1.5']


def test_fields_stand_in_their_order_where_there_is_no_header(book, tmp_path, describe):
    resource = describe(
        [{"name": "x", "type": "number", "decimalChar": ","}], dialect={"header": False}
    )

    as_csv(book(f'<row r="2">{typed("1.5", 0)}</row>'), tmp_path / "made.csv", None, resource)

    assert (tmp_path / "made.csv").read_text("utf-8") == '""\n"1,5"\n'


@pytest.mark.parametrize(("case", "expected"), [(False, '"1,5"'), (True, "1.5")])
def test_a_field_may_be_found_without_its_case(book, tmp_path, describe, case, expected):
    path = book(HEADER.format(" X ") + f'<row r="2">{typed("1.5", 0)}</row>')
    resource = describe(
        [{"name": "x", "type": "number", "decimalChar": ","}], dialect={"headerCase": case}
    )

    as_csv(path, tmp_path / "made.csv", None, resource)

    assert (tmp_path / "made.csv").read_text("utf-8") == f" X \n{expected}\n"


def test_a_header_of_two_rows_is_joined(book, tmp_path, describe):
    two = "".join(
        HEADER.format(label).replace('"1"', f'"{row}"').replace("A1", f"A{row}")
        for row, label in ((1, "in"), (2, "JOD"))
    )
    path = book(two + f'<row r="3">{typed("1.5", 0, "A3")}</row>')
    resource = describe(
        [{"name": "in-JOD", "type": "number", "decimalChar": ","}],
        dialect={"headerRows": [1, 2], "headerJoin": "-"},
    )

    as_csv(path, tmp_path / "made.csv", None, resource)

    assert (tmp_path / "made.csv").read_text("utf-8") == 'in\nJOD\n"1,5"\n'


def test_a_header_below_comments_is_found(book, tmp_path, describe):
    data = HEADER.format("# note") + HEADER.format("x").replace('"1"', '"2"').replace("A1", "A2")
    data += f'<row r="3">{typed("1.5", 0, "A3")}</row>'
    resource = describe(
        [{"name": "x", "type": "number", "decimalChar": ","}], dialect={"commentChar": "#"}
    )

    as_csv(book(data), tmp_path / "made.csv", None, resource)

    assert (tmp_path / "made.csv").read_text("utf-8") == '# note\nx\n"1,5"\n'


@given(st.lists(st.lists(st.text(), min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # fmt: skip
def test_records_have_the_numbers_of_rows(written, tmp_path, table):
    as_csv(written([[*row, "end"] for row in table]), tmp_path / "made.csv")

    with (tmp_path / "made.csv").open(encoding="utf-8", newline="") as stream:
        records = list(csv.reader(stream))
    assert [record[: len(row)] for record, row in zip(records, table, strict=True)] == table


def test_nothing_is_left_where_a_sheet_cannot_be_read(book, tmp_path):
    path = book('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>x</v></c></row>')

    with pytest.raises(WorkbookError):
        as_csv(path, tmp_path / "made.csv")

    assert not (tmp_path / "made.csv").exists()


def test_the_csv_file_is_checked_as_the_resource_that_it_is(written, tmp_path, describe):
    path = written([["title"], ["name", "n"], ["# a note", ""], ["a;b", 1], ["c", "x"]])
    resource = describe(
        {"name": "string", "n": "integer"},
        path="data.csv",
        encoding="windows-1256",
        dialect={"delimiter": ";", "quoteChar": "'", "headerRows": [2], "commentChar": "#"},
    )

    as_csv(path, tmp_path / "made.csv", None, resource)
    checked = check_resource(csv_resource(resource, "made.csv"), tmp_path, "made.csv", ())
    rows = [row for batch in checked for row in batch.frame.rows()]

    assert [(e.code, e.row, e.column) for e in checked.report.errors] == [("type-error", 5, "B")]
    assert list(rows[0]) == ["a;b", 1]
