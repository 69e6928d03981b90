"""The pages of a dataset in every state."""

import asyncio
import json
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from portal.http import today
from scripts.application import open_release


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
        ("en", "/dataset/places", "First rows · in all: 30 rows"),
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


def test_a_long_list_of_allowed_values_is_folded_on_a_page_of_its_own(get, prefix):
    page, whole = (get(prefix("en") + "/dataset/places" + rest).text for rest in ("", "/columns"))

    link = re.search(r'<a href="([^"]+)">40 allowed values</a>', page)[1]
    assert link == prefix("en") + "/dataset/places/columns#places_notes.remark"
    assert "code-39" not in page
    assert ' id="places_notes.remark"' in whole
    folded = re.search(
        r"<details><summary>40 allowed values</summary>(.*?)</details>", whole, re.DOTALL
    )
    assert "code-39" in folded[1]


def of_column(response, column):
    """Return what the dictionary on a page says of a column, as words."""
    rows = re.findall(r"<tr>(.*?)</tr>", response.text, re.DOTALL)
    found = next(row for row in rows if f'class="code">{column}</bdi></th>' in row)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.mark.parametrize("rest", ["", "/columns"])
@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("country", "Most frequent values: Jordan JOR · 2 rows State of Palestine PSE · 1 row"),
        ("country", "what the row is about"),
        ("year", "Smallest: 2014 · Greatest: 2023"),
        ("visits", "Filled: 66.7 % · all values differ"),
        ("visits", "Missing: not available (in the file .. ) · 1 row"),
        ("visits", "Smallest: 8 · Middle: 617,287.5 · Greatest: 1,234,567"),
        ("visits", "Unit: persons"),
        ("rate", "Smallest: 0.5 · Middle: 45.0 · Greatest: 93.5 Example: 45.0"),
        ("rate", "Unit: not stated by the publisher"),
        ("kind", "Allowed values: estimate E · 2 rows projection P · 1 row"),
        ("active", "Most frequent values: yes · 2 rows no · 1 row"),
    ],
)
def test_the_dictionary_says_what_the_values_are_like(get, prefix, rest, column, said):
    assert said in of_column(get(prefix("en") + "/dataset/visits" + rest), column)


@pytest.mark.parametrize("column", ["year", "country", "kind", "active"])
def test_what_is_no_measured_value_has_no_middle(get, prefix, column):
    assert "Middle" not in of_column(get(prefix("en") + "/dataset/visits"), column)


def test_labels_of_values_are_in_the_language_of_the_page(get, prefix):
    said = of_column(get(prefix("ar") + "/dataset/visits"), "country")

    assert "الأردن JOR · صفان" in said


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


SECTIONS = [
    *("glance", "data", "files", "columns", "quality", "corrections", "repairs", "compare"),
    *("sources", "use", "cite", "related", "versions", "report"),
]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_order_is_fixed(get, prefix, language):
    html = get(prefix(language) + "/dataset/visits").text

    assert re.findall(r'<h2 id="(\w+)"', html) == SECTIONS
    lead, verdict, downloads, facts, rest = (
        html.index(part)
        for part in ('class="lead"', 'class="verdict', 'class="downloads"', 'class="facts"', "<h2")
    )
    assert lead < verdict < downloads < facts < rest


def test_the_lead_has_the_answer_and_the_first_sentence(get, prefix):
    html = get(prefix("en") + "/dataset/visits").text
    lead = re.search(r'<div class="lead">(.*?)</div>', html, re.DOTALL)[1]

    assert "1,234,567" in lead
    assert "Visits a year." in lead


def test_without_a_chart_the_lead_has_what_there_is(get, prefix):
    html = get(prefix("en") + "/dataset/places").text
    lead = re.search(r'<div class="lead">(.*?)</div>', html, re.DOTALL)[1]

    assert "32 rows, 5 columns." in lead


@pytest.mark.parametrize(
    ("day", "language", "expected", "late"),
    [
        (date(2026, 11, 25), "en", "Next update due: November 2027", False),
        (date(2027, 11, 30), "en", "Next update due: November 2027", False),
        (date(2027, 12, 2), "en", "The next update is late by 2 days.", True),
        (date(2026, 11, 25), "ar", "تشرين الثاني/نوفمبر 2027", False),
    ],
)
def test_the_next_update_is_due_or_late(get, prefix, monkeypatch, day, language, expected, late):
    monkeypatch.setattr(today, "today", lambda: day)

    response = get(prefix(language) + "/dataset/visits")

    assert expected in words(response)
    assert ("late by" in words(response)) is late
    assert day.isoformat() in response.text, "the day on which the page was seen"


def test_what_is_said_of_a_day_is_asked_for_again_the_next_day(get, prefix, monkeypatch):
    tags = {}
    for day in (date(2026, 11, 25), date(2026, 11, 26)):
        monkeypatch.setattr(today, "today", lambda day=day: day)
        for path in ("/dataset/visits", "/dataset/visits/versions/1", "/dataset"):
            tags.setdefault(path, set()).add(get(prefix("ar") + path).headers["etag"])

    assert {path: len(of) for path, of in tags.items()} == {
        "/dataset/visits": 2,
        "/dataset/visits/versions/1": 1,
        "/dataset": 1,
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("visits", "✓ In order: The table has a primary key: Country, Year."),
        ("visits", "✓ In order: 1 value is missing, and the reason is stated."),
        ("visits", "✓ In order: The licence is open: CC-BY-4.0."),
        ("visits", "✓ In order: The source is stated."),
        ("visits", "✗ To be improved: Measured values without a unit: Rate. State the unit"),
        ("visits", "✗ To be improved: Columns without a role: active. State the role"),
        ("visits", "Country, Year, Rate, Kind, active. Write for each column"),
        ("visits", "Not wholly translated into Arabic: names of columns, descriptions of columns."),
        ("visits", "✗ To be improved: A later update breaks the rules."),
        ("places", "✗ To be improved: Tables without a primary key: notes."),
        ("places", "✗ To be improved: There are no published rules"),
        ("places", "✗ To be improved: No source is stated."),
        ("places", "✗ To be improved: How often the data change is not stated."),
        ("places", "✓ In order: No value is missing."),
    ],
)
def test_quality_is_said_in_sentences(get, prefix, name, expected):
    html = get(prefix("en") + "/dataset/" + name).text
    section = html[html.index('<h2 id="quality"') : html.index('<h2 id="corrections"')]

    assert expected in " ".join(re.sub(r"<[^>]+>", "", unescape(section)).split())


def test_data_and_page_are_cited_apart(get, prefix):
    html = get(prefix("en") + "/dataset/visits").text
    section = html[html.index('<h2 id="cite"') : html.index('<h2 id="related"')]
    data, page = (unescape(entry) for entry in re.findall(r"@misc.*?\n}", section, re.DOTALL))

    assert "url = {http://portal.test/dataset/visits/versions/2}" in data
    assert "url = {http://portal.test/dataset/visits}" in page


def test_related_datasets_say_what_is_shared(get, prefix):
    assert "Places explains the codes of: Country" in words(get(prefix("en") + "/dataset/visits"))
    text = words(get(prefix("en") + "/dataset/places"))
    assert "Visits refers to this dataset by: Country" in text


@pytest.fixture
def of_site(make_root):
    """Return a function that asks a portal whose settings are others for a page."""

    def ask(path, **settings):
        root = make_root(["en", "ar"])
        (release,) = (root / "build" / "releases").iterdir()
        file = release / "metadata.json"
        file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | settings), "utf-8")

        async def fetch():
            datasette, app = await open_release(root, release.name)
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://p.test") as client:
                response = await client.get(path)
            for database in datasette.databases.values():
                database.close()
            datasette.executor.shutdown(wait=False)
            return response

        return asyncio.run(fetch())

    return ask


@pytest.mark.parametrize(("prefix_", "title"), [("", "Visits"), ("/ar", "الزيارات")])
def test_a_problem_is_reported_by_a_message_that_is_begun(of_site, prefix_, title):
    contact = {"title": "Desk", "email": "a+b@example.org"}
    html = of_site(f"{prefix_}/dataset/visits", contactPoint=contact).text
    section = html[html.index('<h2 id="report"') :]

    address = urlsplit(unescape(re.search(r'class="button" href="([^"]+)"', section)[1]))
    asked = parse_qs(address.query)
    assert (address.scheme, address.path) == ("mailto", "a%2Bb@example.org")
    assert f"{title} (visits" in asked["subject"][0]
    assert "http://p.test/dataset/visits/versions/2" in asked["body"][0].split("\r\n")


def test_without_an_e_mail_the_contacts_page_is_named(of_site):
    contact = {"title": "Desk", "url": "https://example.org/desk"}
    html = of_site("/dataset/visits", contactPoint=contact).text

    assert 'href="https://example.org/desk"' in html[html.index('<h2 id="report"') :]


def test_without_any_address_the_page_says_who_runs_the_portal(get, prefix):
    text = words(get(prefix("en") + "/dataset/visits"))

    assert "states no address for messages. It is run by:" in text


def test_addresses_in_code_and_citation_are_those_of_the_public(of_site):
    html = of_site("/dataset/visits", baseUrl="https://data.example.org/").text

    assert "=IMPORTDATA(&#34;https://data.example.org/download/visits/visits.csv&#34;)" in html
    assert "https://data.example.org/dataset/visits/versions/2" in html
    assert "http://p.test/" not in html
