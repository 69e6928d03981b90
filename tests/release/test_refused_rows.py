"""What a release holds of an update that was refused: the rows that explain its errors."""

import json


def test_the_rows_at_fault_are_kept_with_their_neighbours(steward):
    steward.publish()
    steward.child(("JOR", 1), ("EGY", "many"), ("JOR", 3))

    steward.publish()

    rows = steward.catalog("select row, cells from check_row order by row")
    assert {row: json.loads(cells) for row, cells in rows} == {
        1: ["code", "value"],
        2: ["JOR", "1"],
        3: ["EGY", "many"],
        4: ["JOR", "3"],
    }
    assert steward.catalog("select code, field, count from check_count") == [
        ("type-error", "value", 1)
    ]


def test_nothing_of_a_file_is_kept_where_nothing_is_wrong(steward):
    steward.publish()

    assert steward.catalog("select * from check_row") == []


def test_a_file_that_is_gone_has_no_rows(steward):
    steward.publish()
    (steward.root / "datasets/facts/facts.csv").unlink()

    done = steward.publish()

    assert done.refused == ("facts",)
    assert steward.catalog("select * from check_row") == []
