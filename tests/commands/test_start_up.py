"""What a check of a small file must not wait for: libraries that it does not need."""

import json
import subprocess
import sys

import pytest

HEAVY = ("babel", "frictionless", "jsonschema", "openpyxl", "rich", "sqlite_utils", "xlsxwriter")
CODE = f"""
import sys
from scripts.cli import run
code = run(sys.argv[1:])
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def imported():
    """Give what runs a command in a fresh interpreter; returns its exit code and what it imported."""

    def run(*words):
        typed = [sys.executable, "-c", CODE, *words]
        done = subprocess.run(typed, check=False, capture_output=True, text=True)
        return done.returncode, done.stderr.splitlines()[-1]

    return run


def test_a_plain_file_with_a_plain_schema_needs_none_of_them(person, imported):
    person.write("table.csv", "id,name,day\n1,a,2020-01-01\n2,مدرسة,\n")

    assert imported("validate", "table.csv", "--schema", person.schema()) == (0, "[]")


def test_a_dataset_of_a_portal_needs_none_of_them(steward, imported):
    path = steward.root / "datasets/codes/datapackage.json"
    described = json.loads(path.read_text())
    field = described["resources"][0]["schema"]["fields"][0]
    field |= {"title": "Code", "translations": {"ar": {"title": "الرمز"}}, "role": "dimension"}
    path.write_text(json.dumps(described))

    assert imported("validate", "facts", "--root", str(steward.root)) == (0, "[]")
