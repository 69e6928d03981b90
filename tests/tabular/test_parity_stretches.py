"""However a file is cut, in stretches by Polars or record by record by Python's csv: the same.

A file under 64 KB is cut record by record. Here the sizes are made so small that stretches,
borders of blocks inside quotation marks, line ends and characters, and changes from one way to the
other all occur in files of a few lines; the report and the rows must not change.
"""

import os

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.tabular import blocks, cutter, rows
from portal.tabular.screen import table

EXAMPLES = int(os.environ.get("PORTAL_PARITY", "1500"))
FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "name", "type": "string"},
    {"name": "day", "type": "date"},
]
CELLS = st.sampled_from(
    (
        *(
            "1",
            "2",
            "",
            "x",
            "-1",
            "2020-01-01",
            "2020-13-01",
            " 2020-01-01",
            "عمّان",
            "é",
            "€",
            "😀",
        ),
        *('"a"', '"a,b"', '"a\nb"', '"a\r\nb"', '"a ""b"""', '""', '""""', '"é\n,"', '", "'),
        *('a"b', '"a"b', 'a "b"', '"', '"a', "\0", "\r", "a\rb", "id", "name", "١"),
    )
)
SOUND = st.sampled_from(
    ("1,a,2020-01-01", '2,"b, ""c""",', '3,"d\ne",2020-01-02', "4,عمّان,", "5,,")
)
ROWS = st.one_of(
    SOUND,
    SOUND,
    st.lists(CELLS, min_size=3, max_size=3).map(",".join),
    st.lists(CELLS, max_size=5).map(",".join),
    st.sampled_from(("", "1;a;2020-01-01", "id,name,day", "1,a,2020-01-01,")),
)
ENDS = st.sampled_from(("\n", "\n", "\r\n", "\n\n", "\r"))
OPTIONS = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "derandomize": "PORTAL_PARITY" not in os.environ,
    "print_blob": True,
}


@pytest.fixture
def small():
    """Give a function that sets the sizes at which a file is read and cut."""
    kept = blocks.BLOCK, cutter.FEW, cutter.STRETCH, cutter.SLICE

    def put(block, few, stretch, piece):
        blocks.BLOCK, cutter.FEW, cutter.STRETCH, cutter.SLICE = block, few, stretch, piece

    yield put
    put(*kept)


class Seeing(table.TableScreen):
    """A screen that takes a row of missing values for certain."""

    def screen(self, frame):
        screened = super().screen(frame)
        blank = frame.select(pl.all_horizontal(pl.all() == "")).to_series()
        return table.Screened(screened.frame, screened.certain | blank, screened.reasons)


@st.composite
def files(draw):
    """Draw a file, and sizes that cut it in odd places."""
    end = draw(ENDS)
    rows = draw(st.lists(ROWS, max_size=8))
    ends = [draw(ENDS) if draw(st.integers(0, 9)) == 0 else end for _ in rows]
    text = "id,name,day" + end + "".join(row + tail for row, tail in zip(rows, ends, strict=True))
    text = text.rstrip("\r\n") if draw(st.booleans()) else text
    sizes = tuple(draw(st.sampled_from((1, 2, 7, 30, 200))) for _ in range(3))
    return text, sizes


@settings(max_examples=EXAMPLES, **OPTIONS)
@given(files())
def test_any_file_is_the_same_in_stretches_of_any_size(check, small, drawn):
    text, (block, stretch, piece) = drawn
    small(1 << 20, 1 << 16, 1 << 22, 1 << 18)
    whole = check(text, FIELDS)
    small(block, 0, stretch, piece)

    cut = check(text, FIELDS)

    assert cut.report.errors == whole.report.errors
    assert cut.report.warnings == whole.report.warnings
    if cut.report.judged:
        assert (cut.rows, cut.numbers) == (whole.rows, whole.numbers)
        assert cut.report.rows == whole.report.rows
    assert cut.report.sha256 == whole.report.sha256


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name,day\n1,a,\n2,b\n3,c,\n", [("missing-cell", 3)]),
        ("id,name,day\n1,a,\n2,b,,\n3,c,\n", [("extra-cell", 3)]),
        ('id,name,day\n1,a,\n2,b "c",\n3,c,\n', [("quote-misplaced", 3)]),
        ('id,name,day\n1,a,\n2,"b"c,\n3,c,\n', [("text-after-quote", 3)]),
        ("id,name,day\n1,a,\n2,b\0,\n3,c,\n", [("nul-byte", 3)]),
        ("id,name,day\n1,a,\n\n3,c,\n", [("blank-row", 3)]),
        ("id,name,day\n1,a,\n2,b,\r3,c,\n", [("carriage-return", 3)]),
        ("id,name,day\n1,a,\n,,\n3,c,\n", [("blank-row", 3)]),
    ],
)
def test_a_stretch_in_doubt_is_cut_one_by_one(check, small, text, expected):
    small(1 << 20, 0, 1 << 22, 1 << 18)

    result = check(text, FIELDS)

    assert [(e.code, e.row) for e in result.report.errors] == expected


LONG = "9,long," + "x" * 1_000_001 + "\n"
MUTANTS = {
    "delimiters are conserved": (
        (cutter.Cutter, "_conserves", lambda *_a, **_k: True),
        ("1,a,\n2,b\n3,c,\n", [("missing-cell", 3)]),
    ),
    "quotation marks are strict": (
        (cutter.Cutter, "_is_strict", lambda *_a: True),
        ('1,a,\n2,b "c",\n3,c,\n', [("quote-misplaced", 3)]),
    ),
    "no NUL and no single CR": (
        (cutter, "_is_plain", lambda _data: True),
        ("1,a,\n2,b\0,\n3,c,\n", [("nul-byte", 3)]),
    ),
    "long lines are looked at": (
        (cutter, "_has_long_line", lambda _data: False),
        ("1,a,\n" + LONG, [("cell-too-long", 3)]),
    ),
    "a header must be right": (
        (rows, "layout_of", lambda resource, *_a: [f.name for f in resource.schema.fields]),
        ("1,a,\n", [("incorrect-label", 1)], "id,nome,day\n"),
    ),
    "a row of missing values is blank": (
        (table, "TableScreen", Seeing),
        ("1,a,\n,,\n", [("blank-row", 3)]),
    ),
    "a repeated header is no row of texts": (
        (
            rows.Rows,
            "_repeats_header",
            lambda _self, frame: frame.to_series(0) != frame.to_series(0),
        ),
        ("a,b,c\nid,name,day\n", [("header-repeated", 3)]),
    ),
}


@pytest.mark.parametrize("rule", MUTANTS)
def test_every_rule_of_certainty_is_needed(check, small, monkeypatch, rule):
    (place, name, instead), (text, expected, *header) = MUTANTS[rule]
    small(1 << 20, 0, 1 << 22, 1 << 18)
    fields = (
        FIELDS
        if "texts" not in rule
        else [{**f, "type": "string", "constraints": {}} for f in FIELDS]
    )
    content = (header or ["id,name,day\n"])[0] + text

    def codes():
        return [(e.code, e.row) for e in check(content, fields).report.errors]

    assert codes() == expected
    monkeypatch.setattr(place, name, instead)
    assert codes() != expected
