"""What is left of a sheet when some of its repairs are accepted, and that nothing else changes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.draft.layout import (
    arranged,
    dialect_of,
    filled,
    layout_of,
    repairs_of,
    written_labels,
)
from portal.draft.model import Grid, Merge


def kept_rows(grid, layout, accepted):
    """Return the rows that stay, in order, without the one that names the columns."""
    table = arranged(grid, layout, accepted)
    return [*table.above, *table.rows]


def _grid(text: str, *merges: Merge) -> Grid:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Grid(rows, merges)


def _written(grid: Grid, kinds: set[str]) -> list[list[str]]:
    """Return the rows that are written when the repairs of some kinds are accepted."""
    layout = layout_of(grid)
    accepted = [repair for repair in repairs_of(grid, layout) if repair.kind in kinds]
    table = arranged(grid, layout, accepted)
    rows = filled(grid, layout, accepted).rows
    labels = [[*table.labels]] if table.has_header else []
    return [
        *([cell for c, cell in enumerate(rows[p]) if c in table.columns] for p in table.above),
        *labels,
        *([cell for c, cell in enumerate(rows[p]) if c in table.columns] for p in table.rows),
    ]


MESSY = _grid(
    """
    Ministry of Health | | |
    Gov | Public | | Private
    | Male | Female | All
    Amman | 10 | 20 | 5
    Irbid | 5 | 6 | 7
    | | |
    Zarqa | 3 | 3 | 4
    Total | 18 | 29 | 16
    Source: MoH | | |"""
)
ALL = {"title-rows", "header-rows", "header-text", "blank-rows", "total-rows", "footer-rows"}


def test_all_repairs_leave_a_header_and_rows_of_values():
    assert _written(MESSY, ALL) == [
        ["Gov", "Public Male", "Public Female", "Private All"],
        ["Amman", "10", "20", "5"],
        ["Irbid", "5", "6", "7"],
        ["Zarqa", "3", "3", "4"],
    ]


def test_refused_rows_stay_as_they_are_in_their_place():
    assert _written(MESSY, {"blank-rows", "total-rows"}) == [
        *MESSY.rows[:5],
        MESSY.rows[6],
        MESSY.rows[8],
    ]


HEADERS = {
    "titles refused": (ALL - {"title-rows"}, {"headerRows": [2]}),
    "header rows refused": (ALL - {"header-rows"}, {"headerRows": [2]}),
    "both refused": (ALL - {"title-rows", "header-rows"}, {"headerRows": [3]}),
    "all accepted": (ALL, {}),
}


@pytest.mark.parametrize(("kinds", "dialect"), HEADERS.values(), ids=HEADERS.keys())
def test_the_dialect_says_where_the_header_is(kinds, dialect):
    layout = layout_of(MESSY)
    accepted = [repair for repair in repairs_of(MESSY, layout) if repair.kind in kinds]

    assert dialect_of(MESSY, layout, accepted) == dialect


def test_a_table_whose_columns_stay_unnamed_has_no_header():
    grid = _grid("Cities | |\nAmman | 1 | 10\nIrbid | 2 | 15")
    layout = layout_of(grid)

    refused = arranged(grid, layout, [])

    assert not refused.has_header
    assert refused.dialect == {"header": False, "commentRows": [1]}
    assert _written(grid, {"header-missing", "title-rows"})[0] == [
        "column_A",
        "column_B",
        "column_C",
    ]


def test_labels_are_accepted_one_by_one():
    grid = Grid([[" a", " b", ""], ["x", "1", "2"], ["y", "3", "5"]])
    layout = layout_of(grid)
    first, _, last = repairs_of(grid, layout)

    assert written_labels(grid, layout, [first, last]) == ("a", " b", "column_C")


def test_a_label_of_joined_rows_is_not_mended_where_joining_is_refused():
    grid = _grid(
        """
        Gov | Public | | Public |
        | M | F | M | F
        Amman | 1 | 2 | 3 | 4
        Irbid | 5 | 2 | 1 | 4"""
    )
    layout = layout_of(grid)
    accepted = [r for r in repairs_of(grid, layout) if r.kind == "header-text"]

    labels = written_labels(grid, layout, accepted)

    assert [repair.after for repair in accepted] == ["Public M (2)", "Public F (2)"]
    assert labels == ("", "M", "F", "M", "F")


def test_labels_of_groups_are_written_into_each_row():
    grid = _grid("gov | place | n\nA | a | 5\n | b | 2\n | c | 7\nB | d | 9\n | e | 1")

    rows = _written(grid, {"fill-down"})

    assert [row[0] for row in rows] == ["gov", "A", "A", "A", "B", "B"]
    assert [row[0] for row in _written(grid, set())] == ["gov", "A", "", "", "B", ""]


def test_rows_that_name_groups_become_a_column():
    grid = _grid("g | n\nNorth |\na | 1\nb | 5\nSouth |\nc | 3\nd | 8")

    assert _written(grid, {"group-rows"}) == [
        ["g", "n", "group"],
        ["a", "1", "North"],
        ["b", "5", "North"],
        ["c", "3", "South"],
        ["d", "8", "South"],
    ]
    assert _written(grid, set()) == [*grid.rows]


def test_blank_columns_and_a_table_beside_are_left_out():
    grid = _grid("name | n | | name | n\na | 1 | | x | 5\nb | 2 | | y | 6\nc | 3 | |  |")

    assert _written(grid, {"blank-columns", "other-table"}) == [
        ["name", "n"],
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
    ]


CELLS = st.sampled_from(
    ["", "", " ", "a", "b ", "Total", "Source: x", "2019", "2020", "1", "3", "4,5", "²"]
)
MERGES = st.builds(
    lambda top, left, down, across: Merge(top, left, top + down, left + across),
    *(st.integers(0, 6), st.integers(0, 4), st.integers(0, 2), st.integers(0, 2)),
)
GRIDS = st.builds(
    Grid,
    st.lists(st.lists(CELLS, max_size=5), max_size=9),
    st.lists(MERGES, max_size=3).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(GRIDS)
def test_nothing_is_lost_where_all_is_refused(grid):
    layout = layout_of(grid)

    kept = kept_rows(grid, layout, [])

    missing = sorted({*range(len(grid.rows))} - {*kept})
    assert kept == sorted({*kept})
    assert len(missing) == bool(layout.rows("header"))
    assert filled(grid, layout, []).rows == grid.rows
    for position in missing:
        raw = list(grid.rows[position][: layout.width])
        assert [*arranged(grid, layout, []).labels][: len(raw)] == raw


@settings(max_examples=200, deadline=None)
@given(GRIDS)
def test_repairs_do_not_depend_on_each_other(grid):
    layout = layout_of(grid)
    repairs = repairs_of(grid, layout)

    identities = [repair.identity for repair in repairs]

    assert len({*identities}) == len(identities)
    for pair in combinations(repairs, 2):
        one, other = ({*kept_rows(grid, layout, [repair])} for repair in pair)
        assert {*kept_rows(grid, layout, pair)} == one & other
