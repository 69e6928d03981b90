"""A schema that is plain at a glance is one that the profile and Frictionless accept."""

import random

import pytest

from portal.catalog import profile
from portal.catalog.findings import DESCRIPTOR, Findings
from portal.catalog.plain import is_plain
from portal.catalog.profile import check_profile
from portal.catalog.schemas import check_table_schema
from portal.tabular.report import Report

NAMES = ["a", "b", "c", "d", "A", "عدد", "x y", "", "select", "a\x00"]
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
    "exclusiveMinimum": [1, 0.5, float("nan"), float("inf"), "1999-12-31", "1999-02-30"],
    "exclusiveMaximum": [1999, 10_000, -1, "1999-1-1", 10**20],
}
MISSING = [
    ["NA"], [], [1], "NA", ["", ""], [{"value": "-", "label": "none"}], [{"value": "-"}],
    [{"value": "-", "label": "a"}, {"value": "-", "label": "b"}], [{"value": "-", "label": 5}],
    [{"value": "-", "label": "a"}, {"value": "+", "label": "a"}], ["", {"value": "-", "label": "a"}],
]  # fmt: skip
SUITED = {
    "string": [("pattern", "a+"), ("enum", ["a"]), ("minLength", 3)],
    "integer": [("minimum", 0), ("maximum", 10), ("enum", [1, 2])],
    "number": [("exclusiveMinimum", 0.5), ("maximum", -1)],
    "date": [("minimum", "2020-01-01"), ("exclusiveMaximum", "1999-12-31")],
    "year": [("minimum", 1999)],
}
PORTAL = {
    "categories": [[{"value": "a", "label": "A"}], ["a", "b"], []],
    "categoriesOrdered": [True],
    "role": ["measure", "dimension"],
    "unit": ["km"],
    "aggregation": [{"method": "sum"}],
    "decimals": [2],
    "catchAll": [["zz"]],
    "language": ["ar"],
    "column": ["first", "second"],
    "translations": [{"ar": {"title": "ع"}}],
}
"""Properties of fields that are the portal's own, all of them right."""
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
    "bounds of all kinds": {
        "fields": [
            {"name": "a", "type": "date", "constraints": {"minimum": "1999-12-31"}},
            {"name": "b", "type": "year", "constraints": {"maximum": 2026}},
            {"name": "c", "type": "number", "constraints": {"exclusiveMinimum": 0.5}},
        ],
    },
    "words and examples": {
        "fields": [
            {"name": "a", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
            {"name": "b", "type": "string", "example": "x"},
            {"name": "c", "missingValues": [{"value": "-", "label": "none"}]},
        ],
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


def test_nothing_is_left_unasked_that_frictionless_refuses(monkeypatch):
    chance = random.Random(5)  # noqa: S311
    asked = []
    monkeypatch.setattr(profile, "is_plain", lambda seen: asked.append(is_plain(seen)))

    refused = [problems(any_schema(chance, PORTAL)) for _ in range(1_500)]

    # Only what has passed the profile is asked about, in the same order.
    answered = [errors for errors in refused if not errors or is_of_frictionless(errors)]
    assert len(answered) == len(asked)
    assert sum(asked) > 100
    assert [errors for errors, plain in zip(answered, asked, strict=True) if plain and errors] == []


def test_schemas_with_what_is_only_the_portals_are_plain(monkeypatch):
    monkeypatch.setattr(profile, "_notes", lambda _schema: pytest.fail("Frictionless was asked"))
    labelled = {"value": "-", "label": "none", "translations": {"ar": {"label": "لا"}}}
    own = {name: values[0] for name, values in PORTAL.items()}
    field = {"name": "a", "type": "string", "missingValues": [labelled], **own}

    assert problems({"fields": [field], "missingValues": [labelled]}) == []


def is_of_frictionless(errors):
    return any(error.rule in {"frictionless", "constraint"} for error in errors)


def any_schema(chance, own=()):
    schema = {"fields": [any_field(chance, own) for _ in range(chance.randint(0, 2))]}
    maybe(chance, schema, 0.2, "primaryKey", [["a"], ["a", "b"], ["zz"], [], "a", ["a", "a"]])
    maybe(chance, schema, 0.2, "uniqueKeys", [[["a"]], [], [["a", "b"]], [[]], "a"])
    maybe(chance, schema, 0.2, "missingValues", MISSING)
    return schema


def any_field(chance, own=()):
    field = {"name": chance.choice(NAMES)}
    maybe(chance, field, 0.9, "type", TYPES)
    maybe(chance, field, 0.2, "format", FORMATS)
    maybe(chance, field, 0.1, "missingValues", MISSING)
    maybe(chance, field, 0.1, "title", ["t", 5, {}])
    maybe(chance, field, 0.1, "example", ["a", "15", "x1", 15, None, "", "1999-12-31"])
    maybe(chance, field, 0.1, "trueValues", [["yes"], [], [1], ["", "1"]])
    maybe(chance, field, 0.1, "falseValues", [["no"], ["yes"], "no"])
    for name in own:
        maybe(chance, field, 0.2, name, own[name])
    kind, share = field.get("type"), chance.random()
    if share < 0.3 and kind in SUITED:
        field["constraints"] = dict([chance.choice(SUITED[kind])])
    elif share < 0.5:
        rules = chance.sample(list(CONSTRAINTS), chance.randint(1, 2))
        field["constraints"] = {rule: chance.choice(CONSTRAINTS[rule]) for rule in rules}
    return field


def maybe(chance, described, share, key, values):
    """Set a property with some chance, often to the first value, which is a right one."""
    if chance.random() < share:
        described[key] = values[0] if chance.random() < 0.5 else chance.choice(values)


def problems(schema):
    report = Report("x")
    findings = Findings(report, "x")
    resource = {"name": "r", "path": "t.csv", "schema": schema}
    check_profile(findings, {"resources": [resource]}, "package", file=DESCRIPTOR)
    if report.valid:
        check_table_schema(findings, resource, "/resources/0/schema", "r")
    return report.errors
