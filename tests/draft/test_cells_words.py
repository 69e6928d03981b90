"""Every repair of cells can be said in words."""

import pytest

from portal.draft.cells import CHANGES, repairs_of
from portal.draft.kinds import of_cells, what
from portal.draft.model import Column


def test_every_kind_has_words():
    assert [kind.name for kind in of_cells.KINDS] == list(CHANGES)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_repair_is_said_in_words(language):
    [repair] = repairs_of(Column(0, "Amount", ["1,234,567"], [2]))

    said = what(repair, language)

    assert "Amount" in said
    assert "{" not in said
    assert repair.rule in said


@pytest.mark.parametrize("kind", of_cells.KINDS, ids=lambda kind: kind.name)
def test_the_words_name_the_column_in_both_languages(kind):
    assert set(kind.what) == set(kind.why) == {"en", "ar"}
    assert all("{label}" in words for words in kind.what.values())
