"""Citations in both languages, of titles of any kind."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.cite import Work, escaped, of_data, of_page
from portal.language.text import Text


def work(title="Visits", language="en", **more):
    values = {
        "name": "visits",
        "title": Text({language: title}),
        "publisher": Text({"en": "Office of Fiction", "ar": "مكتب الخيال"}),
        "portal": Text({"en": "Portal", "ar": "البوابة"}),
        "official": True,
        "version": 2,
        "published_at": "2026-11-24T10:15:00Z",
        "address": "http://p.test/dataset/visits/versions/2",
        "page": "http://p.test/dataset/visits",
        "seen": date(2027, 1, 2),
    }
    return Work(**values | more)


def fields(bibtex):
    """Read one entry as BibTeX does: a value ends where its braces are even, backslash or not."""
    kind, key, rest = re.fullmatch(r"@(\w+)\{([^,\s]+),\n(.*)\n\}\n", bibtex, re.DOTALL).groups()
    assert (kind, key.isascii()) == ("misc", True)
    found = {}
    while rest:
        name, rest = re.fullmatch(r"\s*(\w+) = \{(.*)", rest, re.DOTALL).groups()
        depth, end = 1, 0
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        found[name], rest = rest[: end - 1], rest[end:].lstrip(",\n")
    return found


def test_the_data_are_cited_by_their_version():
    cited = of_data(work(), "en")
    entry = fields(cited.bibtex)

    assert entry["url"] == "http://p.test/dataset/visits/versions/2"
    assert entry["version"] == "2"
    assert entry["year"] == "2026"
    assert entry["author"] == "{Office of Fiction}"
    assert "http://p.test/dataset/visits/versions/2" in cited.full
    assert re.sub("<[^>]+>", "", cited.inline) == "(Office of Fiction, 2026)"


def test_the_page_is_cited_apart_with_the_day():
    cited = of_page(work(official=False), "en")
    entry = fields(cited.bibtex)

    assert entry["url"] == "http://p.test/dataset/visits"
    assert entry["urldate"] == "2027-01-02"
    assert entry["author"] == "{Portal (demonstration)}"
    assert "versions" not in cited.full
    assert "2027-01-02" in cited.full


def test_an_arabic_title_stays_as_it_is():
    entry = fields(of_data(work("الزيارات: 50% {تقدير}", "ar"), "ar").bibtex)

    assert entry["title"] == r"{الزيارات: 50\% \textbraceleft{}تقدير\textbraceright{}}"
    assert entry["author"] == "{مكتب الخيال}"
    assert entry["langid"] == "arabic"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A & B_C #1 $5", r"A \& B\_C \#1 \$5"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_tex_takes_for_a_command_is_escaped(text, expected):
    assert escaped(text) == expected


@given(st.text(min_size=1))
def test_no_title_breaks_an_entry(title):
    found = fields(of_data(work(title), "en").bibtex)

    assert set(found) == {"author", "title", "year", "version", "howpublished", "url", "langid"}
    assert not re.search(r"(?<!\\)[%&#$_]", found["title"])
