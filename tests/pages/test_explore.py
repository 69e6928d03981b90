"""Exploring a table, and one record."""

import re

import pytest


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("en", "/data/places_places/JOR", "Jordan JOR"),
        ("ar", "/data/places_places/JOR", "الأردن JOR"),
        ("en", "/data/visits/JOR,2023", "Jordan JOR · 2023"),
        ("ar", "/data/visits/PSE,2023", "دولة فلسطين PSE · 2023"),
        ("en", "/data/places_notes/7", "Row 7"),
    ],
)
def test_a_record_is_called_by_its_label(get, prefix, language, path, expected):
    html = get(prefix(language) + path).text

    heading = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1]
    assert " ".join(re.sub(r"<[^>]+>", "", heading).split()) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Kind is estimate E"), ("ar", "Kind: تساوي تقدير E")],
)
def test_a_filter_is_said_in_words_and_can_be_lifted(get, prefix, language, expected):
    html = get(prefix(language) + "/data/visits?kind=E&year__gte=2000").text

    chips = re.search(r'<ul class="chips">(.*?)</ul>', html, re.DOTALL)[1]
    assert expected in " ".join(re.sub(r"<[^>]+>", "", chips).split())
    assert f'href="{prefix(language)}/data/visits?year__gte=2000"' in chips


def test_facets_show_labels_and_stay_in_the_language(get, prefix):
    html = get(prefix("ar") + "/data/visits?_facet=country").text

    assert f'href="{prefix("ar")}/data/visits?_facet=country&amp;country=JOR"' in html
    assert "دولة فلسطين" in html


def test_the_form_leads_to_a_filter_and_keeps_the_others(get, prefix):
    path = (
        prefix("ar") + "/data/visits?kind=E&_filter_column=year&_filter_op=gte&_filter_value=2020"
    )

    response = get(path)

    assert response.status_code == 302
    assert response.headers["location"] == prefix("ar") + "/data/visits?kind=E&year__gte=2020"


def test_pages_follow_one_another_to_the_end(get, prefix):
    path, seen = prefix("ar") + "/data/places_notes", 0
    while path:
        html = get(path).text
        seen += html.count('<th scope="row"')
        found = re.search(r'<a class="button" href="([^"]+)"', html)
        path = found[1].replace("&amp;", "&") if found else None

    assert seen == 30


def test_all_rows_of_a_view_can_be_taken_away(get):
    response = get("/data/places_notes.csv?_stream=on&_dl=on")

    assert len(response.text.splitlines()) == 31


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/data/visits/JOR,2014", "not available"),
        ("/data/visits/JOR,2023", "1,234,567"),
        ("/data/places_places/JOR", "Rows of other tables that refer to this one"),
        ("/data/places_notes/7", "This table has no key"),
    ],
)
def test_a_record_shows_every_column(get, prefix, path, expected):
    response = get(prefix("en") + path)

    assert response.status_code == 200
    assert expected in response.text


def test_years_are_never_grouped_and_figures_stand_at_the_right(get, prefix):
    html = get(prefix("ar") + "/data/visits").text

    assert '<td class="figure"><bdi dir="ltr">2023</bdi></td>' in html
    assert '<td class="figure"><bdi dir="ltr">1,234,567</bdi></td>' in html


@pytest.mark.parametrize(
    ("query", "hint"),
    [("yeer=2014", "year"), ("yeer__gt=2014", "year"), ("rowid=1", ""), ("nothing__at__all=1", "")],
    ids=["exact", "lookup", "no column of ours", "nothing like it"],
)
def test_a_filter_on_an_unknown_column_is_refused(get, query, hint):
    response = get(f"/data/visits?{query}")

    assert response.status_code == 400
    assert hint in response.text


def test_a_filter_on_a_known_column_is_not(get):
    assert get("/data/visits?year__gt=2000&country=JOR").status_code == 200
