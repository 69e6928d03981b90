import re

import pytest

from portal.catalog.patterns import pattern_problem


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{2}",
        "[a-z]+(-[a-z]+)*",
        r"(\d{1,3}\.){3}\d{1,3}",
        "(?:[a-z]+, )*[a-z]+",
        r"^(https?://)?([\w.-]+)(:\d+)?(/.*)?$",
        r"[^@\s]+@[^@\s]+\.[^@\s]+",
        "(jpg|png)*",
        r"(\d{4}-\d{2};)+",
        r"([A-Z]\d+)*",
        "[[a]",
        "{}",
        "(?i:ab)",
        "[]]+(a[])]*)?",
        "",
    ],
)
def test_patterns_that_end(pattern):
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("(a+)+", "(a+)+"),
        ("^(a*)*$", "(a*)*"),
        ("(a|a)*b", "(a|a)*"),
        ("(a|ab)*c", "(a|ab)*"),
        (r"([a-zA-Z]+\s?)+x", r"([a-zA-Z]+\s?)+"),
        ("(?:(?:a|aa))*b", "((a|aa))*"),
        ("(?i:a+)+", "(a+)+"),
        ("(?=(a+)+)b", "(a+)+"),
        (r"(\d+|[a-z]+)*", r"(\d+|[a-z]+)*"),
        (r"(\B[a-z]+)*\d", r"(\B[a-z]+)*"),
        ("(?P<n>[A-z]{1,50}){1,50}", "([A-z]{1,50}){1,50}"),
        ("(_[a-z]+[a-z]+)*", "(_[a-z]+[a-z]+)*"),
    ],
)
def test_patterns_that_can_hang_name_the_part(pattern, part):
    assert pattern_problem(pattern) == ("hangs", part)


@pytest.mark.parametrize(
    "pattern",
    [
        *("[", "(", "*a", "(" * 5_000, "a{1,99999999999999999999}", "(?P<1>a)", "a" * 1_000_000),
        # Frictionless puts a sign before the pattern, and Python takes such flags at the start only.
        "(?i)ab",
    ],
    ids=lambda pattern: pattern[:30],
)
def test_patterns_that_are_none(pattern):
    rule, note = pattern_problem(pattern)

    assert rule == "syntax"
    assert note


@pytest.mark.parametrize("pattern", ["[a-z]+(-[a-z]+)*", r"(\w+;)*", "(ab|cd)*"])
def test_what_passes_ends_on_a_long_text(pattern):
    # Exponential ones would outlive the test's time limit.
    assert re.fullmatch(pattern, "a" * 5_000 + "!") is None
