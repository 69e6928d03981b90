"""A run tells whether all its steps ended as they should, and what it took."""

import sys

import pytest

from benchmarks.measure import Step, run


def python(code, expected=0):
    return Step((sys.executable, "-c", code), expected)


def test_the_largest_step_counts(tmp_path):
    large = "x = bytearray(50_000_000); sum(range(5_000_000))"

    alone = run([python("sum(range(5_000_000))")], tmp_path / "log")
    both = run([python(large), python("pass")], tmp_path / "log")

    assert both.failure is None
    assert both.peak > alone.peak + 40_000_000
    assert both.seconds > both.cpu > 0


def test_a_child_counts_with_its_parent(tmp_path):
    child = "x = bytearray(50_000_000); sum(range(5_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    found = run([python(code)], tmp_path / "log")

    assert found.peak > 60_000_000


@pytest.mark.parametrize("expected", [0, 1])
def test_a_step_may_be_expected_to_refuse(tmp_path, expected):
    found = run([python("raise SystemExit(1)", expected)], tmp_path / "log")

    assert (found.failure is None) is (expected == 1)


def test_a_failure_stops_the_run_and_says_what_was_said(tmp_path):
    later = tmp_path / "later"

    steps = [python("raise KeyError('lost')"), python(f"open({str(later)!r}, 'w')")]
    found = run(steps, tmp_path / "log")

    assert found.failure == "exit code 1: KeyError: 'lost'"
    assert not later.exists()
