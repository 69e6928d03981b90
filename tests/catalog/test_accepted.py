"""What a stranger's package becomes when it is accepted."""

import json

import pytest

from portal.catalog.descriptor import dataset_of
from portal.catalog.intake import read_dataset
from portal.catalog.model import ForeignKey
from portal.catalog.site import site_of
from portal.language.text import Shown

VERSION_1 = {
    "name": "people",
    "profile": "tabular-data-package",
    "licenses": [{"name": "ODC-PDDL-1.0", "path": "https://example.org/licence", "title": "PDDL"}],
    "sources": [{"title": "Census", "path": "https://example.org"}],
    "contributors": [
        {"title": "Office of Counting", "role": "publisher", "path": "https://o.example"}
    ],
    "views": [{"name": "graph", "specType": "simple", "spec": {"type": "line"}}],
    "resources": [
        {
            "name": "people",
            "path": ["people.csv"],
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "ISO-8859-1",
            "dialect": {"csv": {"delimiter": ";"}, "csvddfVersion": 1.2},
            "schema": {
                "fields": [{"name": "id"}, {"name": "parent", "type": "string"}],
                "primaryKey": "id",
                "foreignKeys": [
                    {"fields": "parent", "reference": {"resource": "", "fields": "id"}}
                ],
                "missingValues": ["", "-"],
            },
        }
    ],
}


def test_data_package_version_1_is_read_as_version_2(read):
    described = read(VERSION_1)

    assert described.report.errors == []
    dataset = described.dataset
    resource = dataset.resource("people")
    assert resource.path == "people.csv"
    assert resource.encoding == "iso8859-1"
    assert resource.encoding_declared
    assert resource.dialect == {"delimiter": ";", "csvddfVersion": 1.2}
    assert resource.schema.primary_key == ("id",)
    assert resource.schema.foreign_keys == (ForeignKey(("parent",), None, "", ("id",)),)
    assert resource.schema.field("id").type == "string"
    assert [missing.value for missing in resource.schema.field("id").missing_values] == ["", "-"]
    assert dataset.publisher.name == "office-of-counting"
    assert dataset.publisher.homepage == "https://o.example"
    assert dataset.descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "profile" not in dataset.descriptor
    assert VERSION_1["resources"][0]["schema"]["primaryKey"] == "id", "what was read is unchanged"


def test_what_is_missing_is_taken_from_the_portal(read, package):
    for key in ("title", "name", "languages"):
        del package[key]
    del package["resources"][0]["name"]

    dataset = read(package, name="census").dataset

    assert dataset.name == "census"
    assert str(dataset.title) == "census"
    assert dataset.language == ""
    assert dataset.publisher.name == "bureau"
    assert dataset.publisher.title.pick("ar") == Shown("المكتب", "ar")
    assert dataset.publisher.title.pick("en") == Shown("Bureau", "en")
    assert dataset.contact.email == "desk@statistics.example"
    assert dataset.resources[0].name == "people"
    assert dataset.resources[0].table == "census"
    assert dataset.resources[0].encoding == "utf-8"
    assert not dataset.resources[0].encoding_declared
    assert dataset.description is None
    assert dataset.frequency is None


def test_the_portals_title_never_stands_under_the_wrong_language(read, package):
    package["languages"] = ["ar"]

    publisher = read(package).dataset.descriptor["publisher"]

    assert publisher["title"] == "المكتب"
    assert publisher["translations"] == {"en": {"title": "Bureau"}}


def test_an_invalid_name_gives_way_to_the_folders(read, package):
    package["name"] = "People of 2024"

    described = read(package)

    assert described.name == "people"
    assert [(warning.code, warning.pointer) for warning in described.report.warnings] == [
        ("dataset-name", "/name")
    ]


@pytest.mark.parametrize("path", ["notes.pdf", "people.xlsx", "map.geojson", "more.json"])
def test_another_kind_of_file_is_left_out_with_a_warning(read, package, path):
    package["resources"].insert(0, {"name": "more", "path": path})

    described = read(package)

    (warning,) = described.report.warnings
    assert (warning.code, warning.pointer) == ("resource-not-tabular", "/resources/0")
    assert [resource.name for resource in described.dataset.resources] == ["people"]
    assert described.dataset.resources[0].table == "people"
    assert path not in described.files


def test_an_unknown_topic_is_left_out_with_a_warning(read, package, incomplete):
    package["theme"] = ["society", "sport"]

    described = read(package)

    (warning,) = described.report.warnings
    assert (warning.code, warning.pointer, warning.value) == (
        "reference-unknown",
        "/theme/1",
        "sport",
    )
    assert incomplete([warning]) == []
    assert described.dataset.topics == ("society",)


def test_tabs_are_the_delimiter_of_a_tsv(read, package):
    package["resources"][0]["path"] = "people.tsv"

    assert read(package).dataset.resources[0].dialect == {"delimiter": "\t"}


def test_a_byte_order_mark_is_no_fault(read, package):
    assert read(b"\xef\xbb\xbf" + json.dumps(package).encode()).report.valid


def test_referenced_files_are_put_in_place_and_belong_to_the_version(read, package):
    schema = package["resources"][0].pop("schema")
    package["resources"][0] |= {"schema": "schema.json", "dialect": "dialect.json"}

    described = read(
        package,
        schema__json=schema,
        dialect__json={"delimiter": "|"},
        checklist__json={"checks": [{"type": "duplicate-row", "title": "No row stands twice."}]},
        README__md="About",
    )

    assert described.report.errors == []
    assert described.files == (
        "datapackage.json",
        "checklist.json",
        "README.md",
        "schema.json",
        "dialect.json",
        "people.csv",
    )
    assert described.dataset.descriptor["resources"][0]["schema"]["fields"] == schema["fields"]
    assert described.dataset.resources[0].dialect == {"delimiter": "|"}
    assert described.checks == ({"type": "duplicate-row", "title": "No row stands twice."},)
    assert described.schemas == {"people": ("schema.json", "")}


def test_properties_of_others_are_kept(read, package):
    package["custom"] = {"anything": [1, None]}
    package["resources"][0]["schema"]["fields"][0]["sensitivity"] = 3

    descriptor = read(package).dataset.descriptor

    assert descriptor["custom"] == {"anything": [1, None]}
    assert descriptor["resources"][0]["schema"]["fields"][0]["sensitivity"] == 3


def test_headers_of_every_kind_have_column_ids(read, package):
    headers = ["عدد السكان", "x" * 200, "select", "a]b", "2020", "Name", "name", "id\u200f"]
    package["resources"][0]["schema"] = {"fields": [{"name": name} for name in headers]}

    fields = read(package).dataset.resources[0].schema.fields

    assert [field.name for field in fields] == headers
    assert len({field.column for field in fields}) == len(headers)
    assert [field.column for field in fields][2:4] == ["select", "a_b"]


def test_the_complete_descriptor_gives_the_same_dataset(read, package):
    dataset = read(package).dataset

    assert dataset_of(json.loads(json.dumps(dataset.descriptor))) == dataset


def test_a_complete_descriptor_is_complete(read, package, tmp_path):
    first = read(package).dataset
    folder = tmp_path / "again" / "people"
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(first.descriptor), encoding="utf-8")
    other = site_of({"title": "Other", "publisher": {"name": "other", "title": "Other"}})

    assert read_dataset(folder, other).dataset == first


@pytest.mark.parametrize(
    ("package_name", "resource", "expected"),
    [
        ("people", "people", (None, "")),
        ("people", None, (None, "")),
        ("countries", None, ("countries", "countries")),
        ("countries", "codes", ("countries", "codes")),
    ],
)
def test_keys_between_datasets(read, package, package_name, resource, expected):
    reference = {"package": package_name, "fields": ["id"]}
    if resource:
        reference["resource"] = resource
    package["resources"][0]["schema"]["foreignKeys"] = [{"fields": ["id"], "reference": reference}]

    (key,) = read(package).dataset.resources[0].schema.foreign_keys

    assert (key.package, key.resource) == expected


def test_keywords_are_paired_where_the_lists_are_of_one_length(read, package):
    package["keywords"] = ["people", "age"]
    package["translations"] = {"ar": {"keywords": ["سكان", "عمر"]}}
    paired = read(package).dataset
    package["translations"]["ar"]["keywords"] = ["سكان"]
    apart = read(package, name="apart").dataset

    assert [dict(text.values) for text in paired.keywords][1] == {"en": "age", "ar": "عمر"}
    assert [dict(text.values) for text in apart.keywords] == [
        {"en": "people"},
        {"en": "age"},
        {"ar": "سكان"},
    ]


@pytest.mark.parametrize(
    "terms",
    [
        {"license": "PDDL-1.0"},
        {"licenses": "PDDL-1.0"},
        {"licenses": ["PDDL-1.0"]},
        {"licenses": [{"type": "PDDL-1.0"}]},
        {"license": {"id": "PDDL-1.0"}},
    ],
    ids=["a string", "one string", "strings", "type", "id"],
)
def test_licences_as_they_were_written_before_version_1(read, package, terms):
    del package["licenses"]

    described = read(package | terms)

    assert described.report.errors == []
    assert described.dataset.licences[0].name == "PDDL-1.0"


def test_sources_as_they_were_written_before_version_1(read, package):
    described = read(package | {"sources": [{"name": "CDC", "web": "https://data.example"}]})

    (source,) = described.dataset.sources
    assert (str(source.title), source.path) == ("CDC", "https://data.example")
