"""``portal new-portal``: a portal of one's own, served by the same software."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.release.publish import publish
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

    async def pages(client):
        first, *others = languages.split(",")
        found = {}
        for prefix, language in [("", first), *((f"/{other}", other) for other in others)]:
            for path in ("/", "/dataset", "/dataset/public-libraries", "/about", "/topic"):
                answer = await client.get(f"{prefix}{path}")
                found[prefix, path] = answer.status_code
                assert f'<html lang="{language}"' in answer.text
        return found

    assert "!" not in checked, checked
    assert not done.refused
    assert set(converse(root, pages).values()) == {200}


def test_a_portal_without_datasets_answers_too(tmp_path, converse):
    root = made(tmp_path / "empty", "--with", "none")
    for file in sorted((root / "datasets").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    publish(root, NOW)

    async def pages(client):
        paths = ("/", "/dataset", "/dataset?_search=x", "/about", "/topic", "/publisher")
        paths += ("/developers", "/publishers", "/glossary", "/api/v1/datasets", "/-/health")
        return {path: (await client.get(path)).status_code for path in paths}

    found = converse(root, pages)
    assert set(found.values()) == {200}, found


def test_nothing_that_is_there_is_overwritten(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear …")

    code = run(["new-portal", str(tmp_path / "mine")])

    assert code == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "letter.txt"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "mine").mkdir()

    assert (made(tmp_path / "mine") / "metadata.json").is_file()


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("a#b", [], "SQLite would read"),
        ("a", ["--with", "planets"], "no code list “planets”"),
        ("a", ["--languages", "xx"], "write en,ar or ar,en"),
        ("a", ["--languages", "en,en"], "write en,ar or ar,en"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_made(tmp_path, capsys, name, words, said):
    code = run(["new-portal", str(tmp_path / name), *words])

    assert code == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_fault_half_way_leaves_nothing(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copytree", refuse)

    code = run(["new-portal", str(tmp_path / "mine")])

    assert code == 2
    assert list(tmp_path.iterdir()) == []


def test_its_settings_say_that_it_is_not_official(tmp_path):
    settings = json.loads(
        (made(tmp_path / "p", "--languages", "ar,en") / "metadata.json").read_bytes()
    )

    assert settings["official"] is False
    assert settings["notice"] == "هذه ليست بوابة رسمية."
    assert settings["translations"]["en"]["notice"] == "This is not an official portal."


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
