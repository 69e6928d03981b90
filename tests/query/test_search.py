"""Words are found in every form of Arabic, and in what codes stand for."""

import contextlib
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exceptions import QueryError
from portal.query.compile import count, rows
from portal.query.grammar import parse
from portal.query.search import MARKS, plain
from portal.query.table import Column, Table

VISITS = Table(
    "visits",
    (
        Column("id", "Number", "integer"),
        Column("iso3", "Country", "string", reference=("countries", "code"),
               reference_labels=("name_en", "name_ar")),
        Column("kind", "Kind", "string", categories=(("M", ("men", "رجال")), ("F", ("نِساء",)))),
        Column("level", "Level", "integer", categories=((1, ("low", "أدنى")), (2, ("50% more",)))),
        Column("boss", "Boss", "integer", reference=("visits", "id"), reference_labels=("note",)),
        Column("note", "Note", "any"),
    ),
    ("id",),
)  # fmt: skip
COUNTRIES = [
    ("JOR", "Jordan", "المملكة الأُردنيّة"), ("EGY", "Egypt", "مصر"), ("CIV", "Côte d'Ivoire", None),
]  # fmt: skip
ROWS = [
    (1, "JOR", "M", 1, None, "شؤون الأسرة في عام ٢٠١٤"),
    (2, "JOR", "F", 2, 1, "الإحصـــاء العام"),
    (3, "EGY", "M", None, 9, "مَدْرَسَة 2014"),
    (4, "CIV", None, 1, None, "100% [x] *?"),
    (5, None, "X", 3, 3, None),
]


@pytest.fixture(scope="module")
def find():
    """Return a function from a question to the numbers of the rows that are found."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table countries (code text primary key, name_en, name_ar)")
        connection.execute(
            "create table visits (id integer primary key, iso3 text, kind text, level integer,"
            " boss integer, note text) strict"
        )
        connection.executemany("insert into countries values (?, ?, ?)", COUNTRIES)
        connection.executemany("insert into visits values (?, ?, ?, ?, ?, ?)", ROWS)

        def found(*parameters):
            query = parse(VISITS, parameters)
            statement, counting = rows(VISITS, query), count(VISITS, query)
            here = connection.execute(statement.sql, statement.parameters).fetchall()
            counted = connection.execute(counting.sql, counting.parameters).fetchone()
            assert counted == (len(here),)
            return [row[0] for row in here]

        yield found


FOUND = {
    "شؤون": [1, 2], "شئون": [], "شوون": [1, 2], "الاسره": [1, 2], "الأسرة": [1, 2], "إسرة": [1, 2],
    "٢٠١٤": [1, 2, 3, 5], "2014": [1, 2, 3, 5], "۲۰۱۴": [1, 2, 3, 5], "عام2014": [],
    "الاحصاء": [2], "الإحصا": [2], "احصـاء": [2], "مدرسه": [3, 5], "مُدرِّسة": [3, 5], "مدرسـ": [3, 5],
    "الأردن": [1, 2], "اردنيه": [1, 2], "jordan": [1, 2], "JOR": [1, 2], "egypt": [3], "مِصر": [3],
    "côte": [4], "رجال": [1, 3], "نسا": [2], "ادني": [1, 4], "أدنى": [1, 4], "MEN": [1, 3],
    "50%": [2], "0%": [2, 4], "[x]": [4], "*?": [4], "*": [4], "_": [],
    "ء": [2], "ـ": [2], "الاردن رجال": [1], "أردن ٢٠١٤ نساء": [2], "jordan women": [],
    "ﺍﻟﺄﺳﺮﺓ": [1, 2], "الا\u200fردن": [1, 2],
}  # fmt: skip


@pytest.mark.parametrize(("term", "expected"), FOUND.items(), ids=map(ascii, FOUND))
def test_search_finds(find, term, expected):
    assert find(("_search", term)) == expected


def test_a_search_and_a_condition_hold_together(find):
    assert find(("_search", "الاردن"), ("kind", "F")) == [2]


def test_a_table_with_nothing_but_codes_can_be_searched():
    table = Table("codes", VISITS.columns[3:4], ("level",))

    assert parse(table, [("_search", "low")]).search == ("low",)
    with pytest.raises(QueryError) as raised:
        parse(Table("numbers", VISITS.columns[:1], ("id",)), [("_search", "low")])
    assert raised.value.code == "search-refused"


LETTERS = st.text(st.sampled_from("اأإآٱهةيىئیوؤكکبنم ٢2aAé%*?[]^-" + MARKS), max_size=8)


@settings(max_examples=400, deadline=None)
@given(cell=LETTERS, term=LETTERS, ends=st.tuples(st.integers(0, 8), st.integers(1, 8)))
def test_a_statement_compares_as_python_does(cell, term, ends):
    """With Arabic letters; half of the terms are parts of the cell in another spelling."""
    part = plain(cell[ends[0] : ends[0] + ends[1]])
    for each in (term, part):
        words = each.split()
        arabic = [word for word in words if any(letter in "اأإآٱهةيىئیوؤكکبنم" for letter in word)]
        if not words or arabic != words:
            continue
        query = parse(NOTES, [("_search", each)])
        statement = rows(NOTES, query)
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("create table notes (note text primary key)")
            connection.execute("insert into notes values (?)", (cell,))

            found = connection.execute(statement.sql, statement.parameters).fetchall()

        assert bool(found) == all(plain(word) in plain(cell) for word in words)


NOTES = Table("notes", (Column("note", "Note", "string"),), ("note",))
