"""What a dataset keeps of its draft: the log of repairs, and the file as it was received."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from typing import TYPE_CHECKING

from portal.catalog.folder import LARGEST, unsafe
from portal.draft.log import LOG, read
from portal.exceptions import DraftError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.catalog.findings import Findings
    from portal.draft.log import Entry

ORIGINAL = "original"
"""The folder, inside a dataset's, with the file as it was received."""
LARGEST_ORIGINAL = 256 * 1024 * 1024
"""Every version is kept for ever, and with it the file that it was made from."""
SHA256 = re.compile("[0-9a-f]{64}")
GREATEST = 2**63 - 1
"""What the contract can hold as a whole number."""


def read_repairs(findings: Findings, folder: Path) -> tuple[Entry, ...]:
    """Return the log of a dataset's repairs, ``()`` where there is none or it is wrong.

    A damaged log keeps the dataset out: what is published as provenance must be what was decided.
    Adds ``repairs-invalid``, ``path-unsafe``, and ``file-…`` where it is no file that can be read.
    """
    if not os.path.lexists(folder / LOG):
        return ()
    content = _content(findings, folder)
    if content is None:
        return ()
    try:
        entries = read(content, LOG)
        _hold(entries)
    except (DraftError, csv.Error) as error:
        findings.error("repairs-invalid", "", file=LOG, note=str(error).rstrip("."))
        return ()
    for name in dict.fromkeys(entry.file for entry in entries):
        problem = _unsafe(folder, name)
        if problem:
            findings.error("path-unsafe", "", file=LOG, value=name, rule=problem)
            return ()
    return entries


def originals(findings: Findings, folder: Path, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the paths of the files that a log names, as far as they can be published with it.

    Takes a log whose names ``read_repairs`` has looked at. A file that is not there is not to be
    published: it may hold what the table does not. Adds ``original-unread`` and
    ``original-differs``, warnings both: the log is true without the file.
    """
    stated: dict[str, set[str]] = {}
    for entry in entries:
        stated.setdefault(entry.file, set()).add(entry.sha256)
    for name, digests in stated.items():
        path = f"{ORIGINAL}/{name}"
        about = {"file": LOG, "value": path}
        try:
            if not os.path.lexists(folder / path):
                continue
            if not (folder / path).is_file():
                findings.warning("original-unread", "", **about)
            elif (folder / path).stat().st_size > LARGEST_ORIGINAL:
                limit = LARGEST_ORIGINAL
                findings.warning("original-unread", "", rule="size", limit=limit, **about)
            elif _sha256(folder / path) not in digests:
                findings.warning("original-differs", "", **about)
            else:
                yield path
        except OSError:
            findings.warning("original-unread", "", **about)


def _content(findings: Findings, folder: Path) -> bytes | None:
    """Return the bytes of the log, or None after adding why there are none."""
    path = folder / LOG
    problem = unsafe(folder, LOG)
    if problem:
        findings.error("path-unsafe", "", file=LOG, value=LOG, rule=problem)
        return None
    try:
        if not path.is_file():
            findings.error("file-not-regular", "", file=LOG, value=LOG, path=LOG)
        elif path.stat().st_size > LARGEST:
            findings.error("repairs-invalid", "", file=LOG, note=f"more than {LARGEST} bytes")
        else:
            return path.read_bytes()
    except OSError as error:
        note = error.strerror or str(error)
        findings.error("file-unreadable", "", file=LOG, value=LOG, path=LOG, note=note)
    return None


def _hold(entries: Iterable[Entry]) -> None:
    """Raise DraftError where a log says what none that was written could say."""
    for number, entry in enumerate(entries, 2):
        if not entry.file or not SHA256.fullmatch(entry.sha256):
            raise DraftError(f"{LOG}, row {number}: the file and its SHA-256 are not there.")
        for value in (entry.number, entry.count, entry.row or 0):
            if not 0 <= value <= GREATEST:
                raise DraftError(f"{LOG}, row {number}: {value} is no number of rows or cells.")


def _unsafe(folder: Path, name: str) -> str | None:
    """Return why a name in the log may not be followed, or None; the log names no folders."""
    return "folder" if "/" in name else unsafe(folder, f"{ORIGINAL}/{name}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
