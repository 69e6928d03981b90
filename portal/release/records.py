"""What the archive keeps of a version and of a withdrawal, and how files are told apart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.exceptions import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DAMAGED = "this record is damaged; bring it back from a backup"


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
    former_names: tuple[str, ...] = ()
    """Names that the dataset had before; what it published under them is withdrawn as well."""


def hash_file(path: Path) -> FileEntry:
    """Return the SHA-256 and the size of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return FileEntry(digest.hexdigest(), file.tell())


def hash_files(files: Mapping[str, FileEntry]) -> str:
    """Return one SHA-256 for a set of files with their paths: the content hash of a version."""
    listed = [[path, entry.sha256] for path, entry in sorted(files.items())]
    return hashlib.sha256(json.dumps(listed, ensure_ascii=True).encode()).hexdigest()


def read_version(path: Path) -> Version:
    """Return the version that a file of the archive records, or raise ArchiveError."""
    record = read(path)
    try:
        files = {name: FileEntry(**entry) for name, entry in record.pop("files").items()}
        return Version(files=files, **record | {"reports": tuple(record["reports"])})
    except (KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"{path}: {DAMAGED}") from error


def read_withdrawal(path: Path) -> Withdrawal:
    """Return the withdrawal that a file of the archive records, or raise ArchiveError."""
    record = read(path)
    try:
        former_names = tuple(record.pop("former_names"))
        return Withdrawal(**record, former_names=former_names)
    except (KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"{path}: {DAMAGED}") from error


def read(path: Path) -> Any:
    """Return the JSON in a file of the archive, or raise ArchiveError."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{path}: {DAMAGED} ({error})") from error


def dump(value: object) -> bytes:
    """Return JSON as the files of a release and of the archive hold it."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
