"""Workbooks of every format give the same texts, as the portal's own .xlsx reader writes them."""

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from portal.draft.model import Merge
from portal.draft.sources import read
from portal.exceptions import DraftError

FILES = Path(__file__).parent / "files"
TITLE = "السكان حسب المحافظة"
HEADER = ["السنة", "المحافظة", "الرمز", "العدد", "التاريخ"]
DATA = [
    [2020, "عمّان", "01", 1234567.25, date(2020, 1, 31)],
    [2021, "إربد", "02", 0.1, date(2021, 12, 1)],
    [2022, "الزرقاء", "03", 7, date(2022, 2, 28)],
]
TEXTS = [
    [TITLE, "", "", "", ""],
    ["", "", "", "", ""],
    HEADER,
    ["2020", "عمّان", "01", "1234567.25", "2020-01-31"],
    ["2021", "إربد", "02", "0.1", "2021-12-01"],
    ["2022", "الزرقاء", "03", "7", "2022-02-28"],
]
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(path, tables, manifest=""):
    """Write a spreadsheet whose tables are given as XML."""
    content = (
        f"<office:document-content {NAMESPACES} {CALC}><office:automatic-styles>"
        '<style:style style:name="out" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", content)
    return path


def table(*rows, name="T", more=""):
    """Return a table of rows, each the XML of its cells."""
    lines = "".join(f"<table:table-row>{row}</table:table-row>\n  " for row in rows)
    return f'<table:table table:name="{name}" {more}>{lines}</table:table>'


def cell(value):
    """Return a cell as LibreOffice writes it."""
    shown = f"<text:p>{escape(str(value))}</text:p>"
    kind = "string"
    if isinstance(value, date):
        kind = f'date" office:date-value="{value}'
    elif not isinstance(value, str):
        kind = f'float" office:value="{value}'
    return f'<table:table-cell office:value-type="{kind}">{shown}</table:table-cell>'


def as_ods(path):
    title = f'<table:table-cell table:number-columns-spanned="5" table:number-rows-spanned="1" office:value-type="string"><text:p>{TITLE}</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="4"/><table:table-cell table:number-columns-repeated="16379"/>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = ["".join(map(cell, row)) for row in [HEADER, *DATA]]
    rest = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    tables = table(title, blank, *rows).replace("</table:table>", f"{rest}</table:table>")
    return ods(path, tables + table(blank, name="empty"))


def as_xlsx(path):
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("السكان")
        sheet.merge_range(0, 0, 0, 4, TITLE)
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([HEADER, *DATA], 2):
            for column, value in enumerate(row):
                kind = days if isinstance(value, date) else None
                (sheet.write_datetime if kind else sheet.write)(number, column, value, kind)
        book.add_worksheet("empty")
    return path


def as_csv(path):
    text = "".join(";".join(row) + "\r\n" for row in TEXTS)
    path.write_bytes(text.encode("cp1256"))
    return path


def test_table_is_the_same_whatever_it_is_kept_in(tmp_path):
    folder = tmp_path / "ملفات الوزارة #2"
    folder.mkdir()
    paths = [
        as_csv(folder / "السكان 2022.csv"),
        as_xlsx(folder / "السكان 2022.xlsx"),
        as_ods(folder / "السكان 2022.ods"),
        FILES / "population.xls",
    ]

    sources = [read(path) for path in paths]

    assert [source.format for source in sources] == ["csv", "xlsx", "ods", "xls"]
    for source in sources:
        assert source.grid.rows == TEXTS
    for source in sources[1:]:
        assert source.grid.merges == (Merge(0, 0, 0, 4),)


def test_cells_of_an_xls_are_written_as_those_of_an_xlsx(tmp_path):
    import xlsxwriter

    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        kept = [
            ("#N/A", None),  # a text here: what writes .xlsx in tests makes errors of formulas only
            ("#DIV/0!", None),
            (True, None),
            (12.5 / 24, "hh:mm"),
            (43831 + 12.5 / 24, "yyyy-mm-dd hh:mm"),
            (1.5, "[h]:mm"),
            (0.25, "0%"),
            (1e20, None),
            ("  x ", None),
            (1e-20, None),
        ]
        for column, (value, kind) in enumerate(kept, 1):
            sheet.write(1, column, value, book.add_format({"num_format": kind}) if kind else None)

    rows = read(FILES / "kinds.xls").grid.rows

    assert rows == read(path).grid.rows
    assert rows[1][1:7] == [
        "#N/A",
        "#DIV/0!",
        "true",
        "12:30:00",
        "2020-01-01T12:30:00",
        "36:00:00",
    ]


def test_workbook_that_excel_wrote_is_read():
    source = read(FILES / "test.xls")

    assert source.grid.rows[:2] == [
        ["text", "date", "integer", "boolean", "float", "datetime", "empty_column", ""],
        ["Chicago Reader", "1971-01-01", "40", "true", "1", "1971-01-01T04:14:00", "", ""],
    ]


def test_several_sheets_are_named_and_one_is_asked_for(tmp_path):
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Notes", "Table 1", "Hidden"):
            book.add_worksheet(name).write(0, 0, name)
        book.get_worksheet_by_name("Hidden").hide()

    with pytest.raises(DraftError, match=r'“Notes”, “Table 1”.*--sheet "Notes"'):
        read(path)
    with pytest.raises(DraftError, match=r"no sheet “2020”.*“Notes”, “Table 1”, “Hidden”"):
        read(path, sheet="2020")

    assert read(path, sheet="Table 1").grid.rows == [["Table 1"]]
    assert read(path, sheet="Hidden").sheet == "Hidden"


def test_sheet_without_data_is_no_table(tmp_path):
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write(0, 0, "Code")
        book.add_worksheet("Sheet2")

    with pytest.raises(DraftError, match=r"a\.xlsx: the sheet “Sheet2” has no data\."):
        read(path, sheet="Sheet2")


def test_formula_without_result_matters_only_in_the_sheet_that_is_meant(tmp_path):
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:  # its formulas are to be calculated when it is opened
        book.add_worksheet("Sums").write_formula(0, 0, "=1+1")
        book.add_worksheet("Data").write(0, 0, "x")

    assert read(path, sheet="Data").grid.rows == [["x"]]
    with pytest.raises(DraftError, match="cell A1"):
        read(path, sheet="Sums")


def test_workbook_without_data_is_said_to_be_empty(tmp_path):
    path = ods(tmp_path / "a.ods", table("<table:table-cell/>"))

    with pytest.raises(DraftError, match=r"no sheet of it has data"):
        read(path)


def test_hidden_sheet_is_not_taken_unasked(tmp_path):
    shown = table(cell("a"))
    aside = table(cell("b"), name="Old", more='table:style-name="out"')
    path = ods(tmp_path / "a.ods", shown + aside)

    assert read(path).sheet == "T"
    with pytest.raises(DraftError, match="hidden: “Old”"):
        read(ods(tmp_path / "b.ods", aside))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(cell("  x\n y"), "x y", id="white space counts once"),
        pytest.param(
            '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/><text:span>b</text:span><text:line-break/>c</text:p><text:p>d</text:p></table:table-cell>',
            "a  b\nc\nd",
            id="spaces, lines and paragraphs",
        ),
        pytest.param(
            '<table:table-cell office:value-type="float" office:value="5"><office:annotation><text:p>note</text:p></office:annotation><text:p>5.00</text:p></table:table-cell>',
            "5",
            id="a comment is not the cell",
        ),
        pytest.param(
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            "#DIV/0!",
            id="error of LibreOffice",
        ),
        pytest.param(
            '<table:table-cell table:formula="of:=NA()" office:value-type="float" office:value="0"><text:p>#N/A</text:p></table:table-cell>',
            "#N/A",
            id="error of older programs",
        ),
        pytest.param(
            '<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25 %</text:p></table:table-cell>',
            "0.25",
            id="percentage",
        ),
        pytest.param(
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>',
            "true",
            id="truth value",
        ),
        pytest.param(
            '<table:table-cell office:value-type="time" office:time-value="PT36H00M05S"><text:p>x</text:p></table:table-cell>',
            "36:00:05",
            id="duration",
        ),
        pytest.param(
            '<table:table-cell office:value-type="date" office:date-value="2020-01-01T12:30:00"><text:p>x</text:p></table:table-cell>',
            "2020-01-01T12:30:00",
            id="date and time",
        ),
    ],
)
def test_cell_of_an_ods_is_written_as_that_of_an_xlsx(tmp_path, xml, text):
    path = ods(tmp_path / "a.ods", table(xml))

    assert read(path).grid.rows == [[text]]


def test_repeated_cells_and_rows_stand_where_they_are_in_the_sheet(tmp_path):
    row = '<table:table-cell table:number-columns-repeated="2"/>' + cell("x").replace(
        "table-cell ", 'table-cell table:number-columns-repeated="2" ', 1
    )
    path = ods(tmp_path / "a.ods", table("<table:table-cell/>", row, "<table:table-cell/>", row))

    assert read(path).grid.rows == [
        ["", "", "", ""],
        ["", "", "x", "x"],
        ["", "", "", ""],
        ["", "", "x", "x"],
    ]


@pytest.mark.parametrize(
    ("xml", "manifest", "sentence"),
    [
        ('<table:table-cell table:formula="of:=1+1"/>', "", "cell A1: a formula without a result"),
        (cell("x"), "<encryption-data/>", "protected by a password"),
        ('<table:table-cell office:value-type="float" office:value="?"/>', "", "damaged"),
    ],
)
def test_ods_that_cannot_be_read_is_said_to_be_so(tmp_path, xml, manifest, sentence):
    path = ods(tmp_path / "a.ods", table(xml), manifest)

    with pytest.raises(DraftError) as caught:
        read(path)

    assert sentence in str(caught.value)


def test_ods_that_grows_beyond_all_measure_is_refused(tmp_path):
    many = cell("x").replace(
        "table-cell ", 'table-cell table:number-columns-repeated="99999999" ', 1
    )

    with pytest.raises(DraftError, match="too large"):
        read(ods(tmp_path / "a.ods", table(many)))


def test_cell_far_out_does_not_widen_millions_of_rows(tmp_path):
    far = '<table:table-cell table:number-columns-repeated="999"/>' + cell("x")
    rows = f'<table:table-row table:number-rows-repeated="30000">{cell("y")}</table:table-row>'
    tables = table(far).replace("</table:table>", f"{rows}</table:table>")

    grid = read(ods(tmp_path / "a.ods", tables)).grid

    assert [len(row) for row in grid.rows[:3]] == [1000, 1, 1]
