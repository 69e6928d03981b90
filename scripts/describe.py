"""``portal describe``: a dataset's description as a workbook, there and back, and what it lacks."""

from __future__ import annotations

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scripts.cli import BAD_DATA, FINE, main
from scripts.describe_words import say
from scripts.layout import Look, printable
from scripts.subjects import DATASETS, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.catalog.described import Described
    from portal.catalog.model import Site
    from portal.workbook.descriptor.documents import Documents
    from portal.workbook.descriptor.frame import Frame
    from portal.workbook.descriptor.reading import Reading

CHANGES = 40
"""Changes that are listed; all are counted."""


@click.command("describe")
@click.argument("dataset")
@click.option(
    "--xlsx",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the description into this workbook, to be filled in.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the description from this workbook.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "ar"]),
    help="The language of the workbook and of messages. Default: that of the description, or of the portal.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The portal's folder: it holds metadata.json. Default: the nearest one upwards.",
)
def command(
    dataset: str,
    target: Path | None,
    source: Path | None,
    language: str | None,
    root: Path | None,
) -> int:
    """Say what is described of DATASET and what is missing, and describe it in a workbook.

    DATASET is the name of a dataset, or its folder. With --xlsx FILE its description is written into a
    workbook with lists to choose from; with --from FILE it is read back. Only what the cells say
    differently is changed, and nothing is written where a cell is wrong. Ends with 1 then.
    """
    from portal.catalog.site import read_site
    from portal.workbook.descriptor.documents import load
    from scripts.wording import report_lines

    if target is not None and source is not None:
        raise click.UsageError("Use --xlsx to write a workbook or --from to read one, not both.")
    home, folder = _place(dataset, root)
    site = read_site(home)
    documents, report = load(folder)
    if documents is None:
        for line in report_lines([report], language or "en"):
            click.echo(line)
        return BAD_DATA
    spoken = language or _language(documents, site)
    others = _others(home, folder, site)
    frame = _frame(documents, site, others)
    if target is not None:
        _write(frame, folder, target, spoken, dataset)
        return FINE
    if source is not None:
        return _read(documents, frame, site, others, source, spoken, dataset)
    for line in gap_lines(frame, spoken, dataset):
        click.echo(printable(line))
    return FINE


def gap_lines(frame: Frame, language: str, dataset: str) -> Iterator[str]:
    """Yield what is described and what is missing, by table."""
    from portal.workbook.descriptor.gaps import stands

    yield say(language, "dataset", name=dataset)
    table = ""
    for stand in stands(frame, language):
        if stand.table != table:
            table = stand.table
            yield ""
            yield say(language, "table", name=table)
        whole = stand.filled == stand.wanted
        line = f"  {'✓' if whole else '–'} {stand.label}"
        if stand.wanted > 1 or stand.missing:
            line += say(language, "count", filled=stand.filled, wanted=stand.wanted)
        if stand.missing and stand.filled:
            line += say(language, "lacking", names=_listed(stand.missing, language))
        if stand.needed and not whole:
            line += say(language, "needed")
        yield line
    yield ""
    yield say(language, "how", name=shlex.quote(dataset))


def _place(dataset: str, given: Path | None) -> tuple[Path, Path]:
    """Return the portal and the folder of a dataset."""
    from portal.root import find_root

    subjects = told_apart([dataset], given)
    if subjects.files:
        raise click.UsageError(
            f"{dataset} is a file. Name a dataset, or make one of the file: portal draft"
        )
    root = subjects.root or find_root(Path.cwd(), given)
    folder = root / DATASETS / subjects.names[0] if subjects.names else subjects.folders[0]
    if not folder.is_dir():
        raise click.UsageError(f"There is no dataset {dataset}: no folder {folder}.")
    return root, folder


def _language(documents: Documents, site: Site) -> str:
    """Return the language that leads: the description's, else the portal's."""
    from portal.workbook.descriptor.vocabulary import LANGUAGES

    wanted = (*documents.descriptor.get("languages", ())[:1], *site.languages)
    spoken = [language.split("-", maxsplit=1)[0] for language in wanted]
    return next((language for language in spoken if language in LANGUAGES), "en")


def _others(root: Path, folder: Path, site: Site) -> list[Described]:
    from portal.catalog.intake import read_catalog

    mine = folder.resolve()
    return [one for one in read_catalog(root, site) if one.folder.resolve() != mine]


def _frame(documents: Documents, site: Site, others: Sequence[Described]) -> Frame:
    from portal.workbook.descriptor.frame import frame_of, targets_of

    known = targets_of(one.dataset for one in others if one.dataset is not None)
    return frame_of(documents.descriptor, site, known)


def _write(frame: Frame, folder: Path, target: Path, language: str, dataset: str) -> None:
    from portal.workbook.descriptor.examples import examples_of
    from portal.workbook.descriptor.writing import write

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target}: the name of a workbook ends with .xlsx.")
    if target.exists():
        raise click.UsageError(
            f"{target} is there already, and someone may have filled it in. Name another file."
        )
    if not target.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {target.parent}.")
    back = f"portal describe {shlex.quote(dataset)} --from {shlex.quote(target.name)}"
    examples = examples_of(frame, folder)
    write(target, frame, examples, language, command=back, created=datetime.now(UTC))
    click.echo(printable(say(language, "written", file=str(target))))
    click.echo(printable(f"  {back}"))


def _read(
    documents: Documents,
    frame: Frame,
    site: Site,
    others: Sequence[Described],
    source: Path,
    language: str,
    dataset: str,
) -> int:
    from portal.exceptions import WorkbookError
    from portal.workbook.descriptor.checking import check
    from portal.workbook.descriptor.documents import save
    from portal.workbook.descriptor.reading import read

    again = f"portal describe {shlex.quote(dataset)} --xlsx {shlex.quote(source.name)}"
    try:
        made = read(source, frame, language, again)
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    if made.changes and not made.problems:
        check(documents, made, site, others)
    for line in reading_lines(made, language):
        click.echo(line)
    if made.problems:
        return BAD_DATA
    if made.changes:
        for path in save(documents, made.descriptor):
            click.echo(printable(say(language, "saved", file=str(path))))
    return FINE


def reading_lines(made: Reading, language: str) -> Iterator[str]:
    """Yield what a workbook changes, what was not read, and what is wrong."""
    from portal.workbook.descriptor.problems import change_sentence, sentence

    look = Look.of_terminal()
    counted = {"count": len(made.changes)}
    parts = (
        ("changes", [change_sentence(one, language) for one in made.changes[:CHANGES]]),
        ("notes", [sentence(one, language) for one in made.notes]),
        ("wrong", [sentence(one, language) for one in made.problems]),
    )
    for key, sentences in parts:
        if sentences:
            yield printable(say(language, key, **counted))
        for said in sentences:
            yield from look.wrapped(printable(said), "  ", "    ")
    if len(made.changes) > CHANGES:
        yield say(language, "more", count=len(made.changes) - CHANGES)
    if made.problems:
        yield say(language, "unwritten", count=len(made.problems))
    elif not made.changes:
        yield say(language, "unchanged")


def _listed(names: Sequence[str], language: str) -> str:
    return ("، " if language == "ar" else ", ").join(names)


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
