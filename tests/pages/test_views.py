"""The views of a dataset: on its page, on pages of their own, as CSV and as SVG."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest


def test_the_page_of_a_dataset_draws_its_first_view(get, prefix):
    html = get(prefix("en") + "/dataset/visits").text

    glance = html[html.index('id="glance"') : html.index('id="data"')]
    assert "Visits over time" in glance
    assert glance.count("<svg") == 2
    assert "Latest values" in glance
    for name in ("over-time", "rates", "all-years"):
        assert f"/dataset/visits/views/{name}" in glance


def test_a_table_is_a_view_too(get, prefix):
    html = get(prefix("en") + "/dataset/places/views/list").text

    assert "30 rows." in html
    assert "&lt;script&gt;note 1" in html


def test_a_view_has_a_page_in_each_language(get, prefix):
    english = get(prefix("en") + "/dataset/visits/views/rates").text
    arabic = get(prefix("ar") + "/dataset/visits/views/rates").text

    assert "All values are of" in english
    assert "القيم كلها لعام" in arabic
    assert "المعدلات" in arabic


def test_a_view_that_would_lie_says_why_it_is_not_drawn(get, prefix):
    html = get(prefix("en") + "/dataset/visits/views/all-years").text

    assert "added up over years that are projections" in html
    assert "<figure" in html
    assert "<rect" not in html


def test_the_numbers_are_a_file(get):
    response = get("/dataset/visits/views/over-time.csv")

    rows = list(csv.reader(io.StringIO(response.text)))
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="visits-over-time.csv"'
    assert rows[0] == ["country", "year", "visits", "kind"]
    assert ["JOR", "2023", "1234567", "E"] in rows
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Visits over time"), ("ar", "الزيارات عبر الزمن")]
)
def test_the_picture_is_a_file_in_each_language(get, language, title):
    response = get(f"/dataset/visits/views/over-time.svg?_language={language}")

    root = ET.fromstring(response.text)  # noqa: S314 - ours
    assert response.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert root.find("{http://www.w3.org/2000/svg}title").text.startswith(title)


@pytest.mark.parametrize(
    "path",
    [
        "views/none",
        "views/none.csv",
        "views/none.svg",
        "views/all-years.csv",
        "views/all-years.svg",
    ],
)
def test_what_is_not_there_is_not_found(get, path):
    assert get(f"/dataset/visits/{path}").status_code == 404


def test_a_view_of_a_withdrawn_dataset_is_gone(get):
    assert get("/dataset/lost/views/any.csv").status_code == 410


def test_the_rows_of_a_view_are_a_call_of_the_api(get, prefix):
    html = get(prefix("en") + "/dataset/visits/views/rates").text

    assert 'href="/api/v1/datasets/visits/rows?year=2023"' in html
    assert get("/api/v1/datasets/visits/rows?year=2023").json()["rows"]
    assert (
        "/api/v1"
        not in get(prefix("en") + "/dataset/visits/views/all-years")
        .text.split("<main")[1]
        .split("</main")[0]
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_view_can_be_put_on_another_page(get, prefix, language):
    html = get(f"{prefix(language)}/dataset/visits/views/over-time").text
    shown = unescape(re.search(r"<code>(&lt;iframe.*?)</code>", html)[1])
    source, title = re.fullmatch(
        r'<iframe src="([^"]+)" title="([^"]+)" .*></iframe>', shown
    ).groups()

    embedded = get(unescape(source).removeprefix("http://portal.test"))

    assert embedded.status_code == 200
    assert unescape(title) in unescape(embedded.text)


def test_what_is_not_drawn_cannot_be_put_elsewhere(get, prefix):
    assert "iframe" not in get(prefix("en") + "/dataset/visits/views/all-years").text
