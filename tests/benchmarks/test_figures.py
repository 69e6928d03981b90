"""Figures are made of runs as the page says, and a missed target is said to be missed."""

import pytest

from benchmarks.contenders import Contender
from benchmarks.figures import TARGETS, Runs, judge
from benchmarks.measure import Timing
from benchmarks.page import BEGIN, END, figures, fill


def runs_of(**seconds):
    runs = Runs()
    for name, series in seconds.items():
        for number, taken in enumerate(series):
            if taken is not None:
                runs.add(name.replace("_", "-"), number, timing(taken))
    return runs


def timing(seconds, failure=None):
    return Timing(seconds, seconds, 100_000_000, failure)


def verdict(runs, title):
    (found,) = (v for v in judge(runs) if title in v.target.title)
    return found


def test_a_ratio_is_of_runs_of_the_same_round():
    runs = runs_of(ours=[1, 2, 30], theirs=[2, 4, 40])

    assert runs.ratio("ours", "theirs") == 0.5


def test_a_ratio_is_of_the_rounds_in_which_both_ran():
    runs = runs_of(ours=[1, 9, 9], theirs=[2, None, None])

    assert runs.ratio("ours", "theirs") == 0.5


def test_a_run_that_failed_is_no_figure():
    runs = runs_of(theirs=[2])
    runs.add("ours", 0, timing(0.1, failure="exit code 2"))

    assert (runs.seconds("ours"), runs.ratio("ours", "theirs")) == (None, None)
    assert runs.failure("ours") == "exit code 2"


@pytest.mark.parametrize(
    ("ours", "met"), [(6.9, True), (7.0, True), (7.1, False)], ids=["below", "at", "above"]
)
def test_a_target_is_met_up_to_its_limit(ours, met):
    found = verdict(runs_of(load_10=[ours], import_10=[10.0]), "of raw text")

    assert found.met is met


def test_the_time_a_row_grows_with_the_rows_alone():
    found = verdict(runs_of(load_10=[2.0], load_36=[7.2]), "time a row")

    assert found.figure == pytest.approx(1.0)


def test_a_target_without_runs_is_neither_met_nor_missed():
    assert {found.met for found in judge(Runs())} == {None}


def test_the_binding_targets_are_those_of_the_page():
    assert [target.limit for target in TARGETS if target.binding] == [0.7, 1.0, 0.04, 500, 1.0]


def test_the_figures_tell_ratio_verdict_and_failure():
    contenders = [
        Contender("import-10", ".import", "x10", steps=None, rows=1_000),
        Contender("load-10", "ours", "x10", steps=None, rows=1_000),
        Contender("bad-10", "ours, bad", "x10-bad", steps=None, rows=1_000),
    ]
    runs = runs_of(load_10=[8.0, 8.0], import_10=[10.0, 10.0])
    runs.add("bad-10", 0, timing(1, failure="exit code 3"))

    page = figures(judge(runs), contenders, runs, {"Measured on": "2026-11-25"})

    assert "| 0.80 | **≤ 0.70** | **missed** |" in page
    assert "| ours | 8.00 s | 8.00 – 8.00 | 0.80 | 8.00 s | 100 MB | 2 |" in page
    assert "| ours, bad | exit code 3 |" in page
    assert "### Flights × 10, with an id (1,000 rows)" in page


def test_figures_take_the_place_of_older_ones():
    page = f"Before.\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"

    assert fill(page, "new") == f"Before.\n\n{BEGIN}\n\nnew\n\n{END}\n\nAfter.\n"


def test_a_page_without_a_place_for_figures_is_refused():
    with pytest.raises(ValueError, match="no place"):
        fill("Nothing.", "new")


def test_the_project_s_page_has_a_place_for_figures():
    from benchmarks.load import PAGE

    assert "| 1 |" in fill(PAGE.read_text("utf-8"), "| 1 |")
