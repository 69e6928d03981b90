import dataclasses
import hashlib
import shutil
import zipfile

import pytest

from scripts import refresh
from scripts.cli import run
from scripts.sources import population_annual
from scripts.sources.packages import GREAT_TABLES

EXPECTED = b"""\
iso3,iso2,year,population
JOR,JO,2022,11285869
NAM,NA,2022,2567012
PSE,PS,1989,
PSE,PS,1990,1978248
"""


@pytest.fixture
def root(tmp_path, monkeypatch, snippets):
    """Make a portal whose pinned package is one made of the snippets."""
    (tmp_path / "metadata.json").write_text("{}")
    wheel = tmp_path / "build" / "sources" / GREAT_TABLES.file
    wheel.parent.mkdir(parents=True)
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in snippets[GREAT_TABLES.name].items():
            archive.writestr(name, content)
    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    package = dataclasses.replace(GREAT_TABLES, sha256=sha256)
    monkeypatch.setattr(population_annual, "PACKAGES", (package,))
    return tmp_path


def refreshed(root, *options):
    return run(["refresh", "population-annual", "--root", str(root), *options])


def test_refresh_writes_the_file_and_then_nothing(root, capsys):
    codes = [refreshed(root), refreshed(root)]

    assert codes == [0, 0]
    assert capsys.readouterr().out == "population-annual: changed\npopulation-annual: unchanged\n"
    assert (root / "datasets/population-annual/population-annual.csv").read_bytes() == EXPECTED


def test_check_changes_nothing_and_fails_on_a_difference(root, capsys):
    code = refreshed(root, "--check")

    assert code == 1
    assert capsys.readouterr().out == "population-annual: changed\n"
    assert not (root / "datasets").exists()


def test_check_passes_when_nothing_differs(root):
    refreshed(root)

    assert refreshed(root, "--check") == 0


def test_a_damaged_package_is_a_sentence(root, capsys):
    next((root / "build" / "sources").iterdir()).write_bytes(b"damaged")

    code = refreshed(root)

    assert code != 0
    assert "has SHA-256" in capsys.readouterr().err


def test_an_unknown_dataset_is_wrong_use(root):
    assert run(["refresh", "nowhere", "--root", str(root)]) == 2


@pytest.mark.network
@pytest.mark.timeout(900)
def test_the_committed_files_are_what_the_packages_give(repository, tmp_path, capsys):
    shutil.copytree(repository / "datasets", tmp_path / "datasets")
    shutil.copy(repository / "metadata.json", tmp_path)

    code = run(["refresh", "--check", "--root", str(tmp_path)])

    assert code == 0
    assert capsys.readouterr().out.count("unchanged") == len(refresh.READERS)
