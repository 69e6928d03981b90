"""Every sentence of evidence is there in both languages, and says the same."""

import ast
import string
from importlib.resources import files

import pytest

from portal.draft.evidence import sentence
from portal.draft.evidence.words import SENTENCES
from portal.draft.model import Evidence

SOURCES = [
    path
    for path in files("portal.draft.evidence").iterdir()
    if path.name.endswith(".py") and path.name != "words.py"
]


def literals():
    """Return every text that the package holds, f-strings as what stands before their first value."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def keys_of_calls():
    """Yield the key of each call of ``say`` that is written out."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                key = node.args[3] if len(node.args) > 3 else node.args[1]
                if isinstance(key, ast.Constant):
                    yield key.value
                elif isinstance(key, ast.IfExp):
                    yield from (one.value for one in (key.body, key.orelse))


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_key_that_is_used_has_words():
    used = set(keys_of_calls())

    assert len(used) > 30
    assert used <= set(SENTENCES)


def test_every_sentence_is_used():
    held = set(literals())

    unused = {
        key
        for key in SENTENCES
        if key not in held and not any(key.startswith(one) for one in ("type-", "unit-"))
    }

    assert unused == set()


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_say_the_same(key):
    english, arabic = SENTENCES[key]

    assert placeholders(english) == placeholders(arabic)
    assert any("\u0600" <= sign <= "\u06ff" for sign in arabic)
    assert english.isascii() or set(english) - set(string.printable) <= set("“”…")
    assert not set(arabic) & set(",;?“”")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1,204 of 1,204 are whole numbers"),
        ("ar", "أعداد صحيحة: 1,204 من 1,204"),
        ("fr", "1,204 of 1,204 are whole numbers"),
    ],
)
def test_a_reason_is_said_with_its_counts(language, said):
    evidence = Evidence("n", "type", "integer", "type-integer", {"count": 1204, "total": 1204})

    assert sentence(evidence, language) == said


def test_what_stands_in_a_cell_is_no_placeholder():
    evidence = Evidence("n", "type", "string", "text", {"example": "{count} 100%"})

    assert sentence(evidence, "en") == "text, for example “{count} 100%”"
