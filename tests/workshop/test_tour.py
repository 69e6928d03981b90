"""Every step of the tour that is promised can be shown with the real datasets, in both languages."""

import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from portal.release.publish import publish
from scripts.tour import (
    LANGUAGES,
    Step,
    Tour,
    asked,
    document,
    lines,
    page,
    possible,
    quoted,
    read_tour,
    visible,
)

DATASETS = (
    *("countries", "airports", "ict-indicators", "humanitarian-funding"),
    *("population-annual", "population-by-age-sex"),
)
"""The datasets of which the tour tells."""
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
def test_the_portal_shows_what_the_tour_promises_and_nothing_that_it_misses(language, tour, ask):
    titles = {step.words["en"]["title"] for step in tour.steps}
    shown = {
        step.words["en"]["title"]
        for step in tour.steps
        if possible(step, PREFIXES[language], ask, language)
    }

    assert titles - shown == {step.words["en"]["title"] for step in tour.steps if not step.there}


@pytest.mark.parametrize("language", PREFIXES)
def test_the_first_hit_is_the_dataset_on_the_internet(language, tour, ask):
    step = next(step for step in tour.steps if step.address.startswith("/dataset?_search="))
    _status, text = ask(quoted(step.path(PREFIXES[language])))

    found = {name: text.find(f'/dataset/{name}"') for name in DATASETS}
    shown = [name for name in found if found[name] >= 0]
    assert min(shown, key=found.__getitem__) == "ict-indicators"
    assert len(shown) > 1


def test_every_step_is_told_in_both_languages(tour):
    for step in tour.steps:
        assert step.words["en"].keys() == step.words["ar"].keys() >= {"title", "see"}
        assert set(tour.audiences[step.to]) == {"en", "ar"}


def test_every_question_is_told_in_both_languages(tour):
    assert len(tour.questions) == 10
    for question in tour.questions:
        assert set(question.words) == set(LANGUAGES)
        assert question.words["en"].keys() == question.words["ar"].keys() >= {"ask", "answer"}
        assert all(said["holds"] for said in question.words.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_the_tour(language, tour, workshop):
    written = (workshop.parent / "docs" / f"tour.{language}.md").read_text("utf-8")

    assert written == document(tour, language), "python -m scripts.tour writes it again"


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
    keys = ("title", "minute", "open", "file", "do", "unfold", "see", "missing")
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


@pytest.mark.parametrize(
    ("text", "expected"), [("<p>a <b>x</b></p>", True), ('<p title="x">a</p>', False)]
)
def test_a_step_needs_the_words_of_its_language(text, expected):
    step = Step("0", "all", {"en": {"holds": ["a x"]}}, "/dataset")

    assert possible(step, "", lambda _address: (200, text), "en") is expected
    assert possible(step, "", lambda _address: (200, text))


@pytest.mark.parametrize(("text", "expected"), [("<svg>", True), ("svg", False)])
def test_a_mark_may_be_where_no_reader_sees_it(text, expected):
    step = Step("0", "all", {}, "/dataset", marks=("<svg",))

    assert possible(step, "", lambda _address: (200, text)) is expected


def test_visible_is_what_stands_between_the_tags():
    assert (
        visible("<p>1 <bdi>2\xa03</bdi></p><style>p {}</style>\n<!-- 4 -->5 < 6") == "1 2 3 5 < 6"
    )


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
    files = Step("0", "all", {}, "/data/a.xlsx?b=1"), Step("0", "all", {}, "/data/a?b=1")

    assert [step.path("/ar") for step in small.steps] == ["/ar/dataset", "/api/v1/x"]
    assert [step.path("/ar") for step in files] == ["/data/a.xlsx?b=1", "/ar/data/a?b=1"]


def test_the_page_is_in_its_language_and_escapes(small):
    made = page(["T & t", "", f"open: {ORIGIN}/a?b=1&c=2"], "ar")

    assert '<html lang="ar" dir="rtl">' in made
    assert made.count("<h1>T &amp; t</h1>") == 1
    assert f'<a href="{ORIGIN}/a?b=1&amp;c=2"><bdi dir="ltr">' in made


def test_no_server_is_no_answer():
    assert asked("http://127.0.0.1:1", "/") == (0, "")
