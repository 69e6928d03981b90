"""What the profile says of the portal's own checks, before any data are looked at."""

import pytest

COMPARE = {"type": "compare-columns", "column": "id", "operator": ">", "other": "age"}


def without(name, **more):
    return {key: value for key, value in {**COMPARE, **more}.items() if key != name}


@pytest.mark.parametrize(
    "check",
    [
        COMPARE,
        without("other", column2="age"),
        without("operator", op="!=", title="…", translations={"ar": {"title": "…"}}),
        {"type": "compare-columns-value", "column": "id", "op": ">", "column2": "age"},
        {"type": "sum-columns", "column": "age", "columns": ["age"], "resource": "people"},
        {"type": "cohesive-columns", "columns": ["id", "age"]},
        {"type": "cohesive-columns", "column": "id", "othercolumns": ["age"]},
        {"type": "one-of-required", "columns": ["id", "age"]},
        {"type": "one-of-required", "column1": "id", "column2": "age"},
        {"type": "row-constraint", "formula": "age > 0", "column": 5},
    ],
)
def test_a_check_is_accepted(read, package, check):
    described = read(package, checklist__json={"checks": [check]})

    assert described.report.errors == []
    assert described.checks == (check,)


@pytest.mark.parametrize(
    ("check", "place", "rule", "expected"),
    [
        (without("column"), "column", "required", "column"),
        (without("operator"), "operator", "required", "operator"),
        (without("other"), "other", "required", "other"),
        (COMPARE | {"operator": "=>"}, "operator", "enum", ">, >=, ==, <=, <, !="),
        (without("operator", op="~"), "op", "enum", ">, >=, ==, <=, <, !="),
        (COMPARE | {"other": ["age"]}, "other", "type", "string"),
        ({"type": "sum-columns", "column": "age"}, "columns", "required", "columns"),
        ({"type": "sum-columns", "column": "age", "columns": "id"}, "columns", "type", "array"),
        ({"type": "sum-columns", "column": "age", "columns": []}, "columns", "minItems", 1),
        ({"type": "cohesive-columns", "column": "id"}, "columns", "required", "columns"),
        ({"type": "one-of-required", "column1": "id"}, "columns", "required", "columns"),
        ({"type": "one-of-required", "columns": [1]}, "columns/0", "type", "string"),
    ],
    ids=lambda value: value.get("type") if isinstance(value, dict) else str(value),
)
def test_a_wrong_parameter_is_named(read, package, incomplete, check, place, rule, expected):
    described = read(package, checklist__json={"checks": [check]})

    (error,) = described.report.errors
    assert (error.code, error.file) == ("checklist-invalid", "people/checklist.json")
    assert (error.pointer, error.rule) == (f"/checks/0/{place}", rule)
    assert error.parameters["expected"] == expected
    assert incomplete([error]) == []


def test_checks_in_a_schema_do_not_keep_a_dataset_out(read, package):
    package["resources"][0]["schema"]["custom_checks"] = [{"name": "french-siret-value"}, 5]

    described = read(package)

    assert described.report.errors == []
    assert described.dataset is not None
