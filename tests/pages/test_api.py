"""The versioned API."""

import pytest


def test_datasets_are_described_in_every_language(get):
    body = get("/api/v1/datasets").json()

    assert body["total"] == 2
    visits = next(d for d in body["datasets"] if d["name"] == "visits")
    assert visits["title"] == {"en": "Visits", "ar": "الزيارات"}
    assert visits["url"] == "http://portal.test/api/v1/datasets/visits"
    assert next(d for d in body["datasets"] if d["name"] == "places")["title"] == {"und": "Places"}


def test_one_dataset_has_its_columns_files_and_versions(get):
    body = get("/api/v1/datasets/visits").json()

    columns = {column["column"]: column for column in body["resources"][0]["columns"]}
    assert columns["visits"]["unit"] == {"en": "persons", "ar": "أشخاص"}
    assert columns["kind"]["categories"][0]["label"] == {"en": "estimate", "ar": "تقدير"}
    assert [version["number"] for version in body["versions"]] == [2, 1]
    assert body["translation_status"] == {"en": "source", "ar": "draft"}
    for file in body["files"]:
        assert get(file["url"]).status_code == 200


def test_rows_name_release_version_and_licence(get):
    body = get("/api/v1/datasets/visits/rows?year=2023&_sort_desc=visits").json()

    assert body["total"] == 2
    assert body["version"] == 2
    assert body["release"] == "20261124T101500Z-3f9c2a"
    assert body["licences"][0]["name"] == "CC-BY-4.0"
    assert [row["visits"] for row in body["rows"]] == [1234567, 8]
    assert [row["active"] for row in body["rows"]] == [False, True]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (
            "_group=country&_pivot=year&_measure=value:visits",
            [
                {"country": "JOR", "year=2014": None, "year=2023": 1234567},
                {"country": "PSE", "year=2014": None, "year=2023": 8},
            ],
        ),
        (
            "_group=country&_pivot=year&_measure=value:active&_measure=count&_sort=year=2023%20count",
            [
                {
                    "country": country,
                    "year=2014 value:active": active,
                    "year=2014 count": count,
                    "year=2023 value:active": not active,
                    "year=2023 count": 1,
                }
                for country, active, count in (("JOR", True, 1), ("PSE", None, 0))
            ],
        ),
        ("_group=country&_group=year&_measure=value:active&country=JOR&year=2023",
         [{"country": "JOR", "year": 2023, "value:active": False}]),
    ],
    ids=["values", "several-measures", "no-pivot"],
)  # fmt: skip
def test_rows_are_grouped_and_turned(get, query, rows):
    body = get(f"/api/v1/datasets/visits/rows?{query}").json()

    assert body["rows"] == rows
    assert body["total"] == len(rows)
    assert body["next"] is None


def test_a_pivot_is_paged_as_groups_are(get):
    query = "_group=country&_pivot=year&_measure=value:visits&_sort_desc=year=2023&_size=1"
    first = get(f"/api/v1/datasets/visits/rows?{query}").json()
    second = get(first["next_url"]).json()

    assert [row["country"] for row in first["rows"] + second["rows"]] == ["JOR", "PSE"]
    assert second["next"] is None


@pytest.mark.parametrize("word", ["الاردن", "الأُردن", "jordan", "JOR"])
def test_a_search_finds_codes_by_their_names(get, word):
    body = get(f"/api/v1/datasets/visits/rows?_search={word}").json()

    assert body["total"] == 2
    assert {row["country"] for row in body["rows"]} == {"JOR"}


def test_a_search_finds_categories_by_their_labels(get):
    body = get("/api/v1/datasets/visits/rows?_search=إسقاط").json()

    assert [row["kind"] for row in body["rows"]] == ["P"]


def test_paging_gives_every_row_once(get):
    url, texts = "/api/v1/datasets/places/resources/notes/rows?_size=7", []
    while url:
        body = get(url).json()
        assert body["total"] == 30
        texts += [row["remark"] for row in body["rows"]]
        url = body["next_url"]

    assert texts == [f"<script>note {n}</script>" for n in range(1, 31)]


@pytest.mark.parametrize(
    ("path", "status", "code", "parameter", "suggestion"),
    [
        ("datasets/nope", 404, "unknown-dataset", None, None),
        ("datasets/lost", 410, "withdrawn", None, None),
        ("datasets/lost/rows", 410, "withdrawn", None, None),
        ("datasets/places/rows", 404, "several-resources", None, "places"),
        ("datasets/places/resources/nope/rows", 404, "unknown-resource", None, None),
        ("datasets/visits/rows?yaer=2023", 400, "unknown-column", "yaer", "year"),
        ("datasets/visits/rows?_sizze=5", 400, "unknown-parameter", "_sizze", "_size"),
        ("datasets/visits/rows?_size=1001", 400, "bad-size", "_size", "max"),
        ("datasets/visits/rows?_pivot=year", 400, "pivot-refused", "_pivot", None),
        (
            "datasets/visits/rows?_group=country&_measure=value:visits",
            400,
            "aggregation-refused",
            "_measure",
            "_group=year",
        ),
        ("datasets?q=visits", 400, "unknown-parameter", "q", "_search"),
        ("nope", 404, "unknown-address", None, None),
    ],
)
def test_errors_have_a_code_and_a_way_out(get, path, status, code, parameter, suggestion):
    response = get("/api/v1/" + path)

    error = response.json()["error"]
    assert response.status_code == status
    assert error["message"]
    assert (error["code"], error["parameter"], error["suggestion"]) == (code, parameter, suggestion)


def test_a_former_name_leads_to_the_present_one(get):
    response = get("/api/v1/datasets/old-visits/rows?year=2023")

    assert response.status_code == 301
    assert response.headers["location"] == "/api/v1/datasets/visits/rows?year=2023"


@pytest.mark.parametrize("path", ["/api/v1/datasets", "/api/v1/datasets/visits/rows", "/-/health"])
def test_head_answers_like_get_without_a_body(get, path):
    head, full = get(path, "HEAD"), get(path)

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(full.content))


def test_health_names_the_release(get):
    body = get("/-/health").json()

    assert body["ok"] is True
    assert body["release"] == "20261124T101500Z-3f9c2a"
    assert body["built_at"] == "2026-11-24T10:15:00Z"


@pytest.mark.parametrize("name", ["descriptor", "report"])
def test_schemas_are_served_as_the_checker_obeys_them(get, name):
    response = get(f"/schemas/{name}.json")

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/schema+json; charset=utf-8"
    assert response.json()["$schema"].startswith("http")
    assert get("/schemas/other.json").status_code == 404
