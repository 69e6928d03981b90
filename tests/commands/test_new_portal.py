"""``portal new-portal``: a portal of one's own, served by the same software."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.release.publish import publish
from portal.release.store import current_release
from scripts.cli import run

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def made(target, *words):
    assert run(["new-portal", str(target), *words]) == 0
    return target


@pytest.mark.parametrize("languages", ["en,ar", "ar,en", "ar"])
def test_it_is_published_and_answers_in_its_languages(tmp_path, converse, languages, capsys):
    root = made(tmp_path / "بوابة my portal", "--languages", languages, "--title", "Ours")
    assert run(["validate", "--root", str(root)]) == 0
    checked = capsys.readouterr().out

    done = publish(root, NOW)

    places = ("/", "/dataset", "/dataset/public-libraries", "/about", "/topic")
    assert "!" not in checked, checked
    assert not done.refused
    assert failing(root, converse, languages, places) == {}


@pytest.mark.parametrize("languages", ["en,ar", "ar,en"])
def test_a_portal_without_datasets_answers_too(tmp_path, converse, languages):
    root = made(tmp_path / "empty", "--with", "none", "--languages", languages)
    shutil.rmtree(root / "datasets" / "public-libraries")

    publish(root, NOW)

    pages = ("/", "/dataset", "/dataset?_search=x", "/about", "/topic", "/topic/health")
    pages += ("/publishers", "/developers", "/publisher", "/accessibility", "/glossary")
    assert failing(root, converse, languages, pages) == {}
    assert failing(root, converse, "", ("/api/v1/datasets", "/-/health")) == {}


def failing(root, converse, languages, paths):
    """Return the pages that do not answer well, in each language; of none, the plain addresses."""
    first, *others = languages.split(",")

    async def ask(client):
        found = {}
        for prefix, language in [("", first), *((f"/{other}", other) for other in others)]:
            for path in paths:
                answer = await client.get(f"{prefix}{path}")
                if answer.status_code != 200 or f'<html lang="{language}"' not in answer.text:
                    found[f"{prefix}{path}"] = (answer.status_code, answer.text[:200])
        return found

    async def ask_plainly(client):
        answers = {path: await client.get(path) for path in paths}
        return {path: one.status_code for path, one in answers.items() if one.status_code != 200}

    return converse(root, ask if languages else ask_plainly)


def test_nothing_that_is_there_is_overwritten(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear …")

    code = run(["new-portal", str(tmp_path / "mine")])

    assert code == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "letter.txt"]


def test_an_empty_folder_is_filled_and_stays_the_folder_in_which_one_stands(tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    folder.mkdir()
    before = folder.stat().st_ino
    monkeypatch.chdir(folder)

    made(Path())

    assert folder.stat().st_ino == before
    names = [".gitignore", "README.md", "datasets", "metadata.json"]
    assert sorted(path.name for path in folder.iterdir()) == names


@pytest.mark.parametrize(("name", "goes"), [(".", False), ("my portal", True)])
def test_the_next_steps_begin_where_one_stands(tmp_path, monkeypatch, capsys, name, goes):
    monkeypatch.chdir(tmp_path)

    made(Path(name))

    said = capsys.readouterr().out
    assert (f'cd "{name}"' in said) == goes
    assert str((tmp_path / name).resolve()) in said
    assert said.splitlines()[-1] == "  portal serve --publish --open"


def test_a_portal_does_not_lie_in_the_content_of_another(steward, capsys):
    code = run(["new-portal", str(steward.root / "datasets" / "mine")])

    assert code == 2
    assert "in the content of the portal" in capsys.readouterr().err
    assert not (steward.root / "datasets" / "mine").exists()


def test_code_lists_bring_what_they_point_to_and_their_topics(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("portal.catalog.starter.DATASETS", tmp_path)
    monkeypatch.setattr("portal.catalog.starter.SOFTWARE", tmp_path)
    topic = {"name": "roads", "title": "Roads", "translations": {"ar": {"title": "الطرق"}}}
    (tmp_path / "metadata.json").write_text(json.dumps({"topics": [topic]}))
    key = {"fields": ["a"], "reference": {"package": "ways", "resource": "", "fields": ["a"]}}
    for name, keys, themes in [("signs", [key], []), ("ways", [], ["roads"])]:
        described = {"theme": themes, "resources": [{"schema": {"foreignKeys": keys}}]}
        (tmp_path / name).mkdir()
        (tmp_path / name / "datapackage.json").write_text(json.dumps(described))

    root = made(tmp_path / "p", "--with", "signs", "--languages", "ar")

    copied = sorted(path.name for path in (root / "datasets").iterdir())
    assert copied == ["public-libraries", "signs", "ways"]
    topics = json.loads((root / "metadata.json").read_bytes())["topics"]
    assert {"name": "roads", "title": "الطرق"} in topics


def test_software_without_the_demonstration_makes_a_portal_too(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.catalog.starter.DATASETS", tmp_path / "nothing")

    root = made(tmp_path / "p")

    assert [path.name for path in (root / "datasets").iterdir()] == ["public-libraries"]


def test_country_codes_are_recognised_in_a_new_portal(tmp_path):
    root = made(tmp_path / "p")
    table = tmp_path / "schools.csv"
    table.write_text("country,schools\n" + "".join(f"{c},7\n" for c in ("JOR", "EGY", "LBN")))

    code = run(["draft", str(table), "--accept", "none", "--no-ask", "--root", str(root)])

    assert code == 0
    described = json.loads((root / "datasets" / "schools" / "datapackage.json").read_bytes())
    keys = described["resources"][0]["schema"]["foreignKeys"]
    assert [key["reference"]["package"] for key in keys] == ["countries"]


def test_line_ends_of_windows_are_published(tmp_path):
    root = made(tmp_path / "p", "--with", "none")
    for path in (root / "datasets" / "public-libraries").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    done = publish(root, NOW)

    assert not done.refused
    with closing(sqlite3.connect(current_release(root / "build").folder / "data.db")) as data:
        names = data.execute("select name_en from public_libraries order by 1").fetchall()
    assert names[0] == ("Central Library",)
    assert len(names) == 4


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("a#b", [], "SQLite would read"),
        ("50%41", [], "SQLite would read"),
        ("a", ["--with", "planets"], "no code list “planets”"),
        ("a", ["--with", "../datasets/countries"], "no code list “../datasets"),
        ("a", ["--languages", "xx"], "write en,ar or ar,en"),
        ("a", ["--languages", "en,en"], "write en,ar or ar,en"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_made(tmp_path, capsys, name, words, said):
    code = run(["new-portal", str(tmp_path / name), *words])

    assert code == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [False, True], ids=["new", "empty folder"])
@pytest.mark.parametrize("fails", ["shutil.copytree", "pathlib.Path.rename"])
def test_a_fault_half_way_leaves_nothing(tmp_path, monkeypatch, fails, exists):
    if exists:
        (tmp_path / "mine").mkdir()
    rename = Path.rename
    calls = []

    def refuse(*words, **__):
        calls.append(words)
        if fails == "pathlib.Path.rename" and len(calls) != 1 + exists:
            return rename(*words)  # an empty folder is filled in several steps: the second fails
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fails, refuse)

    code = run(["new-portal", str(tmp_path / "mine")])

    assert code == 2
    assert calls
    assert list(tmp_path.rglob("*")) == ([tmp_path / "mine"] if exists else [])


def test_its_settings_say_that_it_is_not_official(tmp_path):
    settings = json.loads(
        (made(tmp_path / "p", "--languages", "ar,en") / "metadata.json").read_bytes()
    )

    assert settings["official"] is False
    assert settings["notice"] == "هذه ليست بوابة رسمية."
    assert settings["translations"]["en"]["notice"] == "This is not an official portal."


@pytest.mark.parametrize(
    ("words", "title", "translated"),
    [
        (["--languages", "ar,en"], "بوابة البيانات المفتوحة", "Open data portal"),
        (["--languages", "ar,en", "--title", " بيانات\nنا "], "بيانات نا", None),
        (["--lang", "ar"], "بوابة البيانات المفتوحة", "Open data portal"),
    ],
    ids=["of ours", "own", "by language"],
)
def test_texts_are_in_the_languages_of_the_portal(tmp_path, words, title, translated):
    root = made(tmp_path / "p", *words)

    settings = json.loads((root / "metadata.json").read_bytes())
    assert settings["title"] == title
    assert settings["translations"]["en"].get("title") == translated
    assert settings["languages"] == ["ar", "en"]
    assert (root / "README.md").read_text("utf-8").startswith(f"# {title}\n")


def test_nothing_makes_symbolic_links():
    software = Path(__file__).parents[2]
    sources = [
        path
        for room in ("portal", "scripts", "plugins")
        for path in (software / room).rglob("*.py")
    ]

    assert len(sources) > 100
    for path in sources:
        source = path.read_text("utf-8")
        assert "os.symlink" not in source, path
        assert "symlink_to" not in source, path
