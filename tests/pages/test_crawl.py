"""Every page that a reader can reach, in both languages, whichever is the first."""

import itertools
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from portal.language.catalogs import translations
from scripts.translate import extracted

MOST_PAGES = 400
NEUTRAL = ("/api/", "/download/", "/static/", "/-/")
FILE = re.compile(
    r"/dataset/[^/]+/(versions/\d+/.+|(quality|repairs)\.csv|views/[^/]+\.(csv|svg))|/data/[^/]+\.(csv|svg|xlsx)"
)
LANDMARKS = {"header", "nav", "main", "footer"}
VOID = {"br", "hr", "img", "input", "link", "meta"}
NAMES = {"SHA-256"}
"""What is written in Latin letters in every language."""
ARABIC = re.compile("[\u0600-\u06ff]")


class Page(HTMLParser):
    """Collect what the tests ask of a page."""

    def __init__(self, html):
        super().__init__()
        self.html_attributes = {}
        self.headings = []
        self.stray = []
        self.links = []
        self.switches = []
        self.forbidden = []
        self.unlabelled = set()
        self.labelled = set()
        self.tables = self.captions = 0
        self.texts = []
        self._languages = []
        self._open = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.html_attributes = attributes
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in {"p", "div", "table"} and not {name for name, _ in self._open} & LANDMARKS:
            self.stray.append((tag, attributes))
        if tag == "th" and "scope" not in attributes:
            self.forbidden.append((tag, attributes))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag in {"script", "style"} or any(
            n == "style" or n.startswith("on") for n in attributes
        ):
            self.forbidden.append((tag, attributes))
        if "hreflang" in attributes:
            self.switches.append(attributes)
        elif tag in {"a", "link"} and "href" in attributes:
            self.links.append(attributes["href"])
        elif tag == "form":
            self.links.append(attributes["action"])
        if tag in {"input", "select"} and attributes.get("type") != "hidden":
            self.unlabelled.add(attributes.get("id"))
        if tag == "label":
            self.labelled.add(attributes["for"])
        for name in ("aria-label", "title", "placeholder"):
            if name in attributes:
                self.texts.append(attributes[name])
        if tag not in VOID:
            self._open.append((tag, attributes.get("lang")))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        # What stands in an element with a language of its own, or isolated, is somebody's text.
        tags = {tag for tag, _ in self._open} & {"bdi", "code"}
        foreign = any(lang is not None for tag, lang in self._open if tag != "html")
        if data.strip() and not tags and not foreign:
            self.texts.append(data.strip())


def crawl(get, start, base):
    """Yield path and answer of every page that links lead to, without leaving the language."""
    seen, waiting = set(), [start]
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = get(path)
        yield path, response
        if not response.headers["content-type"].startswith("text/html"):
            continue
        for link in Page(response.text).links:
            parts = urlsplit(urljoin("http://portal.test" + path, link))
            if parts.netloc == "portal.test" and parts.path.startswith(base or "/"):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))


@pytest.fixture(scope="session")
def crawled(get, prefix):
    """Return every page, by language."""
    return {
        language: list(crawl(get, prefix(language) + "/", prefix(language)))
        for language in ("en", "ar")
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_link_leads_somewhere(crawled, language):
    answers = {path: response.status_code for path, response in crawled[language]}

    assert len(answers) > 40
    assert {path: code for path, code in answers.items() if code != 200} == {}


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_pages_are_well_made(crawled, language, direction):
    for path, response in crawled[language]:
        if not response.headers["content-type"].startswith("text/html"):
            continue
        page = Page(response.text)

        assert page.html_attributes == {"lang": language, "dir": direction}, path
        assert page.headings.count(1) == 1, path
        assert all(b - a <= 1 for a, b in itertools.pairwise(page.headings)), path
        assert page.stray == [], path
        assert page.forbidden == [], path
        assert page.unlabelled <= page.labelled, path
        assert page.tables == page.captions, path
        assert "Demonstration" in response.text or "نسخة تجريبية" in response.text, path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_link_leaves_the_language(crawled, prefix, language):
    base = prefix(language)
    others = [prefix(other) for other in ("en", "ar") if other != language]
    for path, response in crawled[language]:
        if not response.headers["content-type"].startswith("text/html"):
            continue
        for link in Page(response.text).links:
            parts = urlsplit(link)
            if parts.netloc or parts.scheme == "mailto" or not parts.path:
                continue
            if parts.path.startswith(NEUTRAL) or FILE.fullmatch(parts.path):
                continue
            assert (parts.path + "/").startswith(base + "/"), (path, link)
            assert not any(o and (parts.path + "/").startswith(o + "/") for o in others), (path, link)  # fmt: skip


def test_the_language_switch_leads_to_the_same_page(get, prefix):
    here, there = prefix("en") + "/data/visits?year=2023", prefix("ar") + "/data/visits?year=2023"

    links = {s["href"] for s in Page(get(here).text).switches if "dir" in s}

    assert links == {there}


def test_no_english_is_left_on_arabic_pages(crawled):
    messages = {m.id if isinstance(m.id, str) else m.id[0] for m in extracted() if m.id}
    arabic = translations("ar")
    english = {m for m in messages if arabic.gettext(m) != m}
    for path, response in crawled["ar"]:
        if not response.headers["content-type"].startswith("text/html"):
            continue
        for text in Page(response.text).texts:
            assert text not in english, path
            assert text in NAMES or not re.search("[A-Za-z]{3}", text) or ARABIC.search(text), path


def test_no_copied_cell_holds_an_invisible_character(crawled):
    for language in ("en", "ar"):
        for path, response in crawled[language]:
            if response.headers["content-type"].startswith("text/html"):
                assert not re.search("[\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069]", response.text), path  # fmt: skip
