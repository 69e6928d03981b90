"""What is said of missing values, licences and translations, where no fixture has it."""

import re

import pytest

from portal.catalog.due import Due
from portal.language.assessment import Subject, assess
from portal.language.cells import Column
from portal.language.text import Text

NO_DATE = Due("open")


def column(name="value", missing=0, **more):
    values = {
        "id": name, "name": name, "title": Text({"en": name, "ar": "قيمة"}),
        "description": Text({"en": "What it is.", "ar": "ما هي."}), "type": "integer",
        "role": "measure", "unit": Text({"en": "persons"}), "unit_column": None, "decimals": None,
        "language": None, "categories": {}, "reference": None, "constraints": {},
    }  # fmt: skip
    return Column(**values | more, missing=missing)


def said(columns, reasons=(), due=NO_DATE, **dataset):
    """Return by sentence whether it is good."""
    described = {
        "rows": 5, "rules": 3, "status": "published", "language": "en", "frequency": "ANNUAL",
        "title": Text({"en": "A", "ar": "أ"}), "description": Text({"en": "B", "ar": "ب"}),
        "descriptor": {"licenses": [{"name": "CC-BY-4.0"}]},
    }  # fmt: skip
    table = {"name": "t", "title": None, "primary_key": ["value"], "columns": columns}
    resources = [table | {"reasons": list(reasons)}]
    judged = assess(Subject(described | dataset, resources, due, ["en", "ar"]), "en")
    return {re.sub("<[^>]+>", "", one.says): one.good for one in judged}


@pytest.mark.parametrize(
    ("missing", "explained", "sentence", "good"),
    [
        (0, 0, "No value is missing.", True),
        (3, 3, "3 values are missing, and each has its reason.", True),
        (3, 2, "Values are missing without a reason: value.", False),
        (1, 0, "Values are missing without a reason: value.", False),
    ],
)
def test_missing_values(missing, explained, sentence, good):
    reasons = [{"column_name": "value", "rows": 1}] * explained

    assert said([column(missing=missing)], reasons)[sentence] is good


@pytest.mark.parametrize(
    ("names", "sentence", "good"),
    [
        (["CC-BY-4.0", "MIT"], "The licence is open: CC-BY-4.0, MIT.", True),
        (
            ["CC-BY-4.0", "other-at"],
            "A licence is stated (CC-BY-4.0, other-at); whether it is open, the portal cannot tell.",
            None,
        ),
        ([], "No licence is stated.", False),
    ],
)
def test_licences(names, sentence, good):
    found = said([column()], descriptor={"licenses": [{"name": name} for name in names]})

    assert found[sentence] is good


@pytest.mark.parametrize(
    ("columns", "status", "sentence", "good"),
    [
        ([column()], "reviewed", "Wholly translated into Arabic.", True),
        ([column()], "draft", "Wholly translated into Arabic, as a draft.", None),
        (
            [column(title=Text({"en": "only"}))],
            "draft",
            "Not wholly translated into Arabic: names of columns.",
            False,
        ),
        (
            [column(categories={"1": Text({"": "1"}), "2": Text({"en": "two"})})],
            "draft",
            "Not wholly translated into Arabic: labels of values.",
            False,
        ),
    ],
)
def test_translations(columns, status, sentence, good):
    found = said(columns, descriptor={"translationStatus": {"ar": status}})

    assert found[sentence] is good


@pytest.mark.parametrize(
    ("due", "frequency", "sentence", "good"),
    [
        (Due("never"), "NEVER", "No further update is planned.", None),
        (Due("month", late=1), "ANNUAL", "The next update is late by 1 day.", False),
        (Due("open"), "IRREG", "Updates come at no fixed time.", None),
        (Due("open"), None, "How often the data change is not stated.", False),
    ],
)
def test_updates(due, frequency, sentence, good):
    assert said([column()], due=due, frequency=frequency)[sentence] is good


def test_of_many_columns_a_few_are_named():
    found = said([column(f"c{number}", description=None) for number in range(60)])

    assert found["Columns without a description: c0, c1, c2, c3, c4 and 55 more."] is False
