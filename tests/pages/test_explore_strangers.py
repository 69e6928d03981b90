"""Exploring tables that no template has seen: wide, without a key, empty, with odd keys."""

import csv
import gzip
import json
import re
from datetime import UTC, datetime
from html import unescape

import httpx
import pytest

from portal.explore import shown
from portal.release.publish import publish
from portal.release.store import current_release

from .conftest import asking

NOW = datetime(2026, 11, 25, tzinfo=UTC)
KEYS = ["a/b", "a,b", "~", "%41", '"q"', "'s'", "<b>", "أ", "a.b", "?x=1", "#", "..", "_"]
WIDE = ["id", *(f"A header that is rather long, number {number}" for number in range(59))]
TABLES = {
    "wide": (WIDE, [[f"k{row}", *(["some text"] * 59)] for row in range(30)], "id"),
    "keyless": (["نص", "ملاحظة"], [["قيمة", "ملاحظة طويلة " * 40]] * 25, None),
    "empty": (["a", "b"], [], "a"),
    "single": (["a", "b"], [["x", "y"]], "a"),
    "odd": (["k/x, ~%", "v"], [[key, "v"] for key in KEYS], "k/x, ~%"),
    "same": (["id", "kind"], [[str(row), f"kind {row % 3}"] for row in range(60)], "id"),
}
FACETS = {"same": [["kind"]]}


def descriptor(name):
    header, _, key = TABLES[name]
    schema = {"fields": [{"name": title, "type": "string"} for title in header]}
    if key is not None:
        schema["primaryKey"] = key
    resource = {"name": name, "path": f"{name}.csv", "schema": schema}
    if name in FACETS:
        resource["facets"] = FACETS[name]
    return {
        "name": name,
        "title": name,
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "The testers", "roles": ["publisher"]}],
        "resources": [resource],
    }


@pytest.fixture(scope="module")
def get(tmp_path_factory):
    root = tmp_path_factory.mktemp("strangers")
    site = {
        "title": "x",
        "languages": ["en", "ar"],
        "publisher": {"name": "testers", "title": "The testers"},
    }
    (root / "metadata.json").write_text(json.dumps(site), "utf-8")
    for name, (header, rows, _) in TABLES.items():
        folder = root / "datasets" / name
        folder.mkdir(parents=True)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        (folder / "datapackage.json").write_text(json.dumps(descriptor(name)), "utf-8")
    outcome = publish(root, NOW)
    assert outcome.refused == ()
    with asking(root, current_release(root / "build").name) as fetch:
        yield fetch


def records(html):
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [unescape(link) for link in re.findall(r'<th scope="row"><a href="([^"]+)"', body)]


@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("query", ["", "?_view=summary", "?_view=chart", "?_group={}", "?_size=0", "?_filter_column={}"])  # fmt: skip
def test_every_view_of_a_table_answers_and_is_small(get, language, name, query):
    column = httpx.QueryParams({"c": TABLES[name][0][0]})
    answer = get(f"{language}/data/{name}{query.format(str(column).removeprefix('c='))}")

    assert answer.status_code == 200
    assert len(answer.content) <= 60_000
    assert len(gzip.compress(answer.content)) <= 14_000
    assert answer.text.count("<h1>") == 1


def test_a_wide_table_shows_its_first_columns_until_others_are_chosen(get):
    html = get("/data/wide").text
    every = unescape(re.search(r'<a href="([^"]+)"[^>]*>All columns</a>', html)[1])

    assert html.count('<th scope="col"') == shown.WIDEST
    assert get(f"/data/wide{every}&_size=1").text.count('<th scope="col"') == len(WIDE)
    assert len(get("/data/wide.csv").text.splitlines()[0].split(",")) == len(WIDE)


def test_a_wide_table_tells_of_one_column_at_a_time(get):
    html = get("/data/wide").text
    link = unescape(re.findall(r'<a href="([^"]+#columns)"', html)[3])

    assert 'class="bars"' not in html
    assert "Most frequent values" in get(f"/data/wide{link.partition('#')[0]}").text


@pytest.mark.parametrize("name", ["odd", "keyless", "single", "wide"])
def test_every_row_leads_to_its_record(get, name):
    links = records(get(f"/data/{name}?_size=50").text)

    assert len(links) == len(set(links)) == len(TABLES[name][1])
    assert {get(link).status_code for link in links} == {200}


def test_every_value_of_a_facet_leads_to_its_rows(get):
    html = get("/data/odd?_facet=v").text
    link = unescape(re.search(r'<li><a href="([^"]+)" rel="nofollow"><bdi>v</bdi>', html)[1])

    assert len(records(get(f"/data/odd{link}&_size=50").text)) == len(KEYS)


def test_an_empty_table_says_so(get):
    assert "This table has no rows." in get("/data/empty").text


def test_what_takes_too_long_to_count_is_many_and_can_be_asked_for(get, monkeypatch):
    monkeypatch.setattr(shown, "IN_ALL", -1.0)
    html = get("/data/same?id__not=0").text
    monkeypatch.undo()
    link = unescape(re.search(r'<a href="([^"]+)"[^>]*><bdi>kind</bdi>: show values', html)[1])

    assert "many rows" in html
    assert link == "?id__not=0&_facet=kind"
    assert '<bdi>kind 1</bdi></a> <span class="count">20</span>' in get(f"/data/same{link}").text


def test_what_is_known_of_the_whole_table_is_not_counted(get, monkeypatch):
    monkeypatch.setattr(shown, "IN_ALL", -1.0)

    html = get("/data/same").text

    assert "60 rows" in html
    assert '<bdi>kind 1</bdi></a> <span class="count">20</span>' in html
