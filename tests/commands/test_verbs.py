"""The verbs, as typed: exit codes, what is printed where, and that all is documented."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from scripts.cli import VERBS, cli, run

ROOT = Path(__file__).parents[2]
OPERATE = (ROOT / "docs" / "operate.md").read_text("utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_is_documented(verb, capsys):
    code = run([verb, "--help"])

    assert code == 0
    assert VERBS[verb].rstrip(".").split(",")[0].split()[0] in capsys.readouterr().out
    assert f"`portal {verb}" in OPERATE


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_has_a_help_text(verb):
    command = cli.get_command(click.Context(cli), verb)

    options = [p for p in command.params if isinstance(p, click.Option)]

    assert [option.name for option in options if not option.help] == []


def test_a_verb_is_also_a_module(steward):
    printed = subprocess.run(
        [sys.executable, "-m", "scripts.releases", "--root", str(steward.root)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert "portal publish" in printed.stdout


def test_make_targets_are_documented_and_described():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()

    described = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)

    assert sorted(phony) == sorted(described)
    assert [t for t in described if t != "help" and f"`make {t}`" not in OPERATE] == []


def test_validate_says_what_follows_the_rules(steward, capsys):
    code = run(["validate", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 0
    assert "✓ codes: 2 rows, follows its 2 published rules" in out
    assert "Next: portal publish" in out
    assert not (steward.root / "archive").exists()


def test_validate_as_json_is_one_object(steward, capsys):
    steward.child(("JOR", "many"))

    code = run(["validate", "--format", "json", "--root", str(steward.root)])

    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert (code, report["valid"], captured.err) == (1, False, "")
    assert report["datasets"] == [
        {"name": "codes", "valid": True, "waits_for": []},
        {"name": "facts", "valid": False, "waits_for": []},
    ]
    (error,) = report["errors"]
    assert (error["code"], error["row"], error["column"], error["value"]) == (
        "type-error", 2, "B", "many",
    )  # fmt: skip
    assert error["message"]
    assert error["fix"]


def test_validate_in_arabic(steward, capsys):
    steward.child(("JOR", "many"))

    run(["validate", "--lang", "ar", "--root", str(steward.root)])

    assert re.search("[\u0600-\u06ff]{3}", capsys.readouterr().out)


def test_validate_of_one_dataset_tells_of_that_one_only(steward, capsys):
    steward.parent("JOR", "JOR")

    run(["validate", "facts", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert "facts" in out
    assert "✗ codes" not in out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["validate", "facs"], 2, "Did you mean facts?"),
        (["publish", "--nonsense"], 2, "No such option"),
        (["nonsense"], 2, "No such command"),
        (["rollback"], 2, "There is no older release"),
        (["rollback", "20200101T000000Z-aaaaaa"], 2, "no"),
        (["withdraw", "facts"], 2, "Say why"),
        (["withdraw", "nothing", "--reason", "x"], 2, "is not published"),
    ],
    ids=["unknown dataset", "option", "verb", "nothing older", "release", "reason", "withdraw"],
)
def test_wrong_use_gets_a_sentence(steward, capsys, words, code, sentence):
    found = run([*words, *(["--root", str(steward.root)] if words != ["nonsense"] else [])])

    assert found == code
    assert sentence in capsys.readouterr().err


def test_a_folder_that_is_no_portal_gets_a_sentence(tmp_path, capsys):
    code = run(["validate", "--root", str(tmp_path)])

    assert code == 2
    assert "metadata.json" in capsys.readouterr().err


def test_settings_that_are_no_json_get_a_sentence(steward, capsys):
    (steward.root / "metadata.json").write_text("{")

    code = run(["publish", "--root", str(steward.root)])

    assert code == 2
    assert "metadata.json" in capsys.readouterr().err


def test_a_fault_of_ours_is_said_and_kept_in_a_file(steward, capsys, monkeypatch):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("portal.release.publish.publish", broken)

    code = run(["publish", "--root", str(steward.root)])

    err = capsys.readouterr().err
    assert code == 3
    assert "Traceback" not in err
    kept = Path(err.strip().rsplit(" ", 1)[1])
    assert "ZeroDivisionError" in kept.read_text("utf-8")
    kept.unlink()


def test_publish_twice(steward, capsys):
    first = run(["publish", "--root", str(steward.root)])
    second = run(["publish", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert (first, second) == (0, 0)
    assert "✓ facts: 2 rows" in out
    assert "Nothing is new" in out


def test_publish_with_a_bad_file_says_what_stays(steward, capsys):
    run(["publish", "--root", str(steward.root)])
    steward.child(("JOR", "many"))

    code = run(["publish", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 1
    assert "row 2, column B “value”" in out
    assert "last good version stays published" in out


def test_a_dry_run_publishes_nothing(steward, capsys):
    code = run(["publish", "--dry-run", "--root", str(steward.root)])

    assert code == 0
    assert "Nothing was published; codes, facts would be new." in capsys.readouterr().out
    assert steward.current is None


def test_load_builds_the_two_files_and_no_release(steward, tmp_path, capsys):
    code = run(["load", "--output", str(tmp_path / "out"), "--root", str(steward.root)])

    assert code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["catalog.db", "data.db"]
    assert steward.current is None
    assert not (steward.root / "archive").exists()


def test_load_leaves_out_what_is_wrong(steward, tmp_path):
    steward.child(("JOR", "many"))

    code = run(["load", "--output", str(tmp_path / "out"), "--root", str(steward.root)])

    assert code == 1


def test_releases_and_rollback(steward, capsys):
    run(["publish", "--root", str(steward.root)])
    steward.child(("JOR", 5))
    run(["publish", "--root", str(steward.root)])

    code = run(["rollback", "--root", str(steward.root)])
    run(["releases", "--root", str(steward.root)])

    out = capsys.readouterr().out
    assert code == 0
    assert out.count("* ") == 1
    assert "(content of " in out
    assert steward.rows("select value from facts") == [(1,), (2,)]


def test_a_file_that_cannot_be_read_is_named(steward, capsys):
    table = steward.root / "datasets/facts/facts.csv"
    table.unlink()
    table.mkdir()

    code = run(["validate", "--root", str(steward.root)])

    assert code == 1
    assert "facts/facts.csv" in capsys.readouterr().out


def test_an_empty_portal_is_no_error(steward, capsys):
    shutil.rmtree(steward.root / "datasets")

    assert run(["validate", "--root", str(steward.root)]) == 0
    assert run(["publish", "--root", str(steward.root)]) == 0


def test_an_old_sqlite_gets_a_sentence(steward, capsys, monkeypatch):
    lacking = {"JSON functions": "create virtual table x using nothing_like_it (a)"}
    monkeypatch.setattr("portal.database.engine.FEATURES", lacking)

    code = run(["validate", "--root", str(steward.root)])

    assert code == 2
    assert "lacks JSON functions" in capsys.readouterr().err


def test_a_readmitted_dataset_with_errors_is_not_said_to_be_published(steward, capsys):
    run(["publish", "--root", str(steward.root)])
    run(["withdraw", "facts", "--reason", "It was wrong.", "--root", str(steward.root)])
    shutil.rmtree(steward.root / "datasets/facts")
    steward.parent("JOR")
    run(["publish", "--root", str(steward.root)])

    code = run(["withdraw", "facts", "--undo", "--root", str(steward.root)])

    assert code == 1
    assert "not published: portal validate" in capsys.readouterr().out


def test_publish_names_withdrawn_datasets_whose_folders_are_there(steward, capsys):
    run(["publish", "--root", str(steward.root)])
    run(["withdraw", "facts", "--reason", "It was wrong.", "--root", str(steward.root)])
    steward.parent("JOR", "EGY", "IRQ")

    run(["publish", "--root", str(steward.root)])

    assert "withdrawn: facts" in capsys.readouterr().out


def test_validate_says_that_a_dataset_is_withdrawn(steward, capsys):
    run(["publish", "--root", str(steward.root)])
    run(["withdraw", "facts", "--reason", "It was wrong.", "--root", str(steward.root)])

    code = run(["validate", "facts", "--root", str(steward.root)])

    assert code == 0
    assert "facts: withdrawn, so not checked" in capsys.readouterr().out


def test_a_console_without_arabic_shows_other_signs_and_no_fault(steward):
    steward.child(("JOR", "كثير"))

    printed = subprocess.run(
        [sys.executable, "-m", "scripts.validate", "--lang", "ar", "--root", str(steward.root)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )

    assert (printed.returncode, printed.stderr) == (1, b"")
    assert b"? facts: ???????: 1" in printed.stdout
