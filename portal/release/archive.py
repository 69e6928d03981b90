"""Every published version of every dataset, for ever.

archive/objects/ab/abcdef…           the bytes of files, by their SHA-256
archive/datasets/NAME/N.json         version N: which files, when, what the check said
archive/datasets/NAME/withdrawn.json why the dataset was withdrawn

A version is first *pending*: it becomes part of history when the release that publishes it is
current, and is forgotten when that release never became so. Nothing in the archive is derived
from anything else, so it lies outside ``build/`` and in the backup list (docs/operate.md).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from portal.exceptions import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from portal.release.disk import Disk

PENDING = ".pending.json"


@dataclass(frozen=True)
class FileEntry:
    """Identify the bytes of one file."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Version:
    """Record one published version of a dataset."""

    dataset: str
    number: int
    published_at: str
    content_hash: str
    rows: int
    files: Mapping[str, FileEntry]
    """By path in the dataset's folder."""
    reports: tuple[Mapping[str, Any], ...]
    release: str
    """The release that published it first."""


@dataclass(frozen=True)
class Withdrawal:
    """Record that a dataset was withdrawn, and why."""

    reason: str
    at: str


class Archive:
    """Keep versions and withdrawals in a portal's ``archive`` folder."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        """Take the folder and the way to write into it."""
        self.folder = folder
        self._disk = disk

    def names(self) -> list[str]:
        """Return the names of all datasets that ever had a version."""
        folder = self.folder / "datasets"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def history(self, names: Iterable[str]) -> list[Version]:
        """Return the versions under a dataset's name and its former names, the oldest first."""
        records = [
            _read_version(path)
            for name in names
            for path in (self.folder / "datasets" / name).glob("*.json")
            if path.stem.isdecimal()
        ]
        return sorted(records, key=lambda version: version.number)

    def add(self, version: Version, folder: Path) -> None:
        """Put the files of a dataset's folder and a pending record into the archive."""
        for path, entry in version.files.items():
            target = object_path(self.folder, entry.sha256)
            if not target.is_file():
                self._disk.make_folder(target.parent)
                self._disk.store(folder / path, target)
                if hash_file(target) != entry:
                    self._disk.remove(target)
                    raise ArchiveError(f"{folder / path}: the file changed while it was published")
        record = self.folder / "datasets" / version.dataset / f"{version.number}{PENDING}"
        self._disk.make_folder(record.parent)
        self._disk.replace(record, _dump(asdict(version)))

    def settle(self, current: str | None) -> None:
        """Turn pending versions of the current release into history, and forget the others."""
        dropped: list[Version] = []
        for path in sorted(self.folder.glob(f"datasets/*/*{PENDING}")):
            version = _read_version(path)
            if version.release == current:
                self._disk.rename(path, path.with_name(f"{version.number}.json"))
            else:
                dropped.append(version)
                self._disk.remove(path)
        self._drop_objects(dropped)
        for path in self.folder.glob("*/*/*.tmp"):
            self._disk.remove(path)

    def restore(self, version: Version, folder: Path) -> None:
        """Lay out the files of a version as a dataset's folder."""
        for path, entry in version.files.items():
            source = object_path(self.folder, entry.sha256)
            if not source.is_file():
                raise ArchiveError(
                    f"{source}: version {version.number} of {version.dataset} needs this file;"
                    " bring it back from a backup"
                )
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())

    def withdrawal(self, name: str) -> Withdrawal | None:
        """Return why a dataset was withdrawn, or None."""
        path = self._withdrawal_path(name)
        if not path.is_file():
            return None
        return Withdrawal(**_read(path))

    def withdrawn(self) -> dict[str, Withdrawal]:
        """Return every withdrawal by the name of its dataset, in order."""
        found = {name: self.withdrawal(name) for name in self.names()}
        return {name: withdrawal for name, withdrawal in found.items() if withdrawal is not None}

    def withdraw(self, name: str, withdrawal: Withdrawal) -> None:
        """Record that a dataset is withdrawn."""
        self._disk.make_folder(self._withdrawal_path(name).parent)
        self._disk.replace(self._withdrawal_path(name), _dump(asdict(withdrawal)))

    def readmit(self, name: str) -> None:
        """Forget that a dataset was withdrawn."""
        self._disk.remove(self._withdrawal_path(name))

    def _withdrawal_path(self, name: str) -> Path:
        return self.folder / "datasets" / name / "withdrawn.json"

    def _drop_objects(self, dropped: list[Version]) -> None:
        """Remove bytes that only versions had which never were published."""
        if not dropped:
            return
        kept = {e.sha256 for v in self.history(self.names()) for e in v.files.values()}
        for sha256 in {e.sha256 for v in dropped for e in v.files.values()} - kept:
            self._disk.remove(object_path(self.folder, sha256))


def object_path(archive: Path, sha256: str) -> Path:
    """Return where the bytes with this SHA-256 lie."""
    return archive / "objects" / sha256[:2] / sha256


def hash_file(path: Path) -> FileEntry:
    """Return the SHA-256 and the size of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return FileEntry(digest.hexdigest(), file.tell())


def hash_files(files: Mapping[str, FileEntry]) -> str:
    """Return one SHA-256 for a set of files with their paths: the content hash of a version."""
    listed = [[path, entry.sha256] for path, entry in sorted(files.items())]
    return hashlib.sha256(json.dumps(listed, ensure_ascii=True).encode()).hexdigest()


def _read_version(path: Path) -> Version:
    record = _read(path)
    try:
        files = {name: FileEntry(**entry) for name, entry in record.pop("files").items()}
        return Version(files=files, **record | {"reports": tuple(record["reports"])})
    except (KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(
            f"{path}: this record is damaged; bring it back from a backup"
        ) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{path}: this record is damaged ({error})") from error
    return record


def _dump(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
