"""Consoles of Windows that have neither Arabic nor ✓: other signs are shown, nothing fails."""

import os
import socket
import subprocess
import sys

import pytest

TABLE = "السنة,القيمة\n2021,٥\n2022,٧\n"
VERBS = {
    "draft": (["draft", "جدول.csv", "--name", "t", "--accept", "none", "--no-ask"], 0),
    "draft that asks": (["draft", "جدول.csv", "--name", "t", "--no-ask"], 2),
    "validate": (["validate", "--lang", "ar"], 1),
    "validate a file": (["validate", "جدول.csv", "--lang", "ar"], 0),
    "new-portal": (["new-portal", "بوابة", "--lang", "ar", "--with", "none"], 0),
    "doctor": (["doctor", "--lang", "ar"], 0),
}


@pytest.mark.parametrize("encoding", ["cp437", "cp1252"])
@pytest.mark.parametrize(("words", "code"), VERBS.values(), ids=VERBS)
def test_a_console_without_arabic_is_no_fault(steward, tmp_path, encoding, words, code):
    steward.child(("JOR", "كثير"))
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "جدول.csv").write_text(TABLE, "utf-8")
    verb, *rest = words
    rest += [] if verb == "new-portal" else ["--root", str(steward.root)]
    rest += ["--port", str(free_port())] if verb == "doctor" else []

    done = subprocess.run(
        [sys.executable, "-m", f"scripts.{verb.replace('-', '_')}", *rest],
        capture_output=True,
        check=False,
        cwd=desk,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )

    printed = (done.stdout + done.stderr).decode(encoding)
    assert done.returncode == code, printed
    assert "Traceback" not in printed
    assert "a fault of ours" not in printed
    assert printed.strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
