"""Hundreds of files with one thing wrong each: what is proposed reads them rightly, or not at all."""

from collections import Counter

import pytest

from portal.tabular.proposal import propose
from portal.tabular.proposal.glued import is_glued
from tests.tabular.pollution import TABLE, line, variants
from tests.tabular.strictly import Refused, strictly

ROWS = (0, 1, 12, 83)
"""Rows of which every pollution is tried; the other ones differ in nothing but their number."""
IN_DOUBT_ONLY = "file_footnote_delimited"
"""A note that fills a whole row with empty cells is a row; only a doubt can stop it."""


def outcome(case, encoding, dialect):
    """Return whether a file is read rightly, wrongly, or refused."""
    try:
        labels, rows = strictly(case.content, encoding, dialect)
    except Refused:
        return "refused"
    read = rows if labels is None else [labels, *rows]
    return "right" if read == case.clean and (labels is not None) == case.header else "WRONG"


@pytest.fixture(scope="module")
def cases():
    return list(variants(ROWS))


def test_there_are_enough_files(cases):
    assert len(cases) > 170
    assert len({case.name for case in cases}) == len(cases)


def test_the_right_dialect_reads_each_file_or_refuses_it(cases):
    found = {}
    for case in cases:
        encoding = case.name.removeprefix("file_encoding_")
        declared = "utf-8" if encoding == case.name else encoding
        expected = "right" if case.loads else "refused"
        if outcome(case, declared, case.dialect) != expected:
            found[case.name] = outcome(case, declared, case.dialect)

    assert found == {IN_DOUBT_ONLY: "WRONG"}


def test_what_is_proposed_reads_each_file_or_refuses_it(cases, tmp_path):
    path = tmp_path / "data.csv"
    counted, wrong = Counter(), {}
    for case in cases:
        path.write_bytes(case.content)
        proposal = propose(path)
        result = outcome(case, proposal.encoding, proposal.dialect)
        if not proposal.certain:
            result = "refused"
        counted[case.loads, result] += 1
        if (result == "right") != case.loads:
            wrong[case.name] = (result, proposal)

    assert wrong == {}
    assert counted[True, "right"] > 30


@pytest.mark.parametrize("column", range(1, 8))
def test_a_header_that_lacks_a_delimiter_is_none_of_a_file_with_trailing_ones(column):
    written = [cell.written() for cell in TABLE[0]]
    header = f"{','.join(written[:column])}{','.join(written[column:])}\r\n"

    assert is_glued(header, [line(row) for row in TABLE[1:]])


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (line(TABLE[0][:8]), line(TABLE[1])),
        ("a,b,c\n", "1,2,3,\n"),
        ('"a","b","c"\n', '1,"x",3,\n'),
        ("a,b,c\n", '1,"x",3,\n'),
        ('"a,x",b\n', '"1",2,\n'),
    ],
    ids=["some marks", "no marks", "all labels", "no label", "delimiter in a label"],
)
def test_a_trailing_delimiter_is_no_fault_of_the_header(header, row):
    assert not is_glued(header, [row] * 5)
