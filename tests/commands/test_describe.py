"""``portal describe``, as typed: what is missing, the workbook, and the way back."""

import json

import openpyxl
import pytest

from scripts.cli import run

FIELDS = [
    {"name": "code", "type": "string", "title": "Code"},
    {"name": "value", "type": "integer", "role": "measure"},
]


@pytest.fixture
def portal(steward, monkeypatch):
    """Return a portal in whose folder a person stands, with a dataset to describe."""
    steward.write("wells", "code,value\n01,5\n02,7\n", FIELDS, Languages=["en"], Custom={"a": 1})
    monkeypatch.chdir(steward.root)
    return steward


@pytest.fixture
def describe(portal, capsys):
    """Give what types the verb and returns the exit code and what was printed, out and err."""

    def typed(*words):
        code = run(["describe", *map(str, words)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed


def descriptor_of(portal, name="wells"):
    path = portal.root / "datasets" / name / "datapackage.json"
    return json.loads(path.read_text("utf-8"))


def fill(path, sheet, label, heading, text):
    book = openpyxl.load_workbook(path)
    cells = book[sheet]
    at = next(cell.column for cell in cells[1] if cell.value == heading)
    row = next(row for row in cells.iter_rows(min_row=2) if row[0].value == label)
    cells.cell(row[0].row, at).value = text
    book.save(path)


def test_what_is_described_and_what_is_missing_is_said(describe):
    code, out, _err = describe("wells")

    assert code == 0
    assert "  ✓ Title\n" in out
    assert "  – Title (Arabic)\n" in out
    assert "  – Description (English): 0 of 2\n" in out
    assert "  – Title (English): 1 of 2; missing: value\n" in out
    assert out.endswith("To fill it in: portal describe wells --xlsx FILE.xlsx\n")


def test_what_is_missing_is_said_in_arabic(describe):
    code, out, _err = describe("wells", "--lang", "ar")

    assert code == 0
    assert "  – الشرح (الإنجليزية): 0 من 2\n" in out
    assert "أمر التعبئة: portal describe wells --xlsx FILE.xlsx" in out


def test_a_dataset_without_a_licence_is_told_that_nothing_is_published(portal, describe):
    portal.write("wells", "code,value\n", FIELDS, Licenses=[])

    _code, out, _err = describe("wells")

    assert "  – Licence: nothing is published without it\n" in out


@pytest.mark.parametrize("name", ["wells.xlsx", "وصف الآبار.xlsx"])
def test_a_workbook_that_was_filled_in_becomes_the_description(portal, describe, name):
    before = descriptor_of(portal)

    written = describe("wells", "--xlsx", name)
    fill(name, "Dataset", "Topic 1", "What belongs here", "a remark that nobody reads")
    fill(name, "Fields", "value", "Unit (English)", "litres")
    read = describe("wells", "--from", name)

    assert written[0] == read[0] == 0
    assert f"--from {name}" in written[1] or f"--from '{name}'" in written[1]
    assert "Changed cells: 1\n" in read[1]
    expected = before
    expected["resources"][0]["schema"]["fields"][1]["unit"] = "litres"
    text = (portal.root / "datasets/wells/datapackage.json").read_text("utf-8")
    assert json.loads(text) == expected
    assert list(json.loads(text)) == list(before)
    assert text.endswith("}\n")


def test_the_data_are_shown_beside_the_questions(describe):
    describe("wells", "--xlsx", "a.xlsx")

    sheet = openpyxl.load_workbook("a.xlsx")["Fields"]
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == ["01 · 02", "5 · 7"]


def test_a_workbook_that_says_nothing_new_writes_nothing(portal, describe):
    path = portal.root / "datasets/wells/datapackage.json"
    before = path.read_bytes()

    describe("wells", "--xlsx", "a.xlsx")
    code, out, _err = describe("wells", "--from", "a.xlsx")

    assert code == 0
    assert "says nothing else" in out
    assert path.read_bytes() == before


WRONG = {
    "a cell that means nothing": (
        ("Fields", "value", "Type", "numbr"),
        "“numbr” is no type. Did you mean “number”?",
    ),
    "no licence": (
        ("Dataset", "Licence 1", "Answer (English)", None),
        "Sheet “Dataset”, cell B21: There is no licence. Choose one from the list: nothing is",
    ),
    "a bound that is no value of the type": (
        ("Fields", "value", "Smallest value", "few"),
        "Sheet “Fields”, cell Q3: “few” is no value of the type that the column has. Write it as",
    ),
    "a bound where there can be none": (
        ("Fields", "code", "Smallest value", "5"),
        "Sheet “Fields”, cell Q2: “Smallest value” makes no sense for a column of the type",
    ),
    "a pattern that takes for ever": (
        ("Fields", "code", "Pattern", "(a+)+"),
        "Sheet “Fields”, cell S2: The pattern repeats a repeat",
    ),
    "a name for programs": (
        ("Fields", "code", "Name for programs", "The Code"),
        "Sheet “Fields”, cell V2: “The Code” does not fit here. A short name for programs: a",
    ),
    "a way of writing of another type": (
        ("Fields", "code", "How dates are written", "dd/mm/yyyy"),
        "Sheet “Fields”, cell G2: This way of writing does not belong to the type of the column.",
    ),
    "an office without a name": (
        ("Dataset", "Publisher: e-mail", "Answer (English)", "data@a.example"),
        "Sheet “Dataset”, cell B14: The rows below have answers, and this one has none.",
    ),
}


@pytest.mark.parametrize(("edit", "said"), WRONG.values(), ids=WRONG)
def test_nothing_is_written_where_a_cell_is_wrong(portal, describe, edit, said):
    before = descriptor_of(portal)
    describe("wells", "--xlsx", "a.xlsx")
    fill("a.xlsx", *edit)
    fill("a.xlsx", "Dataset", "Title", "Answer (English)", "Other wells")

    code, out, _err = describe("wells", "--from", "a.xlsx")

    assert code == 1
    assert said in " ".join(out.split())
    assert "Nothing was written. To be corrected: 1." in out
    assert descriptor_of(portal) == before


def test_what_was_wrong_before_and_stands_in_no_cell_does_not_hold_it_up(portal, describe):
    portal.write("wells", "code,value\n", FIELDS, Languages=["en"], Former=["Not A Name"])
    describe("wells", "--xlsx", "a.xlsx")
    fill("a.xlsx", "Dataset", "Title", "Answer (English)", "Wells of the valley")

    code, out, _err = describe("wells", "--from", "a.xlsx")

    assert code == 0
    assert "Not A Name" in out
    assert descriptor_of(portal)["title"] == "Wells of the valley"


def test_a_column_may_refer_to_another_dataset(portal, describe):
    describe("wells", "--xlsx", "a.xlsx")
    fill("a.xlsx", "Fields", "code", "Refers to", "codes.code")

    code, _out, _err = describe("wells", "--from", "a.xlsx")

    assert code == 0
    assert descriptor_of(portal)["resources"][0]["schema"]["foreignKeys"] == [
        {
            "fields": ["code"],
            "reference": {"package": "codes", "resource": "codes", "fields": ["code"]},
        }
    ]


def test_a_schema_in_a_file_of_its_own_is_changed_there(portal, describe):
    folder = portal.root / "datasets/wells"
    descriptor = descriptor_of(portal)
    schema = descriptor["resources"][0]["schema"]
    descriptor["resources"][0]["schema"] = "wells.schema.json"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (folder / "wells.schema.json").write_text(json.dumps(schema), "utf-8")
    describe("wells", "--xlsx", "a.xlsx")
    fill("a.xlsx", "Fields", "value", "Decimals", 0)

    code, _out, _err = describe("wells", "--from", "a.xlsx")

    schema["fields"][1]["decimals"] = 0
    assert code == 0
    assert json.loads((folder / "wells.schema.json").read_text("utf-8")) == schema
    assert descriptor_of(portal) == descriptor


def test_a_licence_as_it_was_written_long_ago_can_be_chosen_anew(portal, describe):
    folder = portal.root / "datasets/wells"
    descriptor = descriptor_of(portal)
    del descriptor["licenses"]
    descriptor["license"] = "notspecified"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    describe("wells", "--xlsx", "a.xlsx")
    fill("a.xlsx", "Dataset", "Licence 1", "Answer (English)", "CC0-1.0")

    code, _out, _err = describe("wells", "--from", "a.xlsx")

    assert code == 0
    made = descriptor_of(portal)
    assert [licence["name"] for licence in made["licenses"]] == ["CC0-1.0"]
    assert "license" not in made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("wells", "--xlsx", "a.xlsx", "--from", "b.xlsx"), "not both"),
        (("springs",), "There is no dataset springs"),
        (("wells", "--xlsx", "a.ods"), "ends with .xlsx"),
        (("wells", "--xlsx", "nowhere/a.xlsx"), "There is no folder nowhere"),
        (("wells", "--xlsx", "b.xlsx"), "is there already"),
        (("wells", "--from", "c.xlsx"), "c.xlsx"),
        (("wells", "--from", "b.xlsx"), "not an Excel workbook"),
        (("datasets/wells/wells.csv",), "portal draft"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_use_says_what_to_do(portal, describe, words, said):
    (portal.root / "b.xlsx").write_text("no workbook", "utf-8")

    code, _out, err = describe(*words)

    assert code == 2
    assert said in err


def test_a_workbook_of_something_else_is_wrong_use(describe):
    book = openpyxl.Workbook()
    book.active["A1"] = "code"
    book.save("other.xlsx")

    code, _out, err = describe("wells", "--from", "other.xlsx")

    assert code == 2
    assert "portal describe wells --xlsx" in err


def test_a_descriptor_that_is_no_json_is_said(portal, describe):
    (portal.root / "datasets/wells/datapackage.json").write_text("{", "utf-8")

    code, out, _err = describe("wells")

    assert code == 1
    assert "not JSON" in out
