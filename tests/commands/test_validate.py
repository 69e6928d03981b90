"""``portal validate`` takes what people have: names, folders, packages and bare files."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
GOOD = "id,name,day\n1,a,2020-01-01\n2,b,\n"
BAD = "id,name,day\n1,a,2020-01-01\nx,b,2020-13-01\n1,c,\n"
FOUND = [
    ("type-error", 3, "A", "x"),
    ("type-error", 3, "C", "2020-13-01"),
    ("primary-key", 4, "A", "1"),
]


def test_a_bare_file_needs_no_portal(person):
    person.write("table.csv", GOOD)

    code, out, err = person.validate("table.csv", "--schema", person.schema())

    assert (code, err) == (0, "")
    assert out.startswith("✓ table.csv: 2 rows, follows its 3 published rules\n")


def test_a_bare_file_is_held_against_its_schema_keys_included(person):
    person.write("table.csv", BAD)

    code, report = person.report("table.csv", "--schema", person.schema())

    assert (code, report["valid"]) == (1, False)
    assert [(e["code"], e["row"], e["column"], e["value"]) for e in report["errors"]] == FOUND
    assert report["datasets"] == [{"name": "table.csv", "valid": False, "waits_for": []}]
    (one,) = report["reports"]
    assert one["rows"] == {"read": 3, "accepted": 1, "rejected": 2}


@pytest.mark.parametrize(
    "name", ["my table.csv", "جدول المدارس.csv", "a b/ملف.txt", "~odd:name.csv", "table"]
)
def test_a_file_may_have_any_name(person, name):
    person.write(name, BAD)

    assert person.errors(name, "--schema", person.schema()) == FOUND
    assert person.errors(str(person.folder / name), "--schema", person.schema()) == FOUND


SCHEMA_FILES = {
    "a resource": lambda schema: {"name": "other", "path": "elsewhere.csv", "schema": schema},
    "a package of one": lambda schema: {"resources": [{"name": "x", "schema": schema}]},
    "a package that names the file": lambda schema: {
        "resources": [
            {"name": "codes", "path": "codes.csv", "schema": {"fields": [{"name": "code"}]}},
            {"name": "table", "path": "data/table.csv", "schema": schema},
        ]
    },
}


@pytest.mark.parametrize("made", SCHEMA_FILES.values(), ids=SCHEMA_FILES)
def test_the_schema_may_stand_in_a_descriptor(person, made):
    person.write("table.csv", BAD)
    schema = json.loads((person.folder / person.schema()).read_text())
    person.schema(made(schema), "package.json")

    assert person.errors("table.csv", "--schema", "package.json") == FOUND


def test_what_a_descriptor_says_about_reading_counts(person):
    person.write("table.csv", "id;name;day\n1;مدرسة;\n".encode("cp1256"))
    schema = json.loads((person.folder / person.schema()).read_text())
    about = {"encoding": "windows-1256", "dialect": {"delimiter": ";"}}
    person.schema({"name": "x", "schema": schema, **about}, "resource.json")

    code, report = person.report("table.csv", "--schema", "resource.json")

    assert (code, report["warnings"]) == (0, [])
    assert report["reports"][0]["input"]["dialect_reason"] == "declared"


def test_a_schema_that_is_wrong_is_reported_with_its_place(person):
    person.write("table.csv", GOOD)
    person.schema({"fields": [{"name": "id", "type": "whole"}]})

    code, report = person.report("table.csv", "--schema", "schema.json")

    (error,) = report["errors"]
    assert (code, error["code"], error["pointer"]) == (1, "descriptor-profile", "/fields/0/type")
    assert error["file"].endswith("/schema.json")


def test_the_place_in_a_package_is_the_one_in_its_file(person):
    person.write("table.csv", GOOD)
    wrong = {"name": "table", "path": "table.csv", "schema": {"fields": [{"name": ""}]}}
    other = {"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "x"}]}}
    person.schema({"resources": [other, wrong]}, "package.json")

    _code, report = person.report("table.csv", "--schema", "package.json")

    assert [e["pointer"] for e in report["errors"]] == ["/resources/1/schema/fields/0/name"]


@pytest.mark.parametrize(
    "key",
    [{"package": "codes", "resource": "codes", "fields": ["code"]}, {"resource": "codes", "fields": ["code"]}],
    ids=["another dataset", "another resource"],
)  # fmt: skip
def test_a_key_to_a_table_that_is_not_there_is_named_as_undecided(person, key):
    person.write("table.csv", GOOD)
    keys = [{"fields": ["name"], "reference": key}]

    code, report = person.report("table.csv", "--schema", person.schema(foreignKeys=keys))

    (note,) = report["warnings"]
    assert (code, report["errors"]) == (0, [])
    assert (note["code"], note["field"]) == ("foreign-key-undecided", "name")


def test_a_key_within_the_table_is_decided(person):
    person.write("table.csv", "id,name,parent\n1,a,\n2,b,1\n3,c,7\n")
    fields = [{"name": "id", "type": "integer"}, {"name": "name"}, {"name": "parent", "type": "integer"}]  # fmt: skip
    keys = [{"fields": ["parent"], "reference": {"resource": "", "fields": ["id"]}}]

    found = person.errors("table.csv", "--schema", person.schema(fields=fields, foreignKeys=keys))

    assert found == [("foreign-key", 4, "C", "7")]


STRUCTURE = {
    "faultless": (GOOD, []),
    "a short row": ("a,b\n1,2\n3\n", [("missing-cell", 3, "B")]),
    "a long row": ("a,b\n1,2\n3,4,5\n", [("extra-cell", 3, "C")]),
    "a label twice": ("a,b,a\n1,2,3\n", [("duplicate-label", 1, "C")]),
    "no label": ("a,,b\n1,2,3\n", [("blank-label", 1, "B")]),
    "an unclosed quotation mark": ('a,b\n1,"2\n3,4\n', [("unclosed-quote", 2, None)]),
    "an empty file": ("", [("file-empty", None, None)]),
}


@pytest.mark.parametrize(("content", "expected"), STRUCTURE.values(), ids=STRUCTURE)
def test_without_a_schema_the_structure_is_checked(person, content, expected):
    person.write("table.csv", content)

    found = person.errors("table.csv", "--delimiter", ",", "--quote", '"', "--header-rows", "1")

    assert [place[:3] for place in found] == expected


OVERRIDES = {
    "delimiter": (b"id;name;day\n1;a;\n", ["--delimiter", ";"]),
    "tab by its name": (b"id\tname\tday\n1\ta\t\n", ["--delimiter", "tab"]),
    "quotation mark": (b"id,name,day\n1,'a,b',\n", ["--quote", "'"]),
    "no quotation mark": (b'id,name,day\n1,"a,\n', ["--quote", ""]),
    "escape": (b'id,name,day\n1,"a\\"b",\n', ["--escape", "\\"]),
    "comment": (b"id,name,day\n! no row\n1,a,\n", ["--comment", "!"]),
    "header row": (b"Title,,\nid,name,day\n1,a,\n", ["--header-rows", "2"]),
    "rows above": (b"Title,,\nid,name,day\n1,a,\n", ["--skip-rows", "1"]),
    "no header": (b"1,a,\n", ["--no-header"]),
    "blanks": (b"id, name, day\n1, a, 2020-01-01\n", ["--skip-initial-space"]),
    "encoding": ("id,name,day\n1,مدرسة,\n".encode("iso-8859-6"), ["--encoding", "iso-8859-6"]),
}


@pytest.mark.parametrize(("content", "options"), OVERRIDES.values(), ids=OVERRIDES)
def test_a_person_says_how_a_file_is_to_be_read(person, content, options):
    person.write("table.csv", content)

    code, report = person.report("table.csv", "--schema", person.schema(), *options)

    assert (code, report["errors"]) == (0, [])
    assert report["reports"][0]["rows"]["read"] == 1


def test_what_nobody_said_is_proposed_and_can_be_confirmed_as_shown(person):
    names = ["مدرسة الميناء الثانوية", "مدرسة وادي النور", "معهد التدريب المهني", "جامعة الساحل"]
    lines = "".join(f"{at};{name};2020-01-0{at}\n" for at, name in enumerate(names, start=1))
    person.write("table.csv", f"id;name;day\n{lines}".encode("cp1256"))

    _code, out, _err = person.validate("table.csv", "--schema", person.schema())
    options = shlex.split(out.rstrip().rsplit("table.csv ", 1)[1])
    code, report = person.report("table.csv", *options)

    assert (code, report["errors"]) == (0, [])
    assert "Read as: windows-1256, semicolon (a guess)" in out
    assert "| 1 | مدرسة الميناء الثانوية | 2020-01-01" in out
    assert report["warnings"] == []


def test_a_proposal_is_a_warning_for_programs(person):
    person.write("table.csv", "id;name;day\n1;a;2020-01-01\n2;b;2020-01-02\n")

    code, report = person.report("table.csv", "--schema", person.schema())

    assert (code, [w["code"] for w in report["warnings"]]) == (0, ["dialect-guessed"])
    assert report["reports"][0]["input"]["dialect_reason"] == "guessed"


def test_a_workbook_is_checked_as_a_table(person):
    workbook = openpyxl.Workbook()
    for row in (["id", "name", "day"], [1, "01234", None], ["x", "NA", None]):
        workbook.active.append(row)
    workbook.save(person.folder / "book.xlsx")

    found = person.errors("book.xlsx", "--schema", person.schema())

    assert found == [("type-error", 3, "A", "x")]


def test_a_file_that_is_no_workbook_is_reported(person):
    person.write("book.xlsx", GOOD)

    assert [error[0] for error in person.errors("book.xlsx")] == ["workbook-unknown"]


def test_a_package_anywhere_is_checked_without_a_portal(person, steward):
    shutil.move(steward.root / "datasets" / "facts", person.folder / "حقائق مهمة")

    code, report = person.report("حقائق مهمة")
    same, _out, _err = person.validate(str(person.folder / "حقائق مهمة" / "datapackage.json"))

    assert (code, same) == (0, 0)
    assert [w["code"] for w in report["warnings"]] == ["foreign-key-undecided"]


@pytest.mark.parametrize(("code", "expected"), [("JOR", 0), ("XXX", 1)])
def test_a_package_is_checked_as_if_it_were_in_the_portal(person, steward, code, expected):
    steward.child((code, 1))
    shutil.move(steward.root / "datasets" / "facts", person.folder / "facts")

    found, report = person.report("facts/", "--root", str(steward.root))

    assert found == expected
    assert [e["code"] for e in report["errors"]] == ["foreign-key"] * expected
    assert [one["name"] for one in report["datasets"]] == ["facts"]


def test_a_package_takes_the_place_of_the_dataset_of_its_name(person, steward):
    shutil.copytree(steward.root / "datasets" / "facts", person.folder / "new")
    person.write("new/facts.csv", "code,value\nJOR,many\n")

    found, report = person.report("new", "--root", str(steward.root))

    assert (found, [e["code"] for e in report["errors"]]) == (1, ["type-error"])


@pytest.mark.parametrize("name", ["facts", "datasets/facts", "datasets/facts/", "{root}/datasets/facts"])  # fmt: skip
def test_a_dataset_of_the_portal_by_name_or_folder(person, steward, monkeypatch, name):
    steward.child(("XXX", 1))
    monkeypatch.chdir(steward.root)

    _code, report = person.report(name.format(root=steward.root))

    assert [one["name"] for one in report["datasets"]] == ["facts"]
    assert [e["code"] for e in report["errors"]] == ["foreign-key"]


def test_the_folder_of_a_dataset_finds_its_portal_by_itself(person, steward):
    steward.child(("XXX", 1))

    assert person.errors(str(steward.root / "datasets/facts")) == [("foreign-key", 2, "A", "XXX")]


def test_names_folders_and_files_together(person, steward):
    person.write("table.csv", GOOD)
    shutil.copytree(steward.root / "datasets" / "facts", person.folder / "new")

    code, report = person.report("codes", "new", "table.csv", "--root", str(steward.root))

    assert code == 0
    assert [one["name"] for one in report["datasets"]] == ["codes", "new", "table.csv"]


WRONG = {
    "no such file": (["tabel.csv"], "Did you mean table.csv?"),
    "no such word": (["nothing"], "There is no file or folder nothing."),
    "a folder without a descriptor": (["empty"], "holds no datapackage.json"),
    "a schema as a table": (["schema.json"], "--schema"),
    "no such schema": (["table.csv", "--schema", "none.json"], "There is no file none.json"),
    "no schema in it": (["table.csv", "--schema", "empty.json"], "holds no schema"),
    "several schemas": (["table.csv", "--schema", "two.json"], "several files"),
    "an encoding": (["table.csv", "--encoding", "klingon"], "There is no encoding “klingon”"),
    "a delimiter": (["table.csv", "--delimiter", "ab"], "takes one sign"),
    "header rows": (["table.csv", "--header-rows", "first"], "takes numbers from 1"),
    "header and none": (["table.csv", "--no-header", "--header-rows", "1"], "contradict"),
    "header above": (["table.csv", "--skip-rows", "3", "--header-rows", "2"], "from the top"),
    "a sheet of a CSV": (["table.csv", "--sheet", "x"], "--sheet is for workbooks"),
    "no portal": ([], "metadata.json"),
}


@pytest.mark.parametrize(("words", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_use_gets_a_sentence(person, words, sentence):
    person.write("table.csv", GOOD)
    person.schema()
    person.write("empty.json", "{}")
    person.schema({"resources": [{"name": "x"}, {"name": "y"}]}, "two.json")
    (person.folder / "empty").mkdir()

    code, out, err = person.validate(*words)

    assert (code, out) == (2, "")
    assert sentence in " ".join(err.split())


@pytest.mark.parametrize("option", ["--encoding", "--delimiter", "--schema", "--sheet"])
def test_a_dataset_says_itself_how_it_is_to_be_read(person, steward, option):
    code, _out, err = person.validate("facts", option, ";", "--root", str(steward.root))

    assert code == 2
    assert f"{option}: for files without a descriptor only" in " ".join(err.split())


def test_a_bare_file_is_checked_without_frictionless_or_jsonschema(person):
    person.write("table.csv", GOOD)
    person.schema()
    heavy = {"frictionless", "jsonschema", "rich", "openpyxl", "charset_normalizer", "httpx"}
    program = (
        "import sys; from scripts.cli import run;"
        "code = run(['validate', 'table.csv', '--schema', 'schema.json']);"
        f"print(code, sorted({heavy!r} & set(sys.modules)))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=person.folder,
        env={"PYTHONPATH": str(ROOT)},
    )

    assert printed.stdout.splitlines()[-1] == "0 []"


def test_a_point_is_the_folder_in_which_one_stands(steward, monkeypatch, person):
    monkeypatch.chdir(steward.root / "datasets" / "facts")

    code, out, err = person.validate(".")

    assert (code, err) == (0, "")
    assert out.startswith("✓ facts: 2 rows")
