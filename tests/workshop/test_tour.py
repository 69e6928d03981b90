"""Every step of the tour that is promised can be shown with the real datasets, in both languages."""

import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from portal.release.publish import publish
from scripts.tour import Step, Tour, asked, lines, page, possible, quoted, read_tour

DATASETS = (
    *("countries", "airports", "ict-indicators", "humanitarian-funding"),
    *("population-annual", "population-by-age-sex"),
)
"""The datasets of which the tour tells."""
NOT_YET = {
    "The answer in a sentence: 45 % → 93 %, +48 percentage points",
    "The 22 Arab states as a chart",
    "The pyramid of 2025 beside that of 2050",
    "The table as a workbook that opens from right to left",
    "The API, described for programs",
    "The table as Parquet, for DuckDB and pandas",
    "A dataset as one file to take home",
}
"""What the tour may say is not there yet; take out what has come."""
PREFIXES = {"en": "", "ar": "/ar"}
ORIGIN = "http://127.0.0.1:8001"


@pytest.fixture(scope="session")
def tour(workshop):
    return read_tour(workshop / "tour.toml")


@pytest.fixture(scope="module")
def ask(tour, converse, tmp_path_factory):
    """Give the function that answers the addresses of the tour from the published real datasets."""
    root = tmp_path_factory.mktemp("tour") / "portal"
    repository = Path(__file__).parents[2]
    for name in DATASETS:
        shutil.copytree(repository / "datasets" / name, root / "datasets" / name)
    shutil.copyfile(repository / "metadata.json", root / "metadata.json")
    assert publish(root, datetime(2026, 11, 25, tzinfo=UTC)).refused == ()
    addresses = {
        quoted(step.path(prefix)) for step in tour.steps for prefix in PREFIXES.values()
    } - {"", "/ar"}

    async def scenario(client):
        answers = {address: await client.get(address) for address in sorted(addresses)}
        return {name: (one.status_code, unescape(one.text)) for name, one in answers.items()}

    return converse(root, scenario).__getitem__


@pytest.mark.parametrize("language", PREFIXES)
def test_the_portal_shows_what_the_tour_promises(language, tour, ask):
    missing = {
        step.words["en"]["title"]
        for step in tour.steps
        if not possible(step, PREFIXES[language], ask)
    }

    assert missing <= NOT_YET


@pytest.mark.parametrize("language", PREFIXES)
def test_the_first_hit_is_the_dataset_on_the_internet(language, tour, ask):
    _status, text = ask(quoted(tour.steps[0].path(PREFIXES[language])))

    found = {name: text.find(f'/dataset/{name}"') for name in DATASETS}
    shown = [name for name in found if found[name] >= 0]
    assert min(shown, key=found.__getitem__) == "ict-indicators"
    assert len(shown) > 1


def test_every_step_is_told_in_both_languages(tour):
    for step in tour.steps:
        assert step.words["en"].keys() == step.words["ar"].keys() >= {"title", "see"}
        assert set(tour.audiences[step.to]) == {"en", "ar"}


def test_the_files_to_edit_are_in_the_copy(tour, workshop):
    files = [step.file for step in tour.steps if step.file]

    assert len(files) == 3
    assert [file for file in files if not (workshop.parent / file).is_file()] == []


@pytest.fixture
def small():
    """Return a tour of two steps."""
    words = {
        language: {"title": f"T-{language}", "see": f"S-{language}"} for language in ("en", "ar")
    }
    steps = (
        Step("0", "all", words, "/dataset", holds=("a",), file="datasets/a/a.csv"),
        Step("1", "all", words, "/api/v1/x", status=400),
    )
    keys = ("title", "minute", "open", "file", "do", "see", "missing")
    return Tour(
        {"all": {"en": "all", "ar": "الجميع"}},
        {key: {"en": key.upper(), "ar": key} for key in keys},
        steps,
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, "an a"), True),
        ((200, "other"), False),
        ((404, "an a"), False),
        ((0, ""), False),
    ],
    ids=["holds", "holds not", "another status", "no answer"],
)
def test_a_step_is_possible_if_the_answer_holds_all(small, answer, expected):
    assert possible(small.steps[0], "", lambda _address: answer) is expected


def test_a_step_without_an_address_asks_nothing():
    assert possible(Step("0", "all", {}), "", None)


def test_what_cannot_be_shown_is_named_and_has_no_number(small):
    said = list(lines(small, small.steps[:1], ORIGIN, "/ar", "en", Path("/copy")))

    assert said == [
        "TITLE",
        "",
        "1. MINUTE 0 · all · T-en",
        f"   OPEN: {ORIGIN}/ar/dataset",
        f"   FILE: {Path('/copy/datasets/a/a.csv')}",
        "   SEE: S-en",
        "",
        "MISSING",
        "   – MINUTE 1 · T-en",
    ]


def test_the_api_has_no_language(small):
    assert [step.path("/ar") for step in small.steps] == ["/ar/dataset", "/api/v1/x"]


def test_the_page_is_in_its_language_and_escapes(small):
    made = page(["T & t", "", f"open: {ORIGIN}/a?b=1&c=2"], "ar")

    assert '<html lang="ar" dir="rtl">' in made
    assert made.count("<h1>T &amp; t</h1>") == 1
    assert f'<a href="{ORIGIN}/a?b=1&amp;c=2"><bdi dir="ltr">' in made


def test_no_server_is_no_answer():
    assert asked("http://127.0.0.1:1", "/") == (0, "")
