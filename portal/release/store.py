"""Where releases lie, which one is current, and which are old enough to go.

build/releases/20261124T101500Z-3f9c2a/   data.db catalog.db downloads/ metadata.json manifest.json
build/current                             the name of the release that is served
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.exceptions import ReleaseError, RequestError

if TYPE_CHECKING:
    from pathlib import Path

    from portal.release.disk import Disk

KEEP = 5
"""How many releases stay for a rollback, the current one included."""
NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")
UNFINISHED = ".building-"


@dataclass(frozen=True)
class Release:
    """Name a whole release and where it lies."""

    name: str
    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Read what the release says about itself."""
        path = self.folder / "manifest.json"
        try:
            manifest: dict[str, Any] = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise ReleaseError(f"{path}: this release is damaged ({error})") from error
        return manifest


class Store:
    """Keep the releases of a portal's ``build`` folder."""

    def __init__(self, build: Path, disk: Disk) -> None:
        """Take the folder and the way to write into it."""
        self.build = build
        self.folder = build / "releases"
        self._disk = disk

    @property
    def pointer(self) -> Path:
        """Return the small file that names the current release."""
        return self.build / "current"

    def current(self) -> Release | None:
        """Return the release that is served, or None before the first one."""
        return current_release(self.build)

    def releases(self) -> list[Release]:
        """Return the whole releases, the newest first."""
        if not self.folder.is_dir():
            return []
        names = [path.name for path in self.folder.iterdir() if NAME.fullmatch(path.name)]
        return [Release(name, self.folder / name) for name in sorted(names, reverse=True)]

    def find(self, name: str) -> Release:
        """Return the release of that name, or raise RequestError."""
        for release in self.releases():
            if release.name == name:
                return release
        raise RequestError(f"There is no release {name}; `portal releases` lists them")

    def begin(self, name: str) -> Path:
        """Make the folder in which a release is built, out of sight."""
        path = self.folder / f"{UNFINISHED}{name}"
        self._disk.make_folder(path)
        return path

    def finish(self, name: str) -> Release:
        """Give a release that was built its name; it is not current yet."""
        target = self.folder / name
        self._disk.rename(self.folder / f"{UNFINISHED}{name}", target)
        return Release(name, target)

    def switch(self, release: Release) -> None:
        """Make a release the current one, in one step."""
        self._disk.replace(self.pointer, release.name.encode())

    def clean(self) -> None:
        """Remove what a publisher that died has left behind."""
        beside = self.pointer.with_name(f"{self.pointer.name}.tmp")
        if beside.exists():
            self._disk.remove(beside)
        if not self.folder.is_dir():
            return
        current = self.current()
        for path in sorted(self.folder.iterdir()):
            unborn = current is not None and path.name > current.name and NAME.fullmatch(path.name)
            if path.name.startswith(UNFINISHED) or unborn or (current is None):
                self._disk.remove(path)

    def prune(self) -> None:
        """Remove the oldest releases, never the current one."""
        current = self.current()
        for release in self.releases()[KEEP:]:
            if current is None or release.name != current.name:
                self._disk.remove(release.folder)


def current_release(build: Path) -> Release | None:
    """Return the release that a portal's ``build`` folder serves, or None before the first.

    Raises ReleaseError when the pointer names no release, which no death of a publisher can do.
    """
    pointer = build / "current"
    try:
        name = pointer.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{pointer}: cannot be read ({error})") from error
    folder = build / "releases" / name
    if NAME.fullmatch(name) is None or not (folder / "manifest.json").is_file():
        raise ReleaseError(
            f"{pointer}: it names a release that is not there; remove the file and publish again"
        )
    return Release(name, folder)


def release_name(now: datetime, content_hash: str, after: str | None) -> str:
    """Return a name that sorts after ``after``, even where a clock was set back."""
    name = f"{now:%Y%m%dT%H%M%SZ}-{content_hash[:6]}"
    if after is None or name > after:
        return name
    return f"{_next_second(after[:16])}-{content_hash[:6]}"


def _next_second(stamp: str) -> str:
    moment = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return f"{moment + timedelta(seconds=1):%Y%m%dT%H%M%SZ}"
