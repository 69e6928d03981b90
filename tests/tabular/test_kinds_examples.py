"""The examples in the table of error kinds are true: each is put before the check."""

import json
import sqlite3
from contextlib import closing

import pytest

from portal.catalog.intake import read_dataset
from portal.catalog.site import site_of
from portal.release.candidate import candidate_of, check
from portal.tabular import kinds
from portal.tabular.hints import Hint, hint_for
from portal.tabular.kinds.example import (
    CHECK,
    FIELD,
    NAMED,
    Cell,
    Descriptor,
    Document,
    Log,
    Nothing,
    Table,
)

SITE = site_of(
    {
        "title": "Portal",
        "languages": ["en", "ar"],
        "publisher": {"name": "office", "title": "Office"},
        "topics": [{"name": "society", "title": "Society"}],
    }
)
FILE = "id,name\n1,1\n"


def tried(*classes):
    return [
        pytest.param(
            kind,
            id=kind.code,
        )
        for kind in kinds.KINDS.values()
        if isinstance(kind.example, classes)
    ]


def package(**more):
    """Return a descriptor without a fault."""
    resource = {"name": "data", "path": "data.csv", "schema": json.loads(json.dumps(NAMED))}
    return {
        "name": "sample",
        "title": "Sample",
        "licenses": [{"name": "CC0-1.0"}],
        "resources": [{**resource, **more}],
    }


@pytest.fixture
def codes(tmp_path):
    """Return a function that writes a dataset and gives the codes of all that is found in it."""

    def run(descriptor, table=FILE, checks=(), more=()):
        folder = tmp_path / "sample"
        folder.mkdir(exist_ok=True)
        files = {"datapackage.json": descriptor, "data.csv": table, **dict(more)}
        if checks:
            files["checklist.json"] = {"checks": list(checks)}
        for name, content in files.items():
            text = content if isinstance(content, str | bytes) else json.dumps(content)
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        candidate = candidate_of(read_dataset(folder, SITE), "")
        with closing(sqlite3.connect(":memory:")) as connection:
            check(candidate, connection, "main")
        return {
            kinds.kind_of(error).code
            for report in candidate.reports
            for error in [*report.errors, *report.warnings]
        }

    return run


@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_has_an_example_or_says_why_not(kind):
    example = kind.example

    if isinstance(example, Nothing):
        assert example.reason, "Say why there is no example."
        return
    assert example.passing != example.failing


@pytest.mark.parametrize("kind", tried(Table))
def test_tables(codes, kind):
    example = kind.example
    descriptor = package(schema=example.schema, **example.resource)
    if example.corrections:
        descriptor["corrections"] = list(example.corrections)

    passing = codes(descriptor, example.passing, example.checks)
    failing = codes(descriptor, example.failing, example.checks)

    assert (passing, failing) == (set(), {kind.code})


@pytest.mark.parametrize("kind", tried(Cell))
def test_cells(codes, kind):
    example = kind.example
    fields = [{"name": "id", "type": "integer"}, {"name": "cell", **example.field}]
    descriptor = package(schema={"fields": fields})

    def table(cell):
        return "id,cell\n" + "".join(
            '{},"{}"\n'.format(number, text.replace('"', '""'))
            for number, text in enumerate((cell, example.also), 1)
            if text is not None
        )

    passing = codes(descriptor, table(example.passing))
    failing = codes(descriptor, table(example.failing))

    assert (passing, failing) == (set(), {kind.code})


@pytest.mark.parametrize("kind", tried(Descriptor))
def test_descriptors(codes, kind):
    def found(members):
        descriptor = package()
        if kind.example.place == CHECK:
            return codes(descriptor, checks=[json.loads(members)])
        held = {"": descriptor, "/resources/0": descriptor["resources"][0]}
        held["/resources/0/schema"] = held["/resources/0"]["schema"]
        held[FIELD] = held["/resources/0/schema"]["fields"][1]
        place = held[kind.example.place]
        place.update(json.loads(members))
        for name in [name for name, value in place.items() if value is None]:
            del place[name]
        return codes(descriptor)

    passing = found(kind.example.passing)
    failing = found(kind.example.failing)

    assert (passing, failing) == (set(), {kind.code})


@pytest.mark.parametrize("kind", tried(Document))
def test_documents(codes, kind):
    passing = codes(kind.example.passing)
    failing = codes(kind.example.failing)

    assert kind.code not in passing
    assert failing == {kind.code}


@pytest.mark.parametrize("kind", tried(Log))
def test_logs(codes, kind):
    received = {f"original/{name}": text for name, text in kind.example.originals.items()}

    passing = codes(package(), more={"repairs.csv": kind.example.passing, **received})
    failing = codes(package(), more={"repairs.csv": kind.example.failing, **received})

    assert (passing, failing) == (set(), {kind.code})


@pytest.mark.parametrize(
    "kind",
    [kind for kind in kinds.HINTS.values() if isinstance(kind.example, Cell)],
    ids=lambda kind: kind.code,
)
def test_hints(describe, kind):
    resource = describe({"fields": [{"name": "cell", **kind.example.field}]})
    field = resource.schema.fields[0]

    passing = hint_for(kind.example.passing, field)
    failing = hint_for(kind.example.failing, field)

    assert passing == Hint()
    assert f"hint/{failing.code}" == kind.code
