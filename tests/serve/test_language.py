"""The one liberty: Datasette's ``base_url`` answers per request."""

import asyncio
import re

import pytest

from portal.http.paths import is_page

LINK = re.compile(r'(?:href|action)="(/[^"]*)"')
IN_ENGLISH = re.compile(r'<[^>]*hreflang="en"[^>]*>')


@pytest.mark.parametrize(
    "path", ["/ar/", "/ar/data/towns?_size=1", "/ar/data/towns/A1", "/ar/nope"]
)
def test_arabic_pages_link_to_arabic_pages(get, path):
    page = get(path).text

    paths = {link.partition("?")[0] for link in LINK.findall(page)}
    pages = {link for link in paths if is_page(link)}
    assert 'lang="ar"' in page
    assert "/ar/" in pages
    assert not [link for link in pages if link.startswith("/ar/ar/")]
    english = "".join(IN_ENGLISH.findall(page))
    assert [link for link in pages if not link.startswith("/ar/") and link not in english] == []


def test_requests_side_by_side_keep_their_language(serving):
    async def scenario(client):
        paths = ["/data/towns?_size=1", "/ar/data/towns?_size=1"] * 20
        return await asyncio.gather(*(client.get(path) for path in paths))

    languages = [answer.headers["content-language"] for answer in serving(scenario)]

    assert languages == ["en", "ar"] * 20


def test_redirects_of_datasette_stay_in_the_language(get):
    answer = get("/ar/data/towns?_filter_column=name&_filter_op=exact&_filter_value=Salt")

    assert answer.status_code == 302
    assert answer.headers["location"] == "/ar/data/towns?name=Salt"


def test_arabic_may_be_the_default(release, serving):
    release(
        site={"title": "x", "languages": ["ar", "en"], "publisher": {"name": "x", "title": "x"}}
    )

    async def scenario(client):
        return [await client.get(path) for path in ("/", "/en/", "/ar/dataset")]

    arabic, english, moved = serving(scenario)

    assert 'dir="rtl"' in arabic.text
    assert arabic.headers["content-language"] == "ar"
    assert english.headers["content-language"] == "en"
    assert moved.headers["location"] == "/dataset"
