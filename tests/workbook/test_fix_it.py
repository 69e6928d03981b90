"""The publisher's table comes back as a workbook: marked, explained, and otherwise unchanged."""

from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.exceptions import WorkbookError
from portal.tabular import kinds
from portal.tabular.check import check_resource
from portal.tabular.dialect import dialect_of
from portal.tabular.report import Error
from portal.tabular.source import Lines
from portal.workbook import fix_it, marked_table
from portal.workbook.fix_it import Commands, write_fix_it
from portal.workbook.marks import MISSING, SURPLUS
from portal.workbook.read import as_csv, csv_resource, rows

CREATED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
COMMANDS = Commands("portal validate fixed.xlsx", "portal validate data.csv")
FIELDS = [
    {"name": "code", "type": "string", "constraints": {"required": True}},
    {"name": "place", "type": "string"},
    {"name": "people", "type": "integer"},
    {
        "name": "kind",
        "type": "integer",
        "categories": [
            {"value": 1, "label": "city", "translations": {"ar": {"label": "مدينة"}}},
            {"value": 2, "label": "town", "translations": {"ar": {"label": "بلدة"}}},
        ],
        "missingValues": ["", {"value": "-", "label": "not known"}],
    },
]
DATA = """code,place,people,kind
01,إربد,100,1
02,عمان,"1,000",3
03,=SUM(A1),12 %
04,+x,5,1,extra,
,,,
05,"two
lines",7,2
06,_x0041_,8,-
"""


@pytest.fixture
def checked(tmp_path, describe):
    """Give what checks a file: its resource, its records, and its report."""

    def check(text=DATA, fields=FIELDS, **about):
        (tmp_path / "data.csv").write_text(text, "utf-8")
        resource = describe(fields, **about)
        found = check_resource(resource, tmp_path, "sample/data.csv", ())
        for _ in found:
            pass
        return resource, records_of(tmp_path / "data.csv", resource), found.report

    return check


def records_of(path, resource):
    with path.open("rb") as stream:
        return list(dialect_of(resource).records(iter(Lines(stream, "utf-8"))))


@pytest.fixture
def fix(tmp_path, checked):
    """Give what checks a file and writes the fix-it workbook; returns its path."""

    def run(*args, language="en", errors=None, whole=True, counts=None, **about):
        resource, records, report = checked(*args, **about)
        path = tmp_path / "fix.xlsx"
        found = errors if errors is not None else [*report.errors, *report.warnings]
        result = write_fix_it(
            path, resource, iter(records), found, language,
            commands=COMMANDS, created=CREATED, counts=counts,
        )  # fmt: skip
        assert result is whole
        return path

    return run


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def is_striped(cell):
    signs = (cell.font.bold, cell.border.left.style, cell.fill.patternType)
    return signs == (True, "medium", "lightUp")


def test_unchanged_it_says_what_the_file_said(fix, checked, tmp_path):
    resource, records, report = checked()
    path = fix()

    as_csv(path, tmp_path / "again.csv", None, resource)
    again = check_resource(csv_resource(resource, "again.csv"), tmp_path, "x", ())
    for _ in again:
        pass

    assert list(rows(path)) == [record or [""] * 4 for record in records]
    places = [
        [(e.code, e.row, e.column, e.value) for e in r.errors] for r in (report, again.report)
    ]
    assert len(places[0]) >= 5
    assert places[0] == places[1]


CELLS = st.text() | st.sampled_from(
    ["=A1", "+1", "01234", "1e5", "_x0041_", "\0", "\r", "إربد", ""]
)
RECORDS = st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=6)


@given(RECORDS, st.sampled_from([{}, {"header": False}, {"headerRows": [2]}]))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # fmt: skip
def test_any_records_come_back(tmp_path, describe, records, dialect):
    resource = describe(FIELDS[:3], dialect=dialect)
    path = tmp_path / "fix.xlsx"
    records = [["first", "row"], *records, ["last", "row", "x"]]

    write_fix_it(path, resource, records, [], "ar", commands=COMMANDS, created=CREATED)

    found = list(rows(path))
    first = {"": 2, "header": 1, "headerRows": 3}["".join(dialect)]
    assert len(found) == len(records)
    for number, (record, back) in enumerate(zip(records, found, strict=True), 1):
        if number < first or not any(record):  # a short title line, an empty row: filled up
            assert back == [*record, *[""] * (len(back) - len(record))][: len(back)]
        else:
            assert back == record


@pytest.mark.parametrize("language", kinds.LANGUAGES)
def test_wrong_cells_are_marked_by_more_than_colour_and_explained(fix, language):
    sheet = openpyxl.load_workbook(fix(language=language))["data"]

    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if is_striped(cell)}
    commented = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert marked == commented == {"C3", "D3", "C4", "D4", "E5", "F5", "A6"}
    error = Error("type-error", "", row=3, column="C", value="1,000", rule="integer")
    for part in (kinds.sentence(error, language), kinds.kind_of(error).fix[language]):
        assert part in sheet["C3"].comment.text
    assert sheet["C2"].number_format == sheet["C3"].number_format == "@"


@pytest.mark.parametrize(("language", "right_to_left"), [("en", None), ("ar", True), ("fr", None)])
def test_every_sheet_reads_in_the_direction_of_the_language(fix, language, right_to_left):
    book = openpyxl.load_workbook(fix(language=language))

    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert len(shown) == 3
    assert {sheet.sheet_view.rightToLeft for sheet in shown} == {right_to_left}


def test_the_table_has_its_header_in_view_and_a_filter(fix):
    sheet = openpyxl.load_workbook(fix())["data"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F8")
    assert sheet["A1"].font.bold


def test_a_row_that_is_too_short_or_too_long_says_so_and_an_empty_one_does_not(fix):
    sheet = openpyxl.load_workbook(fix(DATA.replace(",,,", ""), language="ar"))["data"]

    assert (sheet["D4"].value, sheet["F5"].value) == (MISSING["ar"], SURPLUS["ar"])
    assert [cell.value for cell in sheet[6]] == [None] * 6


@pytest.mark.parametrize(
    ("language", "labels"), [("en", ["city", "town"]), ("ar", ["مدينة", "بلدة"])]
)
def test_allowed_values_are_offered_and_explained(fix, language, labels):
    book = openpyxl.load_workbook(fix(language=language))
    table, values, lists = book.worksheets[1:]

    (rule,) = table.data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.errorStyle) == ("D2:D1048576", "list", "warning")
    assert rule.formula1 == "_lists!$A$1:$A$3"
    assert [cell.value for cell in lists["A"]] == ["1", "2", "-"]
    found = [[cell.value for cell in row] for row in values.iter_rows(min_row=2)]
    assert found == [
        ["D", "kind", "1", labels[0]],
        ["D", "kind", "2", labels[1]],
        ["D", "kind", "-", "not known"],
    ]


@pytest.mark.parametrize(
    ("field", "offered"),
    [
        ({"type": "string", "constraints": {"enum": ["b", "a"]}}, ["b", "a"]),
        ({"type": "string", "categories": ["b", "a"]}, ["b", "a"]),
        ({"type": "string", "constraints": {"enum": ["a"], "required": True}, "missingValues": ["-"]}, ["a"]),
        ({"type": "string", "constraints": {"enum": ["a"]}, "missingValues": ["-", "a"]}, ["a", "-"]),
        ({"type": "number", "decimalChar": ",", "constraints": {"enum": [0.5, 2]}}, ["0,5", "2"]),
        ({"type": "boolean", "trueValues": ["yes"], "constraints": {"enum": [True]}}, ["yes"]),
        ({"type": "object", "constraints": {"enum": [{"a": 1}]}}, None),
        ({"type": "string"}, None),
    ],
)  # fmt: skip
def test_a_list_has_what_a_cell_would_have(fix, field, offered):
    path = fix("x\n", [{"name": "x", **field}], errors=[])

    book = openpyxl.load_workbook(path)
    lists = book["_lists"]["A"] if offered else ()
    assert ("_lists" in book.sheetnames) is bool(offered)
    assert [cell.value for cell in lists] == (offered or [])


@pytest.mark.parametrize("language", kinds.LANGUAGES)
def test_instructions_lead_to_the_first_cell_of_each_kind(fix, language):
    book = openpyxl.load_workbook(fix(language=language))
    sheet = book.worksheets[0]

    assert book.active is sheet
    links = {
        cell.value: cell.hyperlink.location
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    said = texts(sheet)
    assert {
        place: f"data!{place}" for place in ("C3", "D3", "D4", "E5", "A6")
    }.items() <= links.items()
    assert COMMANDS.workbook in said
    assert COMMANDS.file not in said
    assert any("data.csv" in str(text) for text in said[:1])
    assert any(MISSING[language] in str(text) for text in said)
    assert any(SURPLUS[language] in str(text) for text in said)


def test_kinds_are_listed_with_their_true_numbers_errors_first(fix):
    errors = [
        Error("invisible-character", "", row=2, field="place", column="B", value="\u200fx"),
        Error("type-error", "", row=9, field="people", column="C", value="a", rule="integer"),
        Error("type-error", "", row=3, field="people", column="C", value="b", rule="integer"),
        Error("table-dimensions", "", value="3", rule="rows >= 9"),
        Error("trailing-delimiter", "", row=2),
    ]
    counts = {("type-error", "people", "integer"): 250_000}

    sheet = openpyxl.load_workbook(fix(errors=errors, counts=counts)).worksheets[0]

    listed = [[c.value for c in row] for row in sheet.iter_rows() if str(row[2].value)[:1] in "✗?"]
    assert [(row[0], row[1], row[2][0], row[3], row[4]) for row in listed] == [
        ("C", "people", "✗", 250_000, "C3"),
        (None, None, "✗", 1, None),
        ("B", "place", "?", 1, "B2"),
    ]
    assert "250,001" in sheet["A2"].value


def test_what_is_only_doubtful_is_marked_in_another_way(fix):
    doubt = Error("invisible-character", "", row=2, column="B", value="\u200fإربد")

    sheet = openpyxl.load_workbook(fix(errors=[doubt]))["data"]

    cell = sheet["B2"]
    assert (cell.font.italic, cell.border.left.style, is_striped(cell)) == (True, "dashed", False)
    assert "[U+200F]إربد" in cell.comment.text


def test_several_errors_of_a_cell_share_a_comment(fix):
    both = [
        Error("type-error", "", row=2, column="C", value="x" * 5000, rule="integer"),
        Error("constraint-error", "", row=2, column="C", value="x", rule="minimum"),
    ]

    text = openpyxl.load_workbook(fix(errors=both))["data"]["C2"].comment.text

    assert text.count("→") == 2
    assert len(text) < 1500


@pytest.mark.parametrize(
    ("error", "cell"),
    [
        (Error("duplicate-row", "", row=2), "A2"),
        (Error("primary-key", "", row=2, field="people"), "C2"),
        (Error("incorrect-label", "", row=1, column="B"), "B1"),
        (Error("missing-label", "", row=1, field="other", column="H"), "H1"),
        (Error("missing-cell", "", row=2, column="AA"), "AA2"),
    ],
    ids=lambda value: getattr(value, "code", value),
)
def test_an_error_is_shown_where_it_is(fix, error, cell):
    sheet = openpyxl.load_workbook(fix(errors=[error]))["data"]

    assert is_striped(sheet[cell])
    assert sheet[cell].comment


def test_comments_are_bounded_and_marks_are_not(fix, monkeypatch):
    monkeypatch.setattr(marked_table, "COMMENTS", 2)
    monkeypatch.setattr(fix_it, "COMMENTS", 2)

    book = openpyxl.load_workbook(fix())

    cells = [cell for row in book["data"].iter_rows() for cell in row]
    assert (sum(map(is_striped, cells)), sum(bool(c.comment) for c in cells)) == (7, 2)
    assert any("first 2 of" in str(text) for text in texts(book.worksheets[0]))


def test_what_a_person_changes_is_what_changes(fix, tmp_path):
    path = fix()
    before = list(rows(path))
    book = openpyxl.load_workbook(path)
    sheet = book["data"]
    sheet["C3"] = 1000
    sheet["D3"] = "1"
    sheet["D4"] = None
    sheet["E5"] = sheet["F5"] = None
    sheet["B2"] = date(2024, 2, 29)
    sheet["B2"].number_format = "yyyy-mm-dd"
    sheet.title = "Corrected's"  # Excel then changes what names refer to
    book.defined_names["portal_table"].attr_text = "'Corrected''s'!$A$1:$D$1"
    book.save(tmp_path / "saved.xlsx")

    after = list(rows(tmp_path / "saved.xlsx"))

    before[1][1] = "2024-02-29"
    before[2][2:] = ["1000", "1"]
    before[3].append("")
    before[4] = before[4][:4]
    assert after == before


@pytest.mark.parametrize("kept", ["D4", "E4"])
def test_a_row_stays_too_short_while_one_placeholder_is_left(fix, tmp_path, kept):
    path = fix("a,b,c,d,e\n1,2,3\n", dict.fromkeys("abcde", "string"))
    book = openpyxl.load_workbook(path)
    for cell in {"D4", "E4"} - {kept}:
        book["data"][cell.replace("4", "2")] = "filled"
    book.save(tmp_path / "saved.xlsx")

    found = list(rows(tmp_path / "saved.xlsx"))[1]

    assert len(found) < 5
    assert found[:3] == ["1", "2", "3"]


def test_a_column_that_is_added_is_an_extra_column(fix, tmp_path):
    path = fix()
    book = openpyxl.load_workbook(path)
    book["data"]["E1"] = "more"
    book.save(tmp_path / "saved.xlsx")

    found = list(rows(tmp_path / "saved.xlsx"))

    assert (found[0], len(found[1])) == (["code", "place", "people", "kind", "more"], 5)


def test_a_blank_label_at_the_end_stays(fix):
    path = fix("a,\n1,2\n3,\n", {"a": "string", "b": "string"})

    assert list(rows(path)) == [["a", ""], ["1", "2"], ["3", ""]]


LARGE = "code,place,people,kind\n" + "".join(f"{n:02},x,{n if n % 3 else '?'},1\n" for n in range(1, 10))  # fmt: skip


def test_a_table_that_is_too_large_is_shown_by_its_wrong_rows(fix, monkeypatch):
    monkeypatch.setattr(fix_it, "CELLS", 20)
    path = fix(LARGE, whole=False)

    book = openpyxl.load_workbook(path)
    sheet = book["data"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Row", "code", "place", "people", "kind"],
        [4, "03", "x", "?", "1"],
        [7, "06", "x", "?", "1"],
        [10, "09", "x", "?", "1"],
    ]
    assert [is_striped(sheet[cell]) for cell in ("D2", "C2", "A2")] == [True, False, False]
    assert sheet["D2"].comment
    link = next(c for row in book.worksheets[0].iter_rows() for c in row if c.hyperlink)
    assert (link.value, link.hyperlink.location) == ("C4", "data!D2")
    said = texts(book.worksheets[0])
    assert book.worksheets[0].freeze_panes is None
    assert COMMANDS.file in said
    assert COMMANDS.workbook not in said
    assert any("more than 20 cells" in str(text) and ": 3." in str(text) for text in said)
    with pytest.raises(WorkbookError) as raised:
        list(rows(path))
    assert raised.value.code == "workbook-excerpt"


def test_an_excerpt_is_bounded(fix, monkeypatch):
    monkeypatch.setattr(fix_it, "CELLS", 20)
    monkeypatch.setattr(marked_table, "EXCERPT_ROWS", 2)

    sheet = openpyxl.load_workbook(fix(LARGE, whole=False))["data"]

    assert [row[0].value for row in sheet.iter_rows()] == ["Row", 4, 7]


@pytest.mark.parametrize(
    ("cell", "words", "shown"),
    [
        ("x" * 40_000, "row 2 has a cell that is longer", "x" * 32_766),
        ("😀" * 20_000, "row 2 has a cell that is longer", "😀" * 16_383),
        (MISSING["en"], "row 2 has a cell with a text", MISSING["en"]),
    ],
    ids=["long", "long in UTF-16", "placeholder"],
)
def test_a_cell_that_could_not_come_back_makes_an_excerpt(fix, cell, words, shown):
    errors = [Error("type-error", "", row=2, column="B", value=cell, rule="integer")]
    path = fix(f"a,b\n1,{cell}\n", {"a": "string", "b": "integer"}, errors=errors, whole=False)

    book = openpyxl.load_workbook(path)
    assert book["data"]["C2"].value == shown
    assert any(words in str(text) for text in texts(book.worksheets[0]))
    if len(cell) > 100:
        assert f"{len(cell):,} characters" in book["data"]["C2"].comment.text


def test_the_header_may_be_anywhere_or_nowhere(fix):
    below = fix("title\n\ncode,people\n1,x\n", dialect={"headerRows": [3]}, errors=[])
    sheet = openpyxl.load_workbook(below)["data"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:B4")

    nowhere = fix("1,x,2,3\n", dialect={"header": False}, errors=[])
    sheet = openpyxl.load_workbook(nowhere)["data"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == (None, None)
    assert list(rows(nowhere)) == [["1", "x", "2", "3"]]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "D1:D1048576"


def test_a_table_without_records_or_schema_can_be_written(fix):
    path = fix("", [], errors=[Error("file-empty", "")])

    assert "data" in openpyxl.load_workbook(path).sheetnames
    assert list(rows(path)) == []


def test_the_same_errors_give_the_same_bytes(fix):
    assert fix().read_bytes() == fix().read_bytes()
