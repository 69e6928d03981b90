"""Every published version of every dataset, for ever.

archive/objects/ab/abcdef…           the bytes of files, by their SHA-256
archive/datasets/NAME/N.json         version N: which files, when, what the check said
archive/datasets/NAME/withdrawn.json why the dataset was withdrawn
archive/published.json               which version of each dataset the last release held

A version is first *pending*: it becomes part of history when the release that publishes it is
current, and is forgotten when that release never became so. Nothing in the archive is derived
from anything else, so it lies outside ``build/`` and in the backup list (docs/operate.md).
"""

from __future__ import annotations

import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from portal.exceptions import ArchiveError
from portal.release.records import DAMAGED, dump, hash_file, read, read_version, read_withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from portal.release.disk import Disk
    from portal.release.records import FileEntry, Version, Withdrawal
    from portal.release.store import Release

PENDING = ".pending.json"


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
            read_version(path)
            for name in names
            for path in (self.folder / "datasets" / name).glob("*.json")
            if path.stem.isdecimal()
        ]
        return sorted(records, key=lambda version: version.number)

    def version(self, name: str, number: int) -> Version:
        """Return one published version, or raise ArchiveError."""
        path = self.folder / "datasets" / name / f"{number}.json"
        if not path.is_file():
            raise ArchiveError(f"{path}: not there, though published; bring it back from a backup")
        return read_version(path)

    def published(self) -> dict[str, int]:
        """Return the version of every dataset that the last release held, by name."""
        return dict(self._published()["datasets"])

    def add(self, version: Version, folder: Path) -> None:
        """Put a pending record and then the files of a dataset's folder into the archive.

        In this order, whoever dies leaves no file that no record names.
        """
        record = self.folder / "datasets" / version.dataset / f"{version.number}{PENDING}"
        self._disk.make_folder(record.parent)
        self._disk.replace(record, dump(asdict(version)))
        for path, entry in version.files.items():
            target = object_path(self.folder, entry.sha256)
            if not target.is_file():
                self._disk.make_folder(target.parent)
                self._disk.store(folder / path, target)
                if hash_file(target) != entry:
                    self._disk.remove(target)
                    raise ArchiveError(f"{folder / path}: the file changed while it was published")

    def settle(self, current: Release | None) -> None:
        """Turn pending versions of the current release into history, and forget the others."""
        dropped: dict[Path, Version] = {}
        for path in sorted(self.folder.glob(f"datasets/*/*{PENDING}")):
            version = read_version(path)
            if current is not None and version.release == current.name:
                self._disk.rename(path, path.with_name(f"{version.number}.json"))
            else:
                dropped[path] = version
        self._drop(dropped)
        if current is not None and self._published()["release"] != current.name:
            datasets = current.manifest["datasets"]
            versions = {name: entry["version"] for name, entry in datasets.items()}
            self._publish({"release": current.name, "datasets": versions})
        for pattern in ("*.tmp", "*/*/*.tmp"):
            for path in self.folder.glob(pattern):
                self._disk.remove(path)

    def restore(self, version: Version, folder: Path) -> None:
        """Lay out the files of a version as a dataset's folder."""
        for path, entry in version.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.object(entry, version), target)

    def object(self, entry: FileEntry, version: Version) -> Path:
        """Return where the bytes of one of a version's files lie, or raise ArchiveError."""
        path = object_path(self.folder, entry.sha256)
        if not path.is_file():
            raise ArchiveError(
                f"{path}: version {version.number} of {version.dataset} needs this file;"
                " bring it back from a backup"
            )
        return path

    def withdrawn(self) -> dict[str, Withdrawal]:
        """Return every withdrawal by each name that its dataset ever had."""
        found: dict[str, Withdrawal] = {}
        for path in sorted(self.folder.glob("datasets/*/withdrawn.json")):
            withdrawal = read_withdrawal(path)
            found |= dict.fromkeys((path.parent.name, *withdrawal.former_names), withdrawal)
        return found

    def withdraw(self, name: str, withdrawal: Withdrawal) -> None:
        """Record that a dataset is withdrawn."""
        self._disk.make_folder(self._withdrawal_path(name).parent)
        self._disk.replace(self._withdrawal_path(name), dump(asdict(withdrawal)))

    def readmit(self, name: str) -> bool:
        """Publish a dataset's last version again from now on; return whether it was withdrawn."""
        path = self._withdrawal_path(name)
        if not path.is_file():
            return False
        published = self._published()
        history = self.history([name, *read_withdrawal(path).former_names])
        if history:
            published["datasets"][name] = history[-1].number
        self._publish(published)
        self._disk.remove(path)
        return True

    def _withdrawal_path(self, name: str) -> Path:
        return self.folder / "datasets" / name / "withdrawn.json"

    def _published(self) -> dict[str, Any]:
        path = self.folder / "published.json"
        if not path.is_file():
            return {"release": None, "datasets": {}}
        record = read(path)
        if not isinstance(record, dict) or not isinstance(record.get("datasets"), dict):
            raise ArchiveError(f"{path}: {DAMAGED}")
        return record

    def _publish(self, record: Mapping[str, Any]) -> None:
        self._disk.make_folder(self.folder)
        self._disk.replace(self.folder / "published.json", dump(record))

    def _drop(self, dropped: Mapping[Path, Version]) -> None:
        """Remove versions that never were published: first the bytes that only they had."""
        if not dropped:
            return
        kept = {e.sha256 for v in self.history(self.names()) for e in v.files.values()}
        for sha256 in sorted({e.sha256 for v in dropped.values() for e in v.files.values()} - kept):
            self._disk.remove(object_path(self.folder, sha256))
        for path in dropped:
            self._disk.remove(path)


def object_path(archive: Path, sha256: str) -> Path:
    """Return where the bytes with this SHA-256 lie."""
    return archive / "objects" / sha256[:2] / sha256
