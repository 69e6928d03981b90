"""A workbook that another program made is read exactly, or refused by name."""

import pytest

from portal.exceptions import WorkbookError
from portal.workbook.read import rows, sheets


def row(*cells, number=1):
    return f'<row r="{number}">{"".join(cells)}</row>'


def number(value, style=0, at="A1"):
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


def text(value, at="A1"):
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (number("5"), "5"),
        (number("5.0"), "5"),
        (number("-17"), "-17"),
        (number("0.1"), "0.1"),
        (number("0.10000000000000001"), "0.1"),
        (number("1.1000000000000001"), "1.1"),
        (number("0.30000000000000004"), "0.30000000000000004"),
        (number("1E3"), "1000"),
        (number("1.5E-7"), "0.00000015"),
        (number("1E+20"), "100000000000000000000"),
        (number("1e+300"), "1e+300"),
        (number("12345678901234567890"), "12345678901234567890"),
        ('<c r="A1" t="b"><v>1</v></c>', "true"),
        ('<c r="A1" t="b"><v>0</v></c>', "false"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="d"><v>2024-02-29T00:00:00</v></c>', "2024-02-29T00:00:00"),
        ('<c r="A1" t="d"><v>2024-02-29</v></c>', "2024-02-29"),
        ('<c r="A1" t="d"><v>08:30:00</v></c>', "08:30:00"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A1" t="str"><f>A2</f><v>a_x000D_b</v></c>', "a\rb"),
        ('<c r="A1"><f t="shared" si="0"/><v>7</v></c>', "7"),
        (text("01234"), "01234"),
        (text(" x "), " x "),
        (text("إربد"), "إربد"),
        ('<c r="A1" t="inlineStr"><is><r><t>a_x0</t></r><r><t>041_b</t></r></is></c>', "a_x0041_b"),
        (
            '<c r="A1" t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>とう</t></rPh></is></c>',
            "東",
        ),
    ],
)
def test_a_cell_is_the_text_that_a_csv_file_would_hold(book, cell, expected):
    path = book(row(cell))

    assert list(rows(path)) == [[expected]]


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("<t>plain</t>", "plain"),
        ("<t>_x0041_</t>", "A"),
        ("<t>_x005F_x0041_</t>", "_x0041_"),
        ("<t>x005F_</t>", "x005F_"),
        ("<t>_x0000__xFFFE_</t>", "\0\ufffe"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>_xD83D_</t>", "_xD83D_"),
        ("<r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>", "rich text"),
        ("<r><t>a_x0</t></r><r><t>041_b</t></r>", "a_x0041_b"),
        ('<t>東</t><rPh sb="0" eb="1"><t>とう</t></rPh>', "東"),
        ("<t>a\r\nb</t>", "a\nb"),
        ("<t/>", ""),
    ],
)
def test_a_shared_string_is_what_a_person_sees(book, stored, expected):
    cell = '<c r="A1" t="s"><v>1</v></c>'
    path = book(row(cell, text("end", at="B1")), strings=("<t>other</t>", stored))

    assert list(rows(path)) == [[expected, "end"]]


@pytest.mark.parametrize(
    ("code", "serial", "expected"),
    [
        (14, "45351", "2024-02-29"),
        (22, "45351", "2024-02-29T00:00:00"),
        (22, "45351.354166666664", "2024-02-29T08:30:00"),
        (20, "0.35416666666666669", "08:30:00"),
        (46, "1.2604166666666667", "30:15:00"),
        (30, "45351", "2024-02-29"),
        (9, "0.25", "0.25"),
        (2, "3", "3"),
        ("yyyy-mm-dd", "45351", "2024-02-29"),
        ("dd/mm/yyyy", "45351.5", "2024-02-29T12:00:00"),
        ("mmm yyyy", "45323", "2024-02-01"),
        ("mmm", "45323", "2024-02-01"),
        ("[$-1170000]B2dd/mm/yyyy;@", "45351", "2024-02-29"),
        ("[h]:mm:ss", "0.5", "12:00:00"),
        ("h:mm AM/PM", "0.75", "18:00:00"),
        ("mm:ss.0", "0.0000057870", "00:00:00.500000"),
        ("ggge", "45351", "2024-02-29"),
        ('0.0 "days"', "45351", "45351"),
        ("0\\d", "45351", "45351"),
        ("[Red]0.00", "45351", "45351"),
        ("[$USD] #,##0", "45351", "45351"),
        ("[>=100]0;General", "45351", "45351"),
        ("General", "45351", "45351"),
        ("0.00E+00", "45351", "45351"),
        ("#,##0_d", "45351", "45351"),
        ("0;yyyy", "45351", "45351"),
        ("yyyy-mm-dd", "-1", "-1"),
        ("yyyy-mm-dd", "2958466", "2958466"),
        ("yyyy-mm-dd", "2958465", "9999-12-31"),
        ("yyyy-mm-dd", "0", "0"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "59", "1900-02-28"),
        ("yyyy-mm-dd", "60", "1900-02-29"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd hh:mm", "45350.99999999999", "2024-02-29T00:00:00"),
    ],
)
def test_a_number_is_a_date_where_its_format_shows_one(book, code, serial, expected):
    path = book(row(number(serial, style=1)), formats=(code,))

    assert list(rows(path)) == [[expected]]


@pytest.mark.parametrize(
    ("serial", "expected"), [("0", "1904-01-01"), ("43889", "2024-02-29"), ("60", "1904-03-01")]
)
def test_a_workbook_may_count_its_days_from_1904(book, serial, expected):
    path = book(
        row(number(serial, style=1)), formats=("yyyy-mm-dd",), book='<workbookPr date1904="1"/>'
    )

    assert list(rows(path)) == [[expected]]


def test_an_extension_does_not_change_from_when_days_are_counted(book):
    # Excel writes a second workbookPr into an extension, without the attribute.
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:workbookPr defaultImageDpi="32767"/></ext></extLst>'
    )
    path = book(
        row(number("43889", style=1)),
        formats=("yyyy-mm-dd",),
        book='<workbookPr date1904="1"/>',
        names=extension,
    )

    assert list(rows(path)) == [["2024-02-29"]]


@pytest.mark.parametrize(
    ("cell", "about"),
    [
        ("<c r='B7'><f>SUM(A1:A2)</f></c>", {}),
        ("<c r='B7'><f>SUM(A1:A2)</f><v></v></c>", {}),
        ("<c r='B7'><f>SUM(A1:A2)</f><v>0</v></c>", {"book": '<calcPr fullCalcOnLoad="1"/>'}),
    ],
    ids=["no result", "empty result", "to be calculated when opened"],
)
def test_a_formula_without_a_saved_result_is_refused_by_its_cell(book, cell, about):
    path = book(row(cell, number=7), **about)

    with pytest.raises(WorkbookError, match=r"in cell B7 .* sheet: Data") as raised:
        list(rows(path, "Data"))

    assert raised.value.code == "formula-not-calculated"


def test_an_empty_text_is_a_result_of_a_formula(book):
    path = book(row('<c r="A1" t="str"><f>""</f><v></v></c>', text("x", at="B1")))

    assert list(rows(path)) == [["", "x"]]


def test_rows_keep_their_numbers_and_what_is_empty_at_the_end_is_left_out(book):
    path = book(
        row(text("a"), text("b", at="B1"), '<c r="D1" s="0"/>')
        + row(text("x", at="B4"), number=4)
        + row('<c r="A5"/>', number=5)
        + "<row/>"
    )

    assert list(rows(path)) == [["a", "b"], ["", ""], ["", ""], ["", "x"]]


def test_rows_are_as_wide_as_the_widest_of_the_first_and_keep_what_is_beyond(book):
    title = row(text("Title"))
    header = row(text("a", at="A3"), text("b", at="B3"), text("c", at="C3"), number=3)
    short = row(text("1", at="A60"), number=60)
    stray = row(text("note", at="E61"), number=61)
    path = book(title + header + short + stray)

    found = list(rows(path))

    assert found[0] == ["Title", "", ""]
    assert found[59:] == [["1", "", ""], ["", "", "", "", "note"]]


def test_cells_may_leave_out_where_they_are(book):
    path = book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")

    assert list(rows(path)) == [["1", "2"], ["3", ""]]


def test_the_strict_variant_of_the_format_is_read(book):
    path = book(row(number("1")), main="http://purl.oclc.org/ooxml/spreadsheetml/main")

    assert list(rows(path)) == [["1"]]


def test_parts_may_have_backslashes_and_other_capitals(put, parts_of):
    made = {
        name.replace("/", "\\").upper(): part for name, part in parts_of(row(number("1"))).items()
    }

    assert list(rows(put(made))) == [["1"]]


SHEETS = (("One", ""), ("Two", ""), ("Old", 'state="hidden"'))


def test_the_only_sheet_with_data_is_meant(book):
    path = book(["", row(text("two")), row(text("old"))], sheets=SHEETS)

    assert list(rows(path)) == [["two"]]
    assert sheets(path) == ["One", "Two", "Old"]


def test_a_hidden_sheet_is_read_by_its_name(book):
    path = book(["", row(text("two")), row(text("old"))], sheets=SHEETS)

    assert list(rows(path, "Old")) == [["old"]]
    assert list(rows(path, "One")) == []


@pytest.mark.parametrize(
    ("data", "sheet", "code", "words"),
    [
        ([row(text("1")), row(text("2"))], None, "workbook-several-sheets", "One, Two"),
        (["", "", row(text("hidden"))], None, "workbook-empty", "book.xlsx"),
        ([row(text("1"))], "Three", "workbook-sheet-missing", "Three.*One, Two, Old"),
    ],
)
def test_a_sheet_that_is_not_clear_is_asked_for(book, data, sheet, code, words):
    path = book(data, sheets=SHEETS)

    with pytest.raises(WorkbookError, match=words) as raised:
        list(rows(path, sheet))

    assert raised.value.code == code


def test_a_sheet_of_a_chart_is_none(put, parts_of):
    made = parts_of(row(text("1")), sheets=(("One", ""), ("Chart", "")))
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        'worksheet" Target="worksheets/sheet2.xml', 'chartsheet" Target="chartsheets/sheet1.xml'
    )
    path = put(made)

    assert (sheets(path), list(rows(path))) == (["One"], [["1"]])
