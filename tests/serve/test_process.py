"""One real server process, and what the command says when it cannot serve."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager

import pytest

from scripts.cli import run

START_SECONDS = 20


@contextmanager
def server(root, *options):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.serve", "--root", root, "--port", str(port), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        yield process, port
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def wait_for(port, process):
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            read(port, "/-/health")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"the server did not start: {process.stdout.read()}")


def until(holds):
    give_up = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < give_up, "the new release was not served"


def said_until(process, text):
    """Return what a process says, as far as the line with a text."""
    said = []
    timer = threading.Timer(START_SECONDS, process.kill)
    timer.start()
    for line in process.stdout:
        said.append(line)
        if text in line:
            break
    timer.cancel()
    return "".join(said)


def read(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status, answer.headers["x-portal-release"], answer.read()


def test_a_switch_under_load_fails_nobody(root, release):
    with server(root) as (process, port):
        answers, stop = [], threading.Event()

        def load():
            while not stop.is_set():
                answers.append(read(port, "/api/v1/datasets/towns/resources/towns/rows"))

        readers = [threading.Thread(target=load) for _ in range(3)]
        for reader in readers:
            reader.start()
        names = ["20261124T101500Z-3f9c2a"]
        for number in range(3):
            names.append(release(f"20261125T00000{number}Z-4a0d3b", town=f"T{number}"))
            until(lambda: read(port, "/-/health")[1] == names[-1])
        stop.set()
        for reader in readers:
            reader.join()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=10)

    assert process.returncode == 0, said
    assert {status for status, _, _ in answers} == {200}
    assert {release for _, release, _ in answers} <= set(names)
    towns = {json.loads(body)["rows"][0]["name"]: release for _, release, body in answers}
    for town, served in towns.items():
        assert served == dict(zip(["Salt", "T0", "T1", "T2"], names, strict=True))[town]
    assert said.splitlines()[:3] == [
        f"Serving release {names[0]}; end with Ctrl-C.",
        f"  http://127.0.0.1:{port}/  English",
        f"  http://127.0.0.1:{port}/ar/  Arabic",
    ]


@pytest.mark.skipif(os.name == "nt", reason="sends a signal to a group of processes")
def test_ctrl_c_reaches_all_workers_and_ends_well(root):
    with server(root, "--workers", "2") as (process, _):
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert "Traceback" not in said


def test_a_port_that_is_taken(root, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code = run(["serve", "--root", str(root), "--port", str(port)])

    assert code == 2
    assert f"Port {port} of 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_nothing_published_yet(tmp_path, capsys):
    (tmp_path / "metadata.json").write_text("{}")

    assert run(["serve", "--root", str(tmp_path), "--port", "65000"]) == 2
    assert "Publish first: portal serve --publish" in capsys.readouterr().err


def test_no_root(tmp_path, capsys):
    assert run(["serve", "--root", str(tmp_path)]) == 2
    assert "has no metadata.json" in capsys.readouterr().err


def test_an_old_sqlite(root, capsys, monkeypatch):
    monkeypatch.setattr(
        "portal.database.engine.FEATURES", {"time travel": "create table t (a) backwards"}
    )

    assert run(["serve", "--root", str(root)]) == 2
    assert "lacks time travel" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["data.example.org", "https://example.org/portal", "ftp://x"])
def test_a_base_url_that_is_none(root, capsys, base):
    assert run(["serve", "--root", str(root), "--base-url", base]) == 2
    assert "without a path" in capsys.readouterr().err


def test_a_saved_file_is_published_and_what_is_left_is_said(steward):
    with server(steward.root, "--watch") as (process, port):
        before = read(port, "/-/health")[1]
        steward.child(("JOR", 1), ("EGY", 3))
        until(lambda: read(port, "/-/health")[1] != before)
        _, _, facts = read(port, "/api/v1/datasets/facts/rows?code=EGY")
        steward.child(("JOR", "one"), ("EGY", "three"))
        said = said_until(process, "2 left")
        process.send_signal(signal.SIGINT)
        said += process.communicate(timeout=10)[0]

    assert json.loads(facts)["rows"][0]["value"] == 3
    assert process.returncode == 0
    assert said.count("Changed: datasets/facts") == 2
    assert "0 fixed, 2 new, 2 left" in said
    assert "Waiting until" not in said
    assert "Traceback" not in said


def test_a_wrong_file_is_reported_and_the_last_good_version_stays(steward):
    steward.publish()
    steward.child(("JOR", "one"))

    with server(steward.root, "--publish") as (process, port):
        _, _, facts = read(port, "/api/v1/datasets/facts/rows?code=JOR")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=10)

    assert json.loads(facts)["rows"][0]["value"] == 1
    assert "one" in said
    assert "The last release goes on being served." in said
