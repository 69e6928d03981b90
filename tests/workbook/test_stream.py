"""Workbooks written as their rows come: what was written is what is read."""

import io
from datetime import UTC, date, datetime, time

import openpyxl
import pytest

from portal.exceptions import WorkbookError
from portal.workbook.book import unescaped
from portal.workbook.stream import Shape, streamed_workbook

CREATED = datetime(2026, 11, 24, tzinfo=UTC)
ROWS = [
    ["plain", 1, 1.5, True],
    ["=1+1", -(2**53), 0.1 + 0.2, False],
    ["  spaces \n<&>\"' ", 2**53 + 1, 1e300, None],
    ["_x0041_ \x07 \r", date(2024, 2, 29), datetime(2024, 2, 29, 8, 30), time(8, 30)],  # noqa: DTZ001
    ["عمّان \U0001f600", date(1850, 1, 1), float("inf"), ""],
    ["<r>no run</r>", 0, -0.0, "0"],
]


def written(rows, header=("a", "b", "c", "d"), name="Sheet"):
    target = io.BytesIO()
    with streamed_workbook(target, "Title & more", CREATED) as book:
        with book.sheet(name, [Shape(10)] * len(header), header=header) as sheet:
            sheet.rows(rows)
        with book.sheet(name, [Shape(10, book.style("0.000"))], right_to_left=True) as sheet:
            sheet.rows([[1.25]])
    return target.getvalue()


def test_cells_are_read_as_they_were_written():
    first, second = openpyxl.load_workbook(io.BytesIO(written(ROWS))).worksheets
    cells = [[cell.value for cell in row] for row in first.iter_rows(min_row=2)]

    assert cells[0] == ["plain", 1, 1.5, True]
    assert cells[1] == ["=1+1", -(2**53), 0.1 + 0.2, False]
    assert first["A3"].data_type != "f"
    assert cells[2] == ["  spaces \n<&>\"' ", str(2**53 + 1), 1e300, None]
    # openpyxl leaves the escapes of ECMA-376 22.9.2.19 in such a text, Excel does not.
    assert unescaped(cells[3][0]) == "_x0041_ \x07 \r"
    assert cells[3][1:] == [datetime(2024, 2, 29), datetime(2024, 2, 29, 8, 30), time(8, 30)]  # noqa: DTZ001  # fmt: skip
    assert cells[4] == ["عمّان \U0001f600", "1850-01-01", "inf", None]
    assert unescaped(cells[5][0]) == "<r>no run</r>"
    assert (second["A1"].value, second["A1"].number_format) == (1.25, "0.000")
    assert second.sheet_view.rightToLeft is True


def test_names_of_sheets_are_made_to_fit():
    workbook = openpyxl.load_workbook(io.BytesIO(written([], name="a/b: <&>" + "x" * 40)))

    assert [len(name) <= 31 for name in workbook.sheetnames] == [True, True]
    assert len(set(workbook.sheetnames)) == 2
    assert workbook.properties.title == "Title & more"


def test_the_same_rows_give_the_same_bytes():
    assert written(ROWS) == written(ROWS)


def test_what_excel_cannot_hold_is_refused():
    with pytest.raises(WorkbookError):
        written([["x" * 32_768, 1, 2, 3]])
    with pytest.raises(WorkbookError):
        written([], header=["a"] * 16_385)
    assert written([["x" * 32_767, 1, 2, 3]])


def test_a_table_is_wider_than_the_alphabet():
    header = [f"column {n}" for n in range(800)]
    sheet = openpyxl.load_workbook(
        io.BytesIO(written([list(range(800))], header=header))
    ).worksheets[0]

    assert sheet["ADT1"].value == "column 799"
    assert sheet["AA2"].value == 26
