"""docs/glossary.md is used: no string of ours has a rendering that it forbids."""

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from portal.tabular.kinds import KINDS

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"^\| (?!English|---)(.+?) \| (.+?) \| .*? \| (.*?) \| (\w+) \| (.+?) \|$", re.MULTILINE
)
TERMS = ROW.findall((ROOT / "docs" / "glossary.md").read_text("utf-8"))
MARKS = re.compile("[\u064b-\u0652\u0640]")


def bare(text):
    """Return Arabic text without vowel marks, so that one spelling stands for all."""
    return MARKS.sub("", text)


def interface():
    with (ROOT / "locales" / "ar" / "LC_MESSAGES" / "portal.po").open("rb") as file:
        for message in read_po(file):
            yield from [message.string] if isinstance(message.string, str) else message.string


def messages():
    for kind in KINDS.values():
        yield from (str(part) for part in vars(kind).values())


def descriptors():
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from texts(item)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)

    paths = [ROOT / "metadata.json", *(ROOT / "datasets").glob("*/*.json")]
    for path in paths:
        yield from texts(json.loads(path.read_text("utf-8")))


@pytest.fixture(scope="module", params=[interface, messages, descriptors])
def strings(request):
    return bare("\n".join(request.param()))


def test_the_glossary_is_read():
    assert len(TERMS) > 30
    assert {status for *_, status, _ in TERMS} <= {"source", "draft", "reviewed"}
    assert all(source != "ours" for _, _, source, status, _ in TERMS if status == "source")


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term[0])
def test_no_forbidden_rendering_is_used(strings, term):
    forbidden = bare(term[-1])

    assert not re.search(rf"(?<!\w){re.escape(forbidden)}(?!\w)", strings)
