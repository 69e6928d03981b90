"""What the workshop's documents say can be followed, is in both languages, and is small."""

import re
from pathlib import Path

import pytest

from scripts.tour import read_tour

WORKSHOP = Path(__file__).parents[2] / "workshop"
DOCUMENTS = sorted(
    [WORKSHOP / "README.md", *WORKSHOP.glob("exercises/*/*.md"), WORKSHOP / "finale" / "README.md"]
)
ARABIC = '<div lang="ar" dir="rtl">'
LINK = re.compile(r"\]\(([^)#:]+)\)")
LATIN = re.compile(r"[\u0621-\u064a][,;?]")
"""Latin punctuation behind an Arabic letter."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.parent.name)
def test_links_lead_somewhere(document):
    targets = LINK.findall(document.read_text("utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.parent.name)
def test_arabic_is_there_and_has_arabic_punctuation(document):
    _english, arabic = document.read_text("utf-8").split(ARABIC)

    assert arabic.rstrip().endswith("</div>")
    assert LATIN.findall(arabic) == []


def test_the_arabic_tour_has_arabic_punctuation():
    tour = read_tour(WORKSHOP / "tour.toml")

    told = (*tour.steps, *tour.questions)
    texts = [text for one in told for text in one.words["ar"].values() if isinstance(text, str)]

    assert len(texts) > 40
    assert [text for text in texts if LATIN.search(text)] == []


def test_nothing_is_large():
    folders = (WORKSHOP / "exercises", WORKSHOP / "finale")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]

    assert len(files) == 17
    assert max(path.stat().st_size for path in files) < 16_000
