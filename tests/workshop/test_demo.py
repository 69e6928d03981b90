"""The copy of the demonstration: what is made, what is put back, and what is left alone."""

import os
import signal
import socket
import subprocess
import sys
import threading

import pytest

from portal.exceptions import RootError
from portal.release.lock import only_writer
from scripts import demo_copy
from scripts.demo import command

TOUR = """
[words]
title = {en = "Tour", ar = "Tour"}
minute = {en = "minute", ar = "minute"}
open = {en = "open", ar = "open"}
file = {en = "file", ar = "file"}
do = {en = "do", ar = "do"}
see = {en = "see", ar = "see"}
missing = {en = "Not yet:", ar = "Not yet:"}
[audiences]
all = {en = "all", ar = "all"}
[[steps]]
minute = "0"
to = "all"
address = "/data/facts"
holds = ["JOR"]
words = {en = {title = "Facts", see = "JOR"}, ar = {title = "Facts", see = "JOR"}}
[[steps]]
minute = "1"
to = "all"
address = "/charts"
words = {en = {title = "Charts", see = "one"}, ar = {title = "Charts", see = "one"}}
"""
RUN = (
    "import pathlib, sys; from scripts import demo_copy; "
    "demo_copy.SOFTWARE = pathlib.Path(sys.argv[1]); "
    "from scripts.demo import command; "
    "sys.exit(command.main(sys.argv[2:], standalone_mode=False))"
)
EDITED = "code,value\nJOR,5\n"


@pytest.fixture
def software(steward, monkeypatch):
    """Return the folder of a small piece of software with its content."""
    exercise = steward.root / "workshop" / "exercises" / "تمرين 1"
    exercise.mkdir(parents=True)
    (exercise / "broken.csv").write_text("a\n", "utf-8")
    (steward.root / "workshop" / "tour.toml").write_text(TOUR, "utf-8")
    monkeypatch.setattr(demo_copy, "SOFTWARE", steward.root)
    return steward.root


@pytest.fixture
def copy(software, tmp_path):
    """Return the folder of a copy that was made, with a blank and Arabic letters in its path."""
    folder = tmp_path / "نسخة العرض"
    demo_copy.start_anew(folder)
    return folder


def files(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_the_copy_holds_the_content_and_a_warning(copy):
    assert files(copy) == [
        "READ-ME-FIRST.txt",
        "datasets/codes/codes.csv",
        "datasets/codes/datapackage.json",
        "datasets/facts/datapackage.json",
        "datasets/facts/facts.csv",
        "metadata.json",
        "workshop/exercises/تمرين 1/broken.csv",
    ]


def test_what_was_changed_added_or_deleted_is_put_back(copy, software):
    facts = copy / "datasets" / "facts" / "facts.csv"
    facts.write_text(EDITED, "utf-8")
    (copy / "datasets" / "codes" / "codes.csv").unlink()
    (copy / "datasets" / "new").mkdir()
    (copy / "datasets" / "new" / "new.csv").write_text("a\n", "utf-8")
    before = files(software)

    demo_copy.restore(copy)

    assert [path.name for path in sorted((copy / "datasets").iterdir())] == ["codes", "facts"]
    assert facts.read_bytes() == (software / "datasets" / "facts" / "facts.csv").read_bytes()
    assert (copy / "datasets" / "codes" / "codes.csv").is_file()
    assert files(software) == before


def test_what_is_unchanged_is_not_written_again(copy):
    facts = copy / "datasets" / "facts" / "facts.csv"
    os.utime(facts, (1, 1))

    demo_copy.restore(copy)

    assert facts.stat().st_mtime == 1


@pytest.mark.parametrize(
    ("make", "left"),
    [(demo_copy.start_anew, False), (demo_copy.restore, True)],
    ids=["start_anew", "restore"],
)
def test_only_a_new_start_forgets_what_was_published(make, left, copy):
    for name in ("archive", "build"):
        (copy / name).mkdir()
        (copy / name / "x").write_text("x", "utf-8")

    make(copy)

    assert [(copy / name).exists() for name in ("archive", "build")] == [left, left]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_the_software_becomes_a_file_and_one_in_the_copy_is_not_followed(
    copy, software, tmp_path
):
    outside = tmp_path / "outside.csv"
    outside.write_text("mine\n", "utf-8")
    (software / "datasets" / "codes" / "README.md").symlink_to(outside)
    facts = copy / "datasets" / "facts" / "facts.csv"
    facts.unlink()
    facts.symlink_to(outside)

    demo_copy.restore(copy)

    assert outside.read_text("utf-8") == "mine\n"
    assert not facts.is_symlink()
    assert not (copy / "datasets" / "codes" / "README.md").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_copy_of_what_is_read_only_can_be_edited(software, tmp_path):
    (software / "datasets" / "facts" / "facts.csv").chmod(0o444)

    demo_copy.start_anew(tmp_path / "copy")

    made = tmp_path / "copy" / "datasets" / "facts" / "facts.csv"
    assert made.stat().st_mode & 0o200


def test_a_folder_with_something_else_in_it_is_left_alone(software, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(RootError, match="left alone"):
        command.main(["--reset", "--folder", str(tmp_path)], standalone_mode=False)

    assert (tmp_path / "mine.txt").is_file()


def test_software_without_datasets_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(demo_copy, "SOFTWARE", tmp_path / "nowhere")

    with pytest.raises(RootError, match="are not there"):
        command.main(["--reset", "--folder", str(tmp_path / "copy")], standalone_mode=False)


def test_reset_begins_anew(copy, capsys):
    (copy / "build").mkdir()

    code = command.main(["--reset", "--folder", str(copy)], standalone_mode=False)

    assert code == 0
    assert not (copy / "build").exists()
    assert "nothing of it is published" in capsys.readouterr().out


def test_reset_while_it_is_served_puts_the_content_back_only(copy, capsys):
    (copy / "build").mkdir()
    facts = copy / "datasets" / "facts" / "facts.csv"
    facts.write_text(EDITED, "utf-8")

    with only_writer(copy):
        code = command.main(["--reset", "--folder", str(copy)], standalone_mode=False)

    assert code == 0
    assert (copy / "build").is_dir()
    assert facts.read_text("utf-8") != EDITED
    assert "publishes that now" in capsys.readouterr().out


def test_two_demonstrations_in_one_folder_are_refused(copy):
    words = ["--folder", str(copy), "--port", str(free_port()), "--no-open"]

    with only_writer(copy), pytest.raises(RootError, match="already"):
        command.main(words, standalone_mode=False)


@pytest.mark.skipif(os.name == "nt", reason="sends a signal to a group of processes")
def test_it_publishes_serves_tells_the_tour_and_ends_with_ctrl_c(software, tmp_path):
    folder, port = tmp_path / "نسخة العرض", free_port()
    words = ["--folder", str(folder), "--port", str(port), "--no-open"]
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(software), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    # Whatever goes wrong, the process ends and with it the reading of its lines.
    give_up = threading.Timer(60, process.kill)
    give_up.start()
    said = []
    try:
        for line in process.stdout:
            said.append(line.rstrip("\n"))
            if line.startswith("End with"):
                break
        os.killpg(process.pid, signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
    finally:
        give_up.cancel()
        process.kill()
        process.stdout.close()

    assert process.returncode == 0, (said, rest)
    at = said.index("Tour")
    assert f"  http://127.0.0.1:{port}/ar/  Arabic" in said[:at]
    assert said[at + 1 : -3] == [
        "",
        "1. minute 0 · all · Facts",
        f"   open: http://127.0.0.1:{port}/data/facts",
        "   see: JOR",
        "",
        "Not yet:",
        "   – minute 1 · Charts",
        "",
    ]
    assert said[-3] == f"The copy to edit: {folder}"
    assert "Traceback" not in rest


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
