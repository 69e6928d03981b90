"""What sums tell of separators: 1,234 is a thousand where only so the columns before it add up."""

import pytest

from portal.draft.drafting import begin
from portal.draft.model import Grid, Source

HEADER = ["State", "Program A", "Program B", "TOTAL"]


def repairs_of(tmp_path, rows):
    grid = Grid([HEADER, *rows])
    found = begin(Source(tmp_path / "a.csv", "0", "csv", grid, encoding="utf-8")).repairs
    return [(r.kind, r.label, r.certain) for r in found]


def rows_of(*sums):
    names = ("Alba", "Brook", "Cove", "Dale", "Elm", "Ford")
    return [[name, *row] for name, row in zip(names, sums, strict=True)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            rows_of(
                ("900", "334", "1,234"),
                ("1400", "100", "1,500"),
                ("2000", "702", "2,702"),
                ("800", "201", "1,001"),
                ("0", "472", "472"),
                ("3000", "333", "3,333"),
            ),
            [("thousands", "TOTAL", True)],
            id="whole-numbers-add-up-to-thousands",
        ),
        pytest.param(
            rows_of(
                ("0.9", "0.334", "1,234"),
                ("1.4", "0.1", "1,500"),
                ("2", "0.702", "2,702"),
                ("0.8", "0.201", "1,001"),
                ("1", "3.111", "4,111"),
                ("3", "0.333", "3,333"),
            ),
            [("decimal-comma", "TOTAL", True)],
            id="fractions-add-up-to-fractions",
        ),
        pytest.param(
            rows_of(
                ("901", "334", "1,234"),
                ("1401", "100", "1,500"),
                ("2001", "702", "2,702"),
                ("801", "201", "1,001"),
                ("1", "472", "472"),
                ("3001", "333", "3,333"),
            ),
            [("thousands", "TOTAL", False), ("decimal-comma", "TOTAL", False)],
            id="what-does-not-add-up-tells-nothing",
        ),
        pytest.param(
            rows_of(
                ("900", "334", "1.234"),
                ("1400", "100", "1.500"),
                ("2000", "702", "2.702"),
                ("800", "201", "1.001"),
                ("0", "472", "472"),
                ("3000", "333", "3.333"),
            ),
            [("thousands", "TOTAL", True)],
            id="points-between-thousands",
        ),
        pytest.param(
            rows_of(
                ("1,100", "1,200", "2,300"),
                ("1,400", "1,100", "2,500"),
                ("2,000", "1,702", "3,702"),
                ("1,800", "1,201", "3,001"),
                ("1,001", "1,472", "2,473"),
                ("3,000", "1,333", "4,333"),
            ),
            [
                (kind, label, False)
                for label in HEADER[1:]
                for kind in ("thousands", "decimal-comma")
            ],
            id="both-readings-add-up",
        ),
    ],
)
def test_a_column_that_is_a_sum_tells_how_it_is_read(tmp_path, rows, expected):
    found = repairs_of(tmp_path, rows)

    assert found == expected


def test_few_rows_may_add_up_by_chance(tmp_path):
    rows = rows_of(*[("900", "334", "1,234")] * 6)[:4]

    found = repairs_of(tmp_path, rows)

    assert ("thousands", "TOTAL", True) not in found
