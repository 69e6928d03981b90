import os

import pytest

from portal.catalog.watch import changes, differing, snapshot


@pytest.fixture
def portal_root(tmp_path):
    (tmp_path / "metadata.json").write_text("{}")
    (tmp_path / "datasets" / "a").mkdir(parents=True)
    (tmp_path / "datasets" / "a" / "a.csv").write_text("x")
    (tmp_path / "build").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("datasets/a/a.csv", "xy"),
        ("datasets/a/new.csv", ""),
        ("metadata.json", "{ }"),
        ("datasets/a/a.csv", None),
    ],
    ids=["changed", "new", "settings", "removed"],
)
def test_what_is_noticed(portal_root, path, content):
    before = snapshot(portal_root)

    if content is None:
        (portal_root / path).unlink()
    else:
        (portal_root / path).write_text(content)

    assert differing(before, snapshot(portal_root)) == [portal_root / path]


def test_same_size_and_another_time(portal_root):
    path = portal_root / "datasets" / "a" / "a.csv"
    before = snapshot(portal_root)

    os.utime(path, (1, 1))

    assert differing(before, snapshot(portal_root)) == [path]


def test_what_is_built_is_no_change(portal_root):
    before = snapshot(portal_root)

    (portal_root / "build" / "current").write_text("x")

    assert differing(before, snapshot(portal_root)) == []


def test_many_steps_are_one_change(portal_root, monkeypatch):
    path = portal_root / "datasets" / "a" / "a.csv"
    steps = iter([lambda: None, lambda: path.write_text("1"), lambda: path.write_text("123")])

    monkeypatch.setattr("time.sleep", lambda _: next(steps, lambda: None)())

    assert next(changes(portal_root)) == [path]
    assert path.read_text() == "123"


PASSING = [".~lock.a.csv#", "~$a.xlsx", ".a.csv.swp", "a.csv~", ".git/index"]


@pytest.mark.parametrize("name", PASSING)
def test_what_programs_put_beside_an_open_file_is_no_change(portal_root, name):
    before = snapshot(portal_root)

    path = portal_root / "datasets" / "a" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")

    assert differing(before, snapshot(portal_root)) == []


def test_files_and_folders_anywhere(portal_root):
    folder, file, made = (portal_root / name for name in ("build", "table.csv", "build/r.html"))
    before = snapshot(None, [folder, file], {made.resolve()})

    for path in (folder / "x.csv", file, made, portal_root / "other.csv"):
        path.write_text("x")

    changed = differing(before, snapshot(None, [folder, file], {made.resolve()}))
    assert changed == [folder / "x.csv", file]


def test_what_is_saved_before_the_first_look_counts(portal_root, monkeypatch):
    path = portal_root / "datasets" / "a" / "a.csv"
    monkeypatch.setattr("time.sleep", lambda _: None)
    seen = changes(portal_root)

    path.write_text("saved during the first check")

    assert next(seen) == [path]


def test_a_folder_that_goes_away_while_it_is_looked_at(portal_root, monkeypatch):
    listed = os.scandir

    def gone(path):
        if str(path).endswith("datasets/a"):
            raise FileNotFoundError(path)
        return listed(path)

    monkeypatch.setattr("os.scandir", gone)

    assert [*snapshot(portal_root)] == [portal_root / "metadata.json"]
