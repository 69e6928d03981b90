"""A dataset is described in a workbook: what is there comes back, and one cell changes one thing."""

import copy
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from portal.catalog.site import site_of
from portal.exceptions import DraftError
from portal.workbook.descriptor.frame import Target, frame_of
from portal.workbook.descriptor.problems import change_sentence, sentence
from portal.workbook.descriptor.reading import read
from portal.workbook.descriptor.sentences import SENTENCES
from portal.workbook.descriptor.sheets import HEADS
from portal.workbook.descriptor.words import WORDS, words_in
from portal.workbook.descriptor.writing import write
from portal.workbook.read import rows, sheets

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "catalog"
CREATED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SITE = site_of(
    {
        "title": "Test portal",
        "languages": ["en", "ar"],
        "publisher": {"name": "bureau", "title": "Bureau"},
        "topics": [
            {
                "name": "water",
                "title": "Water",
                "translations": {"ar": {"title": "المياه"}},
            },
            {"name": "society", "title": "Society"},
        ],
    }
)
TARGETS = [
    Target("districts", "districts", "code", names_rows=True),
    Target("districts", "districts", "name", names_rows=False),
    Target("schools", "classes", "class", names_rows=True),
]


def package(**more):
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "wells",
        "title": "Wells",
        "languages": ["en"],
        "licenses": [{"name": "CC-BY-4.0", "custom": 1}],
        "views": [{"name": "map", "type": "points"}],
        "resources": [
            {
                "name": "wells",
                "path": "wells.csv",
                "schema": {
                    "fields": [
                        {"name": "code", "type": "string", "constraints": {"required": True}},
                        {"name": "state", "type": "string", "categories": ["open", "shut"]},
                        {
                            "name": "depth",
                            "type": "number",
                            "role": "measure",
                            "aggregation": {"method": "mean", "over": ["state"]},
                            "rdfType": "kept",
                        },
                        {"name": "dug", "type": "date"},
                    ],
                    "primaryKey": ["code"],
                },
            }
        ],
        **more,
    }


class Desk:
    """Write a workbook, change cells as a person does, and read it back."""

    def __init__(self, folder):
        self.path = folder / "وصف a.xlsx"

    def write(self, descriptor, language="en", examples=None):
        self.frame = frame_of(descriptor, SITE, TARGETS)
        self.language = language
        about = {"command": "portal describe wells --from x.xlsx", "created": CREATED}
        write(self.path, self.frame, examples or {}, language, **about)
        return self

    def change(self, *edits):
        """Take (sheet, label of the row, heading, text) and type the text there."""
        book = openpyxl.load_workbook(self.path)
        for key, label, heading, text in edits:
            sheet = book[WORDS[self.language][key]]
            heads = [cell.value for cell in sheet[1]]
            row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == label)
            row[heads.index(heading)].value = text
        book.save(self.path)
        return self

    def with_book(self, edit):
        book = openpyxl.load_workbook(self.path)
        edit(book)
        book.save(self.path)
        return self

    def read(self, language=None):
        return read(self.path, self.frame, language or self.language)

    def said(self, language=None):
        """Return the sentences about what is wrong."""
        spoken = language or self.language
        return [sentence(problem, spoken) for problem in self.read(spoken).problems]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def inlined(path):
    descriptor = json.loads(path.read_text("utf-8"))
    for resource in descriptor["resources"]:
        if isinstance(resource["schema"], str):
            resource["schema"] = json.loads((path.parent / resource["schema"]).read_text("utf-8"))
    return descriptor


DESCRIPTORS = sorted(
    [*ROOT.glob("datasets/*/datapackage.json"), *FIXTURES.glob("datasets/*/datapackage.json")]
)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", DESCRIPTORS, ids=lambda path: path.parent.name)
def test_a_described_dataset_comes_back_as_it_was(desk, path, language):
    descriptor = inlined(path)

    made = desk.write(descriptor, language).read()

    assert json.dumps(made.descriptor) == json.dumps(descriptor)
    assert (made.changes, made.problems, made.notes) == ([], [], [])


def field(position):
    return ("resources", 0, "schema", "fields", position)


SCHEMA = ("resources", 0, "schema")
SINGLE = {
    "a title": (("dataset", "Title", "Answer (English)", "All wells"), {("title",): "All wells"}),
    "a translation": (
        ("dataset", "Title", "Translation (Arabic)", "الآبار"),
        {("translations",): {"ar": {"title": "الآبار"}}},
    ),
    "keywords": (
        ("dataset", "Keywords", "Answer (English)", "water, depth"),
        {("keywords",): ["water", "depth"]},
    ),
    "a topic in Arabic": (
        ("dataset", "Topic 1", "Answer (English)", "مياه"),
        {("theme",): ["water"]},
    ),
    "the second topic alone": (
        ("dataset", "Topic 2", "Answer (English)", "Society"),
        {("theme",): ["society"]},
    ),
    "another licence": (
        (
            "dataset",
            "Licence 1",
            "Answer (English)",
            "Anyone may use it without any condition (CC0 1.0)",
        ),
        {
            ("licenses", 0): {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            }
        },
    ),
    "a licence by its name": (
        ("dataset", "Licence 1", "Answer (English)", "odbl 1.0"),
        {
            ("licenses", 0): {
                "name": "ODbL-1.0",
                "path": "https://opendatacommons.org/licenses/odbl/1-0/",
            }
        },
    ),
    "a licence by its address": (
        ("dataset", "Licence 1", "Answer (English)", "https://a.example/terms"),
        {("licenses", 0): {"path": "https://a.example/terms"}},
    ),
    "a year typed as a number": (
        ("dataset", "From", "Answer (English)", 1960),
        {("temporal",): {"start": "1960"}},
    ),
    "a day typed as a date": (
        ("dataset", "Until", "Answer (English)", datetime(2024, 6, 30)),  # noqa: DTZ001 - cells have no zone
        {("temporal",): {"end": "2024-06-30"}},
    ),
    "Arabic digits": (
        ("dataset", "From", "Answer (English)", "٢٠٢٤-٠٦"),
        {("temporal",): {"start": "2024-06"}},
    ),
    "a frequency": (
        ("dataset", "How often it changes", "Answer (English)", "every month"),
        {("accrualPeriodicity",): "MONTHLY"},
    ),
    "a publisher": (
        ("dataset", "Publisher", "Answer (English)", "Water office"),
        {("publisher",): {"title": "Water office"}},
    ),
    "a source": (
        ("dataset", "Source 1: edition", "Answer (English)", 2024),
        {("sources",): [{"version": "2024"}]},
    ),
    "a status": (
        ("dataset", "Status of the texts: Arabic", "Answer (English)", "reviewed"),
        {("translationStatus",): {"ar": "reviewed"}},
    ),
    "a type": (("fields", "code", "Type", "whole number"), {(*field(0), "type"): "integer"}),
    "a type by its code": (("fields", "code", "Type", "Integer"), {(*field(0), "type"): "integer"}),
    "a way of writing dates": (
        ("fields", "dug", "How dates are written", "dd/mm/yyyy"),
        {(*field(3), "format"): "%d/%m/%Y"},
    ),
    "a method": (
        ("fields", "depth", "How values add up", "may be added up"),
        {(*field(2), "aggregation", "method"): "sum"},
    ),
    "no method": (
        ("fields", "depth", "How values add up", None),
        {(*field(2), "aggregation"): None},
    ),
    "decimals typed as a number": (
        ("fields", "depth", "Decimals", 2.0),
        {(*field(2), "decimals"): 2},
    ),
    "required, as LibreOffice has it": (
        ("fields", "depth", "Always filled", True),
        {(*field(2), "constraints"): {"required": True}},
    ),
    "no longer required": (
        ("fields", "code", "Always filled", None),
        {(*field(0), "constraints"): None},
    ),
    "a further part of the key": (
        ("fields", "dug", "Part of the key", "نعم"),
        {(*SCHEMA, "primaryKey"): ["code", "dug"]},
    ),
    "no key": (("fields", "code", "Part of the key", ""), {(*SCHEMA, "primaryKey"): None}),
    "a reference": (
        ("fields", "code", "Refers to", "schools/classes.class"),
        {
            (*SCHEMA, "foreignKeys"): [
                {
                    "fields": ["code"],
                    "reference": {"package": "schools", "resource": "classes", "fields": ["class"]},
                }
            ]
        },
    ),
    "a reference to the table itself": (
        ("fields", "state", "Refers to", "wells.code"),
        {
            (*SCHEMA, "foreignKeys"): [
                {"fields": ["state"], "reference": {"resource": "", "fields": ["code"]}}
            ]
        },
    ),
    "a bound of numbers": (
        ("fields", "depth", "Smallest value", "0.5"),
        {(*field(2), "constraints"): {"minimum": 0.5}},
    ),
    "a bound of dates": (
        ("fields", "dug", "Greatest value", datetime(2024, 6, 30)),  # noqa: DTZ001 - cells have no zone
        {(*field(3), "constraints"): {"maximum": "2024-06-30"}},
    ),
    "a unit in another language": (
        ("fields", "depth", "Unit (Arabic)", "م"),
        {(*field(2), "translations"): {"ar": {"unit": "م"}}},
    ),
    "a language": (
        ("fields", "code", "Language of the cells", "العربية"),
        {(*field(0), "language"): "ar"},
    ),
    "a column with the unit": (
        ("fields", "depth", "Column with the unit", "state"),
        {(*field(2), "unitField"): "state"},
    ),
    "a label": (
        ("values", "state", "Label (English)", "In use"),
        {(*field(1), "categories", 0): {"value": "open", "label": "In use"}},
    ),
    "another value": (
        ("values", "state", "Value in the data", "in use"),
        {(*field(1), "categories", 0): "in use"},
    ),
    "why a value is missing": (
        ("missing", "(all columns)", "Label (English)", "not measured"),
        {(*SCHEMA, "missingValues"): [{"value": "", "label": "not measured"}]},
    ),
}


def changed(descriptor, changes):
    made = copy.deepcopy(descriptor)
    for path, value in changes.items():
        *around, last = path
        held = made
        for step in around:
            held = held[step]
        if value is None:
            del held[last]
        else:
            held[last] = value
    return made


@pytest.mark.parametrize(("edit", "expected"), SINGLE.values(), ids=SINGLE)
def test_a_cell_changes_what_it_says_and_nothing_else(desk, edit, expected):
    descriptor = package()

    made = desk.write(descriptor).change(edit).read()

    assert [sentence(problem, "en") for problem in made.problems] == []
    assert made.descriptor == changed(descriptor, expected)
    assert len(made.changes) == 1
    assert descriptor == package(), "what was given stays as it is"


WRONG = {
    "a type": (
        ("fields", "code", "Type", "numbr"),
        "Sheet “Fields”, cell F2: “numbr” is no type. Did you mean “number”? Choose from the list.",
        "الورقة «Fields»، الخلية F2: «numbr»: لا وجود له في القائمة (الأنواع). المقصود على الأرجح: «number». الاختيار من القائمة.",
    ),
    "an answer": (
        ("fields", "code", "Always filled", "perhaps"),
        "Sheet “Fields”, cell M2: “perhaps” is no answer: yes or no. Choose from the list.",
        "الورقة «Fields»، الخلية M2: «perhaps»: لا وجود له في القائمة (نعم أو لا). الاختيار من القائمة.",
    ),
    "a topic": (
        ("dataset", "Topic 1", "Answer (English)", "Societies"),
        "Sheet “Dataset”, cell B8: “Societies” is no topic of this portal. Did you mean “Society”? Choose from the list.",
        "الورقة «Dataset»، الخلية B8: «Societies»: لا وجود له في القائمة (موضوعات البوابة). المقصود على الأرجح: «Society». الاختيار من القائمة.",
    ),
    "a moment": (
        ("dataset", "From", "Answer (English)", "31/12/2024"),
        "Sheet “Dataset”, cell B24: “31/12/2024” is neither a year, a month nor a day. Write 2024, 2024-06 or 2024-06-30.",
        "الورقة «Dataset»، الخلية B24: «31/12/2024»: لا سنة ولا شهر ولا يوم. الكتابة على مثال 2024 أو 2024-06 أو 2024-06-30.",
    ),
    "a header": (
        ("fields", "code", "Header in the file", "codes"),
        "Sheet “Fields”, cell A2: The table has no column “codes”. Did you mean “code”? Headers are changed in the file of the data, not here.",
        "الورقة «Fields»، الخلية A2: لا عمود في الجدول باسم «codes». المقصود على الأرجح: «code». تعديل العناوين في ملف البيانات، لا هنا.",
    ),
    "what is only shown": (
        ("dataset", "Name in addresses", "Answer (English)", "springs"),
        "Sheet “Dataset”, cell B3: “springs” stands here instead of “wells”, but this cell is only for reading. Put back what was there.",
        "الورقة «Dataset»، الخلية B3: «springs» مكان «wells»، والخلية للقراءة فقط. إعادة ما كان فيها.",
    ),
    "a reference": (
        ("fields", "code", "Refers to", "district.code"),
        "Sheet “Fields”, cell P2: “district.code” is no column that can be referred to. Did you mean “districts.code”? Choose from the list, or write DATASET.COLUMN.",
        "الورقة «Fields»، الخلية P2: «district.code»: لا عمود بهذا الاسم تمكن الإحالة إليه. المقصود على الأرجح: «districts.code». الاختيار من القائمة، أو الكتابة بالصيغة: مجموعة البيانات.العمود",
    ),
}


@pytest.mark.parametrize(("edit", "english", "arabic"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_cell_by_cell(desk, edit, english, arabic):
    desk.write(package()).change(edit)

    assert desk.said("en") == [english]
    assert desk.said("ar") == [arabic]


@pytest.mark.parametrize(
    ("label", "heading", "text", "key"),
    [
        ("Licence 1", "Answer (English)", "some licence", "licence"),
        ("Publisher: web address", "Answer (English)", "no address", "link"),
        ("Publisher: e-mail", "Answer (English)", "nobody", "email"),
        ("How often it changes", "Answer (English)", "sometimes", "unlisted"),
    ],
)
def test_an_answer_about_the_dataset_that_means_nothing_is_a_problem(
    desk, label, heading, text, key
):
    made = desk.write(package()).change(("dataset", label, heading, text)).read()

    assert [problem.key for problem in made.problems] == [key]
    assert made.descriptor == package()


def test_words_are_taken_in_either_language_whatever_the_workbook_speaks(desk):
    edits = [
        ("fields", "code", "النوع", "whole number"),
        ("fields", "dug", "النوع", "سنه"),
        ("fields", "depth", "الغرض من العمود", "note"),
    ]

    made = desk.write(package(), "ar").change(*edits).read()

    fields = made.descriptor["resources"][0]["schema"]["fields"]
    assert [f["type"] for f in fields] == ["integer", "string", "number", "year"]
    assert fields[2]["role"] == "note"


def test_rows_may_be_moved_and_blank_ones_and_columns_and_sheets_be_added(desk):
    def shuffle(book):
        sheet = book["Fields"]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head, body = cells[0], cells[1:]
        sheet.delete_rows(1, sheet.max_row)
        for row in [["Our columns"], [], [*head, "Remarks"], [], *reversed(body), [], []]:
            sheet.append(row)
        sheet.title = "Columns of ours"
        book.create_sheet("Notes")["A1"] = "to do"
        book.move_sheet("Notes", -4)

    made = desk.write(package()).with_book(shuffle).read()

    assert made.descriptor == package()
    assert made.problems == []
    said = [sentence(note, "en") for note in made.notes]
    assert said == [
        "The sheet “Notes” is none of the description's and was not read.",
        "Sheet “Columns of ours”, cell X3: The heading “Remarks” is not known; the column was not read.",
    ]


def test_a_row_that_is_gone_leaves_the_field_as_it_was(desk):
    made = desk.write(package()).with_book(lambda book: book["Fields"].delete_rows(2)).read()

    assert made.descriptor == package()
    assert [note.key for note in made.notes] == ["row-missing"]


def test_a_row_or_a_column_that_stands_twice_is_a_problem(desk):
    def twice(book):
        sheet = book["Fields"]
        sheet.append([cell.value for cell in sheet[2]])
        sheet.cell(1, sheet.max_column + 1).value = "Type"
        book["Dataset"].append(["Title", "Other wells"])

    made = desk.write(package()).with_book(twice).read()

    assert sorted(problem.key for problem in made.problems) == [
        "column-twice",
        "row-twice",
        "row-twice",
    ]


def test_a_workbook_without_any_of_the_sheets_is_refused(desk, tmp_path):
    desk.write(package())
    book = openpyxl.Workbook()
    book.active["A1"] = "nothing"
    book.save(desk.path)

    with pytest.raises(DraftError, match="none of the sheets of a described dataset"):
        desk.read()


def test_sheets_that_are_gone_change_nothing(desk):
    def remove(book):
        for key in ("dataset", "values", "missing"):
            del book[WORDS["en"][key]]

    made = desk.write(package()).with_book(remove).read()

    assert made.descriptor == package()
    assert [note.key for note in made.notes] == ["sheet-missing"] * 3


def test_a_value_that_is_not_in_the_sheet_any_more_is_no_longer_allowed(desk):
    made = desk.write(package()).with_book(lambda b: b["Allowed values"].delete_rows(3)).read()

    assert made.descriptor == changed(package(), {(*field(1), "categories"): ["open"]})
    assert [change_sentence(one, "en") for one in made.changes] == [
        "Allowed value, “state”: shut → left out"
    ]


def test_new_values_come_last_and_a_label_makes_them_categories(desk):
    described = package()
    described["resources"][0]["schema"]["fields"][1] = {
        "name": "state",
        "type": "string",
        "constraints": {"enum": ["open", "shut"]},
    }

    made = (
        desk.write(described)
        .with_book(lambda book: book["Allowed values"].append(["state", "dry", "Dry", "جافة"]))
        .read()
    )

    assert made.descriptor["resources"][0]["schema"]["fields"][1] == {
        "name": "state",
        "type": "string",
        "constraints": {"enum": ["open", "shut", "dry"]},
        "categories": [
            "open",
            "shut",
            {"value": "dry", "label": "Dry", "translations": {"ar": {"label": "جافة"}}},
        ],
    }


def test_values_of_whole_numbers_stay_whole_numbers(desk):
    described = package()
    described["resources"][0]["schema"]["fields"][1] = {
        "name": "state",
        "type": "integer",
        "categories": [{"value": 1, "label": "open"}],
    }

    made = (
        desk.write(described)
        .with_book(lambda book: book["Allowed values"].append(["state", "٢", "shut"]))
        .read()
    )

    found = made.descriptor["resources"][0]["schema"]["fields"][1]["categories"]
    assert found == [{"value": 1, "label": "open"}, {"value": 2, "label": "shut"}]


def test_a_missing_value_of_one_column_is_added_to_those_of_the_table(desk):
    described = package()
    described["resources"][0]["schema"]["missingValues"] = ["", ".."]

    made = (
        desk.write(described)
        .with_book(lambda book: book["Missing values"].append(["depth", "x", "dry"]))
        .read()
    )

    schema = made.descriptor["resources"][0]["schema"]
    assert schema["missingValues"] == ["", ".."]
    assert schema["fields"][2]["missingValues"] == ["", "..", {"value": "x", "label": "dry"}]


@pytest.mark.parametrize("cells", [["state", None, "Dry"], ["state", "open", "Again"]])
def test_a_row_of_values_that_says_nothing_or_repeats_is_a_problem(desk, cells):
    made = desk.write(package()).with_book(lambda b: b["Allowed values"].append(cells)).read()

    assert [problem.key for problem in made.problems] == [
        "value-missing" if cells[1] is None else "row-twice"
    ]


def test_an_entry_of_a_list_goes_when_all_that_is_shown_of_it_is_cleared(desk):
    described = package(
        sources=[
            {"title": "Register", "path": "https://a.example/", "sha256": "0" * 64},
            {"title": "Survey"},
        ],
        publisher={"name": "office", "title": "Office"},
    )
    edits = [
        ("dataset", "Source 1", "Answer (English)", None),
        ("dataset", "Source 1: web address", "Answer (English)", None),
        ("dataset", "Publisher", "Answer (English)", None),
    ]

    made = desk.write(described).change(*edits).read()

    assert made.descriptor["sources"] == [{"title": "Survey"}]
    assert "publisher" not in made.descriptor


def test_a_description_whose_language_is_not_stated_asks_for_it(desk):
    described = package()
    del described["languages"]
    edits = [
        ("dataset", "Language of these texts", "Answer", "English"),
        ("dataset", "Title", "Translation (Arabic)", "الآبار"),
    ]

    made = desk.write(described).change(*edits).read()

    assert made.descriptor["languages"] == ["en"]
    assert made.descriptor["translations"] == {"ar": {"title": "الآبار"}}


def test_a_text_that_no_cell_can_hold_is_shown_in_part_and_kept(desk):
    described = package(description="x" * 40_000)

    same = desk.write(described).read()
    desk.change(("dataset", "Description", "Answer (English)", "short"))
    other = desk.read()

    assert same.descriptor == described
    assert [problem.key for problem in other.problems] == ["cut"]


def test_several_tables_are_told_apart(desk):
    descriptor = inlined(FIXTURES / "datasets/water-quality/datapackage.json")
    desk.write(descriptor)

    def edit(book):
        sheet = book["Fields"]
        heads = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if [row[0].value, row[1].value] == ["readings", "station"]:
                row[heads.index("Title (English)")].value = "Where"

    made = desk.with_book(edit).read()

    expected = copy.deepcopy(descriptor)
    expected["resources"][1]["schema"]["fields"][0]["title"] = "Where"
    assert made.descriptor == expected


def test_the_workbook_helps(desk):
    desk.write(package(), "ar", {("wells", "code"): "W1 · W2"})

    book = openpyxl.load_workbook(desk.path)
    fields = book[WORDS["ar"]["fields"]]
    heads = [cell.value for cell in fields[1]]
    offered = {
        rule.promptTitle: rule
        for rule in fields.data_validations.dataValidation
        if rule.type == "list"
    }
    assert all(book[words_in("ar")[key]].sheet_view.rightToLeft for key in HEADS)
    assert fields.freeze_panes == "B2"
    assert offered["النوع"].showErrorMessage
    assert offered["النوع"].prompt == WORDS["ar"]["tip-type"]
    assert fields.cell(2, heads.index("أمثلة من البيانات") + 1).value == "W1 · W2"
    assert {cell.data_type for row in fields.iter_rows(min_row=2) for cell in row} <= {"s", "n"}
    assert {cell.number_format for row in fields.iter_rows(min_row=2) for cell in row} == {"@"}
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize("table", [WORDS, SENTENCES], ids=["words", "sentences"])
def test_the_same_is_said_in_both_languages(table):
    english, arabic = table["en"], table["ar"]

    assert english.keys() == arabic.keys()
    for key, text in english.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", arabic[key])), key
        assert not re.search('[;?"“”]|, ', arabic[key]), key


def test_everything_is_a_text(desk):
    described = package(version="01")

    desk.write(described)

    held = [cell for name in sheets(desk.path) for row in rows(desk.path, name) for cell in row]
    assert "01" in held
    assert desk.read().descriptor == described
