"""The tour, played in a browser: every step, and ten questions from the first page to the answer."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scripts.tour import quoted, read_tour

TOUR = read_tour(Path(__file__).parents[2] / "workshop" / "tour.toml")
PREFIXES = {"en": "", "ar": "/ar"}
LOADS = 3
"""Most pages on the way to an answer, the first page among them."""
SENT = 60_000
"""Most bytes of HTML and style over the network on the way to an answer."""
PHONE = {"width": 390, "height": 844}
ASKED = [step for step in TOUR.steps if step.there and step.address]
PAGES = [step for step in ASKED if ".xlsx" not in step.address]
WORKBOOKS = [step for step in ASKED if ".xlsx" in step.address]
NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")
MILLION = 1_000_000
AGAIN = [step for step in ASKED if step.again]


def name(told):
    """Return what a test of a step or a question is called."""
    return told.words["en"].get("title") or told.words["en"]["ask"]


def missing(parts, text):
    """Return what a text does not hold."""
    return [part for part in parts if part not in text]


def made_up(told, text):
    """Return the figures of a step's words that a page has neither as they are nor before rounding."""
    there = {float(one.replace(",", "")) for one in NUMBER.findall(text)}

    def known(figure):
        value, places = float(figure.replace(",", "")), len(figure.partition(".")[2])
        return value in there or any(
            value in {round(one, places), round(one / MILLION, places)} for one in there
        )

    return [figure for figure in NUMBER.findall(told) if not known(figure)]


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("step", PAGES, ids=name)
def test_a_step_shows_every_figure_of_it(step, language, reader):
    one = reader(language, viewport=PHONE)

    answer = one.page.goto(quoted(step.path(one.prefix)), wait_until="load")

    if "unfold" in step.words[language]:
        one.page.locator("summary", has_text=step.words[language]["unfold"]).click()
    seen = one.text() if "html" in answer.headers["content-type"] else answer.text()
    assert answer.status == step.status
    assert missing(step.figures(language), seen) == []
    assert missing(step.marks, one.page.content()) == []
    # A status is no figure on a page; what comes of an edited file is seen in test_workshop.py.
    if not step.file:
        said = step.words[language]
        assert set(made_up(f"{said['title']} {said['see']}", seen)) <= {"304", str(step.status)}


@pytest.mark.parametrize("step", WORKBOOKS, ids=name)
def test_the_workbook_opens_from_right_to_left(step, fetch):
    book = load_workbook(BytesIO(fetch(step.path("")).sent))

    sheet = max(book.worksheets, key=lambda sheet: sheet.max_row)
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert [one.sheet_view.rightToLeft for one in book.worksheets] == [True] * len(book.worksheets)
    assert sheet.max_row >= 226
    assert {"رمز المنحة", "13-CEF-060", "الأردن"} <= cells


@pytest.mark.parametrize("step", AGAIN, ids=name)
def test_the_second_call_is_answered_without_a_body(step, fetch):
    first = fetch(quoted(step.path("")))
    second = fetch(quoted(step.path("")), **{"if-none-match": first.headers["etag"]})

    assert (first.status, second.status, second.sent) == (200, 304, b"")


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("question", TOUR.questions, ids=name)
def test_a_question_is_answered_within_three_pages(question, language, reader, fetch):
    one = reader(language, viewport=PHONE)
    said = question.words[language]
    loads = []
    one.page.on(
        "request", lambda asked: loads.append(asked.url) if asked.is_navigation_request() else None
    )

    one.open("/")
    if "search" in said:
        one.page.locator("main input[type=search]").first.fill(said["search"])
        with one.page.expect_navigation():
            one.page.keyboard.press("Enter")
    for link in question.clicks:
        with one.page.expect_navigation():
            one.page.locator(f'main a[href="{one.prefix}{link}"]').first.click()

    assert missing(said["holds"], one.text()) == []
    assert len(loads) <= LOADS
    files = {url.removeprefix(one.origin) for url in one.requests}
    assert sum(len(fetch(path, "gzip").sent) for path in files) <= SENT


def test_a_figure_that_is_not_on_the_page_is_noticed():
    assert made_up("17.0 of 106.9 million, 27 %", "17,002,108 and 106,911,653, −27 %") == []
    assert made_up("17.1 million in 2014", "17,002,108 in 2013") == ["17.1", "2014"]
