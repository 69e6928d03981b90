"""The files that ``portal validate`` writes: accepted rows, rejected rows, errors, the report."""

import csv
import json
import shlex
import sqlite3
from contextlib import closing

import openpyxl
import pytest

from scripts.cli import run

BAD = "id,name,day\n1,a,2020-01-01\nx,b,2020-13-01\n3,c,\n3,d,\n"
MARKED = "id,name,day\n1,=1+1,2020-01-01\nx,مدرسة,2020-13-01\n3,c\ny,00962,,\n"
PLACES = [
    ("type-error", 3, "A", "x"),
    ("type-error", 3, "C", "2020-13-01"),
    ("missing-cell", 4, "C", None),
    ("type-error", 5, "A", "y"),
    ("extra-cell", 5, "D", ""),
]
TO_CHECK = "portal validate fix.xlsx --schema schema.json"
FIELDS = [
    {"name": "code", "type": "string"},
    {"name": "flag", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    {"name": "share", "type": "number"},
    {"name": "count", "type": "integer"},
    {"name": "day", "type": "date", "format": "%d/%m/%Y"},
    {"name": "السبب", "type": "string"},
]
TABLE = (
    "code,flag,share,count,day,السبب\n"
    "01234,yes,0.5,7,31/12/2020,NA\n"
    " x ,no,3,-1,,  \n"
    '"a,""b""",,1e3,,01/02/2021,"سطر\nآخر"\n'
)
AS_LOADED = [
    ["code", "flag", "share", "count", "day", "السبب"],
    ["01234", "true", "0.5", "7", "2020-12-31", "NA"],
    [" x ", "false", "3", "-1", "", "  "],
    ['a,"b"', "", "1000", "", "2021-02-01", "سطر\nآخر"],
]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_accepted_rows_are_written_as_they_would_be_loaded(person):
    person.write("table.csv", TABLE)
    schema = person.schema({"fields": FIELDS})

    code, out, _err = person.validate("table.csv", "--schema", schema, "--output", "out.csv")

    assert (code, rows(person.folder / "out.csv")) == (0, AS_LOADED)
    assert "Accepted rows: 3 in out.csv" in out
    assert b"\r" not in (person.folder / "out.csv").read_bytes()


def test_what_was_written_is_accepted_again_with_the_same_values(person):
    plain = [{"name": f["name"], "type": f["type"]} for f in FIELDS]
    person.write("table.csv", TABLE)
    person.validate("table.csv", "--schema", person.schema({"fields": FIELDS}), "--output", "1.csv")

    code, _out, _err = person.validate(
        "1.csv", "--schema", person.schema({"fields": plain}, "plain.json"), "--output", "2.csv"
    )

    assert (code, rows(person.folder / "2.csv")) == (0, AS_LOADED)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [({"encoding": "windows-1256"}, "مدرسة"), ({"encoding": "utf-16"}, "مدرسة")],
    ids=["Windows-1256", "UTF-16"],
)
def test_another_encoding_and_dialect_become_plain(person, declared, expected):
    person.write("table.csv", f"id;name;day\n1;{expected};\n".encode(declared["encoding"]))

    person.validate(
        *("table.csv", "--schema", person.schema(), "--delimiter", ";", "--output", "out.csv"),
        *("--encoding", declared["encoding"]),
    )

    assert rows(person.folder / "out.csv") == [["id", "name", "day"], ["1", expected, ""]]


def test_rows_with_errors_are_left_out_and_written_elsewhere(person):
    person.write("table.csv", BAD)

    code, _out, _err = person.validate(
        *("table.csv", "--schema", person.schema()),
        *("--output", "out.csv", "--rejected", "rejected.csv"),
    )

    assert code == 1
    assert rows(person.folder / "out.csv")[1:] == [["1", "a", "2020-01-01"], ["3", "c", ""]]
    assert rows(person.folder / "rejected.csv") == [
        ["id", "name", "day"],
        ["x", "b", "2020-13-01"],
        ["3", "d", ""],
    ]


def test_rejected_rows_stand_as_in_the_file_below_its_header(person):
    person.write("table.csv", "Title\nid;name;day\n1;a\n2;مدرسة;;\n3;c;\n".encode("cp1256"))

    person.validate(
        *("table.csv", "--schema", person.schema(), "--encoding", "cp1256", "--delimiter", ";"),
        *("--header-rows", "2", "--rejected", "rejected.csv"),
    )

    assert rows(person.folder / "rejected.csv") == [
        ["id", "name", "day"],
        ["1", "a"],
        ["2", "مدرسة", "", ""],
    ]


def test_the_table_is_written_typed_with_its_key(person):
    person.write("table.csv", BAD)

    person.validate("table.csv", "--schema", person.schema(), "--output", "out.db")

    with closing(sqlite3.connect(person.folder / "out.db")) as connection:
        found = connection.execute("select * from [table]").fetchall()
        (made,) = connection.execute(
            "select sql from sqlite_master where type = 'table'"
        ).fetchone()
    assert found == [(1, "a", "2020-01-01"), (3, "c", None)]
    assert "PRIMARY KEY" in made
    assert "STRICT" in made


def test_a_table_without_a_key_is_numbered(person):
    person.write("table.csv", "id,name,day\n5,a,\nx,b,\n7,c,\n")
    fields = [{"name": "id", "type": "integer"}, {"name": "name"}, {"name": "day"}]

    person.validate(
        "table.csv", "--schema", person.schema({"fields": fields}), "--output", "out.sqlite"
    )

    with closing(sqlite3.connect(person.folder / "out.sqlite")) as connection:
        found = connection.execute("select _row, id from [table]").fetchall()
    assert found == [(1, 5), (2, 7)]


def test_rows_of_a_dataset_of_the_portal_are_written_too(person, steward):
    steward.child(("JOR", 1), ("EGY", 2))

    person.validate("facts", "--root", str(steward.root), "--output", "out.csv")

    assert rows(person.folder / "out.csv")[1:] == [["JOR", "1"], ["EGY", "2"]]


def test_rows_that_point_to_nothing_are_not_accepted(person, steward):
    steward.child(("JOR", 1), ("XXX", 2))

    person.validate("facts", "--root", str(steward.root), "--output", "out.csv")

    assert rows(person.folder / "out.csv")[1:] == [["JOR", "1"]]


UNCERTAIN = {
    "structure": b'id,name,day\n1,"a,\n2,b,\n',
    "encoding": b"id,name,day\n1,\xff,\n",
    "header": b"id,nome,day\n1,a,\n",
}


@pytest.mark.parametrize("content", UNCERTAIN.values(), ids=UNCERTAIN)
def test_nothing_is_written_where_rows_are_not_certain(person, content):
    person.write("table.csv", content)

    code, out, _err = person.validate(
        *("table.csv", "--schema", person.schema(), "--encoding", "utf-8", "--delimiter", ","),
        *("--output", "out.csv", "--rejected", "rejected.csv"),
    )

    assert code == 1
    assert "out.csv was not written, because" in " ".join(out.split())
    assert person.files == ["schema.json", "table.csv"]


@pytest.mark.parametrize("name", ["structure", "encoding"])
def test_no_workbook_is_written_of_rows_that_are_not_certain(person, name):
    person.write("table.csv", UNCERTAIN[name])

    code, out, _err = person.validate(
        *("table.csv", "--schema", person.schema(), "--encoding", "utf-8", "--delimiter", ","),
        *("--fix-it", "fix.xlsx"),
    )

    assert code == 1
    assert "fix.xlsx was not written, because" in " ".join(out.split())
    assert person.files == ["schema.json", "table.csv"]


def test_a_wrong_header_is_corrected_in_the_workbook(person):
    person.write("table.csv", UNCERTAIN["header"])
    schema = person.schema()
    person.validate("table.csv", "--schema", schema, "--fix-it", "fix.xlsx")
    book = openpyxl.load_workbook(person.folder / "fix.xlsx")

    book["table"]["B1"] = "name"
    book.save(person.folder / "fix.xlsx")

    assert book["table"]["B1"].comment
    assert person.errors("fix.xlsx", "--schema", schema) == []


def test_the_list_of_errors_is_complete_and_in_words(person):
    person.write("table.csv", "id,name,day\n" + "x,a,\n" * 40 + "1,a,\n")

    code, out, _err = person.validate(
        "table.csv", "--schema", person.schema(), "--limit", "1", "--errors", "errors.csv"
    )

    with (person.folder / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert (code, len(found)) == (1, 40)
    assert {(one["code"], one["column"], one["value"]) for one in found} == {
        ("type-error", "A", "x")
    }
    assert found[0]["message"]
    assert "Errors and warnings: 40 in errors.csv" in out


def test_the_list_of_errors_of_a_dataset_has_those_of_its_descriptor(person, steward):
    path = steward.root / "datasets/facts/datapackage.json"
    described = json.loads(path.read_text()) | {"licenses": []}
    path.write_text(json.dumps(described))

    person.validate("facts", "--root", str(steward.root), "--errors", "errors.csv")

    text = (person.folder / "errors.csv").read_text("utf-8-sig")
    assert "licence-missing" in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_report_is_one_html_file(person, language):
    person.write("table.csv", BAD)

    code, _out, _err = person.validate(
        "table.csv", "--schema", person.schema(), "--html", "report.html", "--lang", language
    )

    text = (person.folder / "report.html").read_text("utf-8")
    assert code == 1
    assert f'lang="{language}"' in text
    assert "2020-13-01" in text
    assert "src=" not in text


WRONG = {
    "over the file": (["table.csv", "--output", "table.csv"], "would write over table.csv"),
    "over the schema": (["table.csv", "--errors", "./schema.json"], "would write over"),
    "twice": (["table.csv", "--output", "a", "--rejected", "a"], "would write over a"),
    "several files": (["table.csv", "other.csv", "--output", "a"], "is about one file"),
    "no such folder": (["table.csv", "--errors", "none/a.csv"], "cannot be written"),
    "a folder": (["table.csv", "--html", "."], "is a directory"),
    "no workbook": (["table.csv", "--fix-it", "fix.csv"], "ends with .xlsx"),
}


@pytest.mark.parametrize(("words", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_target_gets_a_sentence_and_no_file(person, words, sentence):
    person.write("table.csv", BAD)
    person.write("other.csv", BAD)

    code, _out, err = person.validate(*words, "--schema", person.schema())

    assert code == 2
    assert sentence in " ".join(err.split())
    assert person.files == ["other.csv", "schema.json", "table.csv"]
    assert (person.folder / "table.csv").read_text() == BAD


def test_a_file_of_a_dataset_is_not_written_over(person, steward):
    table = steward.root / "datasets/facts/facts.csv"
    before = table.read_bytes()

    code, _out, _err = person.validate("facts", "--root", str(steward.root), "--output", str(table))

    assert (code, table.read_bytes()) == (2, before)


def test_a_file_that_is_there_is_replaced_as_a_whole(person):
    person.write("table.csv", BAD)
    person.write("out.csv", "old")

    person.validate("table.csv", "--schema", person.schema(), "--output", "out.csv")

    assert rows(person.folder / "out.csv")[0] == ["id", "name", "day"]
    assert person.files == ["out.csv", "schema.json", "table.csv"]


def test_a_list_that_was_begun_goes_away_with_a_fault(person, monkeypatch, capsys):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError("a bug")

    person.write("table.csv", BAD)
    monkeypatch.setattr("portal.release.loose.check", broken)

    code = run(["validate", "table.csv", "--errors", "errors.csv"])

    capsys.readouterr()
    assert code == 3
    assert person.files == ["table.csv"]


def test_sentences_about_files_stay_out_of_the_json(person):
    person.write("table.csv", BAD)

    _code, out, err = person.validate(
        *("table.csv", "--schema", person.schema(), "--output", "out.csv", "--format", "json")
    )

    assert json.loads(out)["valid"] is False
    assert "Accepted rows: 2 in out.csv" in err


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workbook_to_correct_has_the_same_errors_until_it_is_corrected(person, language):
    person.write("table.csv", MARKED)
    schema = person.schema()

    code, out, _err = person.validate(
        "table.csv", "--schema", schema, "--fix-it", "fix.xlsx", "--lang", language
    )

    assert code == 1
    assert person.errors("fix.xlsx", "--schema", schema) == PLACES
    assert person.errors("table.csv", "--schema", schema) == PLACES
    book = openpyxl.load_workbook(person.folder / "fix.xlsx")
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {language == "ar"}
    assert TO_CHECK in [cell.value for row in book.worksheets[0] for cell in row]
    if language == "en":
        assert f"Correct the workbook and check it: {TO_CHECK}" in " ".join(out.split())
    sheet = book["table"]
    for place, value in (("A3", "2"), ("C3", "2020-12-01"), ("C4", None), ("D5", None)):
        assert sheet[place].comment
        sheet[place] = value
    sheet["A5"] = "4"
    book.save(person.folder / "fixed.xlsx")
    code, _out, _err = person.validate(
        "fixed.xlsx", "--schema", schema, "--lang", language, "--output", "out.csv"
    )
    assert code == 0
    assert rows(person.folder / "out.csv")[1:] == [
        ["1", "=1+1", "2020-01-01"],
        ["2", "مدرسة", "2020-12-01"],
        ["3", "c", ""],
        ["4", "00962", ""],
    ]


PLACED = {
    "header below a title": ("Title\n", ["--skip-rows", "1"], ["--header-rows", "2"]),
    "no header": (None, ["--no-header"], ["--no-header"]),
    "no header below a title": (None, ["--no-header", "--skip-rows", "1"], None),
    "comments": ("# one\n", ["--comment", "#"], ["--comment", "#", "--header-rows", "2"]),
    "another delimiter": (";", ["--delimiter", ";"], []),
}


@pytest.mark.parametrize(("begin", "options", "said"), PLACED.values(), ids=PLACED)
def test_the_command_for_the_workbook_says_where_the_table_is(person, begin, options, said):
    text = "id,name,day\n1,a,\nx,b,\n"
    if begin is None:
        text = text.replace("id,name,day\n", "Title\n" if "--skip-rows" in options else "")
    elif begin == ";":
        text = text.replace(",", ";")
    else:
        text = begin + text
    person.write("table.csv", text)
    words = ("table.csv", "--schema", person.schema(), *options)
    expected = person.errors(*words)

    person.validate(*words, "--fix-it", "fix.xlsx")

    command = shlex.join(
        ["portal", "validate", "fix.xlsx", "--schema", "schema.json", *(options if said is None else said)]
    )  # fmt: skip
    instructions = openpyxl.load_workbook(person.folder / "fix.xlsx").worksheets[0]
    assert command in [cell.value for row in instructions for cell in row]
    assert person.errors(*shlex.split(command)[2:]) == expected
    assert [error[0] for error in expected] == ["type-error"]


def test_a_workbook_of_a_dataset_names_its_descriptor(person, steward):
    steward.child(("JOR", 1), ("EGY", "x"))
    root = steward.root

    person.validate("facts", "--root", str(root), "--fix-it", "fix.xlsx")

    described = root / "datasets/facts/datapackage.json"
    errors = person.errors("fix.xlsx", "--schema", str(described))
    assert errors == [("type-error", 3, "B", "x")]
    instructions = openpyxl.load_workbook(person.folder / "fix.xlsx").worksheets[0]
    command = f"portal validate fix.xlsx --schema {shlex.quote(str(described))}"
    assert command in [cell.value for row in instructions for cell in row]


def test_a_workbook_is_corrected_in_a_workbook(person):
    schema = person.schema()
    person.write("table.csv", MARKED)
    person.validate("table.csv", "--schema", schema, "--fix-it", "fix.xlsx")

    person.validate("fix.xlsx", "--schema", schema, "--fix-it", "again.xlsx")

    assert person.errors("again.xlsx", "--schema", schema) == PLACES


def test_a_table_that_is_too_large_for_a_workbook_is_shown_by_its_wrong_rows(person, monkeypatch):
    monkeypatch.setattr("portal.workbook.fix_it.CELLS", 5)
    person.write("table.csv", MARKED)

    _code, out, _err = person.validate(
        "table.csv", "--schema", person.schema(), "--fix-it", "fix.xlsx"
    )

    said = " ".join(out.split())
    assert "fix.xlsx shows rows with errors only" in said
    assert "Correct the files and check again: portal validate table.csv" in said


def test_errors_that_a_report_does_not_keep_are_counted_in_the_workbook(person, monkeypatch):
    monkeypatch.setattr("portal.tabular.report.KEPT", 2)
    person.write("table.csv", "id,name,day\n" + "x,a,\n" * 5)

    _code, out, _err = person.validate(
        "table.csv", "--schema", person.schema(), "--fix-it", "fix.xlsx"
    )

    assert "Workbook to correct: fix.xlsx, the first 2 errors" in out
    instructions = openpyxl.load_workbook(person.folder / "fix.xlsx").worksheets[0]
    assert 5 in [cell.value for row in instructions for cell in row]


def test_a_lone_line_break_in_a_cell_ends_no_row_of_what_is_written(person):
    fields = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
    person.write("table.csv", 'id,name\n1,"once\ra time"\nx,"twice\ra time"\n')

    person.validate(
        *("table.csv", "--schema", person.schema({"fields": fields})),
        *("--output", "out.csv", "--rejected", "rejected.csv"),
    )

    for name in ("out.csv", "rejected.csv"):
        with (person.folder / name).open(encoding="utf-8", newline="") as stream:
            rows = [*csv.reader(stream)]
        assert len(rows) == 2, name
        assert rows[1][1].endswith("\ra time")
