"""``portal doctor``: a line each, its remedy where something is wrong, nothing left behind."""

import os
import socket
import string
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from portal.doctor import content, examine, machine
from portal.doctor.words import WORDS
from scripts.cli import run

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


def test_a_portal_is_fit_and_nothing_is_left_behind(steward, capsys, free_port):
    steward.publish()
    before = files(steward.root)

    code = run(["doctor", "--root", str(steward.root), "--port", str(free_port)])

    out = capsys.readouterr().out
    assert code == 0, out
    assert "✗" not in out
    assert len(out.splitlines()) >= 13
    assert files(steward.root) == before


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_that_is_taken_is_red_with_a_remedy(steward, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code = run(["doctor", "--root", str(steward.root), "--port", str(port)])

    out = capsys.readouterr().out
    assert code == 1
    assert f"✗ Port {port} is free" in out
    assert "portal serve --port 8002" in " ".join(out.split())


def test_wrong_settings_are_red(steward, capsys, free_port):
    (steward.root / "metadata.json").write_text("{")

    code = run(["doctor", "--root", str(steward.root), "--port", str(free_port)])

    assert code == 1
    assert "not JSON" in capsys.readouterr().out


def test_without_a_portal_the_machine_alone_is_looked_at(tmp_path, monkeypatch, capsys, free_port):
    monkeypatch.chdir(tmp_path)

    code = run(["doctor", "--port", str(free_port), "--lang", "ar"])

    assert code == 0
    assert "فُحص الجهاز وحده" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (lambda root: content.path(root / "a#b"), "bad"),
        (content.path, "fine"),
        (lambda _: machine.console("cp437"), "doubtful"),
        (lambda _: machine.console("utf-8"), "fine"),
        (lambda root: machine.clock(datetime(2020, 1, 1, tzinfo=UTC), root), "bad"),
        (lambda root: machine.clock(NOW, root), "fine"),
    ],
    ids=["path", "good path", "console", "good console", "clock", "good clock"],
)
def test_a_check_tells_good_from_bad(steward, finding, state):
    assert finding(steward.root).state == state


def test_names_that_differ_by_case_only_are_found(steward):
    (steward.root / "datasets" / "facts" / "FACTS.csv").write_text("a\n")
    if len(list((steward.root / "datasets" / "facts").glob("[Ff][Aa][Cc][Tt][Ss].csv"))) < 2:
        pytest.skip("on this disk the two names are one file")

    assert content.names(steward.root).state == "bad"


def test_a_folder_that_cannot_be_written_is_found(steward, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)

    finding = content.writing(steward.root)

    assert (finding.state, finding.parameters["note"]) == ("bad", "Permission denied")


def test_no_room_is_found(steward, monkeypatch):
    monkeypatch.setattr("portal.doctor.content.LEAST", 1 << 62)

    assert content.space(steward.root).state == "bad"


@pytest.mark.parametrize("check", WORDS["en"])
def test_the_words_are_the_same_in_both_languages(check):
    def holes(texts):
        return [{n for _, n, _, _ in string.Formatter().parse(text) if n} for text in texts]

    assert holes(WORDS["en"][check]) == holes(WORDS["ar"][check])


def test_every_check_has_words(steward, free_port):
    for finding in examine(steward.root, free_port, "utf-8", NOW):
        assert finding.check in WORDS["en"]


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8"])
def test_a_console_without_arabic_gets_no_traceback(steward, encoding, free_port):
    done = subprocess.run(
        [sys.executable, "-m", "scripts.doctor", "--lang", "ar", "--root", steward.root,
         "--port", str(free_port)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert (b"?" * 3) not in done.stdout
