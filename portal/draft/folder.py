"""Put a drafted dataset into its folder: whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import DESCRIPTOR
from portal.catalog.repairs import ORIGINAL
from portal.draft import log
from portal.exceptions import DraftError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.draft.log import Entry
    from portal.draft.model import Source

DATASETS = "datasets"
STAGED = ".draft-"
"""How the name of a folder begins that is not finished; no dataset is read from it."""


@contextmanager
def staged(root: Path, name: str) -> Iterator[Path]:
    """Give an empty folder called ``name`` on the disk of the datasets, gone when all is done.

    Raises DraftError where ``datasets/`` cannot be written.
    """
    datasets = root / DATASETS
    try:
        datasets.mkdir(exist_ok=True)
        scratch = tempfile.TemporaryDirectory(prefix=STAGED, dir=datasets)
    except OSError as error:
        raise DraftError(f"{datasets}: {error.strerror or error}.") from error
    with scratch as made:
        folder = Path(made) / name
        folder.mkdir()
        yield folder


def fill(
    folder: Path,
    path: str,
    content: bytes,
    descriptor: Mapping[str, Any],
    entries: Sequence[Entry],
) -> None:
    """Write the files of a dataset into a staged folder: table, descriptor, log."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    (folder / log.LOG).write_bytes(log.write(entries))


def add_original(folder: Path, source: Source) -> None:
    """Put the file as it was received into a staged folder, to be published whole."""
    (folder / ORIGINAL).mkdir(exist_ok=True)
    shutil.copyfile(source.path, folder / ORIGINAL / source.path.name)


def settle(root: Path, folder: Path) -> Path:
    """Give a staged folder its place among the datasets, and return it.

    Raises DraftError where something of that name is there.
    """
    place = root / DATASETS / folder.name
    if place.exists():
        raise DraftError(_taken(folder.name))
    folder.rename(place)
    return place


def refuse_taken(root: Path, name: str) -> None:
    """Raise DraftError where a dataset of that name is there."""
    if os.path.lexists(root / DATASETS / name):
        raise DraftError(_taken(name))


def replace(root: Path, folder: Path, path: str, dropped: Sequence[str]) -> Path:
    """Put the files of a staged folder in place of those of the dataset of its name.

    The table comes last but one and the descriptor last, each in one step, so that a process that
    dies leaves a dataset that is checked as any other. ``dropped`` are originals, by file name,
    that the log names no more.
    """
    place = root / DATASETS / folder.name
    for file in sorted(folder.rglob("*"), key=lambda file: _order(folder, file, path)):
        if file.is_file():
            target = place / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    for name in dropped:
        (place / ORIGINAL / name).unlink(missing_ok=True)
    return place


def _order(folder: Path, file: Path, path: str) -> tuple[bool, bool]:
    name = file.relative_to(folder).as_posix()
    return name == DESCRIPTOR, name == path


def _taken(name: str) -> str:
    return (
        f"There is a dataset “{name}” already. To put a new file into it: portal update {name} FILE. "
        f"To begin it anew: delete the folder {DATASETS}/{name}. For another dataset choose another "
        "name: --name NAME."
    )
