"""The rows that a query finds as files: the same rows as the API has, whole and harmless."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from urllib.parse import urlencode

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.result import reader

from .conftest import RELEASE, _field, _insert, asking

COLUMNS = ["country", "year", "visits", "rate", "kind", "active", "nope"]
QUERIES = [
    "",
    "kind=E",
    "_search=jor",
    "year__gte=2020&_sort_desc=visits",
    "_sort=rate&_col=rate",
    "_nocol=active",
    "_col=rate&_sort=visits",
    "_group=kind&_measure=count",
    "_group=country&_measure=max:visits&_measure=count&_sort_desc=count",
    "_group=country&_pivot=year&_measure=max:visits",
    "_group=country&_pivot=year&_measure=max:visits&_measure=count",
    "visits__isnull=1",
    "country=nobody",
]


def table(text):
    return list(csv.reader(io.StringIO(text)))


def book(response):
    assert response.status_code == 200, response.text
    return openpyxl.load_workbook(io.BytesIO(response.content))


@pytest.fixture(scope="module")
def wide(make_root):
    """Return a function that asks a portal with a large table and with strange cells."""
    root = make_root(["en", "ar"])
    release = root / "build" / "releases" / RELEASE
    with closing(sqlite3.connect(release / "data.db")) as connection:
        connection.executescript("""
            create table places_many (n integer primary key, v real) strict;
            with recursive up (n) as (select 1 union all select n + 1 from up where n < 100001)
                insert into places_many select n, n / 7.0 from up;
            create table places_kin (id integer primary key, name text) strict;
            insert into places_kin values (1, 'Springfield'), (2, 'Springfield'), (3, 'Shelby'), (4, null);
            create table places_cells (
                _row integer primary key, remark text, day text, moment text, clock text,
                kin integer, big integer, kind text, whole integer) strict;
        """)
        cells = [
            (1, "=1+1", "2024-02-29", "2024-02-29T08:30:00", "08:30:00", 1, 2**63 - 1, "a", 5),
            (2, "-5,5", "1850-01-01", "2024-02-29T08:30:00Z", "08:30:00", 3, 12, "b", -5),
            (3, 'أهلا\r\n"quoted", and\x07', None, None, None, 4, None, "c", None),
            (4, "@cmd\ud7ff<&>", None, None, None, None, 0, None, 0),
        ]
        connection.executemany(f"insert into places_cells values ({', '.join('?' * 9)})", cells)
        connection.commit()
    with closing(sqlite3.connect(release / "catalog.db")) as connection:
        for name, key in (
            ("places_many", ["n"]),
            ("places_kin", ["id"]),
            ("places_cells", ["_row"]),
        ):
            _insert(connection, "resource", table_name=name, dataset="places", name=name, position=9, rows=3, primary_key=key, facets=[], content_hash="", translations={})  # fmt: skip
        _field(connection, "places_many", 1, "n", "integer")
        _field(connection, "places_many", 2, "v", "number", role="measure", decimals=2)
        _field(connection, "places_kin", 1, "id", "integer")
        _field(connection, "places_kin", 2, "name", "string", role="label", language="en")
        for position, (name, kind) in enumerate(
            (("remark", "string"), ("day", "date"), ("moment", "datetime"), ("clock", "time")), 1
        ):
            _field(connection, "places_cells", position, name, kind)
        _field(connection, "places_cells", 5, "kin", "integer", reference_table="places_kin", reference_column="id")  # fmt: skip
        _field(connection, "places_cells", 6, "big", "integer", role="measure", unit="=units")
        _field(connection, "places_cells", 7, "kind", "string", categories=[{"value": "a", "label": "same"}, {"value": "b", "label": "same"}])  # fmt: skip
        _field(connection, "places_cells", 8, "whole", "integer")
        connection.commit()
    with asking(root, RELEASE) as fetch:
        yield fetch


def test_a_file_for_programs_has_ids_and_codes(get):
    assert get("/data/visits.csv").text == (
        "country,year,visits,rate,kind,active\n"
        "JOR,2014,,45,E,true\nJOR,2023,1234567,93.5,E,false\nPSE,2023,8,0.5,P,true\n"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            (
                "\ufeffCountry,Year,Visits (persons),Rate,Kind,active\n"
                "Jordan,2014,,45,estimate,yes\nJordan,2023,1234567,93.5,estimate,no\n"
                "State of Palestine,2023,8,0.5,projection,yes\n"
            ),
        ),
        (
            "ar",
            (
                "\ufeffالدولة,السنة,الزيارات (أشخاص),Rate,Kind,active\n"
                "الأردن,2014,,45,تقدير,نعم\nالأردن,2023,1234567,93.5,تقدير,لا\n"
                "دولة فلسطين,2023,8,0.5,إسقاط,نعم\n"
            ),
        ),
    ],
)
def test_a_file_for_people_has_titles_and_labels(get, language, expected):
    response = get(f"/data/visits.csv?_language={language}")

    assert response.content.decode("utf-8") == expected
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        response.headers["content-disposition"] == 'attachment; filename="visits-v2-selection.csv"'
    )


@pytest.mark.parametrize("query", QUERIES)
def test_a_file_has_the_rows_of_the_api(get, query):
    answered = get(f"/api/v1/datasets/visits/rows?{query}").json()
    head, *rows = table(get(f"/data/visits.csv?{query}").text)

    assert [len(row) for row in rows] == [len(head)] * answered["total"]
    for row, expected in zip(rows, answered["rows"], strict=True):
        assert dict(zip(head, row, strict=True)) == {
            name: "" if value is None else json.dumps(value) if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
            for name, value in expected.items()
        }  # fmt: skip


def test_the_page_that_was_looked_at_does_not_matter(get):
    whole = get("/data/places_notes.csv").text

    assert len(table(whole)) == 31
    assert (
        get("/data/places_notes.csv?_size=none&_next=anything&_view=chart&_x=remark").text == whole
    )


def test_groups_have_names_too(get):
    found = get("/data/visits.csv?_group=country&_pivot=year&_measure=max:visits&_language=en")

    assert table(found.text) == [
        ["\ufeffCountry", "2014 (persons)", "2023 (persons)"],
        ["Jordan", "", "1234567"],
        ["State of Palestine", "", "8"],
    ]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("yeer=1", "has no column yeer"),
        ("_what=1", "There is no parameter _what"),
        ("_language=xx", "_language is one of"),
        ("_language=en&_language=ar", "only once"),
        ("_group=country&_measure=sum:rate", "cannot be calculated"),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_what_is_refused_says_why(get, query, reason, suffix):
    response = get(f"/data/visits.{suffix}?{query}")

    assert response.status_code == 400
    assert reason in (response.json()["error"]["message"] if suffix == "json" else response.text)
    assert "content-disposition" not in response.headers


def test_json_is_answered_by_the_api(get):
    query = "country=JOR&_sort=year&_size=1&_view=map&_language=en"
    response = get(f"/data/visits.json?{query}")

    assert response.status_code == 302
    assert response.headers["location"] == (
        "/api/v1/datasets/visits/rows?country=JOR&_sort=year&_size=1"
    )
    assert get("/data/places_notes.json").headers["location"].endswith("/resources/notes/rows")


@pytest.mark.parametrize(
    "path", ["/data/nothing.csv", "/data/nothing.xlsx", "/data/sqlite_master.csv"]
)
def test_what_is_no_table_is_not_found(get, path):
    assert get(path).status_code == 404


@pytest.mark.parametrize("path", ["/data/visits.csv", "/data/visits.xlsx"])
def test_a_file_is_cached_and_has_a_head(get, path):
    whole, head = get(path), get(path, "HEAD")

    assert head.status_code == 200
    assert head.content == b""
    assert whole.headers["etag"] == head.headers["etag"]
    assert head.headers["content-disposition"] == whole.headers["content-disposition"]
    assert get(path).content == whole.content


def test_a_workbook_holds_numbers_and_names(get):
    workbook = book(get("/data/visits.xlsx?_language=ar"))
    rows, about = workbook.worksheets

    assert [cell.value for cell in rows[1]][:3] == ["الدولة", "السنة", "الزيارات (أشخاص)"]
    assert [cell.value for cell in rows[3]] == ["الأردن", 2023, 1234567, 93.5, "تقدير", "لا"]
    assert [cell.number_format for cell in rows[3]][1:4] == ["0", "#,##0", "#,##0.0"]
    assert rows.sheet_view.rightToLeft is True
    assert about.sheet_view.rightToLeft is True
    assert (rows.freeze_panes, rows.sheet_view.pane.state) == ("A2", "frozen")
    assert rows["A1"].font.b is True
    assert rows.auto_filter.ref == "A1:F4"


def test_a_workbook_for_programs_runs_from_the_left(get):
    rows = book(get("/data/visits.xlsx")).worksheets[0]

    assert [cell.value for cell in rows[1]][:3] == ["country", "year", "visits"]
    assert rows["F2"].value is True
    assert not rows.sheet_view.rightToLeft


def test_a_workbook_says_where_its_rows_are_from(get, prefix):
    about = book(get("/data/visits.xlsx?kind=E&_language=en")).worksheets[1]
    facts = [tuple(cell.value for cell in row) for row in about.rows]

    assert dict(facts) == {
        "Dataset": "Visits",
        "Publisher": "Office of Fiction",
        "Version": "2 (2026-11-24)",
        "Permanent address": f"http://portal.test{prefix('en')}/dataset/visits/versions/2",
        "Address of these rows": f"http://portal.test{prefix('en')}/data/visits?kind=E",
        "Licence": "CC BY 4.0 · https://creativecommons.org/l/by",
        "Source": "Survey of visits · 1.2",
        "Corrections": "1 value of the table differs from the source; each has its reason at the"
        " permanent address.",
    }


def test_strange_cells_come_through_in_csv(wide):
    programs = table(wide("/data/places_cells.csv").text)
    people = table(wide("/data/places_cells.csv?_language=en").text)

    assert programs[1] == ["1", "=1+1", "2024-02-29", "2024-02-29T08:30:00", "08:30:00", "1", str(2**63 - 1), "a", "5"]  # fmt: skip
    assert programs[3][1] == 'أهلا\r\n"quoted", and\x07'
    assert [row[1] for row in people[1:3]] == ["'=1+1", "-5,5"]
    assert people[4][1].startswith("'@cmd")
    assert people[0][0] == "\ufeffRow"
    assert people[2][8] == "-5"
    # A name that several codes have needs its code; one without a name is its code.
    assert [row[5] for row in people[1:]] == ["Springfield (1)", "Shelby", "4", ""]
    assert [row[7] for row in people[1:]] == ["same (a)", "same (b)", "c", ""]


def test_strange_cells_come_through_in_a_workbook(wide):
    rows = [[cell.value for cell in row] for row in book(wide("/data/places_cells.xlsx?_language=en")).worksheets[0]]  # fmt: skip

    assert rows[1][1] == "=1+1"
    assert rows[1][2] in {date(2024, 2, 29), datetime(2024, 2, 29)}  # noqa: DTZ001
    assert rows[1][3] == datetime(2024, 2, 29, 8, 30)  # noqa: DTZ001
    assert rows[1][4].isoformat() == "08:30:00"
    assert rows[1][6] == str(2**63 - 1)
    assert rows[2][2:4] == ["1850-01-01", "2024-02-29T08:30:00Z"]
    assert rows[4][1] == "@cmd\ud7ff<&>"


def test_a_workbook_of_too_many_rows_is_refused(wide):
    response = wide("/data/places_many.xlsx")

    assert response.status_code == 400
    assert "100,001 rows" in response.text
    assert "CSV" in response.text
    assert len(wide("/data/places_many.csv").text.splitlines()) == 100_002


def test_a_workbook_of_as_many_rows_as_allowed_is_made(wide):
    rows = book(wide("/data/places_many.xlsx?n__gt=1")).worksheets[0]

    assert rows.max_row == 100_001
    assert [cell.value for cell in rows[100_001]] == [100_001, 100_001 / 7.0]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_takes_too_long_is_refused_before_it_begins(wide, monkeypatch, suffix):
    monkeypatch.setattr(reader, "SECONDS", -1.0)
    response = wide(f"/data/places_many.{suffix}?n__lt=100000&_sort=v")

    assert response.status_code == 400
    assert "takes too long" in response.text


values = st.one_of(st.sampled_from(["JOR", "2014", "E", "", "١", "max", "ar", "sum:visits", "value:rate", "count"]), st.text(max_size=8))  # fmt: skip
names = st.one_of(
    st.sampled_from(["_sort", "_sort_desc", "_col", "_nocol", "_group", "_measure", "_pivot", "_search", "_facet", "_language", "_size"]),
    st.builds("{}{}".format, st.sampled_from(COLUMNS), st.sampled_from(["", "__gt", "__in", "__isnull", "__contains", "__x"])),
    st.text(max_size=5),
)  # fmt: skip


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(["csv", "xlsx", "json"]),
    pairs=st.lists(st.tuples(names, st.one_of(st.sampled_from(COLUMNS), values)), max_size=5),
)
def test_no_query_breaks_a_file(wide, suffix, pairs):
    query = urlencode(pairs, errors="surrogatepass")

    assert wide(f"/data/visits.{suffix}?{query}").status_code in {200, 302, 400}
