"""The copy that the demonstration works on, in a folder of its own; nothing else is touched."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from portal.exceptions import RootError
from portal.root import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

SOFTWARE = Path(__file__).resolve().parents[1]
CONTENT = ("datasets", "workshop/exercises", "workshop/finale")
"""What is copied besides the settings."""
MADE = ("archive", "build")
"""What publishing makes of it."""
MARK = "READ-ME-FIRST.txt"
WARNING = """This folder is a copy, for demonstrations and workshops. Change, break and delete what you like.
"portal demo" and "portal demo --reset" delete it and make it anew: keep nothing here.

هذا المجلد نسخة للعروض والورش. التغيير والإفساد والحذف فيه مسموح.
الأمران portal demo و portal demo --reset يحذفانه وينشئانه من جديد: لا يُحفظ فيه شيء.
"""


def claim(folder: Path) -> None:
    """Mark ``folder`` as a copy; raise RootError where it may hold something else."""
    if folder.exists() and not folder.is_dir():
        raise RootError(f"{folder} is a file. Name another folder: --folder DIR")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise RootError(
            f"{folder} is not empty and is no copy made by “portal demo”, so it is left alone. "
            "Name another folder: --folder DIR"
        )
    if not (SOFTWARE / "datasets").is_dir():
        raise RootError(f"The demonstration's datasets are not there: {SOFTWARE / 'datasets'}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(WARNING, "utf-8")


def start_anew(folder: Path) -> None:
    """Make the copy in ``folder`` as if nothing had ever been published there."""
    claim(folder)
    for name in MADE:
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    restore(folder)


def restore(folder: Path) -> None:
    """Put the content of the copy back as it was; what was published stays."""
    claim(folder)
    wanted = {path.relative_to(SOFTWARE): path for path in _files()}
    for part in CONTENT:
        for path in (folder / part).rglob("*"):
            if not path.is_dir() and path.relative_to(folder) not in wanted:
                path.unlink()
    for name, path in wanted.items():
        target = folder / name
        if target.is_symlink() or not _same(path, target):
            target.unlink(missing_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            # The bytes alone: software may be read-only, and a copy is to be edited.
            shutil.copyfile(path, target)
    for part in CONTENT:
        _drop_empty(folder / part)


def _files() -> Iterator[Path]:
    yield SOFTWARE / SETTINGS
    for part in CONTENT:
        yield from (path for path in (SOFTWARE / part).rglob("*") if path.is_file())


def _same(path: Path, target: Path) -> bool:
    return target.is_file() and path.read_bytes() == target.read_bytes()


def _drop_empty(folder: Path) -> None:
    """Remove folders without anything in them, the deepest first."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
