"""``validate --watch`` and ``publish --watch``: what is mended, what is new, what is left."""

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.exceptions import LockedError, ReleaseError
from portal.tabular.since import Errors
from scripts import checking, watched
from scripts.cli import run
from scripts.watch import Standing, again, watch

SECONDS = 30
"""After which a real process is given up."""
CODES = ("JOR", "EGY", "LBN")


@pytest.fixture
def saves(monkeypatch):
    """Give a function that lets steps happen, each noticed as a change, and then Ctrl-C."""

    def arranged(*steps):
        def changes(*_places):
            for path, act in steps:
                act()
                yield [path]
            raise KeyboardInterrupt

        monkeypatch.setattr("portal.catalog.watch.changes", changes)
        monkeypatch.setattr(watched, "changes", changes)

    return arranged


@pytest.fixture
def checked(monkeypatch):
    """Return a list to which every check adds the names that it was asked for; none are all."""
    asked = []
    checks = checking.checks

    def noted(subjects, *rest):
        asked.append([*subjects.names, *map(str, subjects.files)])
        return checks(subjects, *rest)

    monkeypatch.setattr(checking, "checks", noted)
    return asked


@pytest.fixture
def table(steward):
    return steward.root / "datasets" / "facts" / "facts.csv"


def written(path, text):
    return path, lambda: path.write_text(text, "utf-8")


def test_it_says_what_is_mended_what_is_new_and_then_what_is_left(steward, table, saves, capsys):
    table.write_text("code,value\nJOR,many\nEGY,few\n")
    saves(
        written(table, "code,value\nLBN,1\nEGY,few\nJOR,2\n"),
        written(table, "code,value\nEGY,5\nJOR,2\n"),
        written(table, "code,value\nEGY,5\nJOR,3\n"),
    )

    code = run(["validate", "facts", "--watch", "--root", str(steward.root)])

    said = capsys.readouterr().out.splitlines()
    assert code == 0
    assert said[said.index("1 fixed, 1 new, 2 left") + 1] == "✗ facts: 2 errors, 3 rows read"
    assert "Changed: datasets/facts/facts.csv" in said
    assert "2 fixed. Nothing is wrong any more." in said
    assert said[-3:] == ["Nothing is wrong.", "✓ facts: 2 rows, follows its 2 published rules", ""]


def test_a_row_that_moved_is_no_new_error(steward, table, saves, capsys):
    table.write_text("code,value\nJOR,many\n")
    saves(written(table, "code,value\nEGY,5\nJOR,many\n"))

    code = run(["validate", "--watch", "--root", str(steward.root)])

    said = capsys.readouterr().out
    assert code == 1
    assert "Nothing fixed, nothing new, 1 left\n✗ facts: 1 error, 2 rows read" in said


def test_in_arabic(steward, table, saves, capsys):
    saves(written(table, "code,value\nJOR,many\n"), written(table, "code,value\nJOR,1\n"))

    code = run(["validate", "--watch", "--lang", "ar", "--root", str(steward.root)])

    said = capsys.readouterr().out
    assert code == 0
    assert "الأخطاء المصححة: 0، الجديدة: 1، الباقية: 1" in said
    assert "الأخطاء المصححة: 1. لا أخطاء باقية." in said


def test_only_what_a_saved_file_concerns_is_checked(steward, table, saves, checked, capsys):
    steward.write("lone", "a\nx\n", [{"name": "a", "type": "integer"}])
    parent = steward.root / "datasets" / "codes" / "codes.csv"
    saves(
        written(table, "code,value\nLBN,1\nJOR,many\n"),
        written(parent, "code\nJOR\nLBN\n"),
        written(steward.root / "datasets" / "lone" / "lone.csv", "a\n1\n"),
        written(steward.root / "datasets" / "new.csv", "a\n"),
    )

    run(["validate", "--watch", "--root", str(steward.root)])

    said = capsys.readouterr().out
    assert checked == [[], ["codes", "facts"], ["codes", "facts"], ["lone"], []]
    assert "0 fixed, 2 new, 3 left" in said
    assert "1 fixed, 0 new, 2 left" in said  # mended by the code list
    assert said.count("✗ lone: 1 error, 1 row read") == 3  # told from memory


def test_it_finds_what_a_whole_check_finds(steward):
    """Hold the memory against a check without one, over many random edits."""
    draw = random.Random(7)  # noqa: S311  # no secret
    steward.child(("JOR", 1), name="more")
    steward.publish()
    root = str(steward.root)

    def watching():
        return watched.Watched(task(), (), Path(root), None)

    one = watching()
    one.act(())
    for _ in range(30):
        changed = [edited(steward, draw) for _ in range(draw.choice((1, 1, 2)))]

        now, whole = one.act(changed), watching().act(())

        assert (now.code, now.found) == (whole.code, whole.found)


def task():
    from portal.release.bare import Given

    return checking.Task(Given(), "en", "portal validate", {}, 1)


def edited(steward, draw):
    """Change something at random and return the file."""
    name = draw.choice(("codes", "codes", "facts", "more"))
    folder = steward.root / "datasets" / name
    some = draw.sample(CODES, draw.randint(1, 3))
    if draw.random() < 0.15:
        path = folder / "datapackage.json"
        held = path.read_text("utf-8")
        path.write_text("{" if held != "{" else described(steward, name, some), "utf-8")
        return path
    if name == "codes":
        text = "code\n" + "".join(f"{code}\n" for code in some)
    else:
        text = "code,value\n" + "".join(f"{code},{draw.choice('123x')}\n" for code in some)
    (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder / f"{name}.csv"


def described(steward, name, some):
    if name == "codes":
        steward.parent(*some)
    else:
        steward.child(*((code, 1) for code in some), name=name)
    return (steward.root / "datasets" / name / "datapackage.json").read_text("utf-8")


MOMENTS = {
    "settings half written": ("metadata.json", "{", "not JSON"),
    "settings empty": ("metadata.json", "", "not JSON"),
    "settings of another kind": ("metadata.json", "[]", "metadata.json"),
    "settings gone": ("metadata.json", None, "not the root of a portal"),
    "dataset gone": ("datasets/facts", None, "There is no dataset “facts”"),
    "all datasets gone": ("datasets", None, "There is no dataset “facts”"),
}


@pytest.mark.parametrize(("name", "content", "said"), MOMENTS.values(), ids=MOMENTS)
def test_a_bad_moment_is_a_sentence_and_it_goes_on(steward, saves, capsys, name, content, said):
    path, aside = steward.root / name, steward.root / "aside"

    def broken():
        path.rename(aside)
        if content is not None:
            path.write_text(content)

    def mended():
        aside.replace(path)

    saves((path, broken), (path, mended))

    code = run(["validate", "facts", "--watch", "--root", str(steward.root)])

    printed = capsys.readouterr()
    assert code == 0
    assert printed.err.startswith("portal: ")
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert "Nothing is wrong.\n" in printed.out.rpartition("Changed: ")[2]


def test_it_ends_with_the_code_of_the_last_time(steward, saves, capsys):
    saves(written(steward.root / "metadata.json", "{"))

    code = run(["validate", "--watch", "--root", str(steward.root)])

    assert code == 2
    assert capsys.readouterr().out.count("Waiting until a file is saved") == 1


def test_what_was_never_there_ends_it_at_once(steward, saves, capsys):
    saves()

    assert run(["validate", "fact", "--watch", "--root", str(steward.root)]) == 2
    assert "Did you mean facts?" in capsys.readouterr().err


def test_bare_files_are_watched_with_their_schema(person, saves, checked):
    first = person.write("a.csv", "id,name,day\n1,a,soon\n").relative_to(person.folder)
    person.write("b.csv", "id,name,day\n1,a,\n")
    schema = Path(person.schema())
    saves(
        written(first, "id,name,day\n1,a,2020-01-01\n"),
        (schema, lambda: person.schema(primaryKey=["nothing"])),
        (schema, person.schema),
        (first, first.unlink),
        written(first, "id,name,day\n1,a,\n"),
    )

    code, out, err = person.validate("a.csv", "b.csv", "--schema", "schema.json", "--watch")

    assert code == 0
    assert checked == [["a.csv", "b.csv"], ["a.csv"], *[["a.csv", "b.csv"]] * 3]
    assert "1 fixed. Nothing is wrong any more." in out
    assert "0 fixed, 2 new, 2 left" in out
    assert "There is no file or folder a.csv" in err


def test_the_report_is_written_again_and_is_no_change(person, saves):
    first = person.write("a.csv", "id,name,day\n1,a,soon\n").relative_to(person.folder)
    person.schema()
    saves(written(first, "id,name,day\n1,a,later\n"))

    person.validate("a.csv", "--schema", "schema.json", "--watch", "--html", "r.html")

    report = (person.folder / "r.html").read_text("utf-8")
    assert "later" in report
    assert "soon" not in report


def test_a_console_that_turns_arabic_around_shows_the_report_once(
    steward, table, saves, monkeypatch
):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    saves(written(table, "code,value\nJOR,many\n"), written(table, "code,value\nJOR,few\n"))

    run(["validate", "--watch", "--lang", "ar", "--root", str(steward.root)])

    assert len(opened) == 1
    assert "few" in Path(opened[0].removeprefix("file://")).read_text("utf-8")


@pytest.mark.parametrize(
    "words", [["--format", "json"], ["--fix-it", "f.xlsx"], ["--errors", "e.csv"]], ids=" ".join
)
def test_what_is_not_made_while_watching(person, words):
    person.write("t.csv", "a\n1\n")

    code, _, err = person.validate("t.csv", "--watch", *words)

    assert code == 2
    assert "Leave out --format json and other files" in err
    assert person.files == ["t.csv"]


def test_publish_says_it_as_well(steward, table, saves, capsys):
    steward.publish()
    saves(written(table, "code,value\nJOR,many\n"), written(table, "code,value\nJOR,7\n"))

    code = run(["publish", "--watch", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 0
    assert "0 fixed, 1 new, 1 left\n" in out
    assert "Its last good version stays published." in out
    assert "1 fixed. Nothing is wrong any more.\n" in out
    assert steward.rows("select value from facts") == [(7,)]


def test_what_was_refused_before_is_counted_too(steward, table, saves, capsys):
    steward.publish()
    table.write_text("code,value\nJOR,many\nEGY,few\n")
    steward.publish()
    readme = steward.root / "datasets" / "notes.txt"
    saves(written(readme, "no dataset"), written(table, "code,value\nJOR,7\nEGY,few\n"))

    code = run(["publish", "--watch", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 1
    assert "Still refused: facts." in out
    assert "Nothing fixed, nothing new, 2 left\n" in out
    assert "1 fixed, 0 new, 1 left\n" in out


def test_what_waits_is_not_called_well(steward, table, saves, capsys):
    steward.publish()
    parent = steward.root / "datasets" / "codes" / "codes.csv"

    def both():
        parent.write_text("code\nJOR\nEGY\nLBN\nLBN\n")
        table.write_text("code,value\nLBN,1\n")

    saves((parent, both))

    code = run(["publish", "--watch", "--root", str(steward.root)])

    assert code == 1
    assert "Nothing is wrong" not in capsys.readouterr().out


def test_it_waits_until_another_process_has_published(steward, table, saves, capsys, monkeypatch):
    steward.publish()
    locked = iter([True, True])

    @contextmanager
    def only_writer(_build):
        if next(locked, False):
            raise LockedError("process 7 is publishing; wait until it has finished")
        yield

    saves(written(table, "code,value\nJOR,7\n"))
    monkeypatch.setattr("portal.release.workplace.only_writer", only_writer)
    monkeypatch.setattr("scripts.publish.WAIT", 0)

    code = run(["publish", "--watch", "--root", str(steward.root)])

    assert code == 0
    assert capsys.readouterr().err.count("process 7 is publishing") == 1
    assert steward.rows("select value from facts") == [(7,)]


UNREADABLE = ("facts", "facts.csv", "file-unreadable", None, None)


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ([{UNREADABLE: Errors(1)}, {}], "Nothing is wrong."),
        ([PermissionError(13, "Permission denied"), {}], "Nothing is wrong."),
        ([ReleaseError("changed while it was read"), {}], "Nothing is wrong."),
        ([{UNREADABLE: Errors(1)}] * 3, "0 fixed, 1 new, 1 left"),
    ],
    ids=["file", "another file", "changed meanwhile", "for good"],
)
def test_a_file_that_is_locked_for_a_moment_is_tried_again(capsys, monkeypatch, answers, left):
    answers = iter([{}, *answers])
    monkeypatch.setattr("time.sleep", lambda _: None)

    def act(_changed):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return Standing(1 if answer else 0, answer, [])

    again(act, [[Path("facts.csv")]], None, "en")

    assert capsys.readouterr().out.splitlines()[-1] == left
    assert next(answers, None) is None


def test_a_publisher_that_died_begins_again_with_the_next_change(tmp_path, monkeypatch):
    told = []

    def apart(_act, root):
        told.append("publisher")
        if told.count("publisher") == 3:
            raise InterruptedError
        return 3

    def changes(root):
        told.append("look")
        yield [root / "metadata.json"]

    monkeypatch.setattr("scripts.watch._apart", apart)
    monkeypatch.setattr("scripts.watch.changes", changes)

    with pytest.raises(InterruptedError):
        watch(tmp_path)

    assert told == ["publisher", "look", "publisher", "look", "publisher"]


def test_beside_a_server_only_changes_are_told(steward, table, saves, capsys):
    steward.publish()
    saves(written(table, "code,value\nJOR,many\n"))

    code = run(["publish", "--watch", "--beside-server", "--root", str(steward.root)])

    said = capsys.readouterr().out.splitlines()
    assert code == 1
    assert said[:3] == ["", "Changed: datasets/facts/facts.csv", "0 fixed, 1 new, 1 left"]


def test_what_was_saved_while_a_server_started_is_told(steward, table, saves, capsys):
    steward.publish()
    table.write_text("code,value\nJOR,7\n")
    saves()

    run(["publish", "--watch", "--beside-server", "--root", str(steward.root)])

    assert capsys.readouterr().out.startswith("Changed: datasets/facts\n✓ facts: 1 row")


def test_a_portal_that_is_gone_is_not_made_anew(steward, saves, capsys):
    elsewhere = steward.root.parent / "elsewhere"
    steward.publish()
    saves((steward.root, lambda: steward.root.rename(elsewhere)))

    run(["publish", "--watch", "--root", str(steward.root)])

    assert "has no metadata.json" in capsys.readouterr().err
    assert not steward.root.exists()


def test_a_saved_file_is_answered_by_a_real_process(steward, table):
    table.write_text("code,value\nJOR,many\n")
    beside = table.with_name("facts.csv.new")
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.validate", "--watch", "--root", steward.root],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    timer = threading.Timer(SECONDS, process.kill)
    timer.start()
    try:
        until(process, "Waiting until a file is saved")
        beside.write_text("code,value\nJOR,7\n")
        beside.replace(table)  # as many editors save
        until(process, "1 fixed. Nothing is wrong any more.")
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(SECONDS) == 0
        assert "Traceback" not in rest
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def until(process, text):
    for line in process.stdout:
        if text in line:
            return
    pytest.fail(f"“{text}” was not said")
