"""The home page: what the portal is for, its figures, and every way in, in both languages."""

import re
from html import unescape

import pytest


@pytest.fixture(params=["en", "ar"])
def language(request):
    return request.param


@pytest.fixture
def page(get, prefix, language):
    answer = get(prefix(language) + "/")
    assert answer.status_code == 200
    assert len(answer.content) <= 60_000
    return answer.text


def links(page, within=""):
    part = re.search(rf"<ul class=\"{within}\">.*?</ul>", page, re.DOTALL)[0] if within else page
    return [unescape(path) for path in re.findall(r'<a href="([^"]+)"', part)]


def text(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def test_it_says_what_it_is_for_once(page):
    (title,) = re.findall("<h1>.*?</h1>", page)
    lead = re.search('<p class="lead">.*?</p>', page)[0]

    assert text(title) in {"Fictional portal", "بوابة خيالية"}
    assert re.match("Figures of places|أرقام عن أماكن", text(lead))


def test_a_headline_figure_has_value_name_status_and_source(page, language):
    (figure,) = re.findall(r"<li>(.*?)</li>", re.search(r'<ul class="headlines">.*?</ul>', page, re.DOTALL)[0], re.DOTALL)  # fmt: skip

    expected = {
        "en": ["93.5", "Jordan · Rates", "2023 , estimate", "Visits · Office of Fiction"],
        "ar": ["93.5", "الأردن · المعدلات", "2023 ، تقدير", "الزيارات · مكتب الخيال"],
    }
    for part in expected[language]:
        assert part in text(figure)
    assert '<strong class="figure"><bdi dir="ltr">93.5</bdi></strong>' in figure
    assert "change" not in figure


def test_a_headline_figure_leads_to_its_rows_in_the_same_language(get, page, prefix, language):
    (address,) = links(page, "headlines")

    assert address == prefix(language) + "/data/visits?year=2023&country=JOR"
    assert "93.5" in get(address).text


def test_every_way_in_is_there(get, page, prefix, language):
    here = prefix(language)
    for path in (
        *("/topic/travel", "/publisher/office", "/dataset/visits", "/dataset/places", "/dataset"),
        *("/developers", "/publishers"),
    ):
        assert here + path in links(page), path
    assert "/dataset/lost" not in " ".join(links(page))
    assert f'<form class="search" action="{here}/dataset"' in page


def test_nothing_leads_out_of_the_language_or_nowhere(get, page, prefix, language):
    main = re.search("<main.*</main>", page, re.DOTALL)[0]
    for path in links(main):
        assert path.startswith(prefix(language) + "/"), path
        assert get(path).status_code == 200, path
