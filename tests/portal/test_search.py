"""Thirty everyday queries in each language on the real catalog, and its names in order."""

import asyncio
import json
import sqlite3
import statistics
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from portal.language.sort import sort_key
from portal.release.store import current_release
from portal.search.find import find
from portal.search.spelling import meanings, respelled
from scripts.application import open_release

JUDGED = json.loads(Path(__file__).with_name("judged_queries.json").read_text("utf-8"))
TENTH = 10


class Catalog:
    """Answer as Datasette's databases do."""

    def __init__(self, connection):
        connection.row_factory = sqlite3.Row
        self.connection = connection

    async def execute(self, sql, params=None):
        return self.connection.execute(sql, params or {}).fetchall()


@pytest.fixture(scope="module")
def catalog(published):
    folder = current_release(published("real") / "build").folder
    with closing(sqlite3.connect(folder / "catalog.db")) as connection:
        yield Catalog(connection)


@pytest.fixture(scope="module")
def found(catalog):
    return lambda query: asyncio.run(find(catalog, query))


@pytest.fixture(scope="module")
def names(found):
    return lambda query: [match.name for match in found(query).matches]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nine_of_ten_queries_find_the_right_dataset_first(names, language):
    judged = JUDGED[language]

    wrong = {
        query["query"]: names(query["query"])[:3]
        for query in judged
        if names(query["query"])[:1] != [query["first"]]
    }

    assert len(judged) == 30
    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_query_finds_all_that_is_relevant(names, language):
    lacking = {
        query["query"]: missing
        for query in JUDGED[language]
        if (
            missing := {query["first"], *query.get("relevant", ())}
            - set(names(query["query"])[:TENTH])
        )
    }

    assert lacking == {}


def test_the_first_query_of_the_tour(names):
    assert names("الانترنت في الاردن")[0] == "ict-indicators"


@pytest.mark.parametrize(
    "query",
    ["Jordan", "الأردن", "JOR", "المملكة الأردنية الهاشمية", "للأردن", "اردن", "ﺍﻷﺭﺩﻥ"],
)
def test_a_country_is_found_by_all_its_names(names, query):
    assert {"population-annual", "ict-indicators", "population-by-age-sex"} <= set(names(query))


def test_the_exact_spelling_with_marks_comes_first(found):
    oman, amman = found("عُمان"), found("عمّان")

    assert oman.matches[0].places[0].text == "عُمان"
    scores = {match.name: match.score for match in amman.matches}
    other = {match.name: match.score for match in oman.matches}
    assert scores["population-annual"] < other["population-annual"]


def test_a_name_of_two_places_is_asked_back(found):
    assert meanings("مطار عمان", found("مطار عمان")) == ["مطار عُمان", "مطار عمّان"]
    assert meanings("عُمان", found("عُمان")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Populaton", "population"), ("internnet in jordan", "internet in jordan"), ("irbd", "irbid"),
        ("مطاارات", "مطارات"),
        ("zzzzzz", None), ("Irak", None), ("Slovania", None), ("Austrai", "austria"), ("Nigera", None),
        ("population", None),
    ],
)  # fmt: skip
def test_a_spelling_is_suggested_but_never_another_place(catalog, found, query, expected):
    assert asyncio.run(respelled(catalog, query, found(query))) == expected


PAGES = ("/dataset", "/dataset?_search=internet+jordan", "/ar/dataset?_search=عدد+سكان+مصر&format=csv", "/dataset?_search=Amman&_sort=title", "/dataset?_search=zzzzzz")  # fmt: skip


def test_a_warm_page_is_answered_quickly(published):
    root = published("real")

    async def measure():
        datasette, app = await open_release(root, current_release(root / "build").name)
        transport = httpx.ASGITransport(app=app)
        medians = {}
        async with httpx.AsyncClient(transport=transport, base_url="http://portal.test") as client:
            for path in PAGES:
                times = []
                for _ in range(12):
                    begun = time.perf_counter()
                    assert (await client.get(path)).status_code == 200
                    times.append(time.perf_counter() - begun)
                medians[path] = statistics.median(times[2:])
        for database in datasette.databases.values():
            database.close()
        datasette.executor.shutdown(wait=False)
        return medians

    medians = asyncio.run(measure())

    # The budget is 25 ms; a busy machine gets four times as much before this fails.
    assert {path: round(t * 1000) for path, t in medians.items() if t > 0.1} == {}


def test_label_columns_can_be_sorted_as_people_expect(real):
    names = [name for (name,) in real("select name_ar from countries")]

    ordered = sorted(names, key=lambda name: sort_key(name, "ar"))

    assert len(ordered) == 250
    assert ordered[0].startswith("آ")
    assert ordered.index("عُمان") < ordered.index("غابون")
