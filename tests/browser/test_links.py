"""Every address that a page of the real catalogue links to, asked of a real server."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

PREFIXES = {"en": "", "ar": "/ar"}
ANCHOR = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>')
ACTION = re.compile(r'<form\b[^>]*?\baction="([^"]*)"')
SOURCE = re.compile(r'<(?:img|script|link)\b[^>]*?\b(?:src|href)="([^"]*)"')
NAME = re.compile(r'\bid="([^"]*)"')
SWITCH = re.compile(r"\bhreflang=")
WITHOUT_LANGUAGE = re.compile(
    r"/(api|download|static|schemas|-)/|/dataset/[^/]+/(versions/\d+/.+|(quality|repairs)\.csv|views/[^/]+\.(csv|svg))$"
    r"|/data/[^/]+\.(csv|xlsx|json|svg)$"
)
MOST = {"/data/": 500, "": 500}
"""How many pages are asked for: those of tables, which never end, and all others."""


def crawled(fetch, prefix):
    """Return every page that can be reached: its address and answer; links that lead nowhere; ones that leave."""
    start = prefix + "/"
    waiting, seen, pages = [start], {start}, {}
    broken, leaving, counts = [], [], dict.fromkeys(MOST, 0)
    asked_from = {start: ""}
    while waiting:
        path = waiting.pop(0)
        # Of a file it is enough that it is there: some have many megabytes.
        file = WITHOUT_LANGUAGE.match(urlsplit(path).path)
        answer = fetch(path, method="HEAD" if file else "GET")
        if answer.status != 200:
            broken.append((asked_from[path], path, answer.status))
            continue
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        pages[path] = answer.text
        anchors = [
            (match[1], bool(SWITCH.search(match[0]))) for match in ANCHOR.finditer(answer.text)
        ]
        links = [*anchors, *((link, False) for link in ACTION.findall(answer.text))]
        for link, switch in links:
            target, _fragment = urldefrag(urljoin(f"http://portal.test{path}", unescape(link)))
            parts = urlsplit(target)
            if parts.netloc != "portal.test" or switch:
                continue
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            neutral = WITHOUT_LANGUAGE.match(parts.path)
            if not neutral and not (parts.path + "/").startswith(start):
                leaving.append((path, address))
            if neutral and prefix and parts.path.startswith(start):
                leaving.append((path, address))
            if address in seen:
                continue
            kind = "/data/" if "/data/" in parts.path else ""
            if counts[kind] < MOST[kind]:
                counts[kind] += 1
                seen.add(address)
                asked_from[address] = path
                waiting.append(address)
    return pages, broken, leaving


@pytest.fixture(scope="module", params=PREFIXES)
def crawl(request, fetch):
    return request.param, *crawled(fetch, PREFIXES[request.param])


def test_no_link_is_broken(crawl):
    _language, pages, broken, _leaving = crawl

    assert len(pages) > 300
    assert broken == []


def test_no_link_leaves_the_language(crawl):
    language, pages, _broken, leaving = crawl

    assert leaving == []
    if language == "en":
        assert not [path for path in pages if path.startswith("/ar")]


def test_the_other_language_is_one_link_away(crawl):
    _language, pages, _broken, _leaving = crawl

    assert [path for path, text in pages.items() if not SWITCH.search(text)] == []


def test_every_place_in_a_page_that_a_link_names_is_there(crawl):
    _language, pages, _broken, _leaving = crawl
    names = {path: set(NAME.findall(text)) for path, text in pages.items()}

    wrong = set()
    for path, text in pages.items():
        for match in ANCHOR.finditer(text):
            target, fragment = urldefrag(urljoin(path, unescape(match[1])))
            if fragment and target in names and fragment not in names[target]:
                wrong.add((path, match[1]))

    assert wrong == set()


def test_what_a_page_needs_is_there(crawl, fetch):
    _language, pages, _broken, _leaving = crawl
    needed = {unescape(link) for text in pages.values() for link in SOURCE.findall(text)}

    here = {link for link in needed if link.startswith("/")}

    assert "/static/portal.css" in here
    assert {link for link in here if fetch(link).status != 200} == set()
