"""What is said to fit the profile is what jsonschema accepts."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.catalog import profile
from portal.catalog.findings import Findings
from portal.catalog.fits import KEYWORDS, fits
from portal.tabular.report import Report

PROJECT = Path(__file__).parents[2]
PROFILE = json.loads((PROJECT / "portal/catalog/descriptor.schema.json").read_text("utf-8"))
VALIDATORS = {
    kind: jsonschema.Draft202012Validator({**PROFILE, "$ref": f"#/$defs/{kind}"})
    for kind in ("package", "checklist")
}
FILES = [
    path
    for folder in (PROJECT / "datasets", PROJECT / "tests/fixtures/catalog/datasets")
    for path in sorted(folder.glob("*/*.json"))
    if path.name in {"datapackage.json", "checklist.json"}
]
WRITTEN = [
    ("checklist" if path.stem == "checklist" else "package", json.loads(path.read_text("utf-8")))
    for path in FILES
]
RELATIONS = [
    {"type": "compare-columns", "column": "a", "operator": ">=", "other": "b"},
    {"type": "compare-columns", "column": "a", "op": "<", "column2": "b"},
    {"type": "sum-columns", "column": "a", "columns": ["b", "c"]},
    {"type": "cohesive-columns", "columns": ["a", "b"]},
    {"type": "one-of-required", "column": "a", "column2": "b"},
]
STARTS = [
    ("checklist", {"checks": RELATIONS}),
    *(pair for path, pair in zip(FILES, WRITTEN, strict=True) if "fixtures" in path.parts),
]
OTHERS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 9), st.floats(), st.text(max_size=4),
    st.sampled_from(["1999", "a-b", "sum", "https://x", 1.0, 2000.0, [], {}, ["a", "a"], [1, 1.0]]),
    st.lists(st.sampled_from(["ar", "x"]), max_size=2),
    st.dictionaries(st.sampled_from(["name", "value", "ar", "type"]), st.text(max_size=2)),
)  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_right_is_known_without_jsonschema(path, monkeypatch):
    monkeypatch.setattr(profile, "_validator", lambda _kind: pytest.fail("jsonschema was asked"))
    report = Report("x")
    kind, value = WRITTEN[FILES.index(path)]

    profile.check_profile(Findings(report, "x"), value, kind, file=path.name)

    assert report.valid


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(STARTS), st.data())
def test_nothing_fits_that_jsonschema_refuses(start, data):
    kind, value = start[0], copy.deepcopy(start[1])
    for _ in range(data.draw(st.integers(1, 3))):
        change(value, data)

    assert not fits(PROFILE, kind, value) or VALIDATORS[kind].is_valid(value)


@pytest.mark.parametrize("keyword", sorted(KEYWORDS.keys() - {"then", "else", "const"}))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_keyword_says_what_it_says_in_jsonschema(keyword, data):
    value, schema = data.draw(OTHERS), data.draw(st.sampled_from(SCHEMAS[keyword]))
    validator = jsonschema.Draft202012Validator({"$defs": {"x": schema, "one": ONE}, "$ref": "#/$defs/x"})  # fmt: skip

    found = fits({"$defs": {"x": schema, "one": ONE}}, "x", value)

    assert found == validator.is_valid(value) or (not found and is_unsure(value))


def test_the_examples_of_relations_are_right():
    assert fits(PROFILE, *STARTS[0])


@pytest.mark.parametrize("schema", [{"format": "date"}, {"not": {"contains": {}}}, {"$ref": "x.json"}])  # fmt: skip
def test_nothing_is_certain_of_what_is_not_known(schema):
    assert not fits({"$defs": {"x": schema}}, "x", "1999-12-31")


ONE = {"type": "string", "minLength": 1}
SCHEMAS = {
    "$ref": [{"$ref": "#/$defs/one"}],
    "type": [{"type": "integer"}, {"type": "number"}, {"type": ["object", "null"]}, {"type": "array"}, {"type": "boolean"}],
    "enum": [{"enum": ["sum", "x"]}, {"const": "sum"}, {"enum": [1]}],
    "properties": [{"properties": {"name": {"type": "string", "minLength": 2}}}],
    "additionalProperties": [{"properties": {"name": {}}, "additionalProperties": False}],
    "propertyNames": [{"propertyNames": {"enum": ["name", "ar"]}}],
    "items": [{"items": {"type": "string"}}, {"items": False}],
    "allOf": [{"allOf": [{"type": "string"}, {"minLength": 2}]}],
    "anyOf": [{"anyOf": [{"type": "string"}, {"required": ["name"]}]}],
    "not": [{"not": {"type": "string"}}, {"not": {"minimum": 2}}],
    "if": [{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"type": "object"}}],
    "uniqueItems": [{"uniqueItems": True}, {"uniqueItems": False}],
    "required": [{"required": ["name"]}],
    "minProperties": [{"minProperties": 1}],
    "minItems": [{"minItems": 1}],
    "maxItems": [{"maxItems": 1}],
    "minLength": [{"minLength": 2}],
    "maxLength": [{"maxLength": 2}],
    "pattern": [{"pattern": "^[a-z]"}],
    "minimum": [{"minimum": 2}],
    "maximum": [{"maximum": 2}],
}  # fmt: skip


def is_unsure(value):
    """Tell whether a value is one that is left to jsonschema."""
    odd = isinstance(value, float) and value - value != 0
    unlike = isinstance(value, list) and not all(isinstance(one, str) for one in value)
    return odd or unlike or value == 1


def change(value, data):
    """Replace, remove or add something somewhere in a JSON value."""
    places = list(inner(value))
    if not places:
        return
    held = data.draw(st.sampled_from(places))
    step = data.draw(st.sampled_from(list(held) if isinstance(held, dict) else range(len(held))))
    action = data.draw(st.sampled_from(["replace", "remove", "repeat"]))
    if action == "replace":
        held[step] = copy.deepcopy(data.draw(OTHERS))
    elif action == "remove":
        del held[step]
    elif isinstance(held, list):
        held.append(copy.deepcopy(held[step]))


def inner(value):
    if isinstance(value, dict | list) and value:
        yield value
        for one in list(value.values() if isinstance(value, dict) else value):
            yield from inner(one)
