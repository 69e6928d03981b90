import hashlib
import io
import subprocess
import tarfile
import zipfile

import pytest

from portal.exceptions import SourceError
from scripts.sources import packages
from scripts.sources.packages import Archive, Package, fetch

MEMBERS = {"package/a.json": b"{}", "package/b/c.csv": b"x\n"}


@pytest.fixture
def wheel(tmp_path):
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in MEMBERS.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def tarball(tmp_path):
    path = tmp_path / "thing-1.0.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in MEMBERS.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def pinned(path, registry="pypi"):
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "0" * 64
    return Package(registry, "thing", "1.0", path.name, sha256)


@pytest.mark.parametrize("kind", ["wheel", "tarball"])
def test_archive_gives_members(request, kind):
    archive = Archive(request.getfixturevalue(kind))

    assert dict(archive) == MEMBERS


@pytest.mark.parametrize("kind", ["wheel", "tarball"])
def test_archive_names_what_it_lacks(request, kind):
    archive = Archive(request.getfixturevalue(kind))

    with pytest.raises(SourceError, match=r"thing-1\.0.* has no member package/d"):
        archive["package/d"]


def test_fetch_asks_no_registry_for_what_is_there(monkeypatch, wheel):
    monkeypatch.setattr(packages, "_download", None)

    assert fetch(pinned(wheel), wheel.parent) == wheel


def test_fetch_refuses_and_removes_another_file(wheel):
    package = pinned(wheel)
    wheel.write_bytes(b"something else")

    with pytest.raises(SourceError, match="has SHA-256"):
        fetch(package, wheel.parent)
    assert not wheel.exists()


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("thing-1.0-py3-none-any.whl", "--only-binary :all:"),
        ("thing-1.0.tar.gz", "--no-binary thing"),
    ],
    ids=["wheel", "sdist"],
)
def test_pip_is_told_which_of_the_two_kinds_to_fetch(monkeypatch, tmp_path, file, kind):
    package = Package("pypi", "thing", "1.0", file, hashlib.sha256(b"new").hexdigest())
    asked = []

    def run(command, **_options):
        asked.append(" ".join(command))
        (tmp_path / file).write_bytes(b"new")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)

    fetch(package, tmp_path)

    assert f" --no-deps {kind} --dest" in asked[0]


@pytest.mark.parametrize(
    ("registry", "program"), [("pypi", "thing==1.0"), ("npm", "thing@1.0")], ids=["pip", "npm"]
)
def test_fetch_uses_the_registry_s_own_client(monkeypatch, tmp_path, registry, program):
    package = Package(registry, "thing", "1.0", "thing", hashlib.sha256(b"new").hexdigest())

    def run(command, **_options):
        assert command[-1] == program
        (tmp_path / "thing").write_bytes(b"new")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)

    assert fetch(package, tmp_path).read_bytes() == b"new"


def test_fetch_says_what_the_client_said(monkeypatch, tmp_path):
    failed = subprocess.CompletedProcess([], 1, "", "no such version\n")
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: failed)

    with pytest.raises(SourceError, match=r"cannot fetch pkg:npm/thing@1\.0: no such version"):
        fetch(pinned(tmp_path / "thing", "npm"), tmp_path)


def test_fetch_says_which_client_is_missing(monkeypatch, tmp_path):
    def run(*_arguments, **_options):
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(SourceError, match="npm is needed"):
        fetch(pinned(tmp_path / "thing", "npm"), tmp_path)
