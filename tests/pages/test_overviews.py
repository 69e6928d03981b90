"""The lists of topics and publishers, and the pages that explain."""

import re

import pytest

from portal.language import glossary


def test_publishers_are_listed_with_their_datasets(get, prefix):
    page = get(prefix("en") + "/publisher").text
    links = re.findall(r'href="([^"]*/publisher/[^"]+)"', page)

    assert links
    for link in links:
        answer = get(link)
        assert answer.status_code == 200
        assert "/dataset/" in answer.text


def test_a_publisher_that_is_not_there_is_404(get, prefix):
    assert get(prefix("en") + "/publisher/nobody-at-all").status_code == 404


def test_a_publisher_shows_its_own_datasets_only(get, prefix, steward_publishers):
    for name, datasets in steward_publishers.items():
        page = get(prefix("en") + f"/publisher/{name}").text
        shown = set(re.findall(r'/dataset/([a-z0-9-]+)"', page))
        assert shown == datasets


@pytest.fixture
def steward_publishers(get):
    """Return by publisher which datasets it has, as the API says."""
    found = {}
    for dataset in get("/api/v1/datasets").json()["datasets"]:
        found.setdefault(dataset["publisher"]["name"], set()).add(dataset["name"])
    assert found
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_examples_for_developers_are_answered(get, prefix, language):
    page = get(prefix(language) + "/developers").text
    addresses = re.findall(r'"http://[^/"]+(/api/[^"]+)"', page)

    assert len(addresses) == 4
    for address in addresses:
        assert get(address).status_code == 200


def test_every_term_of_the_glossary_is_on_its_page(get, prefix):
    page = get(prefix("ar") + "/glossary").text
    terms = [term for section in glossary.sections() for term in section.terms]

    assert len(terms) > 40
    assert all(f'<bdi lang="ar" dir="rtl">{term.arabic}</bdi>' in page for term in terms)


@pytest.mark.parametrize("path", ["/topic", "/publishers", "/accessibility", "/developers"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_page_is_reached_from_every_page(get, prefix, path, language):
    home = get(prefix(language) + "/").text

    assert f'href="{prefix(language)}{path}"' in home
