"""Frictionless reads the same files itself and finds the same, but for what is named here.

Not compared, because decided elsewhere: keys (the database) and patterns (about the whole cell).
"""

import csv
import io
import os
import warnings
from collections import Counter

import pytest
from frictionless import Checklist, Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.tabular.judge import PROFILE

EXAMPLES = int(os.environ.get("PORTAL_PARITY", "1000"))
FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"required": True, "minimum": 1}},
    {"name": "day", "type": "date"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"], "maxLength": 1}},
    {
        "name": "share",
        "type": "number",
        "constraints": {"exclusiveMaximum": 1},
        "missingValues": ["", ":"],
    },
]
HEADER = "id,day,kind,share\n"


@pytest.mark.parametrize(
    ("content", "checks", "dropped"),
    [
        (HEADER + "1,2020-01-01,a,0.5\n2,,b,:\n", [], {}),
        (HEADER + "0,2020-13-01,ab,1\nx, 2020-01-01,c,1_0\n,,,\n\n", [], {}),
        (HEADER + "1,2020-01-01\n1,2020-01-01,a,0.5,6,7\n", [], {}),
        (HEADER + '" 1",2020-01-01,a,٠.٥\n1,2020-01-01,a,\n', [], {}),
        ("id,day,kind,share,more\n1,2020-01-01,a,0.5,z\n", [], {}),
        ("id,day\n1,2020-01-01\n2,x\n", [], {}),
        ("id,,day,day\n1,a,b,c\n", [], {}),
        ("ID,day,kind,share\nx,2020-01-01,a,0.5\n", [], {}),
        (HEADER, [{"type": "table-dimensions", "minRows": 2, "numFields": 3}], {}),
        (
            HEADER + "2,,a,0.5\n5,,b,0.1\n",
            [{"type": "row-constraint", "formula": "share * 10 > id"}],
            {},
        ),
        (
            HEADER + "2,,a,0.5\n2,,a,0.5\n",
            [{"type": "duplicate-row"}, {"type": "truncated-value"}],
            {},
        ),
        # A short row breaks "required" of the cell that is not there: one thing, said once.
        ("kind,id\na\n", [], {"constraint-error": 1}),
        # A rule cannot hold where what it reads is wrong already.
        (
            HEADER + "x,,a,0.5\n\n",
            [{"type": "row-constraint", "formula": "id > 0"}],
            {"row-constraint": 2},
        ),
    ],
    ids=[
        "valid",
        "types, constraints, blanks",
        "short and long",
        "spaces and digits",
        "extra label",
        "missing labels",
        "blank and duplicate labels",
        "other case",
        "dimensions",
        "row rule",
        "duplicates",
        "short row, required cell",
        "rule on wrong cells",
    ],
)
def test_parity(check, tmp_path, content, checks, dropped):
    fields = [FIELDS[2], FIELDS[0]] if content.startswith("kind") else FIELDS
    ours = check(content, fields, checks=checks)

    theirs, rows = frictionless(tmp_path, fields, checks)

    found = Counter((e.code, e.row, e.field) for e in ours.report.errors)
    assert found <= theirs
    assert Counter(code for code, _, _ in (theirs - found).elements()) == dropped
    assert ours.report.rows == rows


CELLS = st.sampled_from(
    (
        *("", " ", "a", "b", "ab", "A", "0", "1", "-1", " 1", "1.5", "1e3", "1_0", "0.1", "true"),
        *("2020", "2020-01-01", "2020-13-01", "2020-1", "12:00:00", "2020-01-01T00:00:00Z", "P1Y"),
        *("{}", "[1]", "1 2", ":", "NA", "\u0661", "\u200e1", "\u00e9", "e\u0301", "x" * 30),
    )
)
NAMES = ["a", "b", "c", "d"]
BOUND = {"integer": 1, "number": 0.5, "date": "2020-01-01", "year": 2020}


@st.composite
def tables(draw):
    """Draw fields and rows that mostly fit them, the header and short, long and blank rows included."""
    fields = []
    for name in NAMES[: draw(st.integers(1, 4))]:
        kind = draw(st.sampled_from([*BOUND, "string", "boolean", "time", "datetime", "any"]))
        constraints = {"required": True} if draw(st.booleans()) else {}
        if kind == "string":
            constraints |= draw(
                st.sampled_from([{}, {"minLength": 2}, {"maxLength": 1}, {"enum": ["a", "1"]}])
            )
        if kind in BOUND:
            name_of_bound = draw(st.sampled_from([None, "minimum", "exclusiveMaximum"]))
            constraints |= {name_of_bound: BOUND[kind]} if name_of_bound else {}
        missing = draw(st.sampled_from([[""], ["", "NA"], [":"], []]))
        fields.append(
            {"name": name, "type": kind, "constraints": constraints, "missingValues": missing}
        )
    width = len(fields)
    labels = draw(
        st.one_of(
            st.just(NAMES[:width]),
            st.just(NAMES[:width]),
            st.permutations(NAMES[:width]),
            st.lists(st.sampled_from([*NAMES, "A", "", "e"]), min_size=1, max_size=width + 2),
        )
    )
    row = st.one_of(
        st.lists(CELLS, min_size=width, max_size=width), st.lists(CELLS, max_size=width + 2)
    )
    match = draw(st.sampled_from(["exact", "exact", "equal", "subset", "superset", "partial"]))
    return fields, match, [labels, *draw(st.lists(row, max_size=4))]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="PORTAL_PARITY" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tables())
def test_any_table_gets_the_same_verdict(check, tmp_path, table):
    fields, match, rows = table
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    schema = {} if match == "exact" else {"fieldsMatch": [match]}
    ours = check(text.getvalue(), fields, schema=schema).report

    theirs, _rows = frictionless(tmp_path, fields, fieldsMatch=match)

    found = Counter((e.code, e.row, e.field) for e in ours.errors)
    found, theirs = told_otherwise(found, theirs, rows, fields, match)
    assert found == theirs


OURS = {"label-near-duplicate"}


def frictionless(folder, fields, checks=(), **schema):
    """Return what Frictionless itself finds in the file, as (type, row, field), and its rows."""
    resource = {
        "name": "data",
        "path": "data.csv",
        "encoding": "utf-8",
        "dialect": {"headerRows": [1], "csv": {"delimiter": ",", "skipInitialSpace": False}},
        "schema": {"fields": fields, **schema},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = Package.from_descriptor(
            {"$schema": f"{PROFILE}datapackage.json", "resources": [resource]},
            basepath=str(folder),
        )
        checklist = Checklist.from_descriptor({"checks": list(checks)})
        report = package.validate(checklist, limit_errors=10**9)
    found = Counter()
    for error in report.tasks[0].errors:
        row = getattr(error, "row_number", None) or (1 if hasattr(error, "row_numbers") else None)
        found[error.type, row, getattr(error, "field_name", "") or None] += 1
    return found, report.tasks[0].stats.get("rows", 0)


def told_otherwise(found, theirs, rows, fields, match):
    """Return both without what is told otherwise on purpose."""
    labels, full = rows[0], [row for row in rows[1:] if any(row)]
    widths = {len(row) for row in full}
    if full and len(widths) == 1 and not any(row[-1] for row in full) and len(labels) > 1:
        # A delimiter at the end of every row is harmless, and noted.
        if widths == {len(labels) + 1}:
            theirs = Counter({e: n for e, n in theirs.items() if e[0] != "extra-cell"})
        elif widths == {len(labels)} and not labels[-1] and all(labels[:-1]):
            return Counter(), Counter()
    # What Frictionless lets pass.
    found = Counter({e: n for e, n in found.items() if e[0] not in OURS})
    # A row that repeats the header is that, and no row of wrong cells.
    repeated = {row for code, row, _ in found if code == "header-repeated"}
    found = Counter({e: n for e, n in found.items() if e[1] not in repeated})
    theirs = Counter({e: n for e, n in theirs.items() if e[1] not in repeated})
    # A row of another width after an empty row begins another table: one thing, said once.
    others = {row for code, row, _ in found if code == "several-tables"}
    others |= {row for _code, row, _ in theirs if row and others and row > min(others)}
    for row in range(len(rows), 1, -1):
        if row + 1 in others and not any(rows[row - 1]):
            others.add(row)
    found = Counter({e: n for e, n in found.items() if e[1] not in others})
    theirs = Counter({e: n for e, n in theirs.items() if e[1] not in others})
    names = [described["name"] for described in fields]
    if not any(labels):
        # One sentence for an empty header, instead of one for each column.
        assert found.pop(("blank-header", 1, None)) == 1
        return Counter(), Counter()
    if match == "exact" and labels != names and sorted(labels) == sorted(names):
        # The columns are in the wrong order: the cells are held against the fields that they are for.
        return tuple(
            Counter({e: n for e, n in errors.items() if e[1] == 1}) for errors in (found, theirs)
        )
    if match != "exact" and ("error", None, None) in theirs:
        # Frictionless gives up without a place where labels repeat; each is named here.
        repeated = Counter({("duplicate-label", 1, None): len(labels) - len(set(labels))})
        assert found == repeated
        return Counter(), Counter()
    # A short row breaks "required" of the cell that is not there: one thing, said once.
    missing = {(row, name) for code, row, name in theirs if code == "missing-cell"}
    said = {e: n for e, n in theirs.items() if e[0] != "constraint-error" or e[1:] not in missing}
    return found, Counter(said)
