"""Changes of several datasets at once, renames, losses and damage: what happened once."""

import errno
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from portal.exceptions import ArchiveError, ReleaseError, RequestError
from portal.release.disk import Disk
from portal.release.publish import publish, readmit, withdraw
from portal.release.rollback import roll_back

TEXT = {"type": "string"}


def refused(publication):
    """Return the error codes of each refused update."""
    return {
        name: [error.code for report in outcome.refused.reports for error in report.errors]
        for name, outcome in publication.outcomes.items()
        if outcome.refused is not None
    }


def rename(steward, old="facts", new="figures", rows=(("JOR", 1),), former=None):
    shutil.rmtree(steward.root / "datasets" / old)
    steward.child(*rows, name=new, Former=former or [old])


def datasets(steward):
    return dict(steward.catalog("select name, status from dataset"))


def versions(steward, name):
    query = "select number from version where dataset = ? order by 1"
    return [number for (number,) in steward.catalog(query, name)]


def later(steward):
    steward.clock = steward.clock.replace(minute=steward.clock.minute + 1)
    return steward.clock


def test_a_refused_rename_leaves_the_old_name_published(steward):
    steward.publish()
    rename(steward, rows=[("JOR", "many")])

    done = steward.publish()

    assert refused(done) == {"figures": ["type-error"]}
    assert datasets(steward) == {"codes": "published", "facts": "published"}


def test_a_rename_whose_keys_fail_leaves_the_old_name_published(steward):
    steward.publish()
    rename(steward, rows=[("XXX", 1)])

    done = steward.publish()

    assert refused(done) == {"figures": ["foreign-key"]}
    assert datasets(steward) == {"codes": "published", "facts": "published"}


def test_a_parent_gets_its_new_name_when_its_children_use_it(steward):
    steward.publish()
    shutil.rmtree(steward.root / "datasets/codes")
    steward.write(
        "lands",
        "code\nJOR\nEGY\n",
        [{"name": "code", **TEXT}],
        primaryKey=["code"],
        Former=["codes"],
    )

    done = steward.publish()

    assert refused(done) == {"lands": ["orphans"]}
    assert datasets(steward) == {"codes": "published", "facts": "published"}


def test_the_old_name_of_a_withdrawn_dataset_stays_withdrawn(steward):
    steward.publish()
    rename(steward)
    steward.publish()
    withdraw(steward.root, "figures", "It was wrong.", later(steward))
    steward.parent("JOR", "EGY", "IRQ")
    steward.publish()

    assert datasets(steward) == {
        "codes": "published",
        "facts": "withdrawn",
        "figures": "withdrawn",
    }


def test_a_withdrawn_dataset_does_not_come_back_under_a_new_name(steward):
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", later(steward))
    rename(steward)

    done = steward.publish()

    assert done.withdrawn == ("figures",)
    assert datasets(steward) == {"codes": "published", "facts": "withdrawn"}


def test_a_renamed_dataset_without_folder_comes_back_once(steward):
    steward.publish()
    rename(steward)
    steward.publish()
    shutil.rmtree(steward.root / "datasets/figures")
    shutil.rmtree(steward.root / "build")

    steward.publish()

    assert datasets(steward) == {"codes": "published", "figures": "published"}
    assert versions(steward, "figures") == [1, 2]


def test_two_histories_do_not_become_one(steward):
    steward.child(("JOR", 1), name="more")
    steward.publish()
    shutil.rmtree(steward.root / "datasets/more")
    rename(steward, former=["facts", "more"])

    done = steward.publish()

    assert refused(done) == {"figures": ["dataset-name-taken"]}
    assert datasets(steward).keys() == {"codes", "facts", "more"}


@pytest.mark.parametrize(
    ("name", "former", "code"),
    [
        ("fig.ures", [], "table-name-taken"),
        ("numbers", ["facts"], "dataset-name-taken"),
        ("facts", [], "dataset-name-taken"),
    ],
    ids=["table", "former name twice", "former name used again"],
)
def test_what_a_published_dataset_without_folder_is_called_is_taken(steward, name, former, code):
    steward.publish()
    rename(steward, new="fig-ures")
    steward.publish()
    shutil.rmtree(steward.root / "datasets/fig-ures")
    steward.child(("JOR", 1), name=name, **({"Former": former} if former else {}))

    done = steward.publish()

    assert refused(done).keys() == {name}
    assert set(refused(done)[name]) == {code}
    assert "fig-ures" in datasets(steward)


@pytest.mark.parametrize("copy", ["a-copy", "z-copy"])
def test_a_copied_folder_is_reported_and_the_dataset_goes_on(steward, copy):
    steward.publish()
    shutil.copytree(steward.root / "datasets/facts", steward.root / "datasets" / copy)
    steward.child(("JOR", 7))

    done = steward.publish()

    assert refused(done) == {copy: ["dataset-name-taken"]}
    assert steward.rows("select value from facts") == [(7,)]


def test_a_parent_that_drops_the_field_of_a_key_is_refused(steward):
    steward.publish()
    steward.write("codes", "kode\nJOR\nEGY\n", [{"name": "kode", **TEXT}], primaryKey=["kode"])

    done = steward.publish()

    assert refused(done)["codes"] == ["orphans"]
    assert steward.rows("select code from codes") == [("JOR",), ("EGY",)]


def test_a_child_waits_for_a_field_that_its_parents_refused_update_brings(steward):
    steward.publish()
    fields = [{"name": "code", **TEXT}, {"name": "iso", **TEXT}]
    steward.write("codes", "code,iso\nJOR,J\nJOR,E\n", fields, primaryKey=["code"])
    reference = {"package": "codes", "resource": "codes", "fields": ["iso"]}
    steward.write(
        "facts", "code\nJ\n", fields[:1], foreignKeys=[{"fields": ["code"], "reference": reference}]
    )

    done = steward.publish()

    assert refused(done) == {"codes": ["primary-key"], "facts": ["waits"]}


def test_a_child_keeps_a_parent_whose_folder_is_gone(steward):
    steward.publish()
    shutil.rmtree(steward.root / "datasets/codes")
    steward.child(("JOR", 5))

    done = steward.publish()

    assert refused(done) == {}
    assert steward.rows("select value from facts") == [(5,)]


def test_after_the_loss_of_build_a_parent_still_may_not_orphan(steward):
    steward.publish()
    shutil.rmtree(steward.root / "build")
    steward.parent("JOR")

    done = steward.publish()

    assert refused(done) == {"codes": ["orphans"]}
    assert datasets(steward) == {"codes": "rejected", "facts": "published"}


def test_after_the_loss_of_build_what_was_rolled_back_stays_so(steward):
    steward.publish()
    steward.parent("JOR", "EGY", "IRQ")
    steward.child(("IRQ", 1))
    steward.publish()
    roll_back(steward.root, None, later(steward))
    shutil.rmtree(steward.root / "datasets/facts")
    steward.parent("JOR", "EGY", "SYR")
    steward.publish()
    shutil.rmtree(steward.root / "build")

    steward.publish()

    assert steward.rows("select value from facts") == [(1,), (2,)]


def test_a_readmitted_version_that_fits_no_longer_stays_out_and_stops_nobody(steward):
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", later(steward))
    shutil.rmtree(steward.root / "datasets/facts")
    steward.parent("JOR")
    steward.publish()

    done = readmit(steward.root, "facts", later(steward))

    assert refused(done) == {"facts": ["foreign-key"]}
    assert datasets(steward) == {"codes": "published"}


def test_a_readmitted_dataset_comes_back_from_the_archive(steward):
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", later(steward))
    shutil.rmtree(steward.root / "datasets/facts")

    readmit(steward.root, "facts", later(steward))

    assert steward.rows("select value from facts") == [(1,), (2,)]


def test_a_second_withdrawal_gives_another_reason(steward):
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", later(steward))

    withdraw(steward.root, "facts", "It was very wrong.", later(steward))

    assert ("It was very wrong.",) in steward.catalog("select reason from dataset")


def test_a_rollback_keeps_what_is_withdrawn_since(steward):
    first = steward.publish().release
    steward.child(("JOR", 1), name="more")
    steward.publish()
    withdraw(steward.root, "more", "It was wrong.", later(steward))

    release = roll_back(steward.root, first.name, later(steward))

    assert datasets(steward)["more"] == "withdrawn"
    assert release.manifest["withdrawn"] == ["more"]


def test_a_rollback_needs_the_same_contract(steward):
    release = steward.publish().release
    manifest = release.manifest
    manifest["software"]["contract"] = "another"
    (release.folder / "manifest.json").write_text(json.dumps(manifest))
    steward.child(("JOR", 5))
    steward.publish()

    with pytest.raises(ReleaseError, match="publish instead"):
        roll_back(steward.root, None, later(steward))


def test_a_release_of_another_contract_is_rebuilt_from_the_archive(steward):
    release = steward.publish().release
    manifest = release.manifest
    manifest["software"]["contract"] = "another"
    (release.folder / "manifest.json").write_text(json.dumps(manifest))
    (release.folder / "catalog.db").write_bytes(b"in another form")
    shutil.rmtree(steward.root / "datasets/facts")
    steward.parent("JOR", "EGY", "IRQ")

    steward.publish()

    assert steward.rows("select value from facts") == [(1,), (2,)]


def test_the_catalog_follows_a_parent_whose_table_is_renamed(steward):
    steward.publish()
    path = steward.root / "datasets/codes/datapackage.json"
    described = json.loads(path.read_text())
    second = described["resources"][0] | {"name": "second", "path": "second.csv"}
    described["resources"].append(second)
    path.write_text(json.dumps(described))
    (path.parent / "second.csv").write_text("code\nX\n")

    done = steward.publish()

    assert done.changed == ("codes",)
    assert steward.catalog(
        "select reference_table from field where table_name = 'facts' and column_name = 'code'"
    ) == [("codes_codes",)]


def test_another_default_language_changes_the_defaults(steward):
    steward.publish()
    path = steward.root / "metadata.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"languages": ["ar", "en"]}))

    done = steward.publish()

    assert done.changed == ("codes", "facts")
    assert steward.catalog("select version from dataset") == [(1,), (1,)]


def test_a_column_may_be_called_rowid(steward):
    fields = [{"name": "rowid", "type": "integer"}, {"name": "b", **TEXT}]
    steward.write("odd", "rowid,b\n7,x\n7,y\n3,z\n", fields)

    steward.publish()

    assert steward.rows("select * from odd") == [(1, 7, "x"), (2, 7, "y"), (3, 3, "z")]


def test_a_file_that_the_system_does_not_give_out_stops_nobody(steward, monkeypatch):
    steward.publish()
    steward.parent("JOR", "EGY", "IRQ")
    table = steward.root / "datasets/facts/facts.csv"
    opened = Path.open

    def guarded(path, *arguments, **options):
        if path == table:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", guarded)

    done = steward.publish()

    assert (done.changed, refused(done)) == (("codes",), {"facts": ["file-unreadable"]})


@pytest.mark.parametrize(
    ("what", "damage", "sentence"),
    [
        ("objects/*/*", None, "bring it back from a backup"),
        ("datasets/facts/1.json", "{", "this record is damaged"),
        ("datasets/facts/1.json", "{}", "this record is damaged"),
        ("published.json", "[]", "this record is damaged"),
    ],
    ids=["object", "no JSON", "no version", "published"],
)
def test_a_damaged_archive_gets_a_sentence_and_costs_nothing(steward, what, damage, sentence):
    steward.publish()
    shutil.rmtree(steward.root / "build")
    for path in list((steward.root / "archive").glob(what)):
        path.unlink() if damage is None else path.write_text(damage)

    with pytest.raises(ArchiveError, match=sentence):
        steward.publish()


def test_a_damaged_release_gets_a_sentence(steward):
    release = steward.publish().release
    (release.folder / "catalog.db").write_bytes(b"no database, though long enough to be one" * 99)
    steward.child(("JOR", 5))

    with pytest.raises(ReleaseError, match="publish again"):
        steward.publish()
    shutil.rmtree(steward.root / "build")

    steward.publish()
    assert steward.rows("select value from facts") == [(5,)]


def test_a_disk_that_fills_up_under_sqlite_gets_a_sentence(steward, monkeypatch):
    steward.publish()
    steward.child(("JOR", 5))

    def full(step):
        if step == "data.db":
            connection = sqlite3.connect(":memory:")
            connection.execute("pragma max_page_count = 1")
            try:
                connection.execute("create table a (b)")
            finally:
                connection.close()

    with pytest.raises(ReleaseError, match="the disk is full"):
        steward.publish(Disk(full))

    assert steward.left_over() == []


def test_a_folder_that_may_not_be_written_gets_a_sentence(steward):
    def forbidden(step):
        raise PermissionError(errno.EROFS, "Read-only file system", "build")

    with pytest.raises(ReleaseError, match="may not write"):
        steward.publish(Disk(forbidden))


def test_a_name_with_marks_is_a_root_like_any_other(steward, tmp_path):
    root = tmp_path / "it's a بوابة"
    shutil.copytree(steward.root, root)
    publish(root, later(steward))
    (root / "datasets/facts/facts.csv").write_text("code,value\nJOR,9\n")

    done = publish(root, later(steward))

    assert done.changed == ("facts",)


def test_readmitting_what_is_not_withdrawn_is_wrong_use(steward):
    steward.publish()

    with pytest.raises(RequestError, match="is not withdrawn"):
        readmit(steward.root, "facts", later(steward))
