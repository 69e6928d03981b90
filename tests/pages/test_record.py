"""One row of a table: what it says, what it names, what refers to it."""

import html
import json
import re
import sqlite3
from contextlib import closing
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from datasette.utils import tilde_encode

from .conftest import RELEASE, SITE, _field, _insert, asking

ODD = [
    "a/b",
    "a,b",
    "~",
    "100%",
    '"q"',
    "it's",
    "عمّان",
    "a b",
    ".",
    "A+B",
    "é\u200f",
    "x",
    "y" * 1500,
    "%2C",
    "~2C",
    "<i>",
]


def words(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def heading(page):
    return words(re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1])


def link(page, rel):
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', page)
    return html.unescape(found[1]) if found else None


@pytest.fixture(scope="module")
def odd(make_root):
    """Return a function that asks a portal with odd keys and a mailbox for an address."""
    root = make_root(["en", "ar"])
    release = root / "build" / "releases" / RELEASE
    site = json.loads((release / "metadata.json").read_text("utf-8"))
    site["contactPoint"] = {"title": "Desk", "email": "desk@example.org"}
    (release / "metadata.json").write_text(json.dumps(site), "utf-8")
    with closing(sqlite3.connect(release / "data.db")) as connection:
        connection.executescript("""
            create table places_odd (code text primary key, parent text) strict;
            create table places_pairs (n integer not null, d real not null, primary key (n, d)) strict;
            create table places_grants (code text primary key, office text, office_name text) strict;
            insert into places_grants values ('G1', 'O', 'Office');
            create table places_named (second text, name text, code text primary key) strict;
            insert into places_named values ('XX', 'Name', 'X');
        """)
        connection.executemany("insert into places_odd values (?, ?)", [(k, "a/b") for k in ODD])
        pairs = [(2**63 - 1, 0.5), (-1, 1e21), (-1, -2.0)]
        connection.executemany("insert into places_pairs values (?, ?)", pairs)
        connection.commit()
    with closing(sqlite3.connect(release / "catalog.db")) as connection:
        for table, key in (
            ("places_odd", ["code"]),
            ("places_pairs", ["n", "d"]),
            ("places_grants", ["code"]),
            ("places_named", ["code"]),
        ):
            _insert(connection, "resource", table_name=table, dataset="places", name=table, position=9, rows=3, primary_key=key, facets=[], content_hash="", translations={})  # fmt: skip
        _field(connection, "places_odd", 1, "code", "string")
        _field(connection, "places_odd", 2, "parent", "string", reference_table="places_odd", reference_column="code")  # fmt: skip
        _field(connection, "places_grants", 1, "code", "string", role="dimension")
        _field(connection, "places_grants", 2, "office", "string", role="dimension")
        _field(connection, "places_grants", 3, "office_name", "string", role="label", language="en")
        _field(connection, "places_named", 1, "second", "string", role="label")
        _field(connection, "places_named", 2, "name", "string", role="label", language="en")
        _field(connection, "places_named", 3, "code", "string", role="dimension")
        _field(connection, "places_pairs", 1, "n", "integer")
        _field(connection, "places_pairs", 2, "d", "number")
        connection.commit()
    with asking(root, RELEASE) as fetch:
        yield fetch


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("en", "/data/places_places/JOR", "Jordan JOR"),
        ("ar", "/data/places_places/JOR", "الأردن JOR"),
        ("en", "/data/visits/JOR,2023", "Jordan JOR · 2023"),
        ("ar", "/data/visits/PSE,2023", "دولة فلسطين PSE · 2023"),
        ("en", "/data/places_notes/7", "Row 7"),
    ],
)
def test_a_record_is_called_by_its_label(get, prefix, language, path, expected):
    page = get(prefix(language) + path).text

    assert heading(page) == expected
    assert expected.split()[0] in re.search(r"<title>(.*?)</title>", page)[1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/data/visits/JOR,2014", "Visits not available"),
        ("/data/visits/JOR,2023", "Visits 1,234,567 persons"),
        ("/data/visits/JOR,2023", "Kind estimate E"),
        ("/data/visits/JOR,2023", "active no"),
        ("/data/places_notes/7", "<script>note 7</script>"),
        ("/data/places_notes/7", "This table has no key"),
    ],
)
def test_a_record_says_what_its_columns_hold(get, prefix, path, expected):
    assert expected in words(get(prefix("en") + path).text)


def test_what_a_record_names_leads_to_its_record(get, prefix):
    page = get(prefix("ar") + "/data/visits/JOR,2023").text

    assert f'<a href="{prefix("ar")}/data/places_places/JOR"><bdi>الأردن</bdi>' in page


def test_a_correction_is_told_where_it_was_made(get, prefix):
    corrected = words(get(prefix("en") + "/data/visits/PSE,2023").text)
    other = words(get(prefix("en") + "/data/visits/JOR,2023").text)

    assert "In the source 8000 · Published value 8. A slip of the unit." in corrected
    assert "A slip of the unit." not in other


def test_rows_that_refer_to_a_record_are_counted_and_named(get, prefix):
    page = get(prefix("en") + "/data/places_places/JOR").text
    after = page[page.index("Rows of other tables that refer to this one") :]

    assert "Visits · Country: 2 rows" in words(after)
    assert f'href="{prefix("en")}/data/visits?country=JOR"' in after
    assert re.search(r'/data/visits/JOR,2014"><bdi dir="ltr">2014</bdi></a>', after)
    assert "PSE,2023" not in after


def test_what_nothing_refers_to_says_nothing_of_it(get, odd, prefix):
    assert "Rows of other tables" not in get(prefix("en") + "/data/visits/JOR,2023").text
    assert "Rows of other tables" not in odd("/data/places_odd/x").text


def test_rows_follow_one_another_in_the_order_of_the_key(get, prefix):
    path, seen = f"{prefix('ar')}/data/places_notes/1", []
    while path:
        seen.append(int(path.rpartition("/")[2]))
        page = get(path).text
        before = link(page, "prev")
        assert before is None if seen[-1] == 1 else before.endswith(f"/{seen[-1] - 1}")
        path = link(page, "next")

    assert seen == list(range(1, 31))


def test_a_composite_key_has_neighbours_too(get, prefix):
    page = get(prefix("en") + "/data/visits/JOR,2023").text

    assert link(page, "prev").endswith("/data/visits/JOR,2014")
    assert link(page, "next").endswith("/data/visits/PSE,2023")


def test_the_api_has_the_same_row(get, prefix):
    page = get(prefix("en") + "/data/visits/PSE,2023").text
    path = html.unescape(re.search(r'href="(/api/v1/[^"]+)"', page[page.index("<main") :])[1])
    answered = get(path).json()

    assert [(row["country"], row["visits"]) for row in answered["rows"]] == [("PSE", 8)]


@pytest.mark.parametrize(
    "path",
    [
        "/data/visits/JOR",
        "/data/visits/JOR,2023,1",
        "/data/visits/JOR,1999",
        "/data/visits/JOR,twenty",
        "/data/visits/JOR,2023~00",
        "/data/visits/JOR,99999999999999999999999",
        "/data/places_notes/99999999999999999999999",
        "/data/places_notes/9223372036854775808",
        "/data/places_places/~00",
        "/data/places_places/~FF",
        "/data/places_places/~ED~A0~80",
        "/data/nothing/1",
        "/data/sqlite_master/1",
        "/data/places_notes/7.json",
        "/data/visits/JOR.csv",
    ],
)
def test_a_row_that_is_not_there_is_not_found(get, path):
    assert get(path).status_code == 404


def test_a_label_of_something_else_is_no_name_of_the_row(odd):
    assert heading(odd("/data/places_grants/G1").text) == "G1"
    assert heading(odd("/ar/data/places_named/X").text) == "Name X"


@pytest.mark.parametrize("key", ODD)
def test_every_key_has_an_address(odd, key):
    response = odd(f"/data/places_odd/{tilde_encode(key)}")

    assert response.status_code == 200
    assert heading(response.text) == " ".join(key.split())


@pytest.mark.parametrize("key", ['"q"', "it's", "عمّان", "a b", "<i>", "x"])
def test_a_key_typed_as_it_is_read_leads_to_its_address(odd, key):
    response = odd(f"/ar/data/places_odd/{quote(key, safe='')}")

    own = f"/ar/data/places_odd/{tilde_encode(key)}"
    assert response.headers.get("location", own) == own
    assert response.status_code == (200 if quote(key, safe="") == tilde_encode(key) else 301)


@pytest.mark.parametrize(
    ("asked", "own"),
    [("9223372036854775807,0~2E5", None), ("-1,1e~2B21", None), ("-01,-2", "-1,-2~2E0")],
)
def test_numbers_are_keys_in_one_spelling(odd, asked, own):
    response = odd(f"/data/places_pairs/{asked}")

    assert response.status_code == (200 if own is None else 301)
    assert response.headers.get("location") == (own and f"/data/places_pairs/{own}")


def test_a_record_may_refer_to_rows_of_its_own_table(odd):
    page = odd("/data/places_odd/a~2Fb").text

    assert f"Places · parent: {len(ODD)} rows" in words(page)
    assert '/data/places_odd?parent=a%2Fb"' in page
    assert '<a href="/data/places_odd/a~2Fb"><bdi dir="auto">a/b</bdi></a>' in page


def test_an_error_is_reported_with_its_place(odd):
    page = odd("/ar/data/places_odd/100~25").text
    message = urlsplit(
        html.unescape(re.search(r'href="(mailto:[^"]+)"[^>]*>[^<]*</a></li>\n</ul>', page)[1])
    )
    parts = parse_qs(message.query)

    assert unquote(message.path) == "desk@example.org"
    assert "places" in parts["subject"][0]
    assert "100%" in parts["body"][0]
    assert "http://portal.test/ar/data/places_odd/100~25" in parts["body"][0].splitlines()


def test_without_a_mailbox_nothing_is_promised(get, prefix):
    assert "email" not in SITE["contactPoint"]
    assert "Report an error" not in get(prefix("en") + "/data/visits/JOR,2023").text
