"""Every link between the project's own documents leads somewhere, and every path exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#([\w-]+))?\)")
FILE = re.compile(
    r"`((?:portal|scripts|plugins|tests|templates|docs)/[\w./-]+\.(?:py|md|json|sql))`"
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    text = document.read_text("utf-8")

    broken = [
        (target, anchor)
        for target, anchor in LINK.findall(text)
        if not (document.parent / target).exists()
        or (anchor and anchor not in anchors(document.parent / target))
    ]

    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(document):
    named = FILE.findall(document.read_text("utf-8"))

    assert [path for path in named if not (ROOT / path).exists()] == []


def anchors(path):
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
