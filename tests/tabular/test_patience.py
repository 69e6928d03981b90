"""A pattern that takes too long for a cell ends in an error, not in a check without end."""

import time

import pytest

from portal.tabular import kinds
from portal.tabular.screen import patience
from portal.tabular.screen.patience import Patience, longest

HANGING = "(?=a*a*a*a*a*b)a*"
RULE = {"type": "row-constraint", "formula": "id > 0"}


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", 0.3)


@pytest.fixture
def fields():
    """Return the fields of a table whose second column has a pattern."""

    def make(pattern):
        constraints = {"pattern": pattern}
        return [
            {"name": "id", "type": "integer"},
            {"name": "x", "type": "string", "constraints": constraints},
        ]

    return make


@pytest.mark.parametrize("checks", [[], [RULE]], ids=["screened", "every row judged"])
@pytest.mark.parametrize(
    ("pattern", "cell", "right"),
    [
        (f"{HANGING}|b*", "a" * 5_000, "b" * 5_000),
        ("a*a*a*b|b*", "a" * 10_000, "b" * 3_000),
    ],
    ids=["look-ahead", "known to Polars"],
)
def test_a_cell_that_takes_too_long_is_an_error(check, fields, pattern, cell, right, checks):
    began = time.monotonic()

    result = check(f"id,x\n1,{cell}\n2,{right}\nx,b\n4,{right}c\n", fields(pattern), checks=checks)

    lost, *others = result.report.errors
    assert (lost.code, lost.row, lost.field, lost.column) == ("row-not-judged", 2, "x", "B")
    assert lost.rule == f"pattern: {pattern}"
    assert kinds.sentence(lost, "en").startswith("The pattern of the field x takes too long")
    assert [(e.code, e.row) for e in others] == [("type-error", 4), ("constraint-error", 5)]
    assert result.rows == [(2, right)]
    assert time.monotonic() - began < 8


def test_patience_with_a_column_comes_to_an_end(check, fields, monkeypatch):
    monkeypatch.setattr(patience, "ALL_SECONDS", 0.5)
    began = time.monotonic()

    rows = "".join(f"{at},{'a' * 3_000}\n" for at in range(100))
    result = check(f"id,x\n{rows}1,\n", fields(HANGING))

    assert [error.code for error in result.report.errors] == ["row-not-judged"] * 100
    assert result.rows == [(1, None)]
    assert time.monotonic() - began < 8


def test_a_short_cell_needs_no_other_process(monkeypatch):
    monkeypatch.setattr(patience.subprocess, "Popen", None)

    assert Patience(HANGING).bears("a" * longest(HANGING))


def test_long_cells_share_a_process_until_one_takes_too_long():
    tried = Patience(HANGING)

    first = tried.bears("b" * 300), tried._process
    second = tried.bears("\ud800é" * 300), tried._process
    lost = tried.bears("a" * 3_000)
    again = tried.bears("b" * 300)

    assert first == second
    assert (first[0], lost, again) == (True, False, True)


def test_the_process_ends_with_those_who_need_it():
    tried = Patience(HANGING)
    tried.bears("b" * 300)
    process = tried._process

    del tried

    assert process.poll() is not None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^(?!EUR)[A-Z]{3}$", 200),
        ("[A-Z]{3}", 2_000),
        ("a*b*", 2_000),
        ("a*a*a*b", 464),
        (r"[+*]\+\*a*b", 2_000),
        ("a{2,}b{0,100}c{1,9}d+e*", 100),
        (HANGING, 21),
    ],
)
def test_the_more_repeats_the_shorter_is_long(pattern, expected):
    assert longest(pattern) == expected
