"""The list of datasets: searched, narrowed, sorted, and what it says where nothing is left."""

import re
from html import unescape
from urllib.parse import quote

import pytest


def main_of(answer):
    return re.search(r"<main.*</main>", answer.text, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("en", "/dataset?_search=visit", "<mark>Visits</mark>"),
        ("ar", "/dataset?_search=الزياره", "<mark>الزيارات</mark>"),
        ("en", "/dataset?_search=estimate", "in the value <bdi><mark>estimate</mark></bdi> of the column <bdi>Kind</bdi>"),
        ("en", "/dataset?_search=nights", "in the description of the column <bdi>Visits</bdi>"),
        ("en", "/dataset?_search=travel", "in the topic <bdi><mark>Travel</mark></bdi>"),
        ("ar", "/dataset?_search=تقدير", "في القيمة: <bdi><mark>تقدير</mark></bdi>"),
        ("en", "/dataset?_search=visit&topic=travel", "Remove: Topic: <bdi>Travel</bdi>"),
        ("en", "/dataset?_search=visit&topic=nope", "without this choice"),
        ("en", "/dataset?_search=zzzz", "fewer or other words"),
        ("ar", "/dataset?_search=zzzz", "كلمات أقل أو كلمات أخرى"),
        ("en", "/dataset?_search=vissits", "Did you mean"),
        ("en", "/dataset?_search=visits+atlantis", "<q><bdi>atlantis</bdi></q>"),
        ("en", "/dataset?updated=٢٠٢٦", "2 datasets"),
        ("en", "/dataset?_search=visits+jordan", '<p class="answer"><bdi>Visits over time</bdi> — <bdi>Jordan</bdi>: <bdi dir="ltr">1,234,567</bdi> <bdi>persons</bdi> (<bdi dir="ltr">2023</bdi>, <bdi>estimate</bdi>).'),
        ("ar", "/dataset?_search=الزيارات+في+الاردن", '/data/visits?country=JOR"'),
        ("en", "/dataset?_search=عمان", "Which one is meant?"),
        ("en", "/dataset?_search=%3Cscript%3E", "&lt;script&gt;"),
    ],
)  # fmt: skip
def test_says(get, prefix, language, path, expected):
    answer = get(prefix(language) + path)

    assert answer.status_code == 200
    assert expected in main_of(answer)


@pytest.mark.parametrize(
    "query",
    [
        "visits",
        "jordan",
        "visits+jordan+palestine",
        "visits+jordan+2014",
        "visits+nobody",
    ],
)
def test_what_is_not_certain_has_no_answer(get, prefix, query):
    answer = get(prefix("en") + f"/dataset?_search={query}")

    assert 'class="answer"' not in answer.text


def test_a_facet_leads_to_as_many_datasets_as_it_says(get, prefix):
    page = main_of(get(prefix("en") + "/dataset"))
    links = re.findall(
        r'<li><a href="([^"]+)">(?:(?!</a>).)*<span class="count">(\d+)</span></a>', page
    )

    followed = [(main_of(get(unescape(path))), count) for path, count in links if "?" in path]

    assert followed
    for narrowed, count in followed:
        assert re.search(rf"<h2>{count} datasets?</h2>", narrowed)


def test_a_chip_takes_one_choice_back(get, prefix):
    page = main_of(get(prefix("en") + "/dataset?_search=visit&topic=travel&format=csv"))

    chips = re.search(r'<ul class="chips">.*?</ul>', page, re.DOTALL)[0]

    here = prefix("en")
    assert [unescape(path) for path in re.findall('href="([^"]+)"', chips)] == [
        f"{here}/dataset?_search=visit&format=csv",
        f"{here}/dataset?_search=visit&topic=travel",
        f"{here}/dataset?_search=visit",
    ]


def test_a_new_search_keeps_what_was_chosen(get, prefix):
    page = main_of(get(prefix("en") + "/dataset?_search=visit&topic=travel"))

    assert '<input type="hidden" name="topic" value="travel">' in page


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["/", "/dataset", "/dataset/visits", "/topic/travel", "/about", "/data/visits", "/nowhere"])  # fmt: skip
def test_a_search_box_is_on_every_page(get, prefix, language, path):
    page = get(prefix(language) + path).text

    (form,) = re.findall(r'<form[^>]*role="search".*?</form>', page, re.DOTALL)
    assert f'action="{prefix(language)}/dataset" method="get"' in form
    assert 'name="_search"' in form
    assert re.search(r"<label[^>]*>[^<]+</label>", form)


@pytest.mark.parametrize(
    "query",
    ['"', "'", "*", "a AND", "NEAR(", "(", "-x", "x:y", "\\", "%", "﷽", "ـ", "a" * 3000, "١٢٣", "\u200f\u202b"],
    ids=range(15),
)  # fmt: skip
def test_no_query_is_an_error(get, prefix, query):
    for parameter in ("_search", "topic", "updated", "_page", "_sort"):
        answer = get(f"{prefix('ar')}/dataset?{parameter}={quote(query)}")

        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("order", "expected"),
    [("title", ["Places", "Visits"]), ("updated", ["Places", "Visits"])],
)
def test_is_sorted(get, prefix, order, expected):
    page = main_of(get(f"{prefix('en')}/dataset?_sort={order}"))

    titles = re.findall(r"<h3><a [^>]*>(?:<[^>]+>)*([^<]+)", page)
    assert titles == expected


def test_health_tells_what_was_sought_in_vain(get):
    for _ in range(3):
        get("/dataset?_search=zzzyzzz")

    assert get("/-/health").json()["sought_in_vain"]["zzzyzzz"] >= 3
