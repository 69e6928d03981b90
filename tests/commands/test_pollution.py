"""Hundreds of files with one thing wrong each, at the front door: loaded rightly, or refused.

Of each the accepted table is compared with the clean one, cell by cell; a file that is refused
must be refused with a reason.
"""

import csv
from collections import Counter

import pytest

from tests.tabular.pollution import LABELS, variants

ROWS = (0, 12)
"""Rows of which every pollution is made; with other ones it is the same."""
TYPES = {
    "DATE": {"type": "date", "format": "%d/%m/%Y"},
    "HOUR": {"type": "time", "format": "%H:%M"},
    "Count": {"type": "integer"},
    "Fee": {"type": "number", "bareNumber": False},
}
OPTIONS = {
    "delimiter": "--delimiter",
    "quoteChar": "--quote",
    "escapeChar": "--escape",
    "commentChar": "--comment",
}
BLANK_END = ("file_double_trailing_newline", "refused")
"""A blank line at the end is a blank row, as Frictionless says."""
FOOTNOTE = ("file_footnote_delimited", "WRONG")
"""A note in a row that empty cells fill is a row of texts; a doubt stops it where nothing is declared."""


def typed(row):
    """Return a clean row as a schema with types gives it back."""
    day, month, year = row[0].split("/")
    fee = float(row[4].removeprefix("$"))
    written = f"{fee:.0f}" if fee.is_integer() else str(fee)
    return [f"{year}-{month}-{day}", f"{row[1]}:00", row[2], row[3], written, *row[5:]]


def declared(case):
    """Return the options that declare how a file is to be read."""
    encoding = case.name.removeprefix("file_encoding_")
    words = [] if encoding == case.name else ["--encoding", encoding]
    dialect = {"delimiter": ",", "quoteChar": '"', **case.dialect}
    words += [
        word for name, option in OPTIONS.items() for word in _given(option, dialect.get(name))
    ]
    words += ["--no-header"] if not dialect.get("header", True) else []
    words += ["--skip-initial-space"] if dialect.get("skipInitialSpace") else []
    if dialect.get("header", True) and "commentChar" not in dialect:
        words += ["--header-rows", ",".join(map(str, dialect.get("headerRows", [1])))]
    return words


def undeclared(_case):
    """Return no options: how a file is to be read is proposed, and confirmed by nobody."""
    return []


def _given(option, value):
    return () if value is None else (option, value)


@pytest.fixture
def outcome(person):
    """Return a function that tells what becomes of a file."""

    def find(case, types, options):
        fields = [{"name": name, "type": "string", **types.get(name, {})} for name in LABELS]
        schema = person.schema({"fields": fields})
        person.write("data.csv", case.content)
        output = person.folder / "out.csv"
        code, report = person.report(
            "data.csv", "--schema", schema, "--output", "out.csv", *options
        )
        if code == 1 and report["errors"]:
            return "refused"
        with output.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        clean = case.clean[1:] if case.header else case.clean
        right = [LABELS, *map(typed if types else list, clean)]
        return "right" if code == 0 and rows == right else "WRONG"

    return find


def not_ideal(cases, outcome, types, options):
    """Return the files that are not answered ideally with what became of them, and the counts."""
    found = {case.name: (case.loads, outcome(case, types, options(case))) for case in cases}
    ideal = {True: "right", False: "refused"}
    other = {(name, result) for name, (loads, result) in found.items() if result != ideal[loads]}
    return other, Counter(result for _loads, result in found.values())


@pytest.mark.parametrize(
    ("options", "expected"),
    [(declared, {BLANK_END, FOOTNOTE}), (undeclared, {BLANK_END})],
    ids=["declared", "not declared"],
)
def test_a_polluted_file_is_loaded_rightly_or_refused(outcome, options, expected):
    other, counts = not_ideal(variants(ROWS), outcome, {}, options)

    assert other == expected
    assert counts["right"] >= 30
    assert counts["refused"] >= 75


@pytest.mark.parametrize("options", [declared, undeclared], ids=["declared", "not declared"])
def test_a_polluted_file_that_loads_is_loaded_with_its_types(outcome, options):
    cases = [case for case in variants((0,)) if case.loads or case.name == FOOTNOTE[0]]

    other, _counts = not_ideal(cases, outcome, TYPES, options)

    assert other == {BLANK_END}
