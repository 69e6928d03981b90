"""docs/query.md is complete: every operator, parameter, type, measure and code is in it."""

import ast
from pathlib import Path

import pytest

from portal.query import bounds
from portal.query.grammar import REPEATABLE, SINGLE
from portal.query.operators import OPERATORS
from portal.query.roles import METHODS
from portal.query.values import KINDS

ROOT = Path(__file__).parents[2]


def codes():
    """Return the first argument of every QueryError that the room raises."""
    for path in (ROOT / "portal" / "query").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QueryError":
                yield node.args[0].value


@pytest.fixture(scope="module")
def page():
    return (ROOT / "docs" / "query.md").read_text("utf-8")


@pytest.mark.parametrize("operator", OPERATORS)
def test_operator_is_documented(page, operator):
    assert f"__{operator}=" in page


@pytest.mark.parametrize("parameter", [*SINGLE, *REPEATABLE])
def test_parameter_has_an_example(page, parameter):
    assert f"| `{parameter}=" in page


@pytest.mark.parametrize("method", METHODS)
def test_measure_is_documented(page, method):
    assert f"`{method}:COLUMN`" in page


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_code_is_documented(page, code):
    assert f"\n| `{code}` |" in page


@pytest.mark.parametrize("type_", KINDS)
def test_type_is_documented(page, type_):
    assert type_ in page.split("## Values")[1].split("##")[0]


def test_bounds_are_documented(page):
    row = page.split("| `too-many` |")[1].split("\n")[0]

    for most in (
        f"{bounds.MOST_PARAMETERS} parameters",
        f"{bounds.MOST_FILTERS} conditions",
        f"{bounds.MOST_VALUES:,} values",
        f"{bounds.MOST_TERMS} words",
        f"{bounds.MOST_FACETS} facets",
        f"{bounds.MOST_GROUPS} groups",
        f"{bounds.MOST_MEASURES} measures",
        f"{bounds.MOST_PIVOTED} values to pivot by",
    ):
        assert most in row
