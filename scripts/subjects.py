"""What a person named on the command line: datasets, folders and files, and their checks."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.exceptions import RootError
from portal.root import SETTINGS, find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Executor

    from portal.release.bare import Given
    from portal.release.loose import Checked, Keep
    from portal.tabular.report import Error, Report
    from scripts.options import Telling

DATASETS = "datasets"
DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Subjects:
    """Hold what is to be checked, told apart."""

    root: Path | None
    """The portal, where there is one."""
    names: tuple[str, ...]
    """Datasets of the portal, by name or by folder."""
    folders: tuple[Path, ...]
    """Packages elsewhere."""
    files: tuple[Path, ...]
    """Bare files."""
    everything: bool
    """Whether nothing was named, so that all datasets of the portal are meant."""

    @property
    def count(self) -> int:
        """Return how many were named."""
        return len(self.names) + len(self.folders) + len(self.files)

    def inputs(self, schema: Path | None) -> Iterator[Path]:
        """Yield every file that may be read, the schema of bare files included."""
        yield from self.files
        if schema is not None:
            yield schema
        datasets = [] if self.root is None else [self.root / DATASETS]
        for folder in (*self.folders, *datasets):
            yield from (path for path in folder.rglob("*") if path.is_file())


def told_apart(arguments: Sequence[str], given: Path | None) -> Subjects:
    """Return what the arguments name; ``given`` is the root of the portal, if one was named.

    A word that is no path is a dataset's name. Raises UsageError where there is nothing of that
    name, and RootError where a portal is needed and there is none.
    """
    root = find_root(Path.cwd(), given) if given is not None or not arguments else _nearest()
    names: list[str] = []
    folders: list[Path] = []
    files: list[Path] = []
    for argument in arguments:
        path = _path(argument, root)
        if _is_name(argument, root):
            names.append(argument)
        elif path.name == DESCRIPTOR and path.is_file():
            folders.append(path.parent)
        elif path.is_dir():
            folders.append(path)
        elif path.is_file():
            files.append(_table(path))
        else:
            raise click.UsageError(_nothing(argument, root))
    for folder in [*folders]:
        home = _home(folder)
        if home is not None and root in (None, home):
            root = home
            names.append(folder.resolve().name)
            folders.remove(folder)
        elif not (folder / DESCRIPTOR).is_file():
            raise click.UsageError(
                f"The folder {folder} holds no {DESCRIPTOR}, so it is no dataset."
                " Name a file in it to check that file alone."
            )
    return Subjects(
        root,
        tuple(dict.fromkeys(names)),
        tuple(dict.fromkeys(folders)),
        tuple(dict.fromkeys(files)),
        everything=not arguments,
    )


def checks(
    subjects: Subjects,
    given: Given,
    progress: Telling,
    listener: Callable[[Report, Error], None] | None,
    keep: Keep,
    executor: Executor | None = None,
) -> Generator[Checked | str, None, None]:
    """Check one after another, large tables of datasets by ``executor``, and yield each while its tables are there, as far as ``keep`` wants.

    A string is the name of a dataset that is withdrawn, so that it was not checked.
    """
    root, names, folders = subjects.root, subjects.names, subjects.folders
    if keep.beside is not None and root is not None:
        # A database holds the tables of one dataset: keys to others cannot be declared in it.
        places = {name: root / DATASETS / name for name in names}
        folders = (*folders, *(place for place in places.values() if place.is_dir()))
        names = tuple(name for name, place in places.items() if not place.is_dir())
    if root is not None and (names or subjects.everything):
        from portal.release.named import checked_datasets

        progress.look_in(partial(_files, root / DATASETS))
        with checked_datasets(root, names, progress, listener, executor) as together:
            yield from together.checked
            yield from together.withdrawn
    for folder in folders:
        progress.look_in(partial(_files_of, folder))
        yield from _folder(folder, root, progress, listener, keep, executor)
    for path in subjects.files:
        from portal.release.loose import checked_file

        progress.look_in(partial(_only, path))
        with checked_file(path, given, progress, listener, keep) as checked:
            yield checked


def _folder(
    folder: Path,
    root: Path | None,
    progress: Telling,
    listener: Callable[[Report, Error], None] | None,
    keep: Keep,
    executor: Executor | None,
) -> Generator[Checked | str, None, None]:
    if root is None or keep.beside is not None:
        from portal.release.loose import checked_folder

        with checked_folder(folder, progress, listener, keep, executor) as checked:
            yield checked
        return
    from portal.release.named import checked_in_place

    with checked_in_place(root, folder, progress, listener, executor) as together:
        yield from together.checked
        yield from together.withdrawn


def _nearest() -> Path | None:
    try:
        return find_root(Path.cwd(), None)
    except RootError:
        return None


def _is_name(argument: str, root: Path | None) -> bool:
    """Tell whether a word names a dataset of the portal: its folder, or nothing else that is there."""
    if root is None or argument in {"", ".", ".."} or set(argument) & {"/", "\\"}:
        return False
    if (root / DATASETS / argument).is_dir():
        return True
    return not Path(argument).exists() and not Path(argument).suffix


def _path(argument: str, root: Path | None) -> Path:
    """Return the path that an argument is, from where the person stands or from the portal."""
    path = Path(argument)
    if not path.exists() and root is not None and (root / argument).exists():
        return root / argument
    return path


def _home(folder: Path) -> Path | None:
    """Return the root of the portal whose dataset a folder is."""
    parent = folder.resolve().parent
    if parent.name != DATASETS:
        return None
    try:
        return find_root(parent.parent, parent.parent)
    except RootError:
        return None


def _table(path: Path) -> Path:
    if path.suffix.lower() == ".json":
        raise click.UsageError(
            f"{path} is no table: a package's file is called {DESCRIPTOR}, and a schema is named"
            " with --schema."
        )
    return path


def _nothing(argument: str, root: Path | None) -> str:
    folder = Path(argument).parent
    beside = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    near = difflib.get_close_matches(Path(argument).name, beside, n=1)
    hint = f" Did you mean {folder / near[0]}?" if near else ""
    if root is None and not set(argument) & {"/", "\\", "."}:
        hint += f" For a dataset of a portal, go to its folder (with {SETTINGS}) or give --root."
    return f"There is no file or folder {argument}.{hint}"


def _files(datasets: Path, name: str) -> list[Path]:
    """Return the files of a dataset of a portal, for progress only."""
    return _files_of(datasets / name, name)


def _files_of(folder: Path, _name: str) -> list[Path]:
    import json

    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_bytes())
        return [folder / str(resource["path"]) for resource in descriptor["resources"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _only(path: Path, _name: str) -> list[Path]:
    return [path]
