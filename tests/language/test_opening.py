"""The sentence or two that stand below a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.opening import LONGEST, opening
from portal.language.text import Text

LONG = "Visits of persons to the places that are on the list of the office"


@pytest.mark.parametrize(
    ("text", "expected", "whole"),
    [
        (f"{LONG}. A second sentence.", f"{LONG}.", False),
        (f"{LONG}.", f"{LONG}.", True),
        (f"Short. {LONG}. More.", f"Short. {LONG}.", False),
        (f"**{LONG}**. *Next* one.", f"{LONG}.", False),
        (f"{LONG} to 3.5 km from e.g. there.", f"{LONG} to 3.5 km from e.g. there.", True),
        (f"{LONG}؟ وجملة أخرى.", f"{LONG}؟", False),
        ("No full stop", "No full stop", True),
    ],
)
def test_the_first_sentences(text, expected, whole):
    shown, is_whole = opening(Text({"en": text}), "en")

    assert (shown.value, shown.language, is_whole) == (expected, "en", whole)


def test_a_very_long_sentence_is_cut():
    shown, whole = opening(Text({"": "word " * 200}), "en")

    assert len(shown.value) <= LONGEST + 1
    assert shown.value.endswith("…")
    assert not whole


@given(st.text(min_size=1))
def test_no_text_is_an_error(text):
    assert len(opening(Text({"en": text}), "en")[0].value) <= LONGEST + 1
