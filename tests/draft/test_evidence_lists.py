"""The codes of a portal's datasets, to which columns may refer."""

import json

from portal.draft.evidence import code_lists, draft
from portal.draft.model import Table


def fields(*names, **constraints):
    return [{"name": name, "type": "string", "constraints": constraints} for name in names]


def test_a_key_of_one_field_is_a_list(steward):
    found = code_lists(steward.root)

    assert [(one.dataset, one.resource, one.field, one.title) for one in found] == [
        ("codes", "codes", "code", "Codes")
    ]
    assert found[0].values == {"JOR", "EGY"}


def test_a_unique_field_is_a_list_and_a_key_of_two_is_none(steward):
    steward.write("both", "a,b,c\n1,x,7\n1,y,8\n", fields("a", "b", "c"), primaryKey=["a", "b"], uniqueKeys=[["c"]])  # fmt: skip
    steward.write("alone", "d,e\n1,x\n2,x\n", [*fields("d", unique=True), *fields("e")])

    found = {one.field: one.values for one in code_lists(steward.root)}

    assert found == {"code": {"JOR", "EGY"}, "c": {"7", "8"}, "d": {"1", "2"}}


def test_missing_values_and_other_types_are_left_out(steward):
    typed = [
        {
            "name": "a",
            "type": "string",
            "constraints": {"unique": True},
            "missingValues": ["", "-"],
        },
        {"name": "b", "type": "number", "constraints": {"unique": True}},
    ]
    steward.write("typed", "a,b\nx,1.5\n-,2\n,3\n", typed)

    found = {one.field: one.values for one in code_lists(steward.root)}

    assert found["a"] == {"x"}
    assert "b" not in found


def test_a_file_is_read_as_its_descriptor_says(steward):
    steward.write("arabic", "", fields("رمز"), primaryKey=["رمز"])
    folder = steward.root / "datasets" / "arabic"
    (folder / "arabic.csv").write_bytes("الاسم;رمز\nعمّان;أ\nإربد;ب\n".encode("cp1256"))
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0] |= {"encoding": "windows-1256", "dialect": {"delimiter": ";"}}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")

    found = {one.field: one.values for one in code_lists(steward.root)}

    assert found["رمز"] == {"أ", "ب"}


def test_a_broken_dataset_gives_no_list_and_stops_no_other(steward):
    for name, content in (("torn", b"code\n\xff\xfe\n"), ("other", b"name\nx\n"), ("gone", None)):
        steward.write(name, "code\n1\n", fields("code"), primaryKey=["code"])
        file = steward.root / "datasets" / name / f"{name}.csv"
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
    (steward.root / "datasets" / "torn2").mkdir()
    (steward.root / "datasets" / "torn2" / "datapackage.json").write_text("{", "utf-8")

    assert [one.dataset for one in code_lists(steward.root)] == ["codes"]


def test_where_there_is_no_portal_there_are_no_lists(tmp_path):
    assert code_lists(tmp_path) == ()


def test_a_long_column_is_no_list_of_codes(steward):
    rows = "".join(f"{n}\n" for n in range(50_001))
    steward.write("long", f"n\n{rows}", fields("n"), primaryKey=["n"])

    assert [one.dataset for one in code_lists(steward.root)] == ["codes"]


def test_a_draft_refers_to_what_the_portal_has(steward):
    steward.parent("JOR", "EGY", "SAU", "IRQ", "LBN", "SYR")
    table = Table(["code", "n"], [[code, "1"] for code in ("JOR", "EGY", "SAU", "IRQ", "LBN")])

    drafted = draft(table, code_lists(steward.root))

    assert drafted.schema["foreignKeys"] == [
        {
            "fields": ["code"],
            "reference": {"package": "codes", "resource": "codes", "fields": ["code"]},
        }
    ]
