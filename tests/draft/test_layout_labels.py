"""What columns are called, from one header row or several."""

from __future__ import annotations

import pytest

from portal.draft.layout import labels_of, layout_of, raw_labels_of
from portal.draft.model import Grid, Merge


def _grid(text: str, *merges: Merge) -> Grid:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Grid(rows, merges)


JOINED = {
    "groups that repeat their labels": (
        _grid(
            """
            Gov | 2019 | | 2020 |
            | M | F | M | F
            Amman | 1 | 2 | 3 | 4
            Irbid | 5 | 2 | 1 | 4"""
        ),
        ("Gov", "2019 M", "2019 F", "2020 M", "2020 F"),
    ),
    "a last group ends where texts begin": (
        _grid(
            """
            Gov | Population | | |
            | M | F | T | Remarks
            Amman | 1 | 2 | 3 | counted
            Irbid | 5 | 2 | 7 | estimated"""
        ),
        ("Gov", "Population M", "Population F", "Population T", "Remarks"),
    ),
    "merged cells say where a group ends": (
        _grid(
            """
            Gov | Population | | |
            | M | F | T | Households
            Amman | 1 | 2 | 3 | 1
            Irbid | 5 | 2 | 7 | 1""",
            Merge(0, 1, 0, 3),
        ),
        ("Gov", "Population M", "Population F", "Population T", "Households"),
    ),
    "three rows": (
        _grid(
            """
            | Urban | | Rural |
            | 2019 | 2020 | 2019 | 2020
            Gov | (n) | (n) | (n) | (n)
            Amman | 1 | 2 | 3 | 4
            Irbid | 5 | 2 | 1 | 4"""
        ),
        ("Gov", "Urban 2019 (n)", "Urban 2020 (n)", "Rural 2019 (n)", "Rural 2020 (n)"),
    ),
    "tags are no names": (
        _grid(
            """
            Admin | Population
            #adm1+name | #population
            Amman | 100
            Irbid | 50"""
        ),
        ("Admin", "Population"),
    ),
    "a group over columns without values": (
        _grid(
            """
            Gov | Affected | |
            | Target | Reached | Planned
            Amman | 1 | | 2
            Irbid | 5 | | 4"""
        ),
        ("Gov", "Affected Target", "Affected Reached", "Affected Planned"),
    ),
}


@pytest.mark.parametrize(("grid", "labels"), JOINED.values(), ids=JOINED.keys())
def test_header_rows_are_joined_from_top_to_bottom(grid, labels):
    assert labels_of(grid, layout_of(grid)) == labels


MENDED = {
    "blanks at the ends": (" name", "name"),
    "line breaks and runs of blanks": ("total\n  population", "total population"),
    "marks of direction": ("\u200fالاسم\u200e", "الاسم"),
    "a no-break space": ("full\u00a0name ", "full name"),
    "a joiner that belongs to its word stays": ("می\u200cرود", "می\u200cرود"),
    "brackets and signs stay": ("Rate (%) [note 1]", "Rate (%) [note 1]"),
}


@pytest.mark.parametrize(("raw", "label"), MENDED.values(), ids=MENDED.keys())
def test_a_label_is_what_can_be_seen_of_it(raw, label):
    grid = Grid([[raw, "value"], ["Amman", "1"], ["Irbid", "2"]])
    layout = layout_of(grid)

    assert labels_of(grid, layout)[0] == label
    assert raw_labels_of(grid, layout)[0] == raw


def test_labels_are_told_apart_without_taking_anothers():
    grid = Grid([["n", "n ", "n (2)", "n"], ["a", "1", "2", "3"], ["b", "4", "5", "7"]])

    labels = labels_of(grid, layout_of(grid))

    assert labels == ("n", "n (3)", "n (2)", "n (4)")


def test_a_column_of_values_without_a_label_is_called_by_its_letter():
    row = ["Amman", *["1"] * 27]
    grid = Grid([["name", *(f"v{n}" for n in range(26)), ""], row, row, row])

    labels = labels_of(grid, layout_of(grid))

    assert labels[-1] == "column_AB"


def test_a_blank_column_has_no_label():
    grid = Grid([["name", "", "n"], ["Amman", "", "1"], ["Irbid", "", "2"]])

    assert labels_of(grid, layout_of(grid)) == ("name", "", "n")


def test_without_a_header_columns_are_called_by_their_letters():
    grid = Grid([["Amman", "", "1", "10"], ["Irbid", "", "2", "30"], ["Zarqa", "", "3", "70"]])
    layout = layout_of(grid)

    assert labels_of(grid, layout) == ("column_A", "", "column_C", "column_D")
    assert raw_labels_of(grid, layout) == labels_of(grid, layout)


def test_raw_labels_are_those_of_the_lowest_row_that_names_columns():
    grid = _grid(
        """
        Gov | Population |
        | M | F
        (1) | (2) | (3)
        Amman | 1 | 2
        Irbid | 3 | 4
        Zarqa | 5 | 1"""
    )

    assert raw_labels_of(grid, layout_of(grid)) == ("", "M", "F")
