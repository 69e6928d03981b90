"""Bad input is normal: each case of it, as a steward would meet it at the command line."""

import json
import os

import pytest

from scripts.cli import run

FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"required": True}},
    {"name": "name", "type": "string", "constraints": {"enum": ["a", "b"]}},
    {"name": "day", "type": "date"},
]
HEADER = "id,name,day\n"
ARABIC = "id,name,day\n1,مدرسة,\n"


@pytest.fixture
def check(steward, capsys):
    """Return a function that writes a table and checks the portal.

    It returns the exit code and the errors as (code, row, column letter, value).
    """

    def write_and_check(data, fields=FIELDS, resource=None, **schema):
        steward.write("table", "", fields, primaryKey=["id"], **schema)
        folder = steward.root / "datasets" / "table"
        content = data if isinstance(data, bytes) else (data or "").encode()
        (folder / "table.csv").write_bytes(content)
        if resource:
            path = folder / "datapackage.json"
            descriptor = json.loads(path.read_text("utf-8"))
            descriptor["resources"][0] |= resource
            path.write_text(json.dumps(descriptor), "utf-8")
        code = run(["validate", "--format", "json", "--root", str(steward.root)])
        answer = json.loads(capsys.readouterr().out)
        found = [
            (error["code"], error["row"], error["column"], error["value"])
            for error in answer["errors"]
            if error["file"].startswith("table/")
        ]
        others = {one["name"]: one["valid"] for one in answer["datasets"]} | {"table": None}
        assert others == {"codes": True, "facts": True, "table": None}
        return code, found

    return write_and_check


CONTENT = {
    "wrong type, every time": (
        HEADER + "x,a,\n1,a,2026-13-01\ny,b,tomorrow\n",
        [
            ("type-error", 2, "A", "x"),
            ("type-error", 3, "C", "2026-13-01"),
            ("type-error", 4, "A", "y"),
            ("type-error", 4, "C", "tomorrow"),
        ],
    ),
    "broken constraint": (HEADER + "1,c,\n", [("constraint-error", 2, "B", "c")]),
    "missing required value": (HEADER + ",a,\n", [("constraint-error", 2, "A", "")]),
    "duplicate key": (
        HEADER + "1,a,\n2,a,\n1,b,\n1,a,\n",
        [("primary-key", 4, "A", "1"), ("primary-key", 5, "A", "1")],
    ),
    "row too short": (HEADER + "1,a\n2,a,\n", [("missing-cell", 2, "C", "")]),
    "row too long": (HEADER + "1,a,,more\n2,a,\n", [("extra-cell", 2, "D", "more")]),
    "blank row": (HEADER + "1,a,\n\n2,a,\n", [("blank-row", 3, None, None)]),
    "wrong header": ("id,nome,day\n1,a,\n", [("incorrect-label", 1, "B", "nome")]),
    "integer over 64 bits": (
        HEADER + "9223372036854775808,a,\n",
        [("number-not-exact", 2, "A", "9223372036854775808")],
    ),
}


@pytest.mark.parametrize(("data", "expected"), CONTENT.values(), ids=CONTENT)
def test_every_occurrence_is_listed_with_its_place(check, data, expected):
    code, found = check(data)

    assert code == 1
    assert [(c, row, column, value or "") for c, row, column, value in found] == [
        (c, row, column, value or "") for c, row, column, value in expected
    ]


FILES = {
    "missing": (None, "file-missing"),
    "empty": (b"", "file-empty"),
    "a NUL byte": (HEADER.encode() + b"1,a\0,\n", "nul-byte"),
    "an unclosed quote": (HEADER + '1,"a,\n2,a,\n', "unclosed-quote"),
    "broken UTF-8": (HEADER.encode() + b"1,\xff,\n", "encoding-error"),
    "Windows-1256 that nobody declared": (ARABIC.encode("cp1256"), "encoding-error"),
}


@pytest.mark.parametrize(("data", "code"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read_is_named(check, data, code):
    exit_code, found = check(data, resource={"path": "other.csv"} if data is None else None)

    assert exit_code == 1
    assert found[0][0] == code


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(check, steward):
    steward.write("table", HEADER, FIELDS)
    (steward.root / "datasets/table/table.csv").chmod(0)

    code, found = check(None)

    assert (code, [error[0] for error in found]) == (1, ["file-unreadable"])


def test_a_header_alone_is_a_table_without_rows(check):
    assert check(HEADER) == (0, [])


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "utf-16-le", "iso-8859-6"])
def test_a_declared_encoding_is_read_exactly(check, steward, encoding):
    fields = [FIELDS[0], {"name": "name", "type": "string"}, FIELDS[2]]

    code, found = check(ARABIC.encode(encoding), fields, resource={"encoding": encoding})
    run(["publish", "--root", str(steward.root)])

    assert (code, found) == (0, [])
    assert steward.rows('select name from "table"') == [("مدرسة",)]


def test_a_cell_of_ten_megabytes_is_reported(check):
    code, found = check(HEADER + "1," + "a" * 10_000_000 + ",\n")

    assert code == 1
    assert found[0][:2] == ("cell-too-long", 2)


def test_five_thousand_columns_are_reported(check):
    names = [f"c{number}" for number in range(5000)]
    fields = [{"name": name, "type": "string"} for name in names]

    code, found = check(
        ",".join(names) + "\n" + "," * 4999 + "\n", fields, resource=None, missingValues=[]
    )

    assert code == 1
    assert "too-many-columns" in {error[0] for error in found}


HEADERS = {
    "Arabic": "عدد السكان",
    "200 characters": "x" * 200,
    "SQL keyword": "select",
    "bracket": "a]b",
    "leading digit": "2026",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_any_header_gets_a_column_and_stays_its_label(check, steward, header):
    fields = [FIELDS[0], {"name": header, "type": "string"}]

    code, found = check(f"id,{header}\n1,x\n", fields)
    run(["publish", "--root", str(steward.root)])

    assert (code, found) == (0, [])
    ((column, label),) = steward.catalog(
        "select column_name, name from field where table_name = 'table' and position = 2"
    )
    assert label == header
    assert steward.rows(f'select "{column}" from "table"') == [("x",)]


def test_headers_that_differ_only_by_case_get_columns_of_their_own(check, steward):
    fields = [FIELDS[0], {"name": "Name", "type": "string"}, {"name": "NAME", "type": "string"}]

    code, _found = check("id,Name,NAME\n1,x,y\n", fields)
    run(["publish", "--root", str(steward.root)])

    assert code == 0
    columns = steward.catalog("select column_name from field where table_name = 'table'")
    assert len({column.lower() for (column,) in columns}) == 3


@pytest.mark.parametrize(("code", "expected"), [("1", 0), ("01", 1)])
def test_a_key_between_text_and_number_is_held_as_the_database_holds_it(steward, code, expected):
    steward.parent("1", "2")
    fields = [{"name": "code", "type": "integer"}]
    key = {
        "fields": ["code"],
        "reference": {"package": "codes", "resource": "codes", "fields": ["code"]},
    }
    steward.write("table", "code\n1\n", fields, foreignKeys=[key])
    steward.child(("1", 1))
    if code != "1":
        steward.parent("01", "1x")
        steward.child(("1x", 1))

    found = run(["validate", "--root", str(steward.root)])

    assert found == expected
    assert run(["load", "--root", str(steward.root)]) == expected
