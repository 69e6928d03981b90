"""What Polars takes for a match, Python takes for one."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.tabular.screen.patterns import linear

CELLS = [
    *(
        "",
        "a",
        "b",
        "ab",
        "aab",
        "ba",
        "abab",
        "A",
        "JOR",
        "JO",
        "1",
        "12",
        "2020-01",
        "a-b",
        "a.b",
        "a+",
    ),
    *(
        "a\n",
        "\n",
        "a\nb",
        " ",
        "\t",
        "\r",
        "\x0b",
        "\x1c",
        "\x85",
        "\u2028",
        "\u00a0",
        "_",
        "-",
        "]",
        "^",
    ),
    *(
        "\\",
        "/",
        "{2}",
        "a{2}",
        "é",
        "É",
        "ß",
        "ſ",
        "\u212a",
        "عمان",
        "٤",
        "１",
        "²",
        "ª",
        "\u0301",
        "😀",
        "\0",
    ),
    *(
        "\x7f",
        "\x80",
        "x",
        "xx",
        "xxx",
        "xxxx",
        "d",
        "w",
        "\ue000",
        "\ufffd",
        "\U0010ffff",
        "&&",
        "||",
        "a|b",
    ),
]


def judged(pattern):
    """Return the function by which the judge decides."""
    return re.compile(rf"^(?:{pattern})\Z$").match


def decided(pattern):
    found = pl.Series(CELLS).str.contains(linear(pattern))
    return [cell for cell, sure in zip(CELLS, found, strict=True) if sure]


@pytest.mark.parametrize(
    ("pattern", "cells"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        ("a|", ["", "a"]),
        ("(a|b)+", ["a", "b", "ab", "aab", "ba", "abab"]),
        ("(?:ab){2}", ["abab"]),
        ("(?P<one>a)b?", ["a", "ab"]),
        ("[A-Z]{3}", ["JOR"]),
        ("x{2,3}", ["xx", "xxx"]),
        ("x{3,}", ["xxx", "xxxx"]),
        ("x{0}", [""]),
        ("x+?", ["x", "xx", "xxx", "xxxx"]),
        (r"\d{4}-\d\d", ["2020-01"]),
        ("^a$", ["a"]),
        ("^^a|b$$", ["a", "b"]),
        ("a.b", ["aab", "a-b", "a.b", "a|b"]),
        (r"a\.b", ["a.b"]),
        (r"a[.+-]b?", ["a-b", "a.b", "a+"]),
        ("[]^-]", ["-", "]", "^"]),
        ("[^]a-zA-Z]", None),
        (r"\\|\{2\}|a\{2\}", ["\\", "{2}", "a{2}"]),
        ("[\\u0600-\\u06FF]+", ["عمان", "٤"]),
        (r"\x61\t?", ["a"]),
        ("[\U00010000-\U0010ffff]", ["😀", "\U0010ffff"]),
        ("é|عمان", ["é", "عمان"]),
        (r"\w\W?", None),
        (r"\s", ["\n", " ", "\t", "\r", "\x0b"]),
        (r"\S\D", None),
        (r"[\w\u0600-\u06FF]+", None),
        (r"[^\d]", None),
        (r"[^\W\d]", ["a", "b", "A", "_", "x", "d", "w"]),
        (r"[\D]", None),
        ("[^a]", None),
        ("a#b| ", [" "]),
    ],
)
def test_a_pattern_for_polars_matches_what_python_matches(pattern, cells):
    found = decided(pattern)

    assert found
    assert [cell for cell in found if not judged(pattern)(cell)] == []
    assert cells is None or found == cells


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(?=a)a",
            "(?!a)b",
            "(?<=a)b",
            "(?<!a)b",
            r"(a)\1",
            "(?P<n>a)(?P=n)",
            "(?i:a)",
            "(?>a)",
            "(?#a)a",
        ),
        *(
            r"\bab\b",
            r"\Bab",
            r"\Aab",
            r"ab\Z",
            r"\0",
            r"\1",
            r"\g",
            r"\N{DIGIT ONE}",
            r"\U00000061",
            r"\é",
        ),
        *(
            "a++",
            "a*+",
            "a??+",
            "a**",
            "*a",
            "+",
            "?",
            "^*",
            "$?",
            "(a*)*",
            "(x{0})*",
            "(a?)+",
            "(|a){2}",
            "()?",
            "a|*",
        ),
        *(
            "a{,3}",
            "a{",
            "a}",
            "{",
            "x{3,2}",
            "x{99999}",
            "(",
            "(a",
            ")",
            "a)",
            "[",
            "[a",
            "[]",
            "[^]",
            "]",
        ),
        *(
            "[[a]",
            "[a&&b]",
            "[a||b]",
            "[a~~b]",
            "[--a]",
            "[a--]",
            "[z-a]",
            r"[\d-z]",
            r"[a-\d]",
            r"[\b]",
        ),
        *(
            r"[^\w\W]",
            r"[^\x00-\x7f\d]",
            "\ud800",
            r"\ud800",
            "(?P<n>a)(?P<n>b)",
            "(" * 5000,
            "a\\",
            "[a\\",
        ),
        "((((x{1000}){1000}){1000}){1000})",
    ],
)
def test_a_pattern_that_may_mean_something_else_is_not_for_polars(pattern):
    assert linear(pattern) is None


ATOMS = st.sampled_from(
    [
        *"ab1.",
        *(r"\d", r"\w", r"\s", r"\W", r"\n"),
        *("[ab]", "[^a]", r"[^\d]", r"[\w-]", "[^\\n]", "^", "$"),
    ]
)
QUANTIFIERS = st.sampled_from(
    ["", "", "", "?", "*", "+", "{2}", "{1,2}", "{0,2}", "*?", "??", "+?"]
)


def groups(inner):
    parts = st.tuples(inner, QUANTIFIERS).map(lambda pair: f"({pair[0]}){pair[1]}")
    return st.lists(parts | inner, min_size=1, max_size=3).map("".join) | st.tuples(
        inner, inner
    ).map("|".join)


PATTERNS = st.recursive(st.tuples(ATOMS, QUANTIFIERS).map("".join), groups, max_leaves=6)
TEXTS = st.lists(st.text("ab1 -_\n\r\0é٤😀", max_size=5), max_size=20)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(PATTERNS, TEXTS)
def test_any_pattern(pattern, texts):
    translated = linear(pattern)
    if translated is None:
        return

    found = pl.Series(texts, dtype=pl.String).str.contains(translated)

    assert [
        text for text, sure in zip(texts, found, strict=True) if sure and not judged(pattern)(text)
    ] == []
