"""What was repaired goes along with a dataset: into its versions, the catalog and every later release."""

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from portal.draft import log

RECEIVED = b"Facts of the year\ncode;value\nJOR;1,000\n"
SHA256 = hashlib.sha256(RECEIVED).hexdigest()
NAME = "حقائق 2024.csv"


def entry(number, repair, column="", **more):
    values = {
        "decision": "accepted",
        "rule": "",
        "count": 1,
        "row": 3,
        "before": "1,000",
        "after": "1000",
        "file": NAME,
        "sheet": "",
        "sha256": SHA256,
        **more,
    }
    return log.Entry(number=number, repair=repair, column=column, **values)


@pytest.fixture
def repaired(steward):
    """Return a steward whose dataset ``facts`` has a log and the file as it was received."""
    folder = steward.root / "datasets" / "facts"
    (folder / "original").mkdir()
    (folder / "original" / NAME).write_bytes(RECEIVED)
    entries = [
        entry(1, "thousands", "value", rule=","),
        entry(2, "dates", "opened", decision="refused", rule="dd/mm/yyyy", row=None),
    ]
    (folder / log.LOG).write_bytes(log.write(entries))
    return steward


def kept(steward):
    return steward.catalog(
        "select position, number, decision, repair, label, table_name, column_name, rule, count,"
        " row, before, after, file, sheet, sha256 from repair where dataset = 'facts'"
    )


ROWS = [
    (1, 1, "accepted", "thousands", "value", "facts", "value", ",", 1, 3, "1,000", "1000", NAME, "", SHA256),
    (2, 2, "refused", "dates", "opened", None, None, "dd/mm/yyyy", 1, None, "1,000", "1000", NAME, "", SHA256),
]  # fmt: skip


def test_the_catalog_has_every_decision(repaired):
    repaired.publish()

    assert kept(repaired) == ROWS


def test_log_and_file_are_archived_with_the_version(repaired):
    repaired.publish()

    ((files,),) = repaired.catalog("select files from version where dataset = 'facts'")
    stored = repaired.root / "archive" / "objects" / SHA256[:2] / SHA256
    assert f'"original/{NAME}":{{"sha256":"{SHA256}"' in files
    assert '"repairs.csv"' in files
    assert stored.read_bytes() == RECEIVED


def test_an_unchanged_dataset_keeps_its_repairs(repaired):
    repaired.publish()
    repaired.parent("JOR", "EGY", "PSE")

    repaired.publish()

    assert kept(repaired) == ROWS


def test_what_only_the_archive_has_keeps_its_repairs(repaired):
    repaired.publish()
    shutil.rmtree(repaired.root / "build")
    shutil.rmtree(repaired.root / "datasets" / "facts")

    repaired.publish()

    assert kept(repaired) == ROWS


def test_another_decision_is_another_version(repaired):
    repaired.publish()
    path = repaired.root / "datasets" / "facts" / log.LOG
    path.write_bytes(path.read_bytes().replace(b"refused", b"accepted"))

    repaired.publish()

    numbers = repaired.catalog("select number from version where dataset = 'facts' order by 1")
    assert numbers == [(1,), (2,)]
    assert {row[2] for row in kept(repaired)} == {"accepted"}


def test_a_damaged_log_leaves_the_last_good_version_up(repaired):
    repaired.publish()
    path = repaired.root / "datasets" / "facts" / log.LOG
    path.write_bytes(path.read_bytes()[:-10])

    repaired.publish()

    assert repaired.catalog("select status, version from dataset where name = 'facts'") == [
        ("rejected", 1)
    ]
    assert ("repairs-invalid",) in repaired.catalog("select code from check_error")
    assert kept(repaired) == ROWS


def test_a_file_that_is_not_there_is_not_published_and_nothing_is_wrong(repaired):
    (repaired.root / "datasets" / "facts" / "original" / NAME).unlink()

    done = repaired.publish()

    assert not done.refused
    assert kept(repaired) == ROWS


def test_a_header_that_several_tables_have_is_left_open(repaired):
    folder = repaired.root / "datasets" / "facts"
    described = json.loads((folder / "datapackage.json").read_bytes())
    second = described["resources"][0] | {"name": "second", "path": "second.csv"}
    described["resources"].append(second)
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    shutil.copyfile(folder / "facts.csv", folder / "second.csv")

    repaired.publish()

    assert [row[4:7] for row in kept(repaired)] == [("value", None, None), ("opened", None, None)]


@pytest.mark.parametrize("path", ["/dataset/facts", "/ar/dataset/facts", "/dataset/facts/quality"])
def test_a_release_of_older_software_is_readable(repaired, converse, path):
    repaired.publish()
    with closing(sqlite3.connect(repaired.current.folder / "catalog.db")) as connection:
        connection.execute("drop table repair")

    response = converse(repaired.root, lambda client: client.get(path))

    assert response.status_code == 200
    assert 'id="repairs"' not in response.text


def test_pages_offer_what_was_published(repaired, converse):
    repaired.publish()

    async def look(client):
        page = await client.get("/dataset/facts")
        return page, await client.get("/dataset/facts/repairs.csv")

    page, file = converse(repaired.root, look)

    folder = repaired.root / "datasets" / "facts"
    assert 'id="repairs"' in page.text
    assert SHA256 in page.text
    assert file.content == (folder / log.LOG).read_bytes()
