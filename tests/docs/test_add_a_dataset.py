"""docs/add-a-dataset.md, followed word for word on the real datasets."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from scripts.cli import run

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "add-a-dataset.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def portal(tmp_path, monkeypatch):
    shutil.copy(ROOT / "metadata.json", tmp_path)
    shutil.copytree(ROOT / "datasets" / "countries", tmp_path / "datasets" / "countries")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def type_in(line):
    """Do what a command of the guide does, without leaving this process."""
    program, *words = line.split()
    if program == "mkdir":
        Path(words[-1]).mkdir(parents=True)
        return 0
    assert program == "portal"
    return run(words)


def test_the_guide_works_word_for_word(portal, capsys):
    for kind, where, text in BLOCK.findall(GUIDE):
        if kind in {"csv", "json"} and where:
            (portal / where).write_text(text, "utf-8")
        elif kind == "sh" and where == "wrong":
            table = portal / "datasets/public-libraries/public-libraries.csv"
            good = table.read_text("utf-8")
            table.write_text(good.replace("EGY", "EGX").replace("8200", '"8,200"'), "utf-8")
            assert type_in(text) == 1
            printed = capsys.readouterr().out
            assert "row 3, column F" in printed
            assert "row 4, column D" in printed
            table.write_text(good, "utf-8")
        elif kind == "sh":
            assert type_in(text) == 0
        elif kind == "text" and "✓" in text:
            assert text.strip() in capsys.readouterr().out

    assert (portal / "build" / "current").is_file()


def test_a_spreadsheet_becomes_csv_with_its_codes_as_they_are(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["library_id", "name_ar", "opened", "books"],
        ["01", "المركزية", date(1961, 5, 25), 9],
    ):
        book.active.append(row)
    book.save(tmp_path / "libraries.xlsx")
    command = re.search(r"`in2csv (.*?) libraries\.xlsx", GUIDE)[1]

    printed = subprocess.run(
        [Path(sys.executable).with_name("in2csv"), command, tmp_path / "libraries.xlsx"],
        capture_output=True,
        check=True,
    )

    assert printed.stdout.decode("utf-8").splitlines() == [
        "library_id,name_ar,opened,books",
        "01,المركزية,1961-05-25,9",
    ]
