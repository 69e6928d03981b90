"""A person with a file and no portal."""

import json

import pytest

from portal.draft import log
from scripts.cli import run

SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer"},
        {"name": "name", "type": "string"},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": ["id"],
}


class Person:
    """Write files into an empty folder and check them there."""

    def __init__(self, folder, capsys, monkeypatch):
        self.folder = folder
        self._capsys = capsys
        monkeypatch.chdir(folder)

    @property
    def files(self):
        """The names of the files that are there."""
        return sorted(path.name for path in self.folder.iterdir())

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def schema(self, described=None, name="schema.json", **more):
        self.write(name, json.dumps({**(described or SCHEMA), **more}))
        return name

    def validate(self, *words):
        """Return the exit code and what was printed, out and err."""
        code = run(["validate", *words])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def report(self, *words):
        """Return the exit code and the JSON report."""
        code, out, _err = self.validate(*words, "--format", "json")
        return code, json.loads(out)

    def errors(self, *words):
        """Return the errors as (code, row, column letter, value)."""
        _code, report = self.report(*words)
        return [(e["code"], e["row"], e["column"], e["value"]) for e in report["errors"]]


@pytest.fixture
def person(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    folder = tmp_path / "desk"
    folder.mkdir()
    return Person(folder, capsys, monkeypatch)


@pytest.fixture
def desk(steward, tmp_path, monkeypatch, capsys):
    """Give a person with files on the desk and a portal."""
    folder = tmp_path / "سطح المكتب my desk"
    folder.mkdir()
    monkeypatch.chdir(folder)

    class Desk:
        root = steward.root
        datasets = steward.root / "datasets"

        def write(self, name, content):
            path = folder / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            return path

        def draft(self, *words):
            code = run(["draft", *map(str, words), "--root", str(steward.root)])
            printed = capsys.readouterr()
            return code, printed.out + printed.err

        def update(self, *words):
            code = run(["update", *map(str, words), "--root", str(steward.root)])
            printed = capsys.readouterr()
            return code, printed.out + printed.err

        def table(self, name):
            return (self.datasets / name / f"{name}.csv").read_text("utf-8")

        def descriptor(self, name):
            return json.loads((self.datasets / name / "datapackage.json").read_bytes())

        def log(self, name):
            return log.read((self.datasets / name / log.LOG).read_bytes(), name)

    return Desk()
