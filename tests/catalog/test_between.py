import copy
import errno
import os
from pathlib import Path

import pytest

from portal.catalog.intake import read_catalog
from portal.exceptions import RootError


@pytest.fixture
def catalog(write, site, tmp_path, incomplete):
    """Write one dataset a folder; return what the catalog says of each folder."""

    def catalog(**descriptors):
        for name, descriptor in descriptors.items():
            write(descriptor, name.replace("_", "-"))
        read = read_catalog(tmp_path, site)
        assert incomplete(error for described in read for error in described.report.errors) == []
        return {described.folder.name: described for described in read}

    return catalog


@pytest.fixture
def named(package):
    def named(name, *parents, **more):
        made = {**copy.deepcopy(package), "name": name, **more}
        made["resources"][0]["name"] = name
        if parents:
            made["resources"][0]["schema"]["foreignKeys"] = [
                {"fields": ["id"], "reference": {"package": parent, "fields": ["id"]}}
                for parent in parents
            ]
        return made

    return named


def errors(described):
    return [(error.code, error.pointer) for error in described.report.errors]


def test_sound_datasets_stay(catalog, named):
    read = catalog(children=named("children", "parents"), parents=named("parents"))

    assert list(read) == ["children", "parents"]
    assert all(described.dataset for described in read.values())


def test_the_folder_with_the_name_keeps_it(catalog, named):
    read = catalog(people=named("people"), copy=named("people"))

    assert read["people"].dataset
    assert read["copy"].dataset is None
    (error,) = read["copy"].report.errors
    assert (error.code, error.pointer) == ("dataset-name-taken", "/name")
    assert error.parameters["others"] == "people"


def test_where_no_folder_has_the_name_none_keeps_it(catalog, named):
    read = catalog(one=named("people"), two=named("people"), fine=named("fine"))

    assert read["one"].report.errors[0].parameters["others"] == "two"
    assert read["two"].report.errors[0].parameters["others"] == "one"
    assert read["fine"].dataset


def test_two_datasets_with_one_table(catalog, named):
    read = catalog(a_b=named("a-b"), other=named("a.b"))

    assert read["a-b"].dataset
    (error,) = read["other"].report.errors
    assert (error.code, error.parameters["table"]) == ("table-name-taken", "a_b")


def test_a_former_name_that_is_in_use(catalog, named):
    read = catalog(
        people=named("people"),
        census=named("census", formerNames=["old-census", "people"]),
    )

    assert read["people"].dataset
    assert errors(read["census"]) == [("dataset-name-taken", "/formerNames/1")]


def test_a_former_name_that_two_claim(catalog, named):
    read = catalog(a=named("a", formerNames=["x"]), b=named("b", formerNames=["x"]))

    assert errors(read["a"]) == errors(read["b"]) == [("dataset-name-taken", "/formerNames/0")]


@pytest.mark.parametrize(
    ("reference", "rule", "below"),
    [
        ({"package": "unknown", "fields": ["id"]}, "dataset", "/package"),
        ({"package": "parents", "resource": "more", "fields": ["id"]}, "resource", "/resource"),
        ({"package": "parents", "fields": ["code"]}, "field", "/fields/0"),
    ],
    ids=["dataset", "resource", "field"],
)
def test_a_key_to_what_is_not_there(catalog, named, reference, rule, below):
    children = named("children", "parents")
    children["resources"][0]["schema"]["foreignKeys"][0]["reference"] = reference

    read = catalog(children=children, parents=named("parents"))

    (error,) = read["children"].report.errors
    assert (error.code, error.rule) == ("reference-unknown", rule)
    assert error.pointer == f"/resources/0/schema/foreignKeys/0/reference{below}"
    assert read["parents"].dataset


def test_the_pointer_counts_what_is_not_published(catalog, named):
    children = named("children", "unknown")
    children["resources"].insert(0, {"name": "notes", "path": "notes.pdf"})

    (error,) = catalog(children=children)["children"].report.errors

    assert error.pointer == "/resources/1/schema/foreignKeys/0/reference/package"


def test_the_children_of_a_rejected_dataset_are_not_wrong(catalog, named):
    read = catalog(children=named("children", "parents"), parents=named("parents", licenses=[]))

    assert read["parents"].dataset is None
    assert read["children"].dataset


def test_datasets_that_point_at_each_other_in_a_circle(catalog, named):
    read = catalog(
        a=named("a", "b"), b=named("b", "c"), c=named("c", "a"), d=named("d", "a"), e=named("e")
    )

    for name, cycle in {"a": "a → b → c → a", "b": "b → c → a → b", "c": "c → a → b → c"}.items():
        (error,) = read[name].report.errors
        assert (error.code, error.parameters["cycle"]) == ("reference-cycle", cycle)
    assert read["d"].dataset
    assert read["e"].dataset


def test_a_dataset_may_point_at_itself(catalog, named):
    assert catalog(a=named("a", "a"))["a"].dataset


def test_folders_that_are_no_datasets(catalog, named, tmp_path):
    for name in (".git", "notes", "forgotten"):
        (tmp_path / "datasets" / name).mkdir(parents=True)
    (tmp_path / "datasets" / "notes" / "a.txt").touch()
    (tmp_path / "datasets" / "forgotten" / "a.CSV").touch()
    (tmp_path / "datasets" / "loose.csv").touch()

    read = catalog(people=named("people"))

    assert list(read) == ["forgotten", "people"]
    (error,) = read["forgotten"].report.errors
    assert (error.code, error.file) == ("file-missing", "forgotten/datapackage.json")


def test_a_portal_without_datasets(site, tmp_path):
    assert read_catalog(tmp_path, site) == ()


def test_a_folder_whose_name_is_no_text(write, site, named, tmp_path):
    write(named("people"), "people\udcff")

    (described,) = read_catalog(tmp_path, site)

    assert described.report.file == "people\ufffd/datapackage.json"
    assert described.dataset is None
    assert described.files == ()
    assert errors(described) == [("dataset-name", "")]
    assert described.name.encode()


def test_datasets_that_cannot_be_listed(site, tmp_path, monkeypatch):
    (tmp_path / "datasets").mkdir()

    def denied(_folder):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "iterdir", denied)

    with pytest.raises(RootError, match="datasets: Permission denied"):
        read_catalog(tmp_path, site)
