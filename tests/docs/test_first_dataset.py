"""The printed guide to a first dataset, followed word for word in both languages."""

import io
import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from scripts.cli import run
from scripts.guide import document

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
EASTERN = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")
EXAMPLES = {"en": "Arab population", "ar": "سكان الدول العربية"}


def guide(language):
    return (ROOT / "docs" / f"first-dataset.{language}.md").read_text("utf-8")


@pytest.fixture
def portal(tmp_path, monkeypatch):
    shutil.copy(ROOT / "metadata.json", tmp_path)
    shutil.copytree(ROOT / "datasets" / "countries", tmp_path / "datasets" / "countries")
    for path in (ROOT / "workshop" / "first-dataset").glob("*.xlsx"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def next_year(name):
    """Save next year's file: the same table with another figure, and its total."""
    book = openpyxl.load_workbook(f"{name}.xlsx")
    for cell, figure in {"D6": "45,606,481", "D49": "921,908,947"}.items():
        book.active[cell] = figure.translate(EASTERN) if name == EXAMPLES["ar"] else figure
    book.save(f"{name} 2024.xlsx")


@pytest.mark.parametrize("language", EXAMPLES)
def test_the_guide_works_word_for_word(portal, language, capsys, monkeypatch):
    text = guide(language)
    _heading, _rule, *said = ANSWER.findall(text)
    answers = ["all", *("" if answer == "(Enter)" else answer for answer in said)]
    next_year(EXAMPLES[language])
    printed = ""
    for kind, note, block in BLOCK.findall(text):
        if kind == "text":
            assert block.strip() in printed
            continue
        program, *words = shlex.split(block)
        assert program == "portal"
        if note == "serve":
            continue
        if words[0] == "draft":
            monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*answers, ""])))
            words.append("--ask")
        if note == "later":
            words += ["--accept", "all"]
        code = run(words)
        printed = capsys.readouterr().out
        assert code == 0, (words, printed)

    published = (portal / "datasets/arab-population/arab-population.csv").read_text("utf-8")
    assert published.count("\n") == 45
    assert "45606481" in published
    assert (portal / "build" / "current").is_file()


@pytest.mark.parametrize("language", EXAMPLES)
def test_the_printed_guide_needs_nothing_from_elsewhere(language):
    html = document(language)

    assert html.startswith(f'<!DOCTYPE html>\n<html lang="{language}" dir="')
    assert 'src="data:image/png;base64,' in html
    assert not re.findall(r'src="(?!data:)|<link|@import|url\(', html)
    assert html.count("<h1>") == 1


def test_the_guides_have_the_same_steps():
    steps = [re.findall(r"^## (\d)\.", guide(language), re.MULTILINE) for language in EXAMPLES]
    commands = [
        [block.split()[1] for kind, _, block in BLOCK.findall(guide(language)) if kind == "sh"]
        for language in EXAMPLES
    ]

    assert steps[0] == steps[1] == ["1", "2", "3", "4", "5", "6"]
    assert commands[0] == commands[1]
