"""The invented portal that every room's tests go through is valid and says what it should."""

import json
from pathlib import Path

import pytest

from portal.catalog.descriptor import dataset_of
from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site

ROOT = Path(__file__).parent.parent / "fixtures" / "catalog"


@pytest.fixture(scope="module")
def catalog():
    return {described.name: described for described in read_catalog(ROOT, read_site(ROOT))}


def test_four_datasets_are_valid_without_a_warning(catalog):
    assert list(catalog) == ["districts", "events", "schools", "water-quality"]
    for described in catalog.values():
        assert described.report.errors == []
        assert described.report.warnings == []
        assert dataset_of(json.loads(json.dumps(described.dataset.descriptor))) == described.dataset


def test_it_is_invented_and_says_so():
    site = read_site(ROOT)

    assert not site.official
    assert site.languages == ("en", "ar")
    assert "وادي نور" in site.notice.pick("ar").value


def test_every_file_of_a_version_is_there(catalog):
    for described in catalog.values():
        assert "README.md" in described.files
        assert all((described.folder / file).is_file() for file in described.files)


def test_arabic_headers_in_windows_1256(catalog):
    (schools,) = catalog["schools"].dataset.resources

    assert schools.encoding == "cp1256"
    assert schools.dialect == {"delimiter": ";"}
    assert [field.column for field in schools.schema.fields] == [
        "school",
        "asm_almdrsa",
        "almntqa",
        "add_altlab",
        "sna_altasys",
        "tarykh_alzyara",
        "mdrsa_hkwmya",
    ]
    assert schools.facets == (("المنطقة",), ("المنطقة", "مدرسة حكومية"))
    assert schools.schema.foreign_keys[0].package == "districts"


def test_two_resources_with_everything(catalog):
    water = catalog["water-quality"]
    readings = water.dataset.resource("readings")

    assert [resource.table for resource in water.dataset.resources] == [
        "water_quality_stations",
        "water_quality_readings",
    ]
    assert readings.schema.primary_key == ("station", "month", "substance")
    assert readings.schema.foreign_keys[0].package is None
    labels = {str(missing.label) for missing in readings.schema.field("value").missing_values}
    assert labels == {"not measured", "instrument failed", "below the limit of detection"}
    assert readings.schema.field("value").unit_field == "unit"
    assert water.dataset.corrections[0].key["station"] == "S2"
    assert water.dataset.corrections[0].new == "9.75"
    assert [check["type"] for check in water.checks] == ["table-dimensions", "row-constraint"]


def test_one_dataset_shows_gaps(catalog):
    events = catalog["events"].dataset

    assert events.description is None
    assert events.frequency is None
    assert events.resources[0].schema.primary_key == ()
    assert events.publisher.name == "statistics-wadi-noor"
