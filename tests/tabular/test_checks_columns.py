"""What a rule tells of whole columns is what it tells of rows: certain rows follow it."""

import warnings
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from frictionless import Schema
from frictionless.table import Row, create_cell_handlers
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site
from portal.tabular.checklist import rules_of
from portal.tabular.rules import columns
from portal.tabular.values import converter

TYPES = {
    "i": "integer",
    "j": "integer",
    "y": "year",
    "b": "boolean",
    "n": "number",
    "m": "number",
    "s": "string",
    "t": "string",
    "d": "date",
    "e": "date",
    "p": "datetime",
    "q": "datetime",
    "h": "time",
    "k": "time",
}
WHOLE = ("", "0", "1", "-1", "2", "5", "7", "2024", "9007199254740993", str(2**61), str(-(2**63)))
NUMBER = (
    *("", "0", "-0", "1", "0.1", "0.2", "0.3", "0.30", "1.5", "-2.5", "3", "0.003", "1e15", "7.25"),
    *("100", "123456789.123456", "999999999999999", "0.0000001", "1e300", "1e-300", "0.70", "0.7"),
)
TEXT = ("", "a", "b", "ab", "abc", "A", "5", "10", "9", "1.0", "é", "ب", "2024-01-01", "None", "X1")
DAY = ("", "2024-01-01", "2024-02-29", "0001-01-01", "9999-12-31", "2023-12-31")
MOMENT = (
    *("", "2024-01-01T00:00:00", "2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z"),
    *("2023-12-31T23:59:59", "2023-12-31T23:59:59Z"),
)
CLOCK = ("", "00:00:00", "12:30:00", "12:30:01")
CELLS = {
    "integer": WHOLE,
    "year": ("", "2024", "0000", "0005"),
    "boolean": ("", "true", "false"),
    "number": NUMBER,
    "string": TEXT,
    "date": DAY,
    "datetime": MOMENT,
    "time": CLOCK,
}
KINDS = {
    "integer": pl.Int64,
    "year": pl.Int64,
    "boolean": pl.Int64,
    "number": pl.Float64,
}
DRAWN = {
    "integer": st.integers(-999, 999).map(str) | st.integers(-(2**63), 2**63 - 1).map(str),
    "number": st.builds("{}e{}".format, st.integers(1 - 10**15, 10**15 - 1), st.integers(-9, 2))
    | st.integers(-999, 999).map(lambda cents: str(Decimal(cents) / 100)),
}
ROWS = st.lists(
    st.tuples(
        *(st.sampled_from(CELLS[kind]) | DRAWN.get(kind, st.nothing()) for kind in TYPES.values())
    ),
    min_size=1,
    max_size=8,
)


def table(describe, types, rows):
    """Return a resource, its rows as Frictionless types them, and as a frame."""
    fields = [{"name": name, "type": kind} for name, kind in types.items()]
    resource = describe({"fields": fields})
    handlers = create_cell_handlers(Schema.from_descriptor({"fields": fields}).fields)
    judged = [Row(list(row), handlers=handlers, row_number=2 + at) for at, row in enumerate(rows)]
    data = {}
    for at, field in enumerate(resource.schema.fields):
        convert = converter(field, fields[at]) or (lambda value: value)
        cells = [row[field.name] for row in judged]
        values = [None if cell is None else convert(cell) for cell in cells]
        data[str(at)] = pl.Series(values, dtype=KINDS.get(field.type, pl.String))
    return resource, judged, pl.DataFrame(data)


def rule_of(resource, described):
    """Return the one rule that a check becomes."""
    rules, errors = rules_of([described], resource, "checklist.json")
    assert [error.parameters["note"] for error in errors] == []
    return rules[0]


def decided(rule, rows, frame):
    """Return which rows are certain, and which follow the rule."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # 1 is None
        follows = [not list(rule.check.validate_row(row)) for row in rows]
        return rule.certain(frame).to_list(), follows


CONSTANTS = ("0", "1", "-1", "5", "100", "0.003", "0.1", "0.5", "-2.5", "True", "9007199254740993")
VALUES = {
    "number": [
        *("i", "j", "y", "b", "n", "n", "m", *CONSTANTS, "None"),
        *("i % 5", "y // 3", "-n", "-i", "int(n)", "int(i)", "float(n)", "float(i) / float(j)"),
        *(
            "d.year",
            "p.month",
            "(d - e).days",
            "(i == 1)",
            "(s == t and i < j)",
            "i / j",
            "n / m",
            "i / 10",
            "j / 3",
        ),
        *("n + m", "3 * n - m", "n - m - i", "n * m", "n - 1 + m", "n / 2 + i", "i * j", "i - y"),
    ],
    "text": [
        *("s", "t", "'a'", "'10'", "''", "str(i)", "str(s)", "str(d)", "str(b)", "str(n)", "None"),
        *("s[0]", "s[:2]", "s[1:]", "s[1:2]", "s[-1]", "s + t", "s + '-' + str(i + 4)"),
    ],
    "date": ["d", "e", "None"],
    "moment": ["p", "q"],
    "clock": ["h", "k"],
    "span": ["d - e", "e - d"],
}
MEMBERS = ("(1, 2, 0.1)", "['a', 'ab', None]", "'abcab'", "()", "('b',) if i == 1 else (s,)", "{5}")
COMPARED = ("<", "<=", "==", "!=", ">", ">=")


@st.composite
def formulas(draw, depth=3):
    """Draw a formula that may or may not make sense."""
    shape = draw(st.sampled_from(["and", "or", "not", "if", "=="])) if depth else ""
    if not shape or draw(st.booleans()):
        return draw(comparisons())
    one, two = draw(formulas(depth - 1)), draw(formulas(depth - 1))
    if shape == "not":
        return f"not ({one})"
    if shape == "if":
        return f"(({one}) if ({two}) else ({draw(formulas(depth - 1))}))"
    return f"({one}) {shape} ({two})"


@st.composite
def comparisons(draw):
    """Draw a comparison, a membership, a bare value, or something that Python refuses."""
    group = draw(st.sampled_from([*VALUES, "number", "number", "text"]))
    other = draw(st.sampled_from([group] * 7 + [*VALUES]))
    one, two = (draw(values(name)) for name in (group, other))
    shape = draw(st.integers(0, 12))
    if shape == 0:
        return one
    if shape == 1:
        return f"{one} {draw(st.sampled_from(['in', 'not in']))} {draw(st.sampled_from(MEMBERS))}"
    if shape == 2:
        return f"s.{draw(st.sampled_from(['startswith', 'endswith']))}('a')"
    if shape == 3:
        return f"{one} < {two} <= {draw(values(group))}"
    if shape == 4:
        return f"{one} {draw(st.sampled_from(['is', 'is not']))} None"
    return f"{one} {draw(st.sampled_from(COMPARED))} {two}"


@st.composite
def values(draw, group):
    """Draw an expression that gives a value."""
    one = draw(st.sampled_from(VALUES[group]))
    if group != "number" or draw(st.integers(0, 3)):
        return one
    return f"(({one}) {draw(st.sampled_from('+-*/'))} ({draw(st.sampled_from(VALUES[group]))}))"


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(formula=formulas(), rows=ROWS)
@example(formula="n == 0.1", rows=[tuple("0.1" if n == "n" else "" for n in TYPES)])
@example(formula="n > 0.1", rows=[tuple("0.1" if n == "n" else "" for n in TYPES)])
@example(formula="i / 10 > 0.3", rows=[tuple("3" if n == "i" else "" for n in TYPES)] * 3)
@example(formula="n < 0.1", rows=[tuple("0.1" if n == "n" else "" for n in TYPES)])
def test_a_certain_row_follows_its_formula(describe, formula, rows):
    resource, judged, frame = table(describe, TYPES, rows)
    rule = rule_of(resource, {"type": "row-constraint", "formula": formula})

    certain, follows = decided(rule, judged, frame)

    assert len(certain) == len(rows)
    assert [good for sure, good in zip(certain, follows, strict=True) if sure and not good] == []


NAMES = st.sampled_from([*TYPES])
CHECKS = st.one_of(
    st.builds(
        lambda column, operator, other: {
            "type": "compare-columns",
            "column": column,
            "operator": operator,
            "other": other,
        },
        NAMES,
        st.sampled_from(COMPARED),
        NAMES,
    ),
    st.builds(
        lambda column, columns: {"type": "sum-columns", "column": column, "columns": columns},
        st.sampled_from("ijnm"),
        st.lists(st.sampled_from("ijnm"), min_size=1, max_size=3),
    ),
    st.builds(
        lambda type_, columns: {"type": type_, "columns": columns},
        st.sampled_from(["cohesive-columns", "one-of-required"]),
        st.lists(NAMES, min_size=2, max_size=4, unique=True),
    ),
    st.builds(
        lambda name, values: {"type": "forbidden-value", "fieldName": name, "values": values},
        NAMES,
        st.lists(st.sampled_from([0, 1, 0.1, "a", "5", True, None, "2024-01-01", [1]])),
    ),
)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(described=CHECKS, rows=ROWS)
def test_a_certain_row_follows_its_check(describe, described, rows):
    resource, judged, frame = table(describe, TYPES, rows)
    rules, errors = rules_of([described], resource, "checklist.json")
    assume(not errors)  # a date is not compared with a number

    certain, follows = decided(rules[0], judged, frame)

    assert [good for sure, good in zip(certain, follows, strict=True) if sure and not good] == []
    if described["type"] in {"cohesive-columns", "one-of-required"}:
        assert certain == follows


@pytest.mark.parametrize(
    "formula",
    [
        *("n <= 0.1", "n >= 0.3", "n == 7.25", "n + m >= 0.3", "3 * n - m <= 0.003", "n == int(n)"),
        *("n + m == 3", "n + m == 100.5", "-1 < n < 1", "n / m > 2", "i / j < 0.5", "n - m == 0"),
        *("i + j > 5", "i * 2 == j + 1", "y % 5 == 0", "i is not None", "y - 1 <= d.year <= y"),
        *("s in ('a', 'b')", "s + '-' + t in 'a-b|ab-abc'", "s.startswith('a') or i is None"),
        *("s[:1] == 'a'", "s == str(i)", "(d - e).days < 30", "d <= e", "p < q", "h != k", "b"),
        *("(s is None) == (i is None)", "i if b else n", "not s", "s in (('a',) if b else ('b',))"),
    ],
)
def test_rows_that_follow_common_formulas_are_certain(describe, formula):
    line = (
        "2 7 2025 true 1.5 0.25 a b 2024-02-29 2024-02-01"
        " 2024-01-01T00:00:00 2024-01-01T00:00:01 00:00:00 12:30:00"
    )
    cells = dict(zip(TYPES, line.split(), strict=True))
    others = [
        {"n": "0.1", "m": "0.2", "i": "5", "j": "9", "s": "5", "d": "2024-02-01"},
        {"n": "100", "m": "0.5", "i": "5", "j": "11", "s": "ab", "t": "abc", "y": "2024"},
        {"n": "7.25", "m": "7.25", "s": "", "i": ""},
        {"n": "2.999", "m": "0.001", "j": "3"},
        {"n": "0.003", "m": "0.006"},
    ]
    rows = [tuple((cells | other).values()) for other in [{}, *others]]
    resource, judged, frame = table(describe, TYPES, rows)
    rule = rule_of(resource, {"type": "row-constraint", "formula": formula})

    certain, follows = decided(rule, judged, frame)

    assert any(follows)
    assert certain == follows


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("n == i / j", {"n": "0.1", "i": "1", "j": "10"}),
        ("n >= i / j", {"n": "0.1", "i": "1", "j": "10"}),
        ("n >= 0.1", {"n": "0.1"}),
        ("i <= 9007199254740992.0", {"i": "9007199254740993"}),
        ("i + 1 < 0", {"i": "9223372036854775807"}),
        ("1 + i < 0", {"i": "9223372036854775807"}),
        ("i * 16 == 0", {"i": str(2**60)}),
        ("n * i < 0", {"n": "4", "i": "2400000000000"}),
        ("i / 10 > 0.3", {"i": "3"}),
        ("n / m < 3", {"n": "0.3", "m": "0.1"}),
        ("n + m > 0.3", {"n": "0.1", "m": "0.1999999999999"}),
        ("i / (n - 3 * m) < 5", {"n": "0.3", "m": "0.1", "i": "1"}),
        ("n * 0.5 < 5", {"n": "1"}),
        ("i / j < 5 or True", {"i": "1", "j": "0"}),
        ("not (i > 1 and n < 5)", {"i": "", "n": "9"}),
        ("i > 1 or n == 9", {"i": "", "n": "9"}),
        ("i in (1, i / j)", {"i": "1", "j": "0"}),
        ("d != e", {"d": "", "e": ""}),
        ("int(i) != 5", {"i": ""}),
        ("-i != 5", {"i": ""}),
        ("i + 1 != 5", {"i": ""}),
        ("int(n) is None", {"n": "1e300"}),
        ("p > q", {"p": "2024-01-01T02:00:00+03:00", "q": "2024-01-01T00:00:00Z"}),
        ("p < q", {"p": "2024-01-01T00:00:00", "q": "2024-01-01T00:00:01Z"}),
        ("s[5] == ''", {"s": "a"}),
        ("s.year == 2024", {"s": "2024-01-01"}),
        ("d.year > 0", {"d": ""}),
        ("(d - e).days != 5", {"d": "2024-01-01", "e": ""}),
        ("str(p)[10:11] == 'T'", {"p": "2024-01-01T00:00:00"}),
        ("str(i) == ''", {"i": ""}),
        ("s + t != 'a'", {"s": "a", "t": ""}),
        ("s in 'abc' or True", {"s": ""}),
        ("not s.startswith('b')", {"s": ""}),
        ("s < 5 or True", {"s": "4"}),
        ("s == 5", {"s": "5"}),
        ("d == '2024-01-01'", {"d": "2024-01-01"}),
        ("d < p or True", {"d": "2024-01-01", "p": "2024-01-02T00:00:00"}),
        ("b is True", {"b": "false"}),
        ("i is True", {"i": "1"}),
    ],
)  # fmt: skip
def test_a_row_that_looks_right_and_is_not(describe, formula, cells):
    row = tuple(cells.get(name, CELLS[kind][1]) for name, kind in TYPES.items())
    resource, judged, frame = table(describe, TYPES, [row] * 2)
    rule = rule_of(resource, {"type": "row-constraint", "formula": formula})

    certain, follows = decided(rule, judged, frame)

    assert follows == [False] * 2
    assert certain == follows


@pytest.mark.parametrize("formula", ["s.lower() == 'a'", "[x for x in (i, j)]", "n * 0.5 < i"])
def test_what_columns_do_not_understand_is_left_to_rows(describe, formula):
    rows = [tuple(cells[1] for cells in map(CELLS.get, TYPES.values()))]
    resource, judged, frame = table(describe, TYPES, rows)
    rule = rule_of(resource, {"type": "row-constraint", "formula": formula})

    certain, _ = decided(rule, judged, frame)

    assert certain == [False]


def test_deep_nesting_is_left_to_rows(describe):
    resource, judged, frame = table(describe, TYPES, [("",) * len(TYPES)])
    rule = rule_of(resource, {"type": "row-constraint", "formula": "-" * 900 + "1"})

    certain, _ = decided(rule, judged, frame)

    assert certain in ([False], [True])


@pytest.mark.parametrize(
    "formula",
    [
        "(" * 50 + "i is None" + " == (j is None))" * 50,
        "i < (" * 60 + "i" + " < j) < i" * 60 + " or True",
        "(" * 20 + "i" + " in ((0,) if b else (1,)))" * 20 + " or True",
    ],
    ids=["equal", "chain", "choice"],
)
def test_a_formula_that_would_grow_is_decided_at_once(describe, formula):
    row = ["0"] * len(TYPES)
    resource, judged, frame = table(describe, dict.fromkeys(TYPES, "integer"), [row] * 3)
    rule = rule_of(resource, {"type": "row-constraint", "formula": formula})

    certain, follows = decided(rule, judged, frame)

    assert certain == follows


def test_every_formula_of_the_catalog_is_decided_by_columns():
    root = Path(__file__).parents[2]
    undecided = []
    counted = 0

    for described in read_catalog(root, read_site(root)):
        for resource in described.dataset.resources:
            rules, errors = rules_of(described.checks, resource, "checklist.json")
            assert errors == []
            schema = {
                str(at): KINDS.get(field.type, pl.String)
                for at, field in enumerate(resource.schema.fields)
            }
            for rule in rules:
                if rule.check.type == "row-constraint":
                    counted += 1
                    frame = pl.DataFrame(schema=schema)
                    if columns.decided(rule.check, rule.check.tree, frame) is None:
                        undecided.append(rule.check.formula)

    assert counted
    assert undecided == []
