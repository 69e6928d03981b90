"""Every way to be refused: what is changed in a faultless package, the code and the place."""

import copy
import json
import os

import pytest

from portal.catalog.intake import read_dataset

R = "/resources/0"
S = "/resources/0/schema"


def put(*steps, value):
    """Return a change that sets one value of a descriptor."""

    def change(package):
        held = package
        for step in steps[:-1]:
            held = held[step]
        held[steps[-1]] = value

    return change


def drop(*steps):
    def change(package):
        held = package
        for step in steps[:-1]:
            held = held[step]
        del held[steps[-1]]

    return change


def resource(key, value):
    return put("resources", 0, key, value=value)


def schema(key, value):
    return put("resources", 0, "schema", key, value=value)


def field(**properties):
    def change(package):
        package["resources"][0]["schema"]["fields"][1].update(properties)

    return change


REFUSED = {
    "an encoding that only raises": (
        resource("encoding", "undefined"),
        "descriptor-profile",
        f"{R}/encoding",
    ),
    "one mark for groups and decimals": (
        field(type="number", groupChar="."),
        "descriptor-profile",
        f"{S}/fields/1/groupChar",
    ),
    "a bound that is no number": (
        field(type="number", constraints={"minimum": "NaN"}),
        "descriptor-profile",
        f"{S}/fields/1/constraints/minimum",
    ),
    "a list parted by nothing": (
        field(type="list", delimiter=""),
        "descriptor-profile",
        f"{S}/fields/1/delimiter",
    ),
    "no licence": (drop("licenses"), "licence-missing", "/licenses"),
    "empty licences": (put("licenses", value=[]), "licence-missing", "/licenses"),
    "licence without terms": (
        put("licenses", value=[{"title": "Open"}]),
        "licence-missing",
        "/licenses/0",
    ),
    "CKAN's no licence": (
        put("licenses", value=[{"name": "notspecified"}]),
        "licence-missing",
        "/licenses/0",
    ),
    "a translation status that is none": (
        put("translationStatus", value={"ar": "checked"}),
        "descriptor-profile",
        "/translationStatus/ar",
    ),
    "licence a number": (put("licenses", value=[0]), "descriptor-profile", "/licenses/0"),
    "link that runs": (
        put("licenses", value=[{"path": "javascript:alert(1)"}]),
        "descriptor-profile",
        "/licenses/0/path",
    ),
    "link that runs, hidden": (
        put("homepage", value=" \tjavascript:alert(1)"),
        "descriptor-profile",
        "/homepage",
    ),
    "title a number": (put("title", value=5), "descriptor-profile", "/title"),
    "name a number": (put("name", value=5), "descriptor-profile", "/name"),
    "language not a tag": (
        put("languages", value=["English"]),
        "descriptor-profile",
        "/languages/0",
    ),
    "translation of nothing": (
        put("translations", value={"ar": "سكان"}),
        "descriptor-profile",
        "/translations/ar",
    ),
    "frequency in words": (
        put("accrualPeriodicity", value="yearly"),
        "descriptor-profile",
        "/accrualPeriodicity",
    ),
    "time in words": (
        put("temporal", value={"start": "last year"}),
        "descriptor-profile",
        "/temporal/start",
    ),
    "publisher without a name": (put("publisher", value={}), "descriptor-profile", "/publisher"),
    "former name no name": (put("formerNames", value=["A B"]), "dataset-name", "/formerNames/0"),
    "unknown profile": (
        put("profile", value="https://example.org/profile.json"),
        "path-unsafe",
        "/profile",
    ),
    "unknown $schema": (
        put("$schema", value="https://example.org/profile.json"),
        "path-unsafe",
        "/$schema",
    ),
    "profile of a resource": (
        resource("profile", "../profile.json"),
        "path-unsafe",
        f"{R}/profile",
    ),
    "no resources": (drop("resources"), "resources-missing", "/resources"),
    "empty resources": (put("resources", value=[]), "resources-missing", "/resources"),
    "resources an object": (put("resources", value={}), "descriptor-profile", "/resources"),
    "resource a string": (put("resources", value=["a.csv"]), "descriptor-profile", f"{R}"),
    "only a workbook": (resource("path", "people.xlsx"), "resources-missing", "/resources"),
    "path missing": (drop("resources", 0, "path"), "descriptor-profile", f"{R}/path"),
    "path a number": (resource("path", 5), "descriptor-profile", f"{R}/path"),
    "path array": (resource("path", ["a.csv", "b.csv"]), "path-several", f"{R}/path"),
    "empty path array": (resource("path", []), "path-several", f"{R}/path"),
    "path array of numbers": (resource("path", [5]), "descriptor-profile", f"{R}/path"),
    "path empty": (resource("path", ""), "path-unsafe", f"{R}/path"),
    "path absolute": (resource("path", "/etc/passwd.csv"), "path-unsafe", f"{R}/path"),
    "path upwards": (resource("path", "a/../../b.csv"), "path-unsafe", f"{R}/path"),
    "path of a home": (resource("path", "~/a.csv"), "path-unsafe", f"{R}/path"),
    "path with backslash": (resource("path", "a\\b.csv"), "path-unsafe", f"{R}/path"),
    "path with a drive": (resource("path", "C:/a.csv"), "path-unsafe", f"{R}/path"),
    "path http": (resource("path", "http://127.0.0.1:9/a.csv"), "path-unsafe", f"{R}/path"),
    "path https": (resource("path", "HTTPS://example.org/a.csv"), "path-unsafe", f"{R}/path"),
    "path file": (resource("path", "file:///etc/passwd.csv"), "path-unsafe", f"{R}/path"),
    "path ftp": (resource("path", "ftp://example.org/a.csv"), "path-unsafe", f"{R}/path"),
    "path of a share": (resource("path", "//server/a.csv"), "path-unsafe", f"{R}/path"),
    "schema http": (resource("schema", "http://127.0.0.1:9/s.json"), "path-unsafe", S),
    "schema upwards": (resource("schema", "../s.json"), "path-unsafe", S),
    "dialect http": (
        resource("dialect", "http://127.0.0.1:9/d.json"),
        "path-unsafe",
        f"{R}/dialect",
    ),
    "data inline": (resource("data", [["id"], ["1"]]), "data-inline", f"{R}/data"),
    "compressed": (resource("path", "people.csv.gz"), "compression", f"{R}/path"),
    "compression": (resource("compression", "gz"), "compression", f"{R}/compression"),
    "unknown encoding": (resource("encoding", "utf-9"), "descriptor-profile", f"{R}/encoding"),
    "no text encoding": (resource("encoding", "base64"), "descriptor-profile", f"{R}/encoding"),
    "encoding not of files": (
        resource("encoding", "punycode"),
        "descriptor-profile",
        f"{R}/encoding",
    ),
    "delimiter of two": (
        resource("dialect", {"delimiter": "||"}),
        "descriptor-profile",
        f"{R}/dialect/delimiter",
    ),
    "header in words": (
        resource("dialect", {"csv": {"header": "yes"}}),
        "descriptor-profile",
        f"{R}/dialect/header",
    ),
    "header row 0": (
        resource("dialect", {"headerRows": [0]}),
        "descriptor-profile",
        f"{R}/dialect/headerRows/0",
    ),
    "no schema": (drop("resources", 0, "schema"), "schema-missing", S),
    "empty schema": (resource("schema", {}), "schema-missing", S),
    "no fields": (schema("fields", []), "schema-missing", S),
    "schema null": (resource("schema", None), "descriptor-profile", S),
    "field a string": (schema("fields", ["id"]), "descriptor-profile", f"{S}/fields/0"),
    "field without a name": (
        schema("fields", [{"type": "string"}]),
        "descriptor-profile",
        f"{S}/fields/0/name",
    ),
    "unknown type": (field(type="text"), "descriptor-profile", f"{S}/fields/1/type"),
    "unknown role": (field(role="key"), "descriptor-profile", f"{S}/fields/1/role"),
    "bad column id": (field(column="Age"), "descriptor-profile", f"{S}/fields/1/column"),
    "bad format": (
        field(type="string", format="telephone"),
        "descriptor-profile",
        f"{S}/fields/1",
    ),
    "constraint of another type": (
        field(constraints={"minLength": 2}),
        "descriptor-profile",
        f"{S}/fields/1",
    ),
    "bound that is no value": (
        field(constraints={"minimum": "none"}),
        "descriptor-profile",
        f"{S}/fields/1/constraints/minimum",
    ),
    "allowed value that is none": (
        field(constraints={"enum": [1, "two"]}),
        "descriptor-profile",
        f"{S}/fields/1/constraints/enum",
    ),
    "required in the wrong place": (field(required=True), "descriptor-profile", f"{S}/fields/1"),
    "bad pattern": (
        field(type="string", constraints={"pattern": "["}),
        "pattern-invalid",
        f"{S}/fields/1/constraints/pattern",
    ),
    "pattern that hangs": (
        field(type="string", constraints={"pattern": "(a+)+"}),
        "pattern-invalid",
        f"{S}/fields/1/constraints/pattern",
    ),
    "field twice": (field(name="id"), "field-duplicate", f"{S}/fields/1/name"),
    "column id twice": (field(column="id"), "field-duplicate", f"{S}/fields/1"),
    "too many fields": (
        schema("fields", [{"name": f"f{n}"} for n in range(5_000)]),
        "too-many-columns",
        f"{S}/fields",
    ),
    "key of unknown fields": (
        schema("primaryKey", ["id", "sex"]),
        "reference-unknown",
        f"{S}/primaryKey/1",
    ),
    "unique key of unknown fields": (
        schema("uniqueKeys", [["id"], ["sex"]]),
        "reference-unknown",
        f"{S}/uniqueKeys/1/0",
    ),
    "foreign key of unknown fields": (
        schema("foreignKeys", [{"fields": "sex", "reference": {"fields": "id"}}]),
        "reference-unknown",
        f"{S}/foreignKeys/0/fields/0",
    ),
    "foreign key to an unknown field": (
        schema("foreignKeys", [{"fields": "id", "reference": {"fields": "code"}}]),
        "reference-unknown",
        f"{S}/foreignKeys/0/reference/fields/0",
    ),
    "foreign key to an unknown resource": (
        schema("foreignKeys", [{"fields": "id", "reference": {"resource": "x", "fields": "id"}}]),
        "reference-unknown",
        f"{S}/foreignKeys/0/reference/resource",
    ),
    "foreign key of two lengths": (
        schema("foreignKeys", [{"fields": ["id"], "reference": {"fields": ["id", "age"]}}]),
        "descriptor-profile",
        f"{S}/foreignKeys/0/reference/fields",
    ),
    "foreign key to an address": (
        schema(
            "foreignKeys",
            [{"fields": "id", "reference": {"package": "http://a.example/", "fields": "id"}}],
        ),
        "path-unsafe",
        f"{S}/foreignKeys/0/reference/package",
    ),
    "foreign key without reference": (
        schema("foreignKeys", [{"fields": "id"}]),
        "descriptor-profile",
        f"{S}/foreignKeys/0/reference",
    ),
    "unit in an unknown field": (
        field(unitField="unit"),
        "reference-unknown",
        f"{S}/fields/1/unitField",
    ),
    "adding up over an unknown field": (
        field(aggregation={"method": "sum", "over": ["sex"]}),
        "reference-unknown",
        f"{S}/fields/1/aggregation/over/0",
    ),
    "facet of an unknown field": (
        resource("facets", ["id", ["id", "sex"]]),
        "reference-unknown",
        f"{R}/facets/1/1",
    ),
    "correction of an unknown field": (
        put(
            "corrections",
            value=[{"key": {"id": "1"}, "field": "sex", "old": "1", "new": None, "reason": "Why"}],
        ),
        "reference-unknown",
        "/corrections/0/field",
    ),
    "correction of an unknown resource": (
        put(
            "corrections",
            value=[
                {
                    "resource": "x",
                    "key": {"id": "1"},
                    "field": "age",
                    "old": "1",
                    "new": None,
                    "reason": "Why",
                }
            ],
        ),
        "reference-unknown",
        "/corrections/0/resource",
    ),
    "correction without reason": (
        put("corrections", value=[{"key": {"id": "1"}, "field": "age", "old": "1", "new": None}]),
        "descriptor-profile",
        "/corrections/0/reason",
    ),
    "missing values in words": (
        schema("missingValues", "-"),
        "descriptor-profile",
        f"{S}/missingValues",
    ),
}


@pytest.mark.parametrize(("change", "code", "pointer"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(read, package, incomplete, change, code, pointer):
    change(package)

    described = read(package)

    assert [(error.code, error.pointer) for error in described.report.errors] == [(code, pointer)]
    assert incomplete(described.report.errors) == []
    assert described.dataset is None
    assert described.report.file == "people/datapackage.json"
    assert {error.file for error in described.report.errors} == {"people/datapackage.json"}


JSON = {
    "empty": (b"", "syntax", ""),
    "syntax": (b'{"name": "people",\n}', "syntax", ""),
    "nested": (b"[" * 5_000_000, "nesting", ""),
    "nested within Python's limit": (b"[" * 500 + b"]" * 500, "nesting", ""),
    "array": (b"[]", "object", ""),
    "null": (b"null", "object", ""),
    "UTF-16": ('{"name": "people"}'.encode("utf-16"), "encoding", ""),
    "Windows-1256": ('{"title": "سكان"}'.encode("cp1256"), "encoding", ""),
    "NUL": (b'{"a": {"b": ["\\u0000"]}}', "character", "/a/b/0"),
    "lone surrogate": (b'{"title": "\\ud800"}', "character", "/title"),
    "lone surrogate in a key": (b'{"a": {"\\ud800": 1}}', "character", "/a"),
    "NaN": (b'{"a": NaN}', "number", ""),
    "infinite": (b'{"a/b": 1e999}', "number", "/a~1b"),
    "10,000 digits": (b'{"a": ' + b"1" * 10_000 + b"}", "number", ""),
    "key twice": (b'{"name": "a", "name": "b"}', "key-twice", ""),
    "too large": (b'{"a": "' + b"x" * 17_000_000 + b'"}', "size", ""),
}


@pytest.mark.parametrize(("content", "rule", "pointer"), JSON.values(), ids=JSON.keys())
def test_no_json_that_can_be_kept(read, incomplete, content, rule, pointer):
    described = read(content)

    (error,) = described.report.errors
    assert (error.code, error.rule, error.pointer) == ("descriptor-json", rule, pointer)
    assert incomplete([error]) == []
    assert described.dataset is None
    assert described.name == "people"


def test_a_syntax_error_names_line_and_column(read):
    (error,) = read(b'{"name": "people",\n  "title" "People"}').report.errors

    assert (error.parameters["line"], error.parameters["column"]) == (2, 11)


def test_every_fault_is_listed_at_once(read, package):
    second = copy.deepcopy(package["resources"][0])
    second["name"] = "more"
    second["schema"]["fields"][1]["type"] = "text"
    package["resources"].append(second)
    package["resources"][0]["path"] = "../a.csv"
    package["title"] = 5
    del package["licenses"]

    codes = {(error.code, error.pointer) for error in read(package).report.errors}

    assert codes == {
        ("descriptor-profile", "/title"),
        ("licence-missing", "/licenses"),
        ("path-unsafe", "/resources/0/path"),
        ("descriptor-profile", "/resources/1/schema/fields/1/type"),
    }


def test_resources_need_their_own_names_and_tables(read, package, incomplete):
    first = package["resources"][0]
    package["resources"] = [{**first, "name": name} for name in ("a-b", "a-b", "a.b")]

    errors = read(package).report.errors

    assert incomplete(errors) == []
    codes = [(error.code, error.pointer) for error in errors]

    assert codes == [
        ("resource-duplicate", "/resources/1/name"),
        ("table-name-taken", "/resources/2/name"),
    ]


def test_a_name_that_cannot_be_one_needs_a_folder_that_can(read, package):
    package["name"] = "People of 2024"

    (error,) = read(package, name="People of 2024").report.errors

    assert (error.code, error.pointer) == ("dataset-name", "/name")


@pytest.mark.parametrize(
    ("path", "code"), [("gone.json", "file-missing"), ("sub", "file-not-regular")]
)
def test_a_referenced_schema_that_cannot_be_read_is_named(write, site, package, path, code):
    package["resources"][0]["schema"] = path
    folder = write(package)
    (folder / "sub").mkdir()

    (error,) = read_dataset(folder, site).report.errors

    assert (error.code, error.file) == (code, f"people/{path}")


@pytest.mark.parametrize(
    ("content", "code", "pointer"),
    [
        ("{", "descriptor-json", ""),
        ([], "descriptor-json", ""),
        ({"fields": [{"name": "id", "type": "text"}]}, "descriptor-profile", "/fields/0/type"),
        ({"fields": [{"name": "id\0"}]}, "descriptor-json", "/fields/0/name"),
    ],
    ids=["syntax", "array", "type", "NUL"],
)
def test_a_fault_in_a_referenced_schema_names_that_file(read, package, content, code, pointer):
    package["resources"][0]["schema"] = "schema.json"

    (error,) = read(package, schema__json=content).report.errors

    assert (error.code, error.pointer) == (code, pointer)
    assert error.file == "people/schema.json"


@pytest.mark.parametrize(
    ("content", "code", "pointer"),
    [
        ("{", "descriptor-json", ""),
        ([], "descriptor-json", ""),
        ({}, "checklist-invalid", "/checks"),
        ({"checks": ["row-constraint"]}, "checklist-invalid", "/checks/0"),
        ({"checks": [{}]}, "checklist-invalid", "/checks/0/type"),
        ({"checks": [{"type": "x", "title": 5}]}, "checklist-invalid", "/checks/0/title"),
        (
            {"checks": [{"type": "ascii-value", "resource": "x"}]},
            "reference-unknown",
            "/checks/0/resource",
        ),
    ],
)
def test_a_fault_in_the_checklist_names_that_file(
    read, package, incomplete, content, code, pointer
):
    described = read(package, checklist__json=content)

    (error,) = described.report.errors
    assert (error.code, error.pointer) == (code, pointer)
    assert error.file == "people/checklist.json"
    assert incomplete([error]) == []
    assert described.checks == ()
    assert described.dataset is None


@pytest.mark.parametrize(
    "what", ["people.csv", "schema.json", "checklist.json", "datapackage.json"]
)
def test_a_link_out_of_the_folder_is_not_followed(write, site, package, tmp_path, what):
    outside = tmp_path / "outside"
    outside.write_text(json.dumps(package), encoding="utf-8")
    if what == "schema.json":
        package["resources"][0]["schema"] = what
    folder = write(package)
    (folder / what).unlink(missing_ok=True)
    (folder / what).symlink_to(outside)

    (error,) = read_dataset(folder, site).report.errors

    assert (error.code, error.rule) == ("path-unsafe", "outside")


def test_a_link_to_itself_and_a_pipe_do_not_hang(write, site, package):
    package["resources"][0] |= {"schema": "pipe", "path": "loop.csv"}
    folder = write(package)
    os.mkfifo(folder / "pipe")
    (folder / "loop.csv").symlink_to("loop.csv")

    errors = read_dataset(folder, site).report.errors

    assert [error.code for error in errors] == ["file-not-regular", "path-unsafe"]


def test_a_folder_without_a_descriptor(tmp_path, site):
    (error,) = read_dataset(tmp_path, site).report.errors

    assert error.code == "file-missing"
