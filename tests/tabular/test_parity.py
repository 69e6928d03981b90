"""Frictionless reads the same files itself and finds the same, but for what is named here."""

import warnings
from collections import Counter

import pytest
from frictionless import Checklist, Package

from portal.tabular.judge import PROFILE

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

    theirs = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        resource = {
            "name": "data",
            "path": "data.csv",
            "encoding": "utf-8",
            "dialect": {"headerRows": [1], "csv": {"delimiter": ",", "skipInitialSpace": False}},
            "schema": {"fields": fields},
        }
        package = Package.from_descriptor(
            {"$schema": f"{PROFILE}datapackage.json", "resources": [resource]},
            basepath=str(tmp_path),
        )
        report = package.validate(Checklist.from_descriptor({"checks": checks}), limit_errors=10**9)
    for error in report.tasks[0].errors:
        row = getattr(error, "row_number", None) or (1 if hasattr(error, "row_numbers") else None)
        theirs[error.type, row, getattr(error, "field_name", "") or None] += 1

    found = Counter((e.code, e.row, e.field) for e in ours.report.errors)
    assert found <= theirs
    assert Counter(code for code, _, _ in (theirs - found).elements()) == dropped
    assert ours.report.rows == report.tasks[0].stats.get("rows", 0)
