"""What is written is read back as it was, and looks as it should."""

import math
import zipfile
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.exceptions import WorkbookError
from portal.workbook.read import rows, table
from portal.workbook.write import new_workbook

CREATED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TRAPS = [
    "=SUM(A1)", "+962", "-1", "@x", "01234", "1e5", "1/2", "TRUE", "NA", "#N/A", "'quoted", " ", " x ",
    "a\r\nb", "a\rb", "\n", "\t", "\0", "\x1f", "\ufffe", "\uffff", "\ufeff", "\u200f44", "٤٤", "إربد، عمّان",
    "_x0041_", "_x0041_x0042_", "_x005F_", "x005F_", "_x0041\x01", "__x0001_", "_xD83D_", "😀", "&amp;<b>",
    "<r>x</r>", "<r></r>", "]]>", "http://example.org/", "internal:Sheet1!A1", "2024-02-29", "{=1}", "a\u2028b",
]  # fmt: skip
NASTY = st.lists(
    st.sampled_from(["_", "x", "0041", "005F", "\x01", "_x0041_", "<r>", "</r>", "\r"])
)
TEXTS = st.text() | st.sampled_from(TRAPS) | NASTY.map("".join)
EXCEL = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_stays_a_text(written, text):
    path = written([[text, "end"]])

    cell = openpyxl.load_workbook(path)["Data"]["A1"]
    assert (cell.data_type, cell.hyperlink) == ("inlineStr" if text == "" else "s", None)
    assert list(rows(path)) == [[text, "end"]]


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=6))
@settings(max_examples=60, **EXCEL)
def test_any_texts_come_back(written, table):
    path = written([[*row, "end"] for row in table])

    found = list(rows(path))

    width = max(map(len, table)) + 1
    assert found == [[*row, "end", *[""] * (width - len(row) - 1)] for row in table]


FIRST, LAST = (datetime.fromisoformat(day) for day in ("1900-03-01", "9999-12-31"))
MOMENTS = st.datetimes(FIRST, LAST).map(
    lambda value: value.replace(microsecond=value.microsecond // 1000 * 1000)
)


NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


@given(st.lists(NUMBERS, min_size=1))
@settings(max_examples=30, **EXCEL)
def test_any_number_comes_back_typed(written, values):
    found = [cell for (cell,) in table(written([[value] for value in values]))]

    expected = [str(v) if isinstance(v, int) and abs(v) > 1 << 53 else v for v in values]
    assert found == expected
    assert [isinstance(v, bool) for v in found] == [isinstance(v, bool) for v in values]


@given(st.lists(MOMENTS | MOMENTS.map(datetime.date) | MOMENTS.map(datetime.time), min_size=1))
@settings(max_examples=30, **EXCEL)
def test_any_moment_comes_back_typed(written, values):
    found = [cell for (cell,) in table(written([[value] for value in values]))]

    assert found == values
    assert [type(cell) for cell in found] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(1899, 12, 31), "1899-12-31"),
        (date(1900, 2, 28), "1900-02-28"),
        (datetime.fromisoformat("1850-01-01T08:30:00"), "1850-01-01T08:30:00"),
        (datetime(2024, 1, 1, 8, 30, tzinfo=UTC), "2024-01-01T08:30:00+00:00"),
        (time(8, 30, 0, 1), "08:30:00.000001"),
        (math.inf, "inf"),
        (2**53 + 1, "9007199254740993"),
    ],
)
def test_what_excel_cannot_hold_exactly_is_written_as_text(written, value, text):
    ((cell, _),) = table(written([[value, "end"]]))

    assert cell == text


def test_the_same_calls_give_the_same_bytes(written):
    rows_ = [["a", 1, date(2024, 1, 1)], ["b", 2.5, None]]

    assert written(rows_).read_bytes() == written(rows_).read_bytes()


def test_nothing_tells_who_wrote_it(written):
    path = written([["a"]])

    properties = openpyxl.load_workbook(path).properties
    assert properties.title == "A title"
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert properties.created == CREATED.replace(tzinfo=None)


def test_a_sheet_can_be_read_and_used(tmp_path):
    path = tmp_path / "book.xlsx"
    long = [f"value {number}, with a comma" for number in range(300)]

    with new_workbook(path, "Title", CREATED, {"mine": {"bold": True}}) as book:
        sheet = book.sheet("بيانات", right_to_left=True)
        other = book.sheet("It's")
        sheet.append(["about"])
        sheet.column(3, width=33, style="text")
        assert sheet.head(["code", "name", "note"]) == 2
        sheet.append(["x" * 100, "مدينة", ""], styles={2: "mine"})
        sheet.comment(3, 1, "first\nsecond\u200f")
        sheet.offer(1, 3, long, "T" * 40, "M" * 300)
        sheet.offer(2, 3, ["a", "b"], "T", "M")
        other.append(["", "x"])
        other.link(1, 1, sheet, (3, 2), "B3")
        book.define("mark", sheet, 2, 3)

    found = openpyxl.load_workbook(path)
    sheet, other, lists = found.worksheets
    assert (sheet.title, sheet.sheet_view.rightToLeft, sheet.freeze_panes) == ("بيانات", True, "A3")
    assert (other.sheet_view.rightToLeft, lists.sheet_state) == (None, "hidden")
    assert sheet.auto_filter.ref == "A2:C3"
    assert (sheet["A2"].font.bold, sheet["B3"].font.bold) == (True, True)
    assert sheet["A3"].comment.text == "first\nsecond[U+200F]"
    assert [round(sheet.column_dimensions[c].width) for c in "ABC"] == [51, 9, 34]
    assert (sheet["C3"].value, sheet.column_dimensions["C"]._style.numFmtId) == (None, 49)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["A3:A1048576"].formula1 == "_lists!$A$1:$A$300"
    assert rules["B3:B1048576"].formula1 == "_lists!$B$1:$B$2"
    assert len(rules["A3:A1048576"].error) == 255
    assert [cell.value for cell in lists["A"]] == long
    assert [cell.value for cell in lists["B"]][:3] == ["a", "b", None]
    assert other["A1"].hyperlink.location in {"بيانات!B3", "'بيانات'!B3"}
    assert found.defined_names["mark"].attr_text in {"بيانات!$A$2:$C$2", "'بيانات'!$A$2:$C$2"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a/b:c[d]*?\\e"], ["a b c d e"]),
        (["'quoted'"], ["quoted"]),
        (["History", "_LISTS"], ["History 1", "_LISTS 1"]),
        (["", "  "], ["1", "1 2"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 29 + " 2"]),
        (["a", "A", "a"], ["a", "A 2", "a 3"]),
        (["😀" * 20], ["😀" * 15]),
        (["a\tb\u200f"], ["a[U+0009]b[U+200F]".translate({91: " ", 93: " "}).strip()]),
    ],
)
def test_names_of_sheets_are_such_as_excel_allows(tmp_path, names, expected):
    path = tmp_path / "book.xlsx"

    with new_workbook(path, "Title", CREATED) as book:
        found = [book.sheet(name).name for name in names]

    assert [" ".join(name.split()) for name in found] == [" ".join(e.split()) for e in expected]
    assert openpyxl.load_workbook(path).sheetnames == found


@pytest.mark.parametrize(
    "row",
    [["x" * 32_768], ["😀" * 16_384], ["x"] * 16_385],
    ids=["long", "long in UTF-16", "wide"],
)
def test_what_excel_cannot_hold_is_refused_and_nothing_is_left(written, tmp_path, row):
    with pytest.raises(WorkbookError, match="Data") as raised:
        written([["fine"], row])

    assert raised.value.code == "workbook-limit"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("row", [["x" * 32_767], ["😀" * 16_383]])
def test_the_longest_text_comes_back(written, row):
    assert list(rows(written([row]))) == [row]


def test_what_was_there_stays_where_writing_fails(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_text("before", "utf-8")

    def fail():
        with new_workbook(path, "Title", CREATED) as book:
            book.sheet("a").append(["x"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert path.read_text("utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_workbook_is_a_plain_archive(written):
    with zipfile.ZipFile(written([["a"]])) as archive:
        assert archive.testzip() is None
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_elapsed_hours_are_not_taken_for_a_time_of_day(book):
    path = book('<row><c s="1"><v>1.5</v></c></row>', formats=("[h]:mm",))

    assert list(table(path)) == [[timedelta(hours=36)]]
