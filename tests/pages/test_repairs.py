"""What was repaired, on the pages of a dataset, and the files that say so."""

import csv
import hashlib
import io
import re
from urllib.parse import quote

import pytest

ORIGINAL = "زيارات\u200f <2023>.XLSX"


def words(response):
    """Return the visible text of a page."""
    body = re.sub(r"<head>.*?</head>", "", response.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture
def section(get, prefix):
    """Return the function that gives the part of a dataset's page about its repairs."""

    def cut(language, dataset="visits"):
        html = get(f"{prefix(language)}/dataset/{dataset}").text
        found = re.search(r'<h2 id="repairs">.*?(?=<h2 )', html, re.DOTALL)
        return found[0] if found else None

    return cut


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", '<h2 id="repairs">What was repaired</h2>'),
        ("en", "each accepted by a person: 3"),
        ("en", '“<bdi dir="auto">visits</bdi>”: numbers without the separator of thousands'),
        ("en", "Proposed and left as it was: 1"),
        ("en", '<bdi dir="ltr">1,234</bdi>'),
        ("ar", '<h2 id="repairs">ما الذي أُصلح</h2>'),
        ("ar", "وكل منها بموافقة شخص: 3"),
        ("ar", '«<bdi dir="auto">visits</bdi>»: الأعداد من دون فاصل الآلاف'),
        ("ar", "إصلاحات مقترحة لم تُجرَ: 1"),
    ],
)  # fmt: skip
def test_the_page_says_what_was_repaired(section, language, expected):
    assert expected in section(language)


@pytest.mark.parametrize(("language", "heading"), [("en", "Country"), ("ar", "الدولة")])
def test_a_column_is_called_by_its_title(section, language, heading):
    assert f"<td><bdi>{heading}</bdi></td>" in section(language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_cannot_be_seen_is_named(section, language):
    html = section(language)

    assert '<bdi dir="ltr" class="code">[U+200F]</bdi>JOR' in html
    assert "\u200f" not in html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_kind_of_other_software_is_shown_by_its_name(section, language):
    html = section(language)

    assert '<bdi dir="ltr">telepathy</bdi>' in html
    assert "&lt;b&gt;gone&lt;/b&gt;" in html
    assert not re.search("<[bi]>", html)


def test_what_this_file_did_not_need_is_left_out(section):
    assert "of last year" not in section("en")


def test_the_file_as_received_is_offered_with_its_hash(section, get):
    link = re.search('href="([^"]+original[^"]+)"', section("en"))[1]
    response = get(link)

    digest = hashlib.sha256(response.content).hexdigest()
    assert link == f"/dataset/visits/versions/2/original/{quote(ORIGINAL)}"
    assert digest in section("en")
    assert 'Sheet: <bdi dir="auto">Sheet &amp; 1</bdi>' in section("en")  # fmt: skip


def test_no_browser_opens_the_file_as_received(get):
    headers = get(f"/dataset/visits/versions/2/original/{quote(ORIGINAL)}").headers

    assert headers["content-type"].endswith(".spreadsheetml.sheet")
    assert headers["content-disposition"].startswith("attachment; filename=")
    assert f"filename*=UTF-8''{quote(ORIGINAL, safe='')}" in headers["content-disposition"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/dataset/visits/repairs.csv", "/dataset/visits/versions/2/repairs.csv"])  # fmt: skip
def test_the_log_is_sent_with_all_decisions(get, path):
    response = get(path)

    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert response.headers["content-type"].startswith("text/csv")
    assert [row["decision"] for row in rows].count("refused") == 1
    assert rows[1]["before"] == "\u200fJOR"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dataset/places/repairs.csv", 404),
        ("/dataset/nothing/repairs.csv", 404),
        ("/dataset/lost/repairs.csv", 410),
        ("/dataset/old-visits/repairs.csv", 301),
        ("/dataset/visits/versions/1/repairs.csv", 404),
        ("/dataset/visits/versions/2/original/other.xlsx", 404),
    ],
    ids=["without a log", "unknown", "withdrawn", "renamed", "version without", "not listed"],
)
def test_where_there_is_no_log(get, path, status):
    assert get(path).status_code == status


def test_a_dataset_without_a_log_says_nothing_of_repairs(section):
    assert section("en", "places") is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "each accepted by a person: 3 · What was repaired"), ("ar", ": 3 · ما الذي أُصلح")],
)
def test_the_quality_page_leads_there(get, prefix, language, expected):
    response = get(f"{prefix(language)}/dataset/visits/quality")

    assert expected in words(response)
    assert f'href="{prefix(language)}/dataset/visits#repairs"' in response.text


def test_the_page_of_a_version_says_which_files_these_are(get, prefix):
    text = words(get(f"{prefix('en')}/dataset/visits/versions/2"))

    assert "repairs.csv What was repaired" in text
    assert ".XLSX The file as received" in text
