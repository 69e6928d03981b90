"""Whatever JSON a stranger writes, reading it gives a report."""

import copy
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.catalog.descriptor import dataset_of
from portal.catalog.intake import read_dataset

NAMES = [
    "",
    "id",
    "age",
    "people",
    "../x",
    "integer",
    "sum",
    "ar",
    "utf-8",
    "(a+)+",
    "s.json",
    "\0",
]
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(), st.sampled_from(NAMES), st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "path", "fields", "value", *NAMES]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
DATASETS = Path(__file__).parent.parent / "fixtures/catalog/datasets"
FULL = [
    json.loads((DATASETS / name / "datapackage.json").read_text(encoding="utf-8"))
    for name in ("districts", "schools", "water-quality")
]
FULL[-1]["resources"][1]["schema"] = json.loads(
    (DATASETS / "water-quality/readings.schema.json").read_text(encoding="utf-8")
)
CALM = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def places(value, at=()):
    yield at
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from places(inner, (*at, step))


@CALM
@given(VALUES)
def test_any_value_is_read(site, value):
    assert not described(value, site).report.valid


@CALM
@given(st.sampled_from(FULL).flatmap(lambda full: st.tuples(st.just(full), one_of(full))), VALUES)
def test_a_descriptor_with_any_value_in_any_place_is_read(site, start, value):
    full, place = start
    made = copy.deepcopy(full)
    held = made
    for step in place[:-1]:
        held = held[step]
    held[place[-1]] = value

    read = described(made, site)

    assert (read.dataset is not None) == read.report.valid
    if read.dataset:
        assert dataset_of(json.loads(json.dumps(read.dataset.descriptor))) == read.dataset


def one_of(full):
    return st.sampled_from([place for place in places(full) if place])


def described(value, site):
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "people"
        folder.mkdir()
        (folder / "datapackage.json").write_text(json.dumps(value), encoding="utf-8")
        (folder / "s.json").write_text(json.dumps(value), encoding="utf-8")
        return read_dataset(folder, site)
