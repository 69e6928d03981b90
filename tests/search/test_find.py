"""What a query finds, in which order, and where."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.language.text import Shown
from portal.search.index import write_index
from portal.search.marking import Marker, also_found
from portal.search.terms import terms_of


@pytest.mark.parametrize(
    ("query", "kind", "text"),
    [
        ("visits", "title", "Visits by year"),
        ("الزيارات", "title", "الزيارات حسب السنة"),
        ("TOURISM", "keyword", "tourism"),
        ("travel", "topic", "Travel"),
        ("fiction", "publisher", "Office of Fiction"),
        ("tents", "column-description", "Nights spent in tents."),
        ("jordan", "label", "Jordan"),
        ("للأردن", "label", "الأردن"),
        ("hashemite", "alias", "Hashemite Kingdom"),
        ("petra", "value", "Petra on foot"),
        ("petr", "value", "Petra on foot"),
    ],
)
def test_a_word_is_found_where_it_stands(found, query, kind, text):
    match = next(match for match in found(query).matches if match.name == "visits")

    assert (match.places[0].kind, match.places[0].text) == (kind, text)


def test_only_codes_that_occur_count(found):
    assert [match.name for match in found("egypt").matches] == ["places"]
    assert [match.name for match in found("nile").matches] == ["places"]


def test_all_telling_words_must_occur(found):
    assert [match.name for match in found("visits of petra").matches] == ["visits"]
    assert [term.word for term in found("visits of atlantis").unknown] == ["atlantis"]
    assert [match.name for match in found("visits of atlantis").matches] == ["visits"]


def test_titles_come_before_cells(found):
    assert found("places jordan").matches[0].name == "places"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("how many visits in Jordan", ["visits", "jordan"]),
        ("كم عدد الزيارات في الأردن", ["عدد", "الزيارات", "الأردن"]),
        ("in the", ["in", "the"]),
        ('"Jordan" OR (NEAR*', ["jordan", "near"]),
        ("  ", []),
    ],
)
def test_words_that_say_nothing_are_left_out(query, words):
    assert [term.word for term in terms_of(query)] == words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.text(max_size=60)
    | st.text(alphabet="\"'*()-+:^{}[]\\%_&|!ـًٌَُِّ ابتAND OR NOT\x00\u200f", max_size=40)
)
def test_no_query_is_a_mistake(found, query):
    result = found(query)

    for match in result.matches:
        assert match.places
        marker = Marker(result)
        also_found(match, marker, "", "ar")
        marker.excerpt(Shown(query, ""))


def test_words_are_marked_in_any_form(found):
    marker = Marker(found("للأردن visit"))

    shown = marker.mark(Shown("<b> الأردنية & Visits", "en"))

    assert shown.value == "&lt;b&gt; <mark>الأردنية</mark> &amp; <mark>Visits</mark>"


def test_another_place_is_not_marked(found):
    marker = Marker(found("عُمان"))

    assert marker.mark(Shown("عُمان عمّان عمان", "ar")).value == (
        "<mark>عُمان</mark> عمّان <mark>عمان</mark>"
    )


def test_an_excerpt_has_the_word(found):
    text = "First of all. " * 40 + "Then Jordan. " + "And so on. " * 40

    shown = Marker(found("jordan")).excerpt(Shown(text, "en")).value

    assert "<mark>Jordan</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 300


def test_what_the_list_shows_is_not_told_again(found):
    result = found("visits jordan petra")
    marker = Marker(result)

    places = also_found(result.matches[0], marker, "Visits by year", "en")

    assert [(place.kind, place.text) for place in places] == [
        ("label", "Jordan"),
        ("value", "Petra on foot"),
    ]


def test_cells_of_an_unchanged_dataset_are_taken_over(databases, tmp_path):
    catalog, data = databases
    catalog.row_factory = None
    write_index(catalog, data)
    everything = "select key, word, dataset, kind, found.text from search_word join search_text as found on found.id = search_word.text order by 1, 2, 3, 4, 5"
    before = catalog.execute(everything).fetchall()
    with closing(sqlite3.connect(tmp_path / "catalog.db")) as previous:
        catalog.commit()
        catalog.backup(previous)
    catalog.execute("delete from search_word")
    catalog.execute("delete from search_text")
    catalog.commit()
    catalog.execute("attach ? as previous", (str(tmp_path / "catalog.db"),))
    data.execute("delete from visits")

    write_index(catalog, data, unchanged=["visits"])

    after = catalog.execute(everything).fetchall()
    assert [row for row in after if row[3] == "value"] == [
        row for row in before if row[3] == "value"
    ]
    assert not [row for row in after if row[2] == "visits" and row[3] == "label"]
