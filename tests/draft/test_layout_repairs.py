"""What is proposed for the rows and columns of a sheet, and how certain it is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from portal.draft.kinds import KINDS, of_rows, what
from portal.draft.layout import layout_of, repairs_of
from portal.draft.model import Grid, Merge, Repair

DATASETS = Path(__file__).parents[2] / "datasets"


def _grid(text: str, *merges: Merge) -> Grid:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Grid(rows, merges)


def _repairs(grid: Grid) -> list[Repair]:
    return repairs_of(grid, layout_of(grid))


def _texts(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1256")
    delimiter = max(",;", key=text.partition("\n")[0].count)
    return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))


@pytest.mark.parametrize("path", sorted(DATASETS.glob("*/*.csv")), ids=lambda path: path.stem)
def test_a_published_table_needs_no_repair(path):
    rows = _texts(path)[:20_000]

    assert _repairs(Grid(rows)) == []


CLEAN = {
    "years as labels": "Country | 2010 | 2011\nJordan | 1 | 2\nEgypt | 5 | 4",
    "texts": "code | label\nM | Male\nF | Female\n_T | Total",
    "an optional column in front": "note | name | n\n | a | 5\nx | b | 9\n | c | 4\n | d | 6",
    "one row": "name | n\nAmman | 1",
    "numbers that grow": "n | square\n1 | 1\n2 | 4\n3 | 9\n4 | 16",
    "an empty last value": "name | n | note\na | 1 | x\nb | 2 | y\nc | |",
    "a long text in a column of texts": (
        "code | text\na | one\nb | This is a sentence of more than six words, and it is a value"
    ),
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_a_clean_table_needs_no_repair(text):
    assert _repairs(_grid(text)) == []


MESSY = _grid(
    """
    Ministry of Health | | |
    | | |
    Gov | Public | | Private
    | Male | Female | All
    Amman | 10 | 20 | 5
    Irbid | 5 | 6 | 7
    Zarqa | 3 | 3 | 4
    Total | 18 | 29 | 16
    | | |
    Source: MoH | | |"""
)


def test_each_repair_says_how_much_what_and_where():
    repairs = _repairs(MESSY)

    assert repairs == [
        Repair("title-rows", 1, "Ministry of Health", "", 1, rows=(0,)),
        Repair(
            "header-rows",
            2,
            "Gov · Public · Private · Male · Female · All",
            "Gov · Public Male · Public Female · Private All",
            3,
            rows=(2, 3),
        ),
        Repair("blank-rows", 2, "", "", 2, rows=(1, 8)),
        Repair("total-rows", 1, "Total · 18 · 29 · 16", "", 8, rule="word and sum", rows=(7,)),
        Repair("footer-rows", 1, "Source: MoH", "", 10, rows=(9,)),
    ]


def test_labels_are_mended_one_by_one():
    grid = Grid([["name ", "", "n", "n", ""], ["a", "x", "1", "2", ""], ["b", "y", "3", "5", ""]])

    repairs = _repairs(grid)

    assert [(r.kind, r.column, r.before, r.after, r.rule, r.label) for r in repairs[:3]] == [
        ("header-text", 0, "name ", "name", "spaces", "name"),
        ("header-text", 1, "", "column_B", "blank", "column_B"),
        ("header-text", 3, "n", "n (2)", "duplicate", "n (2)"),
    ]
    assert [(r.kind, r.count, r.before) for r in repairs[3:]] == [("blank-columns", 1, "E")]


DOUBTFUL = {
    "a title of a table of texts": ("Offices | |\na | b | c\nx | y | z\nu | v | w", "title-rows"),
    "labels given once a group": (
        "gov | place | n\nA | a | 5\n | b | 2\n | c | 7\nB | d | 9\n | e | 1",
        "fill-down",
    ),
    "a sum without a word": (
        "g | m | f\na | 1 | 20\nb | 3 | 40\nc | 5 | 60\nd | 9 | 120",
        "total-rows",
    ),
    "a word without a sum": ("g | rate\na | 10.5\nb | 20.5\nc | 3.5\nTotal | 11.2", "total-rows"),
    "a word where every column has a value": (
        "g | unit | n\na | kg | 10\nb | kg | 20\nTotal | kg | 30",
        "total-rows",
    ),
    "names of groups in rows of their own": (
        "g | n\nNorth |\na | 1\nb | 5\nSouth |\nc | 3\nd | 8",
        "group-rows",
    ),
    "a row of numbers and a text": ("a | 10\nb | 15\nc | 20", "header-missing"),
}


@pytest.mark.parametrize(("text", "kind"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_what_the_sheet_cannot_tell_is_not_certain(text, kind):
    found = [repair for repair in _repairs(_grid(text)) if repair.kind == kind]

    assert [repair.certain for repair in found] == [False]


CERTAIN = {
    "titles apart from the table": ("T\n\na | b\nx | y\nu | v", (), "title-rows"),
    "a title that is merged": ("T | \na | b\nx | y\nu | v", (Merge(0, 0, 0, 1),), "title-rows"),
    "a label that is merged over its rows": (
        "gov | place\nA | a\n | b\nB | c",
        (Merge(1, 0, 2, 0),),
        "fill-down",
    ),
    "groups in merged rows": (
        "g | n\nNorth |\na | 1\nSouth |\nc | 3",
        (Merge(1, 0, 1, 1), Merge(3, 0, 3, 1)),
        "group-rows",
    ),
    "several columns of numbers without labels": ("a | 1 | 10\nb | 2 | 15", (), "header-missing"),
    "a total with its parts": ("g | n\na | 10\nb | 20\nTotal | 30", (), "total-rows"),
}


@pytest.mark.parametrize(("text", "merges", "kind"), CERTAIN.values(), ids=CERTAIN.keys())
def test_what_the_sheet_tells_is_certain(text, merges, kind):
    found = [repair for repair in _repairs(_grid(text, *merges)) if repair.kind == kind]

    assert [repair.certain for repair in found] == [True]


def test_a_number_in_a_merged_cell_is_a_question():
    grid = _grid("name | n\na | 30\nb |\nc | 7", Merge(1, 1, 2, 1))

    found = [repair for repair in _repairs(grid) if repair.kind == "merged-cells"]

    assert [(r.count, r.before, r.after, r.certain) for r in found] == [(1, "b", "b · 30", False)]


def test_only_cells_that_are_merged_are_certainly_filled():
    grid = _grid(
        "gov | place\nA | a\n | b\nB | c\n | d\n | e\nC | f",
        Merge(1, 0, 2, 0),
    )

    found = [repair for repair in _repairs(grid) if repair.kind == "fill-down"]

    assert [(r.rule, r.count, r.certain) for r in found] == [
        ("merged", 1, True),
        ("first-row", 2, False),
    ]


OTHERS = {
    "below": (
        "a | b | c\nx | 1 | 2\ny | 3 | 4\nz | 5 | 6\n\np | q\nu | 7\nv | 8",
        (5, 6, 7),
    ),
    "above": (
        "p | q | \nu | 7 | \nv | 8 | \n | | \na | b | c\nx | 1 | 2\ny | 3 | 4\nz | 5 | 6",
        (0, 1, 2),
    ),
    "beside": (
        "name | n | | name | n\na | 1 | | x | 5\nb | 2 | | y | 6\nc | 3 | |  |",
        (),
    ),
}


@pytest.mark.parametrize("rule", OTHERS)
def test_another_table_in_the_sheet_is_never_mixed_in(rule):
    text, rows = OTHERS[rule]

    found = [repair for repair in _repairs(_grid(text)) if repair.kind == "other-table"]

    assert [(r.rule, r.rows, r.certain) for r in found] == [(rule, rows, False)]


def test_next_years_file_has_the_same_repairs():
    later = _grid(
        """
        Ministry of Health | | |
        revised | | |
        | | |
        Gov | Public | | Private
        | Male | Female | All
        Amman | 11 | 21 | 7
        Irbid | 5 | 6 | 7
        Ajloun | 1 | 1 | 1
        Zarqa | 3 | 3 | 4
        Total | 20 | 31 | 19
        | | |
        Source: MoH | | |"""
    )

    assert [r.identity for r in _repairs(later)] == [r.identity for r in _repairs(MESSY)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_kind_has_words(language):
    repairs = [Repair(kind.name, 1234, "before", "after", 3, 0, "label") for kind in of_rows.KINDS]

    texts = [what(repair, language) for repair in repairs]

    assert len({*texts}) == len(texts)
    assert all("{" not in text for text in texts)


def test_every_repair_has_a_kind():
    sheets = [MESSY, *(_grid(text) for text, _ in OTHERS.values())]
    sheets += [_grid(text) for text, _ in DOUBTFUL.values()]

    kinds = {repair.kind for sheet in sheets for repair in _repairs(sheet)}

    assert kinds <= KINDS.keys()


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        pytest.param("a | b | c\n1 | 2 | 3\n4 | 5\n6 | 7 | 8", True, id="what-is-there-fits"),
        pytest.param(
            "a | n | m\nx | 2 | 3\n4 | y\nz | 7 | 8", False, id="what-is-there-is-shifted"
        ),
    ],
)
def test_rows_that_end_too_early_are_a_repair(text, certain):
    [repair] = _repairs(_grid(text))

    assert (repair.kind, repair.count, repair.row, repair.certain) == ("short-rows", 1, 3, certain)
    assert repair.after == f"{repair.before},"
