"""Each exercise fails with exactly the errors that its hint names, and its solution passes."""

import csv
import io
import json
import re
import shutil

import openpyxl
import pytest

from scripts.cli import run

# Exercise → (code, row, field) of every error.
ERRORS = {
    "dates-and-digits": [
        ("type-error", 3, "budget"),
        ("type-error", 5, "start_date"),
        ("type-error", 10, "budget"),
        ("type-error", 12, "approved_date"),
        ("type-error", 15, "budget"),
        ("type-error", 24, "approved_date"),
        ("type-error", 28, "end_date"),
        ("type-error", 33, "start_date"),
        ("type-error", 40, "budget"),
    ],
    "encoding-and-delimiter": [("encoding-error", 1, None)],
    "keys-and-places": [
        ("constraint-error", 2, "الاسم"),
        ("constraint-error", 4, "الاسم"),
        ("constraint-error", 8, "الاسم"),
        ("foreign-key", 13, "رمز الدولة"),
        ("constraint-error", 19, "رمز الدولة"),
        ("primary-key", 29, "رقم المكان"),
    ],
}
# What the second exercise shows once the file can be read.
READABLE = [
    ("type-error", 13, "التاريخ"),
    ("missing-cell", 22, "التاريخ تقديري"),
    ("constraint-error", 31, "التاريخ تقديري"),
]
# Exercise → cells in which the broken file differs from the solution: row and field → what it says.
CELLS = {
    "dates-and-digits": {
        (3, "budget"): "3,543,119.0",
        (5, "start_date"): "30/05/2012",
        (10, "budget"): "٢٠٠٥٠٠٦٫٠",
        (12, "approved_date"): "41395",
        (15, "budget"): "٣٤٠٬٧٠٤",
        (24, "approved_date"): "04/03/2015",
        (28, "end_date"): "31/02/2017",
        (33, "start_date"): "٠١/١١/٢٠١٦",
        (40, "budget"): "2 299 210",
    },
    "encoding-and-delimiter": {
        (13, "التاريخ"): "\u200f2024-07-07",
        (31, "التاريخ تقديري"): "نعم\u200f",
    },
    "keys-and-places": {
        (2, "الاسم"): "عُمان",
        (4, "الاسم"): "اربد",
        (8, "الاسم"): "عمّان الغربية",
        (13, "رمز الدولة"): "JRD",
        (19, "رمز الدولة"): "PS",
    },
}
# The dataset from which an exercise is taken.
DATASETS = {
    "dates-and-digits": "humanitarian-funding",
    "encoding-and-delimiter": "public-holidays",
    "keys-and-places": "cities",
}
NAMES = sorted(ERRORS)
SUGGESTED = {"اربد": "إربد", "عُمان": None, "عمّان الغربية": None}


@pytest.fixture
def at_work(workshop, tmp_path):
    """Give a function that copies an exercise, as a trainee has it, to be changed."""

    def copied(name):
        return shutil.copytree(workshop / "exercises" / name, tmp_path / name)

    return copied


def errors_of(report):
    return sorted(
        ((error["code"], error["row"], error["field"]) for error in report["errors"]),
        key=lambda error: error[1],
    )


def text_of(path):
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1256")


def rows_of(path, delimiter=","):
    return list(csv.reader(io.StringIO(text_of(path), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("name", NAMES)
def test_the_broken_file_fails_with_exactly_the_stated_errors(name, workshop, check):
    code, report = check(workshop / "exercises" / name)

    assert code == 1
    assert errors_of(report) == ERRORS[name]
    assert report["warnings"] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_fixed_file_passes_without_a_warning(name, at_work, check):
    folder = at_work(name)
    shutil.copyfile(folder / "fixed.csv", folder / "broken.csv")

    code, report = check(folder)

    assert code == 0
    assert (report["errors"], report["warnings"]) == ([], [])


def test_once_it_can_be_read_the_second_exercise_has_three_errors(at_work, check):
    folder = at_work("encoding-and-delimiter")
    rows = rows_of(folder / "broken.csv", delimiter=";")
    with (folder / "broken.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)

    code, report = check(folder)

    assert code == 1
    assert errors_of(report) == READABLE


@pytest.mark.parametrize("name", NAMES)
def test_the_hint_names_the_same_errors(name, workshop):
    hint = (workshop / "exercises" / name / "hint.md").read_text("utf-8")

    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) \| (?:`(.+)`)? ?\|$", hint, re.MULTILINE)

    named = [(code, int(row), field or None) for code, row, field in rows]
    assert named == ERRORS[name] + (READABLE if name == "encoding-and-delimiter" else [])


@pytest.mark.parametrize("name", NAMES)
def test_broken_and_fixed_differ_only_in_the_cells_named(name, workshop):
    folder = workshop / "exercises" / name
    broken = rows_of(folder / "broken.csv", ";" if name == "encoding-and-delimiter" else ",")
    fixed = rows_of(folder / "fixed.csv")
    header = fixed[0]

    if name == "keys-and-places":
        assert broken.pop() == broken[2]
    if name == "encoding-and-delimiter":
        day, both, estimated = broken[21]
        assert both == f"{fixed[21][1]} {fixed[21][2]}"
        broken[21] = [day, *fixed[21][1:3], estimated]

    assert [len(row) for row in broken] == [len(row) for row in fixed]
    assert {
        (number, header[at]): cell
        for number, (old, new) in enumerate(zip(broken, fixed, strict=True), 1)
        for at, cell in enumerate(old)
        if cell != new[at]
    } == CELLS[name]


def test_the_second_exercise_is_what_excel_under_an_arabic_windows_writes(workshop):
    content = (workshop / "exercises" / "encoding-and-delimiter" / "broken.csv").read_bytes()

    lines = content.decode("windows-1256").split("\r\n")

    assert lines[0] == "التاريخ;المناسبة;المناسبة بالإنجليزية;التاريخ تقديري"
    assert [line.count(";") for line in lines[1:-1]].count(3) == len(lines) - 3


def test_another_place_is_never_suggested(workshop, check):
    _code, report = check(workshop / "exercises" / "keys-and-places")

    suggested = {error["value"]: error["suggestion"] for error in report["errors"]}

    assert {value: suggested[value] for value in SUGGESTED} == SUGGESTED


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_is_made_of_rows_of_the_real_dataset(name, workshop):
    folder = workshop.parent / "datasets" / DATASETS[name]
    resource = json.loads((folder / "datapackage.json").read_bytes())["resources"][0]
    delimiter = resource["dialect"]["delimiter"]
    header, *real = rows_of(folder / resource["path"], delimiter)
    columns, *taken = rows_of(workshop / "exercises" / name / "fixed.csv")

    chosen = [header.index(column) for column in columns]

    assert {tuple(row) for row in taken} <= {tuple(row[at] for at in chosen) for row in real}
    assert 20 <= len(taken) <= 60


@pytest.mark.parametrize("name", NAMES)
def test_licence_and_provenance_are_those_of_the_dataset(name, workshop):
    exercise, dataset = (
        json.loads((folder / "datapackage.json").read_bytes())
        for folder in (
            workshop / "exercises" / name,
            workshop.parent / "datasets" / DATASETS[name],
        )
    )

    assert exercise["licenses"][0] == dataset["licenses"][0]
    assert exercise["sources"][0] == dataset["sources"][0]
    assert exercise["name"] == f"exercise-{name}"


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_said_in_both_languages(name, workshop):
    folder = workshop / "exercises" / name
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    other = {"ar": "en", "en": "ar"}[descriptor["languages"][0]]
    fields = descriptor["resources"][0]["schema"]["fields"]

    english, arabic = (folder / "hint.md").read_text("utf-8").split('<div lang="ar" dir="rtl">')

    assert english.count("\n## ") == arabic.count("\n## ") == 3
    assert {"title", "description"} <= set(descriptor["translations"][other])
    assert [field["name"] for field in fields if "title" not in field["translations"][other]] == []


def test_the_sum_and_the_counts_that_the_hints_promise(workshop):
    def column(name, field):
        header, *rows = rows_of(workshop / "exercises" / name / "fixed.csv")
        return [row[header.index(field)] for row in rows]

    places = column("keys-and-places", "رمز الدولة")

    assert sum(map(float, column("dates-and-digits", "budget"))) == 47_670_742
    assert column("encoding-and-delimiter", "التاريخ تقديري").count("نعم") == 30
    assert (len(places), places.count("JOR")) == (27, 16)


@pytest.mark.parametrize("name", NAMES)
def test_the_way_of_the_hint_leads_to_the_solution(name, at_work, portal, tmp_path, check, capsys):
    folder, workbook = at_work(name), str(tmp_path / "correct.xlsx")
    schema = ["--schema", str(folder / "datapackage.json")]
    broken = [str(folder), "--root", str(portal)]
    if name == "encoding-and-delimiter":
        reading = ["--encoding", "windows-1256", "--delimiter", ";"]
        broken = [str(folder / "broken.csv"), *schema, *reading]

    run(["validate", *broken, "--fix-it", workbook])
    correct(workbook, rows_of(folder / "fixed.csv"))
    code = run(["validate", workbook, *schema, "--output", str(folder / "broken.csv")])
    capsys.readouterr()

    assert code == 0
    assert check(folder)[0] == 0
    assert numbers_shortened(rows_of(folder / "broken.csv")) == numbers_shortened(
        rows_of(folder / "fixed.csv")
    )


def correct(workbook, solution):
    """Type the solution into the workbook that the portal made, as a trainee does."""
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[1]
    for number, row in enumerate(solution, 1):
        for at, cell in enumerate(row, 1):
            sheet.cell(number, at).value = cell
    sheet.delete_rows(len(solution) + 1, sheet.max_row)
    book.save(workbook)


def numbers_shortened(rows):
    return [[cell.removesuffix(".0") for cell in row] for row in rows]
