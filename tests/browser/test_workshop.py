"""The steps of the tour that change something, played on a copy of the portal: saved, refused, cited, cut short."""

import json
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.release.publish import publish
from portal.release.store import current_release
from scripts.cli import run
from scripts.tour import read_tour

REPOSITORY = Path(__file__).parents[2]
TOUR = read_tour(REPOSITORY / "workshop" / "tour.toml")
LANGUAGES = ("en", "ar")
PATIENCE = 30
"""Seconds until what was saved must be on the page; a person waits two."""
PHONE = {"width": 390, "height": 844}
QUEEN, OTHER = "Queen Alia International Airport", "Airport of the Tour"
REFUSED = {"en": "rejected", "ar": "رُفض"}
PLAYED = {
    *("A file that looks right", "From the file to the page", "Namibia is not missing"),
    *("A citation that stays", "Without a network"),
}
"""The steps that this module plays."""


def test_every_step_that_changes_something_is_played_here():
    changing = {step.words["en"]["title"] for step in TOUR.steps if step.file or not step.address}

    assert changing <= PLAYED
    assert {step.words["en"]["title"] for step in TOUR.steps} >= PLAYED


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory):
    """Return a copy of the published portal that may be changed."""
    place = tmp_path_factory.mktemp("workshop") / "portal"
    shutil.copytree(root, place)
    return place


@pytest.fixture(scope="module")
def watched(copy, serve):
    """Return the address at which the copy is served, and published whenever a file in it is saved."""
    with serve(copy, "--watch") as origin:
        yield origin


@contextmanager
def edited(file, before, after):
    """Change a file as an editor does, and put it back."""
    text = file.read_text("utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after), "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


def until(reader, path, words):
    """Load a page again until it says something, which a browser may have kept for a minute."""
    begun = time.monotonic()
    reader.open(path)
    while words not in reader.text():
        assert time.monotonic() < begun + PATIENCE, (path, words)
        time.sleep(0.1)
        reader.page.reload()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_saved_is_on_the_page_a_moment_later(language, copy, watched, reader):
    one = reader(language, at=watched, viewport=PHONE)
    until(one, "/data/airports?iso3=JOR", QUEEN)

    with edited(copy / "datasets" / "airports" / "airports.csv", QUEEN, OTHER):
        until(one, "/data/airports?iso3=JOR", OTHER)
        assert QUEEN not in one.text()

    until(one, "/data/airports?iso3=JOR", QUEEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_namibia_is_not_missing(language, copy, watched, reader):
    one = reader(language, at=watched, viewport=PHONE)
    file = copy / "datasets" / "population-annual" / "datapackage.json"
    missing = re.search(r'"missingValues": \[\s*', file.read_text("utf-8"))[0]

    with edited(file, missing, missing + '{"value": "NA"},'):
        until(one, "/dataset/population-annual/quality", REFUSED[language])
        told = one.text()
        one.open("/data/population_annual?iso2=NA")
        rows = one.text()

    assert re.search(r"\b63\b", told)
    assert re.search(r"\b63\b", rows)
    assert {"en": "Namibia", "ar": "ناميبيا"}[language] in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citation_stays_after_the_next_publication(language, root, serve, reader, tmp_path):
    place = tmp_path / "portal"
    shutil.copytree(root, place)
    file = place / "datasets" / "ict-indicators" / "ict-indicators.csv"
    before = file.read_bytes()
    with serve(place) as origin:
        one = reader(language, at=origin, viewport=PHONE)
        one.open("/dataset/ict-indicators")
        cited = re.search(r"http://\S+/dataset/ict-indicators/versions/1\b", one.text())[0]

        file.write_bytes(b"".join(before.splitlines(keepends=True)[:-1]))
        assert publish(place, datetime(2026, 11, 26, tzinfo=UTC)).refused == ()
        until(one, "/dataset/ict-indicators", "2,862")
        one.page.goto(cited)
        with one.page.expect_download() as waited:
            one.page.get_by_role("link", name="ict-indicators.csv").click()

    assert Path(waited.value.path()).read_bytes() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_publication_cut_short_changes_nothing(language, root, serve, reader, tmp_path):
    place = tmp_path / "portal"
    shutil.copytree(root, place)
    release = current_release(place / "build").name
    with serve(place) as origin:
        one = reader(language, at=origin, viewport=PHONE)
        with edited(place / "datasets" / "airports" / "airports.csv", QUEEN, OTHER):
            publisher = subprocess.Popen(
                [sys.executable, "-m", "scripts.publish", "--root", str(place)],
                cwd=REPOSITORY,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            give_up = time.monotonic() + PATIENCE
            while not list((place / "build").rglob(".building-*")):
                assert time.monotonic() < give_up
                assert publisher.poll() is None
            publisher.kill()
            publisher.wait()

            one.open("/data/airports?iso3=JOR")
            assert QUEEN in one.text()
            assert current_release(place / "build").name == release
            assert publish(place, datetime(2026, 11, 26, tzinfo=UTC)).refused == ()
            until(one, "/data/airports?iso3=JOR", OTHER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_looks_right_has_six_errors(language, root, tmp_path, reader, capsys):
    folder = tmp_path / "keys-and-places"
    shutil.copytree(REPOSITORY / "workshop" / "exercises" / "keys-and-places", folder)
    html = tmp_path / "report.html"
    asked = ["validate", str(folder), "--root", str(root), "--lang", language]

    code = run([*asked, "--html", str(html)])
    capsys.readouterr()
    run([*asked, "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    suggested = {error["value"]: error["suggestion"] for error in report["errors"]}
    one = reader(language, viewport={"width": 1280, "height": 844})
    one.page.set_content(html.read_text("utf-8"))
    told = one.text()

    assert code == 1
    assert sum(report["totals"].values()) == len(report["errors"]) == 6
    assert (suggested["اربد"], suggested["عُمان"]) == ("إربد", None)
    assert one.page.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[language]
    assert re.search(r"\b6\b|ستة", told)
    assert all(place in told for place in ("اربد", "إربد", "عُمان"))
