"""Find the words of a search in cells, and in the labels of the codes that cells hold.

A word with Arabic letters finds every form in which they are typed or stored: ا for أ إ آ, ه for
ة, ي for ى, digits of either script, with vowel marks, hamza and tatweel or without. SQLite alone
does this, so any connection can run it: GLOB has classes of letters, and the few cells that may
match once their marks are gone are compared without them. Other words are compared as LIKE does.
"""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

from portal.language.fold import LETTERS
from portal.query.operators import LIKE
from portal.query.sql import joined, literal_pattern, of, quoted
from portal.query.table import PROSE, Column, Table
from portal.query.text import spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.query.sql import Binding

DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = range(0x0620, 0x06D4)
MARKS = "ءـ" + "".join(map(chr, range(0x64B, 0x656))) + "\u0670"
"""Hamza by itself, tatweel and vowel marks; SQLite could not parse many more."""
MARKED = "*[\u0621\u0640\u064b-\u0655\u0670]*"
"""The pattern of a text with one of them."""
INVISIBLE = "\u061c\u200c\u200d\u200e\u200f"
WITHOUT_MARKS = str.maketrans(dict.fromkeys(MARKS + INVISIBLE))
FOLDED = str.maketrans({c: DIGITS[0][i] for digits in DIGITS[1:] for i, c in enumerate(digits)})
OTHER_DIGITS = frozenset(FOLDED)
FOLDED |= {letter: alike for letter, alike in LETTERS.items() if alike is not None}
"""What a letter or a digit is compared as."""
COMPARED_ALIKE = 3
"""What comparing the letters of Arabic costs, in comparisons of another word."""


def searched(table: Table, term: str, bind: Binding) -> str:
    """Return the condition that a term occurs in a row: in a text, or in the label of a code."""
    found = _matcher(term, bind)
    conditions = []
    for column in table.columns:
        if column.type in PROSE:
            conditions.append(found(of(table.name, column.name)))
        conditions += _coded(table, column, term, found, bind)
    return joined(" or ", conditions) if conditions else "0"


def texts(table: Table) -> int:
    """Return in how many places a term is looked for: texts, and what codes stand for."""
    return sum(
        (column.type in PROSE) + bool(column.categories) + len(column.reference_labels)
        for column in table.columns
    )


def comparisons(term: str) -> int:
    """Return how many comparisons a term needs in each of these places."""
    return COMPARED_ALIKE if _is_arabic(term) else len(_variants(term))


def plain(text: str) -> str:
    """Return a text as it is compared where no statement is needed: a label of a category."""
    normal = unicodedata.normalize("NFKC", text).translate(WITHOUT_MARKS)
    return normal.casefold().translate(FOLDED)


def _matcher(term: str, bind: Binding) -> Callable[[str], str]:
    """Return a function from a text in SQL to the condition that the term occurs in it."""
    if not _is_arabic(term):
        bound = [bind(f"%{literal_pattern(variant)}%") for variant in _variants(term)]
        return lambda text: joined(" or ", [LIKE.format(c=text, v=value) for value in bound])
    letters = _letters(term)
    classes = [_class(letter) for letter in letters]
    # Nearly all that does not match lacks these letters in this order; a class would be slow.
    certain = [c for c, letter in zip(classes, letters, strict=True) if c == letter] or classes
    first, order = bind(f"*{certain[0]}*"), bind(f"*{'*'.join(certain)}*")
    pattern, marked, nothing = bind(f"*{''.join(classes)}*"), bind(MARKED), bind("")
    marks = [bind(mark) for mark in MARKS]

    def condition(text: str) -> str:
        bare = text
        for mark in marks:
            bare = f"replace({bare},{mark},{nothing})"
        return (
            f"({text} glob {first} and {text} glob {order} and ({text} glob {pattern}"
            f" or ({text} glob {marked} and {bare} glob {pattern})))"
        )

    return condition


def _coded(
    table: Table, column: Column, term: str, found: Callable[[str], str], bind: Binding
) -> list[str]:
    """Return the conditions that a code stands for something in which the term occurs.

    SQLite finds the codes once, before it looks at the rows.
    """
    name, conditions = of(table.name, column.name), []
    codes = []
    if sought := plain(term):
        codes = [
            code for code, names in column.categories if any(sought in plain(n) for n in names)
        ]
    if codes:
        listed = bind(json.dumps(codes))
        conditions.append(f"{name} in (select value from json_each({listed}))")
    if column.reference is not None and column.reference_labels:
        source, key = column.reference
        matches = joined(" or ", [found(of(source, label)) for label in column.reference_labels])
        conditions.append(
            f"{name} in (select {of(source, key)} from {quoted(source)} where {matches})"
        )
    return conditions


def _is_arabic(term: str) -> bool:
    """Tell whether something of a term remains when letters of Arabic are made alike."""
    return any(ord(c) in ARABIC and ord(c) not in OTHER_DIGITS for c in _letters(term))


def _letters(term: str) -> str:
    return unicodedata.normalize("NFKC", term).translate(WITHOUT_MARKS)


def _class(letter: str) -> str:
    """Return the pattern for every form of a letter."""
    base = letter.translate(FOLDED)
    forms = {base, letter, letter.lower(), letter.upper()}
    forms |= {chr(form) for form, alike in FOLDED.items() if alike == base}
    single = sorted(form for form in forms if len(form) == 1)
    if len(single) > 1 or letter in "*?[":
        return f"[{''.join(single)}]"
    return letter


def _variants(term: str) -> Sequence[str]:
    """Return the spellings of a term that SQLite does not take for one another."""
    western = term.translate({c: FOLDED[c] for c in OTHER_DIGITS})
    if not any(c in DIGITS[0] for c in western):
        return spellings(term)
    every = [western.translate(str.maketrans(DIGITS[0], digits)) for digits in DIGITS]
    return tuple(dict.fromkeys(each for text in (term, *every) for each in spellings(text)))
