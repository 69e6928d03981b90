"""The stylesheet: small, mirrored by itself, nothing from elsewhere."""

import gzip
import re

import pytest

from scripts.application import SOFTWARE

CSS = re.sub(r"/\*.*?\*/", "", (SOFTWARE / "static" / "portal.css").read_text("utf-8"), flags=re.DOTALL)  # fmt: skip


def test_is_small():
    assert len(gzip.compress(CSS.encode())) <= 10_000


@pytest.mark.parametrize(
    "physical",
    [
        r"\b(margin|padding|border)-(left|right|top|bottom)\b",
        r"(?<![-\w])(left|right|top|bottom|width|height|(min|max)-(width|height)):",
        r"text-align:\s*(left|right)",
        r"float:",
        r"url\(|@import|!important",
    ],
)
def test_has_logical_properties_only(physical):
    found = [m[0] for m in re.finditer(physical, re.sub(r"@media[^{]*", "", CSS))]

    assert found == []


def test_what_is_hidden_in_a_wide_table_scrolls_with_it():
    rule = re.search(r"^\.scroll \{(.*?)\}", CSS, re.MULTILINE)[1]

    assert "position: relative" in rule


def test_tables_on_paper_have_none_of_the_rules_for_small_screens():
    conditions = re.findall(r"@media ([^{]*width[^{]*)\{", CSS)

    assert conditions
    assert all(condition.startswith("screen and ") for condition in conditions)


@pytest.mark.parametrize(
    "needed", ["prefers-color-scheme: dark", "@media print", ":focus-visible", "line-height: 1.75"]
)
def test_cares_for_readers(needed):
    assert needed in CSS


@pytest.mark.parametrize("path", ["/", "/about", "/dataset", "/dataset/visits", "/data/visits"])
def test_every_page_describes_itself_once(get, path):
    html = get(path).text

    assert len(re.findall(r'<meta name="description" content="[^"]+">', html)) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_component_is_shown_in_both_themes(get, prefix, language):
    html = get(f"{prefix(language)}/style").text

    assert '<section class="day theme">' in html
    assert '<section class="night theme">' in html
    for component in ("verdict good", "verdict bad", "chips", "headlines", "facts", "cite", "view"):
        assert f'class="{component}"' in html


def test_the_style_sheet_is_sent_by_a_route_of_ours(get):
    answer = get("/static/portal.css")

    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text == (SOFTWARE / "static" / "portal.css").read_text("utf-8")
