"""The pages of a dataset in every state."""

import re

import pytest


def words(response):
    """Return the visible text of a page."""
    body = re.sub(r"<head>.*?</head>", "", response.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("en", "/dataset/visits", "The published data follow their 14 published rules."),
        ("en", "/dataset/visits", "Update rejected."),
        ("en", "/dataset/visits", "not available"),
        ("en", "/dataset/visits", "1,234,567"),
        ("en", "/dataset/visits", "Jordan JOR"),
        ("en", "/dataset/visits", "estimate E"),
        ("en", "/dataset/visits", "Visits (persons)"),
        ("en", "/dataset/visits", "at least 2014"),
        ("en", "/dataset/visits", "66.7 %"),
        ("en", "/dataset/visits", "8000 8 A slip of the unit."),
        ("en", "/dataset/visits", "Until 2014 day trips were counted."),
        ("en", "/dataset/visits", "Projections begin: 2030"),
        ("en", "/dataset/visits", "pkg:pypi/visits@1.2"),
        ("en", "/dataset/visits", "every year"),
        ("en", "/dataset/visits", "http://portal.test/dataset/visits/versions/2"),
        ("en", "/dataset/places", "Contactnot stated by the publisher"),
        ("en", "/dataset/places", "Areanot stated by the publisher"),
        ("en", "/dataset/places", "There are no published rules"),
        ("en", "/dataset/places", "(10 / 30)"),
        ("en", "/dataset/visits/versions/1", "visits/visits.csv: follows the published rules"),
        ("en", "/dataset/visits/versions/1", "A later version is published."),
        ("en", "/dataset?_search=VISIT", "Search: VISIT"),
        ("en", "/dataset?_search=qqqq", "Nothing was found."),
        ("ar", "/dataset/visits", "مطابقة للقواعد المنشورة لها، وعددها 14"),
        ("ar", "/dataset/visits", "غير متوفر"),
        ("ar", "/dataset/visits", "الأردن JOR"),
        ("ar", "/dataset/visits", "تقدير E"),
        ("ar", "/dataset/visits", "24 تشرين الثاني/نوفمبر 2026"),
        ("ar", "/dataset?_search=الزياراتُ", "مجموعة بيانات واحدة"),
    ],
)
def test_says(get, prefix, language, path, expected):
    response = get(prefix(language) + path)

    assert response.status_code == 200
    assert expected in words(response)


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [("en", "visits", False), ("ar", "visits", True), ("en", "places", False)],
    ids=["of the publisher", "a draft", "not translated"],
)
def test_a_draft_says_so_on_the_page_of_its_language(get, prefix, language, name, expected):
    text = words(get(prefix(language) + "/dataset/" + name))

    said = ("no native reader has reviewed it", "لم يراجعها بعدُ متحدث أصلي")
    assert any(sentence in text for sentence in said) is expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Status of the textsArabic: draft · English: as in the source"),
        ("ar", "حالة النصوصالعربية: مسوّدة · الإنجليزية: كما في المصدر"),
    ],
)
def test_the_facts_have_the_status_of_every_language(get, prefix, language, expected):
    assert expected in words(get(prefix(language) + "/dataset/visits"))
    assert "Status of the texts" not in words(get(prefix("en") + "/dataset/places"))


def test_a_long_list_of_allowed_values_is_folded(get, prefix):
    html = get(prefix("en") + "/dataset/places").text

    folded = re.search(r"<details><summary>40 values</summary>(.*?)</details>", html, re.DOTALL)
    assert "code-39" in folded[1]
    assert html.count("code-39") == 1


def test_never_says_audited(get, prefix):
    text = words(get(prefix("en") + "/dataset/visits")).lower()

    assert "audit" not in text
    assert "verified" not in text


@pytest.mark.parametrize("path", ["/dataset/visits", "/dataset", "/dataset/visits/quality"])
def test_what_a_publisher_writes_is_text(get, prefix, path):
    html = get(prefix("en") + path).text

    assert "<script" not in html
    assert "<b>twenty" not in html
    assert 'href="javascript' not in html


def test_an_untranslated_text_is_marked_with_its_language(get, prefix):
    html = get(prefix("ar") + "/dataset/visits").text

    assert '<bdi lang="en" dir="ltr">Kind</bdi>' in html
    assert '<bdi dir="auto">Places</bdi>' in get(prefix("ar") + "/dataset/places").text


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("rest", ["", "/quality", "/versions", "/versions/1"])
def test_a_withdrawn_dataset_is_gone_with_all_its_versions(get, prefix, language, rest):
    gone = get(prefix(language) + "/dataset/lost" + rest)

    assert gone.status_code == 410
    assert "It named persons." in words(gone)
    assert "lost" not in get(prefix(language) + "/dataset").text.lower()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("rest", ["", "/quality", "/versions/1", "?a=b"])
def test_a_former_name_leads_to_the_present_one(get, prefix, language, rest):
    response = get(prefix(language) + "/dataset/old-visits" + rest)

    assert response.status_code == 301
    assert response.headers["location"] == prefix(language) + "/dataset/visits" + rest


@pytest.mark.parametrize(
    "path",
    ["/dataset/nope", "/dataset/visits/versions/9", "/dataset/visits/nope", "/topic/nope"],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_not_there_says_so_in_the_language(get, prefix, language, path):
    response = get(prefix(language) + path)

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert {"en": "Page not found", "ar": "الصفحة غير موجودة"}[language] in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/dataset/%D8%A7",
        "/dataset/'%20or%201",
        "/topic/%D8%A7%25",
        "/dataset?_search=%22",
        "/dataset?_search=*%20OR%20NEAR(",
        "/dataset?_search=" + "a%20" * 500,
        "/dataset/visits/versions/999999999",
        "/dataset/visits/versions/1/..%2F..%2Fmetadata.json",
        "/download/visits/..%2F..%2Fcatalog.db",
        "/api/v1/datasets/%D8%A7/rows",
        "/api/v1/datasets/visits/rows?year=%D9%A2%D9%A0%D9%A2%D9%A3",
        "/api/v1/datasets/visits/rows?_next=x",
        "/data/visits?_facet=country&_facet=kind&year__gt=0",
        "/data/visits?nope=1",
        "/data/visits/JOR",
        "/data/visits/JOR,abc",
        "/data",
    ],
)
def test_no_request_is_an_error_of_ours(get, prefix, path):
    for language in ("en", "ar"):
        assert get(prefix(language) + path).status_code < 500
