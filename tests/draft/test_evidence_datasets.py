"""Held against descriptors that people wrote: how near a draft comes, and that its table follows it.

The floors are what was measured when they were written, rounded down; what a person knows besides
(units in words, languages of Latin letters, what may never be added up) no draft can know.
"""

import csv
import io
from pathlib import Path

import pytest

from portal.catalog.descriptor import dataset_of
from portal.catalog.intake import read_dataset
from portal.catalog.site import read_site
from portal.draft.evidence import code_lists, draft
from portal.draft.model import Table
from portal.tabular.check import check_resource

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.parent.name for path in (ROOT / "datasets").glob("*/datapackage.json"))


@pytest.fixture(scope="module")
def described():
    site = read_site(ROOT)
    return {name: read_dataset(ROOT / "datasets" / name, site) for name in NAMES}


@pytest.fixture(scope="module")
def drafts(described):
    """Return, by dataset, its schema as written and as drafted."""
    lists = code_lists(ROOT)
    found = {}
    for name, one in described.items():
        resource = one.dataset.resources[0]
        text = (one.folder / resource.path).read_bytes().decode(resource.encoding)
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=resource.dialect.get("delimiter", ",")
        )
        labels, *rows = reader
        others = [codes for codes in lists if codes.dataset != name]
        found[name] = resource.schema.descriptor, draft(Table(labels, rows), others).schema, rows
    return found


def fields(drafts):
    """Yield each field as written and as drafted, of tables with rows."""
    for written, drafted, rows in drafts.values():
        if rows:
            yield from zip(written["fields"], drafted["fields"], strict=True)


def agreement(drafts, read):
    """Return in which share of the fields that have a property in either schema both say the same."""
    pairs = [(read(written), read(drafted)) for written, drafted in fields(drafts)]
    said = [pair for pair in pairs if any(one is not None and one is not False for one in pair)]
    return sum(one == other for one, other in said) / len(said)


@pytest.mark.parametrize("name", NAMES)
def test_a_real_table_follows_what_was_drafted_from_it(name, described, drafts):
    one = described[name]
    _, drafted, _ = drafts[name]
    descriptor = dict(one.dataset.descriptor)
    keys = [
        {**key, "reference": {"resource": key["reference"]["package"], **key["reference"]}}
        for key in drafted.get("foreignKeys", ())
    ]
    schema = {**drafted, "foreignKeys": keys}
    descriptor["resources"] = [{**descriptor["resources"][0], "schema": schema}]
    resource = dataset_of(descriptor).resources[0]

    checked = check_resource(resource, one.folder, f"{name}/{resource.path}")
    certain = sum(batch.frame.height for batch in checked)

    assert checked.report.errors == []
    assert certain == len(drafts[name][2])


@pytest.mark.parametrize(
    ("property_", "floor"),
    [
        ("type", 0.98),
        ("role", 0.9),
        ("aggregation", 0.7),
        ("language", 0.55),
        ("decimals", 0.55),
        ("trueValues", 1.0),
    ],
)
def test_properties_of_fields_come_near(property_, floor, drafts):
    assert agreement(drafts, lambda field: field.get(property_)) >= floor


@pytest.mark.parametrize(
    ("constraint", "floor"),
    [("required", 0.95), ("pattern", 0.6)],
)
def test_constraints_come_near(constraint, floor, drafts):
    def read(field):
        value = field.get("constraints", {}).get(constraint)
        return value.strip("^$") if isinstance(value, str) else value

    assert agreement(drafts, read) >= floor


def test_closed_lists_come_near(drafts):
    def read(field):
        return bool(field.get("categories") or field.get("constraints", {}).get("enum"))

    assert agreement(drafts, read) >= 0.75


def test_primary_keys_come_near(drafts):
    same = [
        written["primaryKey"] == drafted.get("primaryKey")
        for written, drafted, rows in drafts.values()
        if rows
    ]

    assert sum(same) >= 11
    assert len(same) == 12


def test_no_reference_is_drafted_that_nobody_wrote(drafts):
    def keys(schema):
        return {
            (key["fields"][0], key["reference"]["package"], key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", ())
        }

    pairs = [(keys(written), keys(drafted)) for written, drafted, rows in drafts.values() if rows]

    assert [drafted - written for written, drafted in pairs] == [set()] * len(pairs)
    assert sum(len(written & drafted) for written, drafted in pairs) >= 9
    assert sum(len(written) for written, _ in pairs) == 10
