"""What is noticed in cells that are accepted, once for a field, and what is not."""

import polars as pl
import pytest

from portal.tabular.mojibake import reread
from portal.tabular.notices import Notices


@pytest.fixture
def noticed(describe):
    """Return a function that looks at cells of one field, in frames; the first row is row 2."""

    def run(*frames, type_="string", ascii_only=False):
        notices = Notices(describe({"fields": [{"name": "x", "type": type_}]}), "sample/data.csv")
        start = 2
        for cells in frames:
            numbers = pl.Series(range(start, start + len(cells)))
            frame = pl.DataFrame({"0": pl.Series(cells, dtype=pl.String)})
            notices.look(frame, numbers, ascii_only=ascii_only)
            start += len(cells)
        return notices.warnings()

    return run


def test_a_notice_has_the_first_place_and_the_count(noticed):
    (error,) = noticed(["1", "٤٤"], ["۵", "6", "٧٧"], type_="integer")

    assert (error.code, error.file, error.resource) == (
        "digits-not-western",
        "sample/data.csv",
        "data",
    )
    assert (error.row, error.field, error.column, error.value) == (3, "x", "A", "٤٤")
    assert error.suggestion == "44"
    assert error.parameters == {"count": 3}


def test_each_field_and_code_is_said_once_in_order(describe):
    fields = [{"name": "n", "type": "integer"}, {"name": "t"}, {"name": "y", "type": "year"}]
    notices = Notices(describe({"fields": fields}), "sample/data.csv")
    frame = pl.DataFrame({"0": ["٤", "5"], "1": ["ÇáÃÑÏä", "ÅÑÈÏ\u200f"], "2": ["1445", "2024"]})

    notices.look(frame, pl.Series([7, 9]))

    assert [(e.code, e.field, e.column, e.row) for e in notices.warnings()] == [
        ("digits-not-western", "n", "A", 7),
        ("invisible-character", "t", "B", 9),
        ("mojibake", "t", "B", 7),
        ("year-hijri", "y", "C", 7),
    ]


@pytest.mark.parametrize(
    ("type_", "cells"),
    [("string", ["٤٤"]), ("any", ["٤٤"]), ("integer", ["44", None]), ("boolean", ["نعم"])],
    ids=["text", "any", "western", "boolean"],
)
def test_digits_that_are_no_numbers_are_left_alone(noticed, type_, cells):
    assert noticed(cells, type_=type_) == []


@pytest.mark.parametrize(
    ("cell", "without"),
    [
        ("إربد\u200f", "إربد"),
        ("\u202bإربد\u202c", "إربد"),
        ("\ufeffid", "id"),
        ("Am\u200bman", "Amman"),
        ("Am\u00adman", "Amman"),
        ("Amman\u00a0", "Amman"),
        ("\u200cنام", "نام"),
    ],
    ids=ascii,
)
def test_characters_that_cannot_be_seen(noticed, cell, without):
    (error,) = noticed(["Amman", cell])

    assert (error.code, error.row, error.value) == ("invisible-character", 3, cell)
    assert error.suggestion == without


@pytest.mark.parametrize(
    "cell",
    ["می\u200cروم", "👩\u200d🌾", "12\u00a0%", "1\u202f000 habitants", "عمّان", "Übergröße"],
    ids=ascii,
)
def test_characters_that_belong_to_their_text(noticed, cell):
    assert noticed([cell]) == []


@pytest.mark.parametrize(
    ("type_", "cells", "count"),
    [
        ("year", ["2023", "1445", "1446"], 2),
        ("year", ["1444", "1445"], 2),
        ("year", ["1445", None, "2023"], 1),
        ("date", ["2023-01-01", "1445-09-01"], 1),
        ("datetime", ["2023-01-01T00:00:00", "1445-09-01T00:00:00"], 1),
        ("yearmonth", ["1445-09"], 1),
        ("year", ["2022", "2023"], 0),
        ("year", ["1200", "1350", "1400"], 0),
        ("year", ["1450", "1550", "1650", "1990"], 0),
        ("integer", ["1445", "2023"], 0),
        ("string", ["1445", "2023"], 0),
        ("date", ["01/09/1445"], 0),
    ],
    ids=[
        "mixed",
        "only such",
        "with an empty cell",
        "dates",
        "times",
        "months",
        "none",
        "the Middle Ages",
        "a long series",
        "integers",
        "texts",
        "another format",
    ],
)
def test_years_that_look_hijri(noticed, type_, cells, count):
    found = noticed(cells, type_=type_, ascii_only=True)

    assert [(e.code, e.parameters["count"]) for e in found] == [("year-hijri", count)] * bool(count)


def test_years_are_put_together_over_frames(noticed):
    (error,) = noticed(["2023"], ["1445"], ["2024"], type_="year", ascii_only=True)

    assert (error.row, error.parameters["count"]) == (3, 1)


ARABIC = (
    "الأردن",
    "عمّان",
    "محافظة إربد",
    "المملكة الأردنية الهاشمية",
    "السكان (2023)",
    "إناث، ذكور",
)


def garbled(text, written_in, read_as):
    """Return a text as it looks in another encoding, or None where that lacks a character."""
    try:
        return text.encode(written_in).decode(read_as)
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize(
    ("shown", "written_in", "text"),
    [
        (shown, written_in, text)
        for text in ARABIC
        for written_in in ("windows-1256", "utf-8")
        for read_as in ("cp1252", "latin-1")
        if (shown := garbled(text, written_in, read_as))
    ],
)
def test_arabic_in_a_wrong_encoding_is_read_again(shown, written_in, text):
    assert reread(shown) == (written_in, text)


@pytest.mark.parametrize(
    "text",
    [
        *("Château", "Übergröße", "naïveté", "créée", "Curaçao", "São Tomé et Príncipe", "œuvre"),
        *("ÅÄÖ", "ÄÖÜß", "ÁÉÍÓÚ", "ÀÁÂÃÄÅ", "Þýðing", "Ærøskøbing", "Reykjavík", "Łódź", "Şırnak"),
        *("30 µg/m³", "«Îles Åland»", "– — …", "“Ünlü”", "£££££", "ÉTÉ", "Señor Núñez", "¿¡!?"),
        *("الأردن", "Amman", "", "Ελλάδα", "Россия", "日本"),
    ],
)
def test_other_texts_are_what_they_seem(text):
    assert reread(text) is None


def test_text_in_a_wrong_encoding(noticed):
    (error,) = noticed(["Amman", "ÇáÃÑÏä", "ÅÑÈÏ"], ["ÇáÃÑÏä"])

    assert (error.code, error.row, error.value) == ("mojibake", 3, "ÇáÃÑÏä")
    assert error.suggestion == "الأردن"
    assert error.parameters == {"count": 3, "encoding": "windows-1256"}


def test_one_odd_word_among_many_with_accents_is_chance(noticed):
    assert noticed(["Château", "Été", "Noël", "ÅÑÈÏ"]) == []
