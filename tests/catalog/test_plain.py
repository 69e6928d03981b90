"""A schema that is plain at a glance is one that the profile and Frictionless accept."""

import random

import pytest

from portal.catalog.findings import DESCRIPTOR, Findings
from portal.catalog.plain import is_plain
from portal.catalog.profile import check_profile
from portal.catalog.schemas import check_table_schema
from portal.tabular.report import Report

NAMES = ["a", "b", "A", "عدد", "x y", "", "select", "a\x00"]
TYPES = ["string", "integer", "number", "boolean", "date", "time", "datetime", "year", "any", "list", 5, None]  # fmt: skip
FORMATS = ["default", "%d/%m/%Y", "any", "email", "%Y", "uri", "%Y-%m-%d %H:%M:%S", "%q"]
CONSTRAINTS = {
    "required": [True, False, "true"],
    "unique": [True],
    "minLength": [0, 3, -1, "x", 10**400],
    "maxLength": [5],
    "minimum": [0, 5, "5", 1.5, True, "2020-01-01"],
    "maximum": [10, -1],
    "pattern": ["a+", "(a+)+", "[", r"^\d{3}$", "a|b"],
    "enum": [["a"], [1, 2], [], [""], ["1"], [True]],
    "exclusiveMinimum": [1],
}
PLAIN = {
    "names and types": {"fields": [{"name": "a", "type": "integer"}, {"name": "ب"}]},
    "constraints": {
        "fields": [
            {"name": "a", "type": "string", "constraints": {"pattern": "[A-Z]{3}", "enum": ["X"]}},
            {"name": "b", "type": "integer", "constraints": {"minimum": 0, "required": True}},
            {"name": "c", "type": "date", "format": "%d/%m/%Y", "title": "Day"},
        ],
        "primaryKey": ["a", "b"],
        "uniqueKeys": [["c"]],
        "missingValues": ["", "NA"],
    },
}


@pytest.mark.parametrize("schema", PLAIN.values(), ids=PLAIN)
def test_what_most_schemas_say_is_plain(schema):
    assert is_plain(schema)


def test_nothing_is_plain_that_the_profile_or_frictionless_refuses():
    chance = random.Random(4)  # noqa: S311
    schemas = [any_schema(chance) for _ in range(3_000)]

    plain = [schema for schema in schemas if is_plain(schema)]

    assert len(plain) > 100
    assert [schema for schema in plain if problems(schema)] == []


def any_schema(chance):
    schema = {"fields": [any_field(chance) for _ in range(chance.randint(0, 2))]}
    maybe(chance, schema, 0.3, "primaryKey", [["a"], ["a", "b"], ["zz"], [], "a", ["a", "a"]])
    maybe(chance, schema, 0.2, "uniqueKeys", [[["a"]], [], [["a", "b"]], [[]], "a"])
    maybe(chance, schema, 0.2, "missingValues", [["NA"], [], [1], ["", ""]])
    return schema


def any_field(chance):
    field = {"name": chance.choice(NAMES)}
    maybe(chance, field, 0.9, "type", TYPES)
    maybe(chance, field, 0.2, "format", FORMATS)
    maybe(chance, field, 0.1, "missingValues", [["NA"], [], [1], "NA"])
    maybe(chance, field, 0.1, "title", ["t", 5, {}])
    if chance.random() < 0.6:
        rules = chance.sample(list(CONSTRAINTS), chance.randint(1, 2))
        field["constraints"] = {rule: chance.choice(CONSTRAINTS[rule]) for rule in rules}
    return field


def maybe(chance, described, share, key, values):
    if chance.random() < share:
        described[key] = chance.choice(values)


def problems(schema):
    report = Report("x")
    findings = Findings(report, "x")
    resource = {"name": "r", "path": "t.csv", "schema": schema}
    check_profile(findings, {"resources": [resource]}, "package", file=DESCRIPTOR)
    if report.valid:
        check_table_schema(findings, resource, "/resources/0/schema", "r")
    return report.errors
