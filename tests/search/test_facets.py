"""What narrows a list of datasets, and the address of every list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import facets, unfound
from portal.search.facets import Asked, asked_of
from portal.search.terms import terms_of

ROWS = [
    {"name": "a", "topics": ["x", "y"], "publisher": "p", "formats": ["csv"], "published_at": "2026-11-24T10:15:00Z"},
    {"name": "b", "topics": ["x"], "publisher": "q", "formats": ["csv", "json"], "published_at": "2026-10-01T00:00:00Z"},
    {"name": "c", "topics": [], "publisher": "q", "formats": [], "published_at": "2026-10-02T00:00:00Z"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (Asked(), "abc"),
        (Asked(topic="x"), "ab"),
        (Asked(topic="x", publisher="q"), "b"),
        (Asked(format="csv"), "ab"),
        (Asked(updated="2026-10"), "bc"),
        (Asked(updated="2026-10-02"), "c"),
        (Asked(topic="nothing"), ""),
    ],
)
def test_leaves_what_has_all_that_was_chosen(asked, names):
    assert "".join(row["name"] for row in facets.narrowed(ROWS, asked)) == names


@pytest.mark.parametrize(
    ("asked", "facet", "expected"),
    [
        (Asked(), "topic", {"x": 2, "y": 1}),
        (Asked(publisher="q"), "topic", {"x": 1}),
        (Asked(topic="y"), "topic", {"x": 2, "y": 1}),
        (Asked(), "format", {"csv": 2, "json": 1}),
        (Asked(), "updated", {"2026-11": 1, "2026-10": 2}),
    ],
)
def test_a_count_is_what_the_choice_would_leave(asked, facet, expected):
    assert facets.counts(ROWS, asked, facet) == expected
    for value, count in expected.items():
        chosen = Asked(**{**asked.__dict__, facet: value})
        assert len(facets.narrowed(ROWS, chosen)) == count


def test_years_are_offered_where_there_are_several():
    older = {**ROWS[0], "published_at": "2025-01-01T00:00:00Z"}

    assert facets.counts([*ROWS, older], Asked(), "updated") == {"2026": 3, "2025": 1}


@pytest.mark.parametrize(
    ("parameters", "path"),
    [
        ({}, "/dataset"),
        ({"_search": " مصر "}, "/dataset?_search=%D9%85%D8%B5%D8%B1"),
        ({"updated": "٢٠٢٦", "format": "CSV"}, "/dataset?format=csv&updated=2026"),
        ({"updated": "۲۰۲۶"}, "/dataset?updated=2026"),
        ({"_sort": "nonsense", "_page": "٣"}, "/dataset?_page=3"),
        ({"_page": "-1"}, "/dataset"),
        ({"_page": "99999"}, "/dataset"),
        ({"_sort": "title", "topic": "a&b"}, "/dataset?topic=a%26b&_sort=title"),
    ],
)
def test_an_address_is_written_one_way(parameters, path):
    asked = asked_of(parameters)

    assert asked.path(page=asked.page) == path


@given(
    st.dictionaries(st.sampled_from(["_search", "topic", "updated", "_sort", "_page"]), st.text())
)
def test_every_address_is_a_list(parameters):
    asked = asked_of(parameters)

    facets.narrowed(ROWS, asked)
    assert asked.path().startswith("/dataset")
    assert asked.page >= 1


def test_a_change_begins_at_the_first_page():
    assert Asked(search="x", page=3).path(topic="y") == "/dataset?_search=x&topic=y"
    assert Asked(search="x", page=3).path(page=4) == "/dataset?_search=x&_page=4"


def test_words_sought_in_vain_are_told_from_three_times_on(monkeypatch):
    monkeypatch.setattr(unfound, "_COUNTED", type(unfound._COUNTED)())
    terms = terms_of("Atlantis 0791234567 عمّان")

    for _ in range(2):
        unfound.count(terms)
    early = unfound.counted()
    unfound.count(terms)

    assert early == {}
    assert unfound.counted() == {"atlantis": 3, "عمان": 3}


def test_the_memory_of_what_was_sought_is_bounded(monkeypatch):
    monkeypatch.setattr(unfound, "_COUNTED", type(unfound._COUNTED)())
    monkeypatch.setattr(unfound, "MOST", 2)

    for query in ("aaa", "bbb", "ccc", "bbb", "bbb", "ccc"):
        unfound.count(terms_of(query))

    assert unfound.counted() == {"bbb": 3}
    assert len(unfound._COUNTED) == 2
