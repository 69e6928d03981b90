"""The rows of a table as HTML, and the notes on its empty cells."""

import pytest

from portal.database.rows import Line
from portal.explore.body import body
from portal.explore.words import Words
from portal.language.cells import Cell, Column
from portal.language.text import Shown

LONG = Shown("Not stated: the source gives it for some only", "en")
SHORT = Shown("not available", "en")


def column(name):
    return Column(
        id=name, name=name, title=None, description=None, type="string", role=None, unit=None,
        unit_column=None, decimals=None, language=None, categories={}, reference=None,
        constraints={}, missing=0,
    )  # fmt: skip


def lines(*rows):
    return [Line((0,), tuple((column(f"c{at}"), cell) for at, cell in enumerate(r))) for r in rows]


def missing(reason):
    return Cell("missing", reason)


def made(*rows, codes=True, to=lambda _column, _cell: None):
    return body(lines(*rows), lambda _line: None, to, Words("en"), codes=codes)


NAME = Cell("text", Shown("Jordan", "en"), "JOR")


def test_a_long_reason_that_stands_twice_is_told_once_as_a_note():
    found = made([NAME, missing(LONG)], [NAME, missing(LONG)], [NAME, missing(SHORT)])

    assert list(found.notes) == [LONG]
    assert found.html.count("– (1)") == 2
    assert LONG.value not in found.html
    assert SHORT.value in found.html


@pytest.mark.parametrize("rows", [[[NAME, missing(LONG)]], [[NAME, missing(SHORT)]] * 2])
def test_other_reasons_stand_in_their_cells(rows):
    found = made(*rows)

    assert list(found.notes) == []
    assert rows[0][1].shown.value in found.html


def test_an_empty_cell_without_a_reason_says_that_it_is_empty():
    assert "no value" in made([NAME, missing(Shown("", "en"))]).html


@pytest.mark.parametrize(("codes", "expected"), [(True, 2), (False, 0)])
def test_codes_stand_beside_their_labels_unless_there_is_no_room(codes, expected):
    found = made([NAME, NAME], codes=codes)

    assert found.html.count("<code>JOR</code>") == expected


def test_what_cells_hold_is_escaped_and_links_are_not_nested():
    link = Cell("link", Shown('https://x.example/"><b>', ""), 'https://x.example/"><b>')
    html = body(lines([link, link]), lambda _line: "/r?a=1&b=2", lambda *_: None, Words("en"), codes=True).html  # fmt: skip

    assert "<b>" not in html
    assert html.startswith('<tr><th scope="row"><a href="/r?a=1&amp;b=2"><bdi>https')
    assert html.count("<a ") == html.count("</a>") == 2
