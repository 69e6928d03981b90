"""A reader's own picture: on the page of a table, as a file, and on pages elsewhere."""

import html as markup
import re
import xml.etree.ElementTree as ET
from urllib.parse import parse_qsl, urlsplit

import pytest

CHART = "/data/visits?_view=chart"
RATES = "year=2023&_view=chart&_type=bar&_x=country&_y=rate"


def figure(text):
    return text[text.index('<figure class="view">') : text.index("</figure>")]


def policy(response):
    return response.headers["content-security-policy"]


def test_the_page_of_a_table_draws_what_suits_it(get, prefix):
    response = get(prefix("en") + CHART)

    assert response.status_code == 200
    assert "<h2><bdi>Visits by Year and Country</bdi></h2>" in figure(response.text)
    assert "Compared: 2." in figure(response.text)
    assert "<svg" in figure(response.text)


def test_the_form_is_plain_and_keeps_the_filters(get, prefix):
    text = get(prefix("en") + "/data/visits?" + RATES).text
    form = next(form for form in text.split("<form")[1:] if "draw-type" in form).split("</form")[0]

    assert 'name="year" value="2023"' in form
    assert '<option value="bar" selected>' in form
    assert '<option value="rate" selected>' in form
    assert '<option value="count">' in form
    assert "sum:rate" not in form


def test_the_picture_has_its_words_in_each_language(get, prefix):
    english = figure(get(f"{prefix('en')}/data/visits?{RATES}").text)
    arabic = figure(get(f"{prefix('ar')}/data/visits?{RATES}").text)

    assert "All values are of" in english
    assert "Jordan" in english
    assert "القيم كلها لعام" in arabic
    assert "الأردن" in arabic


def test_the_links_of_a_picture_lead_to_the_same_numbers(get, prefix):
    text = figure(get(f"{prefix('en')}/data/visits?{RATES}").text)
    links = [markup.unescape(link) for link in re.findall(r'href="([^"]+)"', text)]
    picture = next(link for link in links if ".svg?" in link)
    numbers = next(link for link in links if ".csv?" in link)

    assert ET.fromstring(get(picture).text) is not None  # noqa: S314 - ours
    assert ("year", "2023") in parse_qsl(urlsplit(numbers).query)
    assert ("_col", "rate") in parse_qsl(urlsplit(numbers).query)


def test_what_is_refused_says_why_and_what_would_help(get, prefix):
    text = figure(
        get(f"{prefix('en')}/data/visits?_view=chart&_type=bar&_x=active&_y=sum:rate").text
    )

    assert "does not add up" in text
    assert "Draw what suits this table" in text
    assert "<svg" not in text


def test_a_table_without_places_has_no_map(get, prefix):
    response = get(prefix("en") + "/data/places_notes?_view=map")

    assert response.status_code == 200
    assert "There is no map of this table" in response.text


@pytest.mark.parametrize("name", ["visits", "places_places", "places_notes"])
@pytest.mark.parametrize("view", ["chart", "map"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_table_can_be_asked(get, prefix, name, view, language):
    response = get(f"{prefix(language)}/data/{name}?_view={view}")

    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert 'class="view"' in response.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Visits by Year and Country"), ("ar", "الزيارات")],
)
def test_the_picture_is_a_file_in_each_language(get, language, words):
    response = get(f"/data/visits.svg?_language={language}")

    root = ET.fromstring(response.text)  # noqa: S314 - ours
    assert response.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert words in root.find("{http://www.w3.org/2000/svg}title").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data/nothing.svg", 404),
        ("/data/visits.svg?_type=pie", 404),
        ("/data/visits.svg?nothing=1", 400),
        ("/embed/data/nothing", 404),
        ("/embed/data/visits?nothing=1", 400),
        ("/embed/dataset/visits/views/nothing", 404),
        ("/embed/dataset/nothing/views/rates", 404),
        ("/embed/dataset/lost/views/rates", 410),
    ],
)
def test_what_is_not_there_is_not_drawn(get, path, status):
    assert get(path).status_code == status


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "path", ["/embed/data/visits?" + RATES, "/embed/dataset/visits/views/rates"]
)
def test_an_embedded_picture_says_whose_it_is_and_leads_back(get, prefix, language, path):
    response = get(prefix(language) + path)
    text = response.text

    assert f'<html lang="{language}"' in text
    assert len(text.encode()) <= 15_000
    assert "<nav" not in text
    assert "<form" not in text
    assert "<rect" in text
    assert "<img" not in text
    assert ("Source" if language == "en" else "المصدر") in text
    back = re.search(r'<a href="([^"]+)" target="_top">', text)[1]
    assert back.startswith(prefix(language) + path.removeprefix("/embed").split("?")[0])
    assert get(markup.unescape(back)).status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_picture_elsewhere_outlives_a_new_name(get, prefix, language):
    response = get(prefix(language) + "/embed/dataset/old-visits/views/rates")

    assert response.status_code == 301
    assert response.headers["location"] == prefix(language) + "/embed/dataset/visits/views/rates"


def test_a_refused_picture_says_so_where_it_is_embedded(get, prefix):
    text = get(prefix("en") + "/embed/dataset/visits/views/all-years").text

    assert "added up over years that are projections" in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_only_what_is_made_for_it_may_be_framed(get, prefix, language):
    base = prefix(language)

    assert "frame-ancestors *" in policy(get(base + "/embed/data/visits"))
    for path in ("/", "/data/visits", CHART, "/data/embed/data/visits", "/dataset/visits"):
        assert "frame-ancestors 'self'" in policy(get(base + path)), path


def test_the_page_offers_what_puts_the_picture_elsewhere(get, prefix):
    text = markup.unescape(get(f"{prefix('en')}/data/visits?{RATES}").text)
    source = markup.unescape(re.search(r'<iframe src="([^"]+)"', text)[1])

    assert source.startswith("http://portal.test")
    assert "/embed/data/visits?" in source
    assert "<iframe" in text
    assert 'title="Rate by Country: 2023"' in text
    assert get(source.removeprefix("http://portal.test")).status_code == 200
