"""What the workbook of a descriptor says: its sheets, headings, labels, and what belongs into a cell.

``line-`` are labels of rows, ``head-`` headings of columns, ``help-`` and ``tip-`` say what a row or a
column is for, ``thing-`` what an entry of a list is called. The Arabic is nominal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.workbook.descriptor.arabic import ARABIC
from portal.workbook.descriptor.english import ENGLISH
from portal.workbook.descriptor.vocabulary import tongue
from portal.workbook.words import speech

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ar": ARABIC}


def words_in(language: str) -> Mapping[str, str]:
    """Return the words in a language, or in English where there are none."""
    return WORDS[speech(language)]


def heading(key: str, language: str | None, spoken: str) -> str:
    """Return the heading of a column, with the language of its texts where one is stated."""
    words = words_in(spoken)
    return f"{words[key]} ({tongue(language, spoken)})" if language else words[key]
