"""``validate --watch`` and ``publish --watch``: what is mended, what is new, what is left."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from scripts import watch
from scripts.cli import run

SECONDS = 30


@pytest.fixture
def saves(monkeypatch):
    """Give a function that lets steps happen, each noticed as a change, and then Ctrl-C."""

    def arranged(*steps):
        def changes(root, _others=()):
            for path, act in steps:
                act()
                yield [path]
            raise KeyboardInterrupt

        monkeypatch.setattr(watch, "changes", changes)

    return arranged


def written(path, text):
    return path, lambda: path.write_text(text, "utf-8")


def test_validate_says_what_is_mended_and_what_is_left(steward, saves, capsys):
    table = steward.root / "datasets" / "facts" / "facts.csv"
    table.write_text("code,value\nJOR,many\nEGY,few\n")
    saves(
        written(table, "code,value\nEGY,few\n\nJOR,2\n"),
        written(table, "code,value\nEGY,5\nJOR,2\n"),
        written(table, "code,value\nEGY,5\nJOR,3\n"),
    )

    code = run(["validate", "facts", "--watch", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 0
    assert "Changed: datasets/facts/facts.csv" in out
    assert "Fixed: 1, new: 1, left: 2" in out  # the row that moved is no new error
    assert "Fixed: 2. Nothing is wrong any more." in out
    assert "Nothing fixed, nothing new; left: 0" in out


def test_it_ends_with_the_verdict_of_the_last_check(steward, saves, capsys):
    table = steward.root / "datasets" / "facts" / "facts.csv"
    saves(written(table, "code,value\nJOR,many\n"))

    code = run(["validate", "--watch", "--lang", "ar", "--root", str(steward.root)])

    assert code == 1
    assert "صُحح: 0، جديد: 1، بقي: 1" in capsys.readouterr().out


def test_half_written_settings_are_a_sentence_and_it_goes_on(steward, saves, capsys):
    settings = steward.root / "metadata.json"
    good = settings.read_text("utf-8")
    saves(written(settings, "{"), written(settings, good))

    code = run(["validate", "--watch", "--root", str(steward.root)])

    printed = capsys.readouterr()
    assert code == 0
    assert "not JSON" in printed.err
    assert "Traceback" not in printed.err


def test_a_dataset_that_is_gone_for_a_moment_is_a_sentence(steward, saves, capsys):
    folder = steward.root / "datasets" / "facts"
    hidden = steward.root / "datasets" / ".facts"
    saves((folder, lambda: folder.rename(hidden)), (folder, lambda: hidden.rename(folder)))

    code = run(["validate", "facts", "--watch", "--root", str(steward.root)])

    assert code == 0
    assert "There is no dataset “facts”" in capsys.readouterr().err


def test_a_bare_file_is_watched_with_its_schema(person, saves, capsys):
    table = person.write("t.csv", "id,name,day\n1,a,soon\n")
    schema = person.schema()
    saves(written(table, "id,name,day\n1,a,2020-01-01\n"))

    code, out, _ = person.validate("t.csv", "--schema", schema, "--watch")

    assert code == 0
    assert "Fixed: 1. Nothing is wrong any more." in out


@pytest.mark.parametrize("words", [["--format", "json"], ["--html", "r.html"]])
def test_files_are_not_written_while_watching(person, words):
    person.write("t.csv", "a\n1\n")

    code, _, err = person.validate("t.csv", "--watch", *words)

    assert code == 2
    assert "--watch tells people" in err


def test_publish_says_it_as_well(steward, saves, capsys):
    steward.publish()
    table = steward.root / "datasets" / "facts" / "facts.csv"
    saves(
        written(table, "code,value\nJOR,many\n"),
        written(table, "code,value\nJOR,7\n"),
    )

    code = run(["publish", "--watch", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 0
    assert "Fixed: 0, new: 1, left: 1" in out
    assert "Fixed: 1. Nothing is wrong any more." in out
    assert steward.rows("select value from facts") == [(7,)]


def test_errors_are_counted_not_listed_once():
    before, after = Counter({"a": 3, "b": 1}), Counter({"a": 1, "c": 2})

    assert watch.progress_line(before, after, "en") == "Fixed: 3, new: 2, left: 3"


def test_a_saved_file_is_answered_by_a_real_process(steward):
    table = steward.root / "datasets" / "facts" / "facts.csv"
    table.write_text("code,value\nJOR,many\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.validate", "facts", "--watch", "--root", steward.root],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    timer = threading.Timer(SECONDS, process.kill)
    timer.start()
    try:
        until(process, "Waiting until something is saved")
        saved = time.monotonic()
        table.write_text("code,value\nJOR,7\n")
        until(process, "Nothing is wrong any more")
        assert time.monotonic() - saved < SECONDS
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
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
