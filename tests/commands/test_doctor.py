"""``portal doctor``: a line each, its remedy where something is wrong, nothing left behind."""

import errno
import os
import socket
import string
import subprocess
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import pytest

from portal.doctor import clock, content, disk, examine, installed, machine, port
from portal.doctor.words import WORDS, told
from portal.release.lock import only_writer
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
    assert f"✗ Port {port} is used by another program" in out
    assert f"portal serve --port {port + 1}" in " ".join(out.split())


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
        (lambda _: machine.console("cp1256"), "doubtful"),
        (lambda _: machine.console("no such encoding"), "doubtful"),
        (lambda _: machine.console("utf-8"), "fine"),
        (lambda root: clock.clock(datetime(2020, 1, 1, tzinfo=UTC), root), "bad"),
        (lambda root: clock.clock(NOW, root), "fine"),
        (disk.databases, "fine"),
        (disk.lock, "fine"),
        (content.names, "fine"),
    ],
    ids=[
        *("path", "good path", "console", "Arabic console", "unknown console", "good console"),
        *("clock", "good clock", "databases", "lock", "names"),
    ],
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

    findings = [check(steward.root) for check in (disk.writing, disk.databases, disk.lock)]

    assert [finding.state for finding in findings] == ["bad"] * 3
    assert "Permission denied" in findings[0].parameters["note"]


def test_no_room_is_found(steward, monkeypatch):
    monkeypatch.setattr("portal.doctor.disk.LEAST", 1 << 62)

    assert disk.space(steward.root).state == "bad"


def test_somebody_who_is_publishing_is_told_from_a_disk_without_locks(steward, monkeypatch):
    with only_writer(steward.root / "build"):
        busy = disk.lock(steward.root)

    def refuse(_file):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("portal.release.lock._take", refuse)
    without = disk.lock(steward.root)

    assert (busy.check, busy.state) == ("lock-held", "doubtful")
    assert (without.check, without.state) == ("lock", "bad")
    assert "No locks available" in without.parameters["note"]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("aux.csv", "doubtful"),
        ("a:b.csv", "doubtful"),
        ("ends.", "doubtful"),
        ("com1", "doubtful"),
        ("auxiliary.csv", "fine"),
        ("عربي 1.csv", "fine"),
    ],
)
def test_names_that_windows_cannot_have_are_found(steward, name, state):
    try:
        (steward.root / "datasets" / "facts" / name).write_text("")
    except OSError:
        pytest.skip("this system cannot have the name either")

    assert content.names(steward.root).state == state


def test_a_name_that_macos_writes_otherwise_is_the_same_name(steward):
    folder = steward.root / "datasets" / "facts"
    for name in ("caf\u00e9.csv", "cafe\u0301.csv"):
        (folder / name).write_text("")
    if len(list(folder.glob("caf*"))) < 2:
        pytest.skip("on this disk the two names are one file")

    assert content.names(steward.root).state == "bad"


@pytest.mark.parametrize(
    ("serving", "publishing", "check", "state"),
    [
        (["click"], ["click"], "packages", "fine"),
        (["click", "nothing-like-it"], ["click"], "packages", "bad"),
        (["click"], ["click", "nothing-like-it"], "packages-serving", "doubtful"),
        (["click"], ["click", "pytest==0.1"], "packages-others", "doubtful"),
        ([], [], "packages-unknown", "doubtful"),
    ],
    ids=["all", "one to serve", "one to publish", "another version", "no list"],
)
def test_what_is_installed_is_held_against_the_lists(tmp_path, serving, publishing, check, state):
    for name, packages in [("requirements-serve.txt", serving), ("requirements.txt", publishing)]:
        pinned = [
            package if "=" in package else f"{package}=={installed_version(package)}"
            for package in packages
        ]
        text = "".join(f"{line} \\\n    --hash=sha256:00\n" for line in pinned)
        (tmp_path / name).write_text(f"# Locked.\n{text}none==1 ; sys_platform == 'plan9' \\\n")
    if not serving:
        (tmp_path / "requirements-serve.txt").unlink()

    finding = installed.packages(tmp_path)

    assert (finding.check, finding.state) == (check, state)


def installed_version(name):
    return version(name) if name != "nothing-like-it" else "1.0"


def test_a_portal_at_the_port_is_no_fault_and_no_proxy_is_asked(monkeypatch, answering):
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")

    finding = port.port(answering(b'{"release": "20261124T101500Z-3f9c2a"}'))

    assert (finding.check, finding.state) == ("port-portal", "fine")


@pytest.mark.parametrize("body", [b"[]", b"3", b"<html>", b""])
def test_another_server_at_the_port_is_one(answering, body):
    assert port.port(answering(body)).state == "bad"


@pytest.fixture
def answering():
    """Give a function that starts a server with one answer, and returns its port."""
    servers = []

    def start(body):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, args=(0.01,), daemon=True).start()
        return servers[-1].server_port

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_port_that_only_an_administrator_may_use(monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("socket.socket.bind", refuse)

    finding = port.port(80)

    assert (finding.check, finding.state) == ("port-closed", "bad")
    assert "portal serve --port 8001" in told(finding, "en")[1]


def test_a_portal_whose_own_path_is_unsafe_is_found_from_inside(
    steward, monkeypatch, capsys, free_port
):
    folder = steward.root.rename(steward.root.parent / "50%41 #1")
    monkeypatch.chdir(folder / "datasets")

    code = run(["doctor", "--port", str(free_port)])

    assert code == 1
    assert "✗ Not every program can open this path" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("zone", "state"),
    [("Asia/Amman", "fine"), ("EET-2", "fine"), ("Nowhere/Land", "doubtful")],
)
def test_a_time_zone_that_nobody_knows_is_looked_at(monkeypatch, zone, state):
    monkeypatch.setenv("TZ", zone)

    assert clock.zone(NOW).state == state


def test_a_release_that_is_named_by_no_day_is_no_release(steward):
    (steward.root / "build/releases/20269999T999999Z-aaaaaa").mkdir(parents=True)

    assert clock.clock(NOW, steward.root).state == "fine"


def test_a_long_path_is_looked_at_on_windows(steward, monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")

    found = [content.path(path) for path in (steward.root, steward.root / ("long" * 60))]

    assert [finding.check for finding in found] == ["path", "path-long"]


def test_an_old_sqlite_is_a_red_line_and_not_the_end(steward, capsys, monkeypatch, free_port):
    lacking = {"time travel": "create table t (a) backwards"}
    monkeypatch.setattr("portal.database.engine.FEATURES", lacking)

    code = run(["doctor", "--root", str(steward.root), "--port", str(free_port)])

    out = capsys.readouterr().out
    assert code == 1
    assert "✗ SQLite" in out
    assert "lacks time travel" in out
    assert f"Port {free_port} is free" in out


def test_a_folder_that_is_named_and_is_no_portal(tmp_path, capsys):
    assert run(["doctor", "--root", str(tmp_path)]) == 2
    assert "no metadata.json" in capsys.readouterr().err


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


def test_an_arabic_console_without_our_signs_is_spoken_to_in_arabic(steward, free_port):
    done = subprocess.run(
        [sys.executable, "-m", "scripts.doctor", "--lang", "ar", "--root", steward.root,
         "--port", str(free_port)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1256"},
        check=False,
    )  # fmt: skip

    assert "+ المنفذ" in done.stdout.decode("cp1256")
