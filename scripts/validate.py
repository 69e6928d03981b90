"""``portal validate``: check datasets, packages and bare files, and change nothing."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scripts.answers import JsonAnswer, TextAnswer
from scripts.artefact_options import artefact_options, refuse_targets
from scripts.bare_options import bare_options, given_of, typed
from scripts.cli import BAD_DATA, FINE, main
from scripts.jobs import jobs_option, workers
from scripts.options import Telling, language_option
from scripts.subjects import checks, told_apart
from scripts.watch import again, identity

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from portal.release.bare import Given
    from portal.release.loose import Keep
    from portal.tabular.report import Error, Report
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
@jobs_option
@language_option
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The portal's folder: it holds metadata.json. Default: the nearest one upwards, if any.",
)
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file is saved.")
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
    data is wrong; with --watch as the last check did, once Ctrl-C is pressed.
    """
    if watching:
        _refuse_files(output, wanted)
    subjects = told_apart(datasets, root)
    bare_only = bool(subjects.files) and not subjects.names and not subjects.folders
    given = given_of(subjects.files, bare_only=bare_only, **bare)
    refuse_targets(wanted, subjects.count, subjects.inputs(given.schema))
    task = Task(
        datasets, root, given, language, limit, output, wanted, 1 if bare_only else jobs, bare
    )
    if not watching:
        return check(task)[0]
    others = [path for path in (*subjects.files, *subjects.folders, given.schema) if path]
    content = subjects.root if subjects.names or subjects.everything else None
    return again(lambda: check(task), content, others, language)


@dataclass(frozen=True)
class Task:
    """Hold what is to be checked, and how it is told."""

    datasets: tuple[str, ...]
    root: Path | None
    given: Given
    language: str
    limit: int | None
    output: str
    wanted: Mapping[type[Artefact], Path]
    jobs: int | None
    bare: Mapping[str, Any]


def check(task: Task) -> tuple[int, Counter[Hashable]]:
    """Check once, tell what is found, and return the exit code and the errors, counted."""
    subjects = told_apart(task.datasets, task.root)
    language, limit = task.language, task.limit
    retyped = typed(task.datasets, task.root, task.bare)
    answer = (
        JsonAnswer(language, limit)
        if task.output == "json"
        else TextAnswer(language, limit, retyped, subjects)
    )
    wanted = {**task.wanted, **answer.wanted(task.wanted)}
    valid = True
    found: Counter[Hashable] = Counter()
    with ExitStack() as stack:
        artefacts = [
            stack.enter_context(one(path, language, retyped)) for one, path in wanted.items()
        ]

        def hear(report: Report, error: Error) -> None:
            found[identity(report, error)] += 1
            for artefact in artefacts:
                artefact.hear(report, error)

        progress = stack.enter_context(Telling())
        keep = _kept(wanted)
        pool = stack.enter_context(workers(task.jobs))
        checking = checks(subjects, task.given, progress, hear, keep, pool)
        for checked in stack.enter_context(closing(checking)):
            progress.clear()
            if isinstance(checked, str):
                answer.withdrawn(checked)
                continue
            valid &= checked.valid
            answer.see(checked)
            for artefact in artefacts:
                artefact.see(checked)
        for artefact in artefacts:
            answer.wrote(artefact)
    answer.finish(valid=valid)
    return FINE if valid else BAD_DATA, found


def _refuse_files(output: str, wanted: Mapping[type[Artefact], Path]) -> None:
    if output == "json" or wanted:
        raise click.UsageError(
            "--watch tells people what is left; it writes neither JSON nor files. Leave one of them out."
        )


def _kept(wanted: Mapping[type[Artefact], Path]) -> Keep:
    """Return what must be there after the check for the files that are wanted."""
    from portal.release.export import is_database
    from portal.release.loose import Keep
    from scripts.row_artefacts import Output

    target = wanted.get(Output)
    if target is not None and is_database(target) and target.parent.is_dir():
        return Keep(beside=target.parent)
    return Keep(rows=target is not None)


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
