"""``portal validate``: check datasets, packages and bare files, and change nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scripts.answers import JsonAnswer, TextAnswer
from scripts.artefact_options import artefact_options, refuse_targets
from scripts.bare_options import bare_options, given_of, typed
from scripts.checking import Task, check
from scripts.cli import BAD_DATA, FINE, main
from scripts.jobs import jobs_option
from scripts.options import language_option
from scripts.subjects import told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.artefact import Artefact


@click.command("validate")
@click.argument("datasets", nargs=-1)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)
@click.option("--limit", type=click.IntRange(0), help="List so many errors; all are counted.")
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file is saved.")
@jobs_option
@language_option
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The portal's folder: it holds metadata.json. Default: the nearest one upwards, if any.",
)
@bare_options
@artefact_options
def command(
    datasets: tuple[str, ...],
    output: str,
    limit: int | None,
    jobs: int | None,
    language: str,
    root: Path | None,
    wanted: Mapping[type[Artefact], Path],
    *,
    watching: bool,
    **bare: Any,
) -> int:
    """Check DATASETS, or all of them: every error of every file.

    DATASETS are names of datasets, folders with a datapackage.json anywhere, or bare files: CSV,
    or an Excel workbook. A bare file is held against --schema FILE; without one only its encoding
    and its structure are checked. Keys to other datasets are held against what would be published
    together with it. Nothing is changed. Ends with 0 when all is well, 1 when something in the
    data is wrong; with --watch at Ctrl-C, as the last check did.
    """
    subjects = told_apart(datasets, root)
    bare_only = bool(subjects.files) and not subjects.names and not subjects.folders
    given = given_of(subjects.files, bare_only=bare_only, **bare)
    refuse_targets(wanted, subjects.count, subjects.inputs(given.schema))
    retyped = typed(datasets, root, bare)
    task = Task(given, language, retyped, wanted, 1 if bare_only else jobs)
    if watching:
        from scripts.watched import watch

        return watch(task, datasets, root, limit, output)
    answer = (
        JsonAnswer(language, limit)
        if output == "json"
        else TextAnswer(language, limit, retyped, subjects)
    )
    return FINE if check(task, subjects, answer) else BAD_DATA


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
