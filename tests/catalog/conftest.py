import copy
import json

import pytest

from portal.catalog.intake import read_dataset
from portal.catalog.site import site_of
from portal.tabular import kinds

SETTINGS = {
    "title": "Test portal",
    "languages": ["en", "ar"],
    "publisher": {
        "name": "bureau",
        "title": "Bureau",
        "email": "bureau@statistics.example",
        "translations": {"ar": {"title": "المكتب"}},
    },
    "contactPoint": {"title": "Desk", "email": "desk@statistics.example"},
    "topics": [{"name": "society", "title": "Society"}],
}
PACKAGE = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "people",
    "title": "People",
    "languages": ["en"],
    "licenses": [{"name": "CC0-1.0"}],
    "resources": [
        {
            "name": "people",
            "path": "people.csv",
            "schema": {
                "fields": [
                    {"name": "id", "type": "string"},
                    {"name": "age", "type": "integer"},
                ],
                "primaryKey": ["id"],
            },
        }
    ],
}


@pytest.fixture
def site():
    return site_of(SETTINGS)


@pytest.fixture
def package():
    """Return a descriptor without a fault, to be changed."""
    return copy.deepcopy(PACKAGE)


@pytest.fixture
def write(tmp_path):
    """Write a dataset's folder below a portal's root; return the folder."""

    def write(descriptor, name="people", **files):
        folder = tmp_path / "datasets" / name
        folder.mkdir(parents=True)
        text = descriptor if isinstance(descriptor, bytes) else json.dumps(descriptor).encode()
        (folder / "datapackage.json").write_bytes(text)
        (folder / "people.csv").write_text("id,age\n1,30\n", encoding="utf-8")
        for file, content in files.items():
            path = folder / file.replace("__", ".")
            path.write_text(
                content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
            )
        return folder

    return write


@pytest.fixture
def read(write, site):
    """Write a folder and return what it describes."""
    return lambda descriptor, name="people", **files: read_dataset(
        write(descriptor, name, **files), site
    )


@pytest.fixture
def incomplete():
    """Return the sentences about errors that lack something that they mention."""
    return lambda errors: [
        (error, text)
        for error in errors
        for language in ("en", "ar")
        for text in (kinds.sentence(error, language), kinds.advice(error, language))
        if kinds.kind_of(error) is kinds.OTHER or kinds.UNKNOWN in text
    ]
