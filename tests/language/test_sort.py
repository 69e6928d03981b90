"""Names are in the order of ICU."""

import ctypes
import ctypes.util
import re
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale

from portal.language.sort import sort_key

ORDER = Path(__file__).with_name("icu_order_ar.txt")
NAMES = [line for line in ORDER.read_text("utf-8").splitlines() if not line.startswith("#")]
ENGLISH = list(Locale("en").territories.values())


def test_arabic_names_are_in_the_order_of_icu():
    shuffled = NAMES[::-1]

    assert sorted(shuffled, key=lambda name: sort_key(name, "ar")) == NAMES
    assert len(NAMES) > 264


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_icu_of_this_machine_agrees(language):
    collation = icu(language)
    names = {"ar": NAMES + ENGLISH, "en": ENGLISH}[language]

    ours = sorted(names, key=lambda name: sort_key(name, language))

    assert [pair for pair in pairwise(ours) if collation(pair[0]) > collation(pair[1])] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", ["آسيا", "ابراهيم", "أحمد", "إيران", "بيت", "تونس", "ثروة"]),
        ("ar", ["رابح", "رأي", "رئيس", "ربيع"]),
        ("ar", ["عُمان", "عمان 2", "عين", "Amman"]),
        ("en", ["Åland", "Albania", "Côte d’Ivoire", "Croatia", "zero", "عمان"]),
        ("en", ["a b", "a-b", "a1", "a2", "ab"]),
    ],
)
def test_sorts(language, expected):
    shuffled = expected[::-1]

    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == expected


def icu(language):
    """Return the sort key of Debian's ICU, or skip."""
    name = ctypes.util.find_library("icui18n")
    if name is None:
        pytest.skip("ICU is not installed on this machine; the committed order was made with it")
    library, version = ctypes.CDLL(name), re.search(r"\d+$", name)[0]
    opened, keyed = (getattr(library, f"ucol_{verb}_{version}") for verb in ("open", "getSortKey"))
    opened.restype = ctypes.c_void_p
    opened.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    keyed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    collator = opened(language.encode(), ctypes.byref(ctypes.c_int(0)))

    def key(text):
        units, found = text.encode("utf-16-le"), ctypes.create_string_buffer(4096)
        length = keyed(collator, units, len(units) // 2, found, 4096)
        return found.raw[:length]

    return key
