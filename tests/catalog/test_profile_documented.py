"""docs/descriptor.md and the JSON Schema of the profile say the same."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

DOCUMENT = (Path(__file__).parents[2] / "docs" / "descriptor.md").read_text(encoding="utf-8")
PROFILE = json.loads(
    (Path(__file__).parents[2] / "portal/catalog/descriptor.schema.json").read_text(
        encoding="utf-8"
    )
)
EXAMPLES = re.findall(r"```json (\w+)\n(.*?)```", DOCUMENT, re.DOTALL)
OURS = {
    "package": "publisher contactPoint theme spatial temporal accrualPeriodicity languages "
    "translations translationStatus corrections views projectionsFrom comparability sameMeasure "
    "formerNames",
    "resource": "facets translations",
    "field": "role unit unitField aggregation decimals catchAll language column translations",
    "source": "version package file sha256",
    "check": "resource title translations",
}


def described(kind):
    return PROFILE["$defs"][kind]["properties"]


def test_the_profile_is_a_json_schema():
    jsonschema.Draft202012Validator.check_schema(PROFILE)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind, names in OURS.items() for name in names.split()],
)
def test_every_property_of_ours_is_defined_documented_and_has_an_example(kind, name):
    assert name in described(kind)
    assert f"`{name}`" in DOCUMENT
    assert any(f'"{name}"' in example for _, example in EXAMPLES)


@pytest.mark.parametrize("kind", ["package", "resource", "field"])
def test_every_property_with_a_description_of_ours_is_in_the_list(kind):
    named = {name for name, schema in described(kind).items() if "description" in schema}

    assert named - {"categories"} <= set(OURS[kind].split())


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_is_valid(kind, example):
    validator = jsonschema.Draft202012Validator({**PROFILE, "$ref": f"#/$defs/{kind}"})

    assert [error.message for error in validator.iter_errors(json.loads(example))] == []


def test_roles_and_codes_are_documented():
    for role in described("field")["role"]["enum"]:
        assert f"`{role}`" in DOCUMENT
    for method in described("field")["aggregation"]["properties"]["method"]["enum"]:
        assert f"`{method}`" in DOCUMENT
    for status in described("package")["translationStatus"]["additionalProperties"]["enum"]:
        assert f"`{status}`" in DOCUMENT


def test_the_first_example_is_a_package_that_is_published(read):
    kind, example = EXAMPLES[0]

    assert kind == "package"
    assert read(json.loads(example)).dataset.name == "districts"
