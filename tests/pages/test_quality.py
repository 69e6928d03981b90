"""The quality page: what is wrong, what to do, the rows as they are, and the list as CSV."""

import csv
import re

import pytest


def words(html):
    """Return the visible text of a page."""
    body = re.sub(r"<head>.*?</head>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


@pytest.mark.parametrize(
    ("language", "dataset", "expected"),
    [
        ("en", "visits", "Update that was not published: visits.csv"),
        ("en", "visits", "Not valid: 2 errors in 2 of 3 rows."),
        ("en", "visits", "Column B · year: 1 cell"),
        ("en", "visits", "Did you mean &lt;b&gt;20&lt;/b&gt;?"),
        ("en", "visits", "Rows read3"),
        ("en", "visits", "Accepted1"),
        ("en", "visits", "Separatorsemicolon (as the descriptor declares) commentChar#"),
        ("en", "visits", "Valid: follows its 14 published rules."),
        ("en", "places", "Not valid: 120,000 errors in 120,000 of 500,000 rows."),
        ("en", "places", "Column A · remark: 120,000 cells"),
        ("en", "places", "and 119,995 more"),
        ("en", "places", "Correct “encoding” in the descriptor to utf-8.For: whoever describes"),
        ("en", "places", "The list holds 13 of 120,001."),
        ("ar", "visits", "غير مطابق: خطآن في 2 من 3 صفوف."),
        ("ar", "visits", "العمود B · year: خلية واحدة"),
        ("ar", "visits", "فاصلة منقوطة (وفق ملف الوصف)"),
        ("ar", "places", "و119,995 موضعًا آخر"),
    ],
)
def test_says(get, prefix, language, dataset, expected):
    response = get(f"{prefix(language)}/dataset/{dataset}/quality")

    assert response.status_code == 200
    assert expected in words(response.text)


def test_the_refused_update_comes_before_the_published_data(get, prefix):
    text = words(get(prefix("en") + "/dataset/visits/quality").text)

    assert text.index("Update that was not published") < text.index("Published data:")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_wrong_is_said_once_for_all_its_cells(get, prefix, language):
    html = get(prefix(language) + "/dataset/places/quality").text

    said = {"en": "<p>This is not a whole number</p>", "ar": "<p>ليس عددًا صحيحًا</p>"}[language]
    assert html.count(said) == 1
    assert [row for row in range(2, 14) if f">ten {row}<" in html] == [2, 3, 4, 5, 6]


def test_a_report_with_nothing_to_say_takes_no_room(get, prefix):
    text = words(get(prefix("en") + "/dataset/places/quality").text)

    assert "notes.csv" in text
    assert "datapackage.json" not in text


def test_rows_stand_there_as_they_are_in_the_file(get, prefix):
    html = get(prefix("en") + "/dataset/visits/quality").text

    rows = re.findall(r'<tr>\s*<th scope="row"[^>]*>(?:(?!</tr>).)*</tr>', html, re.DOTALL)
    shown = [words(row) for row in rows if 'class="bad"' in row]
    assert shown == [
        "3 الأردن ✗Wrong: &lt;b&gt;twenty&lt;/b&gt;This is not a whole number .. -5.2%",
        "4 PSE 2023 [U+200F]8 ✗Wrong: no cellRow 4 is too short; there is no cell for the field: rate",
    ]


def test_no_row_of_a_file_is_shown_where_nothing_is_wrong(get, prefix):
    html = get(prefix("en") + "/dataset/visits/quality").text

    assert html.count("In the file") == 1


@pytest.mark.parametrize(("language", "message"), [("en", "Row 4 is too"), ("ar", "الصف 4 ناقص")])
def test_the_complete_list_is_a_file(get, prefix, language, message):
    address = f"/dataset/visits/quality.csv?_language={language}"

    answer = get(address)

    assert f'href="{address}"' in get(prefix(language) + "/dataset/visits/quality").text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="visits-errors.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [(row["row"], row["column"], row["value"], row["code"]) for row in rows] == [
        ("3", "B", "<b>twenty</b>", "type-error"),
        ("4", "D", "", "missing-cell"),
    ]
    assert rows[0]["suggestion"] == "<b>20</b>"
    assert rows[1]["message"].startswith(message)


@pytest.mark.parametrize("query", ["", "?_language=xx", "?_language=", "?_language=../x"])
def test_the_list_is_in_the_first_language_otherwise(get, languages, query):
    rows = get(f"/dataset/visits/quality.csv{query}").content.decode("utf-8-sig")

    assert {"en": "Row 4 is too short", "ar": "الصف 4 ناقص"}[languages[0]] in rows


def test_the_list_has_every_error_that_the_catalog_holds(get, monkeypatch):
    monkeypatch.setattr("portal.database.read_reports.BATCH", 5)

    answer = get("/dataset/places/quality.csv")

    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row["row"] for row in rows] == [*map(str, range(2, 14)), ""]
    assert [row["severity"] for row in rows] == [*["error"] * 12, "warning"]


@pytest.mark.parametrize(("name", "status"), [("lost", 410), ("old-visits", 301), ("nope", 404)])
def test_the_list_is_where_its_dataset_is(get, name, status):
    answer = get(f"/dataset/{name}/quality.csv")

    assert answer.status_code == status
