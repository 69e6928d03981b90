"""What goes into a release, and what stays of the one before."""

import csv
import errno
import hashlib
import json
import os
import shutil

import pytest

from portal.exceptions import LockedError, ReleaseError
from portal.release.disk import Disk
from portal.release.lock import only_writer
from portal.release.publish import publish, readmit, withdraw
from portal.release.rollback import roll_back


def codes_of(publication, name):
    """Return the error codes of a refused update."""
    reports = publication.outcomes[name].refused.reports
    return [error.code for report in reports for error in report.errors]


def test_the_first_publication_holds_everything(steward):
    done = steward.publish()

    assert (done.changed, done.refused) == (("codes", "facts"), ())
    assert steward.rows("select code, value from facts") == [("JOR", 1), ("EGY", 2)]
    assert steward.catalog("select name, status, version, rows from dataset order by 1") == [
        ("codes", "published", 1, 2),
        ("facts", "published", 1, 2),
    ]


def test_the_manifest_names_every_input_and_output_by_its_hash(steward):
    release = steward.publish().release

    manifest = release.manifest
    written = {
        path.relative_to(release.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in release.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    read = hashlib.sha256((steward.root / "datasets/facts/facts.csv").read_bytes()).hexdigest()

    assert {path: entry["sha256"] for path, entry in manifest["outputs"].items()} == written
    assert manifest["inputs"]["datasets/facts/facts.csv"]["sha256"] == read
    assert set(manifest["software"]) >= {"open-data-portal", "frictionless", "datasette"}


def test_publishing_nothing_new_changes_nothing(steward):
    first = steward.publish()

    second = steward.publish()

    assert second.nothing_new
    assert second.release == first.release
    assert len(list((steward.root / "build/releases").iterdir())) == 1


def test_the_same_inputs_give_the_same_content_hash(steward, tmp_path):
    shutil.copytree(steward.root, tmp_path / "elsewhere")

    here = steward.publish().release
    there = publish(tmp_path / "elsewhere", steward.clock.replace(year=2030)).release

    assert here.name != there.name
    assert here.manifest["content_hash"] == there.manifest["content_hash"]


def test_what_has_not_changed_is_not_checked_again(steward):
    steward.publish()
    steward.child(("JOR", 1), ("EGY", 3))

    done = steward.publish()

    assert done.changed == ("facts",)
    assert done.outcomes["codes"].side.place == "previous"
    assert steward.rows("select value from facts") == [(1,), (3,)]
    assert steward.catalog("select name, version from dataset order by 1") == [
        ("codes", 1),
        ("facts", 2),
    ]


def test_a_dataset_with_errors_keeps_its_last_good_version(steward):
    steward.publish()
    steward.child(("JOR", "many"), ("EGY", 2), ("JOR", "few"))

    done = steward.publish()

    assert codes_of(done, "facts") == ["type-error", "type-error"]
    assert steward.rows("select value from facts") == [(1,), (2,)]
    assert steward.catalog("select status, version from dataset where name = 'facts'") == [
        ("rejected", 1)
    ]
    assert steward.catalog(
        "select e.row, e.field, e.column_letter, e.value from check_error e"
        " join check_report r on r.id = e.report where r.published = 0 order by e.position"
    ) == [(2, "value", "B", "many"), (4, "value", "B", "few")]


def test_a_refused_update_stays_refused_when_nothing_is_new(steward):
    steward.publish()
    steward.child(("JOR", "many"))
    steward.publish()

    done = steward.publish()

    assert (done.nothing_new, done.refused) == (True, ("facts",))


def test_a_refused_update_that_is_taken_back_is_published_again(steward):
    steward.publish()
    steward.child(("JOR", "many"))
    steward.publish()
    steward.child(("JOR", 1), ("EGY", 2))

    done = steward.publish()

    assert done.refused == ()
    assert steward.catalog("select status, version from dataset where name = 'facts'") == [
        ("published", 1)
    ]


def test_a_dataset_that_never_was_right_is_not_on_the_portal(steward):
    steward.child(("JOR", "many"))

    done = steward.publish()

    assert done.refused == ("facts",)
    assert steward.catalog("select name from dataset") == [("codes",)]
    assert steward.catalog("select errors from check_report where dataset = 'facts' and errors")


def test_a_descriptor_that_is_no_json_affects_nobody_else(steward):
    (steward.root / "datasets/codes2").mkdir()
    (steward.root / "datasets/codes2/datapackage.json").write_text('{"name": ')

    done = steward.publish()

    assert codes_of(done, "codes2") == ["descriptor-json"]
    assert set(done.changed) == {"codes", "facts"}


def test_a_key_without_target_is_reported_row_by_row(steward):
    steward.child(("JOR", 1), ("XXX", 2), ("YYY", 3))

    done = steward.publish()

    errors = done.outcomes["facts"].refused.report("facts").errors
    assert [(e.code, e.row, e.column, e.value) for e in errors] == [
        ("foreign-key", 3, "A", "XXX"),
        ("foreign-key", 4, "A", "YYY"),
    ]


def test_keys_are_judged_also_where_cells_are_wrong(steward):
    steward.child(("JOR", "many"), ("XXX", 2))

    done = steward.publish()

    assert codes_of(done, "facts") == ["type-error", "foreign-key"]


def test_a_parent_that_would_orphan_children_is_refused(steward):
    steward.publish()
    steward.parent("JOR")

    done = steward.publish()

    (error,) = done.outcomes["codes"].refused.reports[0].errors
    assert (error.code, error.parameters) == ("orphans", {"children": "facts", "count": 1})
    assert steward.rows("select code from codes") == [("JOR",), ("EGY",)]


def test_a_parent_may_drop_what_its_child_drops_in_the_same_publication(steward):
    steward.publish()
    steward.parent("JOR")
    steward.child(("JOR", 1))

    done = steward.publish()

    assert done.refused == ()
    assert steward.rows("select code from codes") == [("JOR",)]


def test_a_child_waits_when_only_its_parents_update_is_held_back(steward):
    steward.publish()
    steward.parent("JOR", "EGY", "IRQ", "JOR")
    steward.child(("JOR", 1), ("IRQ", 3))

    done = steward.publish()

    assert codes_of(done, "codes") == ["primary-key"]
    assert done.outcomes["facts"].waits_for == ("codes",)
    assert codes_of(done, "facts") == ["waits"]
    assert steward.catalog("select status, reason from dataset where name = 'facts'") == [
        ("waiting", "codes")
    ]


def test_a_child_waits_for_a_parent_that_never_was_published(steward):
    steward.parent("JOR", "JOR")

    done = steward.publish()

    assert (done.refused, done.outcomes["facts"].waits_for) == (("codes", "facts"), ("codes",))
    assert steward.catalog("select name from dataset") == []


def test_a_good_child_goes_in_when_its_parents_harmful_update_is_refused(steward):
    steward.child(("EGY", 9), name="others")
    steward.publish()
    steward.parent("JOR")
    steward.child(("EGY", 2), ("JOR", 7))

    done = steward.publish()

    assert done.refused == ("codes",)
    assert steward.rows("select value from facts") == [(2,), (7,)]


def test_a_dataset_whose_folder_is_gone_stays_published(steward):
    steward.publish()
    shutil.rmtree(steward.root / "datasets/facts")

    steward.publish()

    assert steward.rows("select value from facts") == [(1,), (2,)]


def test_version_numbers_survive_the_loss_of_the_build_folder(steward):
    steward.publish()
    steward.child(("JOR", 5))
    steward.publish()
    shutil.rmtree(steward.root / "build")

    steward.publish()

    assert steward.catalog("select version from dataset where name = 'facts'") == [(2,)]
    assert steward.catalog("select number from version where dataset = 'facts'") == [(1,), (2,)]


def test_the_last_good_version_comes_back_from_the_archive(steward):
    steward.publish()
    shutil.rmtree(steward.root / "build")
    steward.child(("JOR", "many"))

    done = steward.publish()

    assert done.refused == ("facts",)
    assert steward.rows("select value from facts") == [(1,), (2,)]
    assert steward.catalog("select status, version from dataset where name = 'facts'") == [
        ("rejected", 1)
    ]


def test_a_renamed_dataset_takes_its_history_along(steward):
    steward.publish()
    shutil.rmtree(steward.root / "datasets/facts")
    steward.child(("JOR", 1), ("EGY", 2), name="figures", Former=["facts"])

    steward.publish()

    assert steward.catalog("select name from dataset order by 1") == [("codes",), ("figures",)]
    assert steward.catalog("select * from former_name") == [("facts", "figures")]
    assert steward.catalog("select number from version where dataset = 'figures'") == [(1,), (2,)]


def test_withdrawing_and_publishing_again(steward):
    steward.publish()

    withdraw(steward.root, "facts", "It was wrong.", steward.clock)

    assert steward.catalog("select status, reason from dataset where name = 'facts'") == [
        ("withdrawn", "It was wrong.")
    ]
    assert steward.rows("select name from sqlite_master where name = 'facts'") == []

    readmit(steward.root, "facts", steward.clock)

    assert steward.catalog("select status, version from dataset where name = 'facts'") == [
        ("published", 1)
    ]


def test_a_withdrawal_survives_the_loss_of_the_build_folder(steward):
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", steward.clock)
    shutil.rmtree(steward.root / "build")

    steward.publish()

    assert steward.catalog("select status from dataset where name = 'facts'") == [("withdrawn",)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("codes", "facts point to it"), ("nothing", "is not published")],
    ids=["a parent", "unknown"],
)
def test_what_cannot_be_withdrawn(steward, name, sentence):
    steward.publish()

    with pytest.raises(ReleaseError, match=sentence):
        withdraw(steward.root, name, "Because.", steward.clock)


def test_a_rollback_brings_the_old_content_and_keeps_every_version(steward):
    first = steward.publish().release
    steward.child(("JOR", 5))
    second = steward.publish().release

    release = roll_back(steward.root, None, steward.clock.replace(hour=12))

    assert release.name > second.name
    assert steward.rows("select value from facts") == [(1,), (2,)]
    assert steward.catalog("select restored_from from release") == [(first.name,)]
    assert steward.catalog("select number from version where dataset = 'facts'") == [(1,), (2,)]


def test_a_rollback_never_publishes_what_was_withdrawn_since(steward):
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", steward.clock.replace(hour=10))

    with pytest.raises(ReleaseError, match="withdrawn since"):
        roll_back(steward.root, None, steward.clock.replace(hour=12))


def test_publishing_after_a_rollback_counts_versions_on(steward):
    steward.publish()
    steward.child(("JOR", 5))
    steward.publish()
    roll_back(steward.root, None, steward.clock.replace(hour=12))
    steward.child(("JOR", 6))
    steward.clock = steward.clock.replace(hour=13)

    steward.publish()

    assert steward.catalog("select version from dataset where name = 'facts'") == [(3,)]


def test_five_releases_are_kept_and_all_versions(steward):
    for value in range(8):
        steward.child(("JOR", value))
        steward.publish()

    assert len(list((steward.root / "build/releases").iterdir())) == 5
    assert len(steward.catalog("select * from version where dataset = 'facts'")) == 8


def test_a_clock_that_was_set_back_still_gives_a_newer_release(steward):
    first = steward.publish().release
    steward.child(("JOR", 5))

    second = publish(steward.root, steward.clock.replace(year=2020)).release

    assert second.name > first.name
    assert steward.current == second


def test_a_dry_run_decides_and_publishes_nothing(steward):
    done = steward.publish(dry_run=True)

    assert done.changed == ("codes", "facts")
    assert steward.current is None
    assert not (steward.root / "archive").exists()


def test_there_is_one_writer_at_a_time(steward):
    with only_writer(steward.root / "build"), pytest.raises(LockedError, match=str(os.getpid())):
        steward.publish()


def test_a_download_that_the_previous_release_lacks_is_made_anew(steward):
    release = steward.publish().release
    path = release.folder / "downloads/facts/facts.json"
    content = path.read_bytes()
    path.unlink()
    manifest = release.manifest
    del manifest["outputs"]["downloads/facts/facts.json"]
    (release.folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")

    steward.parent("JOR", "EGY", "LBN")
    done = steward.publish()

    assert done.changed == ("codes",)
    assert (done.release.folder / "downloads/facts/facts.json").read_bytes() == content


def test_a_full_disk_leaves_the_old_release(steward):
    old = steward.publish().release
    steward.child(("JOR", 5))

    def full(step):
        if step == "write manifest.json":
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ReleaseError, match="the disk is full"):
        steward.publish(Disk(full))

    assert steward.current == old
    steward.publish()
    assert steward.left_over() == []
    assert steward.rows("select value from facts") == [(5,)]


def test_downloads_are_the_published_bytes_and_typed_json(steward):
    release = steward.publish().release

    csv = release.folder / "downloads/facts/facts.csv"
    json = release.folder / "downloads/facts/facts.json"

    assert csv.read_bytes() == (steward.root / "datasets/facts/facts.csv").read_bytes()
    assert json.read_text() == '[\n{"code":"JOR","value":1},\n{"code":"EGY","value":2}\n]\n'
    assert steward.catalog("select path from file where dataset = 'facts' order by 1") == [
        ("facts/facts.csv",),
        ("facts/facts.json",),
    ]


def test_a_file_in_another_form_is_offered_as_utf8_with_commas(steward):
    fields = [{"name": "المدينة", "type": "string"}, {"name": "عدد", "type": "integer"}]
    steward.write("cities", "", fields)
    folder = steward.root / "datasets/cities"
    original = '# notes\nالمدينة;عدد\n"عمّان; الكبرى";1\n'.encode("cp1256")
    (folder / "cities.csv").write_bytes(original)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0] |= {
        "encoding": "windows-1256",
        "dialect": {"delimiter": ";", "commentChar": "#"},
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor))

    release = steward.publish().release

    csv = (release.folder / "downloads/cities/cities.csv").read_bytes()
    assert csv.decode() == "المدينة,عدد\r\nعمّان; الكبرى,1\r\n"
    (files,) = steward.catalog("select files from version where dataset = 'cities'")
    assert json.loads(files[0])["cities.csv"]["sha256"] == hashlib.sha256(original).hexdigest()


def test_a_declared_plain_dialect_leaves_the_bytes_alone(steward):
    fields = [{"name": "a", "type": "string"}]
    steward.write("plain", "a\nx\n", fields)
    path = steward.root / "datasets/plain/datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"][0]["dialect"] = {"delimiter": ",", "lineTerminator": "\n"}
    path.write_text(json.dumps(descriptor))

    release = steward.publish().release

    assert (release.folder / "downloads/plain/plain.csv").read_bytes() == b"a\nx\n"


def test_corrections_go_along_with_the_files(steward):
    correction = {
        "key": {"code": "JOR"},
        "field": "value",
        "old": "1110",
        "new": "1",
        "reason": "A typing error.",
        "translations": {"ar": {"reason": "خطأ في الإدخال."}},
    }
    steward.child(("JOR", 1), Languages=["en"], Corrections=[correction])
    steward.publish()
    steward.parent("JOR", "EGY", "IRQ")

    release = steward.publish().release

    path = release.folder / "downloads/facts/facts-corrections.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {
            "resource": "facts",
            "key": '{"code":"JOR"}',
            "field": "value",
            "old": "1110",
            "new": "1",
            "source": "",
            "reason_en": "A typing error.",
            "reason_ar": "خطأ في الإدخال.",
        }
    ]
    assert ("facts/facts-corrections.csv", None) in steward.catalog(
        "select path, table_name from file"
    )


def test_a_child_stays_when_its_parents_folder_and_the_release_are_lost(steward):
    steward.publish()
    shutil.rmtree(steward.root / "build")
    shutil.rmtree(steward.root / "datasets" / "codes")

    done = steward.publish()

    assert done.refused == ()
    assert steward.publish().nothing_new
