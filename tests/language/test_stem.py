"""Everyday forms of a word share a key; a word keeps its spelling."""

import pytest

from portal.language.stem import key, keys, marks_differ, tokens


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("الأردن", "الاردن"), ("الأردن", "أردن"), ("إنترنت", "الانترنت"), ("جمهورية", "جمهوريه"),
        ("محافظة", "محافظات"), ("مستخدمو", "مستخدمين"), ("أردنية", "الأردن"), ("سوريا", "سورية"),
        ("مُحَمَّد", "محمد"), ("عمّان", "عمان"), ("لبنـــان", "لبنان"), ("کویت", "كويت"),
        ("ﻻﺟﺌﻴﻦ", "لاجئين"), ("مصطفى", "مصطفي"), ("٢٠٢٣", "2023"), ("۲۰۲۳", "2023"),
        ("countries", "country"), ("prices", "price"), ("taxes", "tax"), ("Grants", "grant"), ("Réunion", "reunion"),
    ],
)  # fmt: skip
def test_forms_of_a_word_share_their_key(first, second):
    assert key(word_of(first)) == key(word_of(second))


@pytest.mark.parametrize(
    ("attached", "word"),
    [
        ("بالأردن", "الأردن"), ("للسكان", "سكان"), ("والأردن", "أردن"), ("وبالأردن", "أردن"), ("لمصر", "مصر"),
        ("كالسعودية", "سعودية"), ("فالأردن", "أردن"), ("ولبنان", "لبنان"), ("بلبنان", "لبنان"),
    ],
)  # fmt: skip
def test_a_prefix_hides_no_word(attached, word):
    assert key(word_of(word)) in keys(word_of(attached))


@pytest.mark.parametrize("word", ["بنك", "ولد", "status", "news", "2014", "gas"])
def test_what_only_looks_inflected_stays(word):
    assert keys(word) == (word,)


@pytest.mark.parametrize(
    ("first", "second"), [("أردن", "سودان"), ("صحة", "صحراء"), ("مصر", "قصر"), ("city", "cite")]
)
def test_other_words_have_other_keys(first, second):
    assert key(first) != key(second)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("عُمان", "عمّان", True), ("عُمان", "عمان", False), ("عمان", "عمان", False), ("عُمان", "عُمَان", False)],
)  # fmt: skip
def test_marks_contradict_only_where_both_have_some(first, second, expected):
    assert marks_differ(first, second) is expected


def test_words_keep_their_place_and_their_marks():
    found = [(token.start, token.end, token.word) for token in tokens("The people’s عُمان, 3٫5!")]

    assert found == [
        (0, 3, "the"), (4, 10, "people"), (13, 18, "عُمان"), (20, 21, "3"), (22, 23, "5"),
    ]  # fmt: skip


def word_of(text):
    return next(tokens(text)).word
