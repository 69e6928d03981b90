"""The options of the files that ``portal validate`` writes, and where it may write them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scripts.artefacts import ARTEFACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scripts.artefact import Artefact


def artefact_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the option of every artefact to a verb, which gets them as ``wanted``."""

    @functools.wraps(command)
    def called(**options: Any) -> int:
        given = {one: options.pop(_parameter(one)) for one in ARTEFACTS}
        wanted = {one: path for one, path in given.items() if path is not None}
        return command(wanted=wanted, **options)

    for one in reversed(ARTEFACTS):
        path = click.Path(path_type=Path, dir_okay=False)
        option = click.option(one.option, _parameter(one), type=path, metavar="FILE", help=one.help)
        called = option(called)
    return called


def refuse_targets(
    wanted: Mapping[type[Artefact], Path], count: int, inputs: Iterable[Path]
) -> None:
    """Raise UsageError for files that may not be written: an input, one named twice, a wrong ending.

    ``count`` is the number of datasets and files to check, ``inputs`` are their files.
    """
    taken = {path.resolve() for path in inputs}
    for one, path in wanted.items():
        if one.single and count != 1:
            raise click.UsageError(f"{one.option} is about one file; name only that one.")
        if one.suffix and path.suffix.lower() != one.suffix:
            raise click.UsageError(f"{one.option} writes a file that ends with {one.suffix}.")
        if path.resolve() in taken:
            raise click.UsageError(f"{one.option} would write over {path}; name another file.")
        taken.add(path.resolve())


def _parameter(artefact: type[Artefact]) -> str:
    return artefact.option.strip("-").replace("-", "_") + "_file"
