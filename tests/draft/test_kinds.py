"""The table of kinds of repairs: complete in both languages, documented, and able to say anything."""

import string
from pathlib import Path

import pytest

from portal.draft import cells, kinds
from portal.draft.model import Repair

PAGE = (Path(__file__).parents[2] / "docs" / "repairs.md").read_text("utf-8")


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=kinds.KINDS)
def test_a_kind_says_the_same_in_both_languages(kind):
    for words in (kind.what, kind.why):
        assert set(words) == {"en", "ar"}
        assert placeholders(words["en"]) == placeholders(words["ar"])
    repair = Repair(kind.name, 1_204, "{before}", "b", 3, 0, "City", "%")
    assert all("{count}" not in kinds.what(repair, language) for language in ("en", "ar"))


def test_every_kind_is_documented():
    assert PAGE.endswith(kinds.document())


def test_every_change_of_cells_has_words():
    assert set(cells.CHANGES) <= set(kinds.KINDS)
