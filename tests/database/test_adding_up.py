"""Whether the values of a view are amounts is what the publisher says of the field or of the unit."""

import json

import pytest

from portal.database.read_views import adds_up

UNITS = [
    {"value": "persons", "aggregation": {"method": "sum"}},
    {"value": "per_100"},
    {"value": 7, "aggregation": {"method": "sum"}},
    {"value": "odd", "aggregation": "sum"},
]
FIELDS = [
    {"column_name": name, "aggregation": aggregation, "categories": json.dumps(categories)}
    for name, aggregation, categories in (
        ("people", "sum", []),
        ("rate", "mean", []),
        ("value", "none", []),
        ("unit", None, UNITS),
    )
]


@pytest.mark.parametrize(
    ("y", "unit", "expected"),
    [
        ("people", None, True),
        ("sum:people", None, True),
        ("count", None, True),
        ("mean:people", None, False),
        ("max:people", None, False),
        ("rate", None, False),
        ("value", None, False),
        ("value", "persons", True),
        ("value", 7, True),
        ("value", "per_100", False),
        ("value", "odd", False),
        ("value", "unlisted", False),
        ("gone", None, False),
    ],
)
def test_amounts(y, unit, expected):
    parts = {"y": y} if unit is None else {"y": y, "unit": "unit"}

    assert adds_up(parts, [{"unit": unit}], FIELDS) is expected


def test_without_rows_nothing_is_known_of_the_unit():
    assert not adds_up({"y": "value", "unit": "unit"}, [], FIELDS)
