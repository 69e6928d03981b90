"""``portal update``: next year's file goes into a dataset by the repairs of its log."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.catalog.repairs import ORIGINAL
from portal.exceptions import DraftError, RequestError
from scripts.asking import is_asked, sheet_of
from scripts.cli import BAD_DATA, FINE, main
from scripts.deciding import by_number, in_a_file, list_proposals, one_by_one
from scripts.draft_words import say
from scripts.drafted import check_lines, read_file, reading_options, source_lines
from scripts.layout import Look, printable
from scripts.options import language_option, root_option
from scripts.subjects import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.draft.log import Entry
    from portal.draft.model import Repair, Source
    from portal.draft.output import Output


@click.command("update")
@click.argument("dataset")
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option("--resource", help="The table to put it into, where the dataset has several.")
@click.option(
    "--ask/--no-ask",
    default=None,
    help="Ask about repairs that are new. Default: where there is a person at a terminal.",
)
@language_option
@root_option
def command(
    dataset: str,
    file: Path,
    accept: str | None,
    log_file: Path | None,
    resource: str | None,
    language: str,
    root: Path,
    *,
    ask: bool | None,
    original: bool | None,
    **reading: Any,
) -> int:
    """Put FILE into DATASET in place of its table, repaired as the table before it.

    What was accepted in the dataset's log is accepted again, what was refused stays refused; what is new
    is asked, or decided by --accept. Nothing is put in that does not follow the dataset's rules: the
    dataset then stays as it was, and the command ends with 1.
    """
    from portal.draft import evidence, folder, log
    from portal.draft.drafting import begin
    from portal.draft.output import finish

    place = root / folder.DATASETS / dataset
    descriptor = _descriptor(place, dataset)
    position = _position(descriptor, dataset, resource)
    path = str(descriptor["resources"][position]["path"])
    kept = _kept(place)
    asking = is_asked(ask)
    choose = partial(sheet_of, language=language, echo=click.echo) if asking else None
    usual = next((entry.sheet for entry in kept if entry.sheet), None)
    source = read_file(file, **reading, usual=usual, choose=choose)
    if any(entry.sha256 == source.sha256 for entry in kept) and accept is None and not log_file:
        click.echo(say(language, "unchanged", file=file.name))
        return FINE
    drafting = begin(source, evidence.code_lists(root))
    for line in source_lines(source, drafting, language, Look.of_terminal()):
        click.echo(line)
    accepted = _accepted(drafting.repairs, kept, accept, log_file, language, file, asking=asking)
    if accepted is None:
        return FINE
    output = finish(drafting, accepted)
    entries = log.entries_of(drafting.repairs, accepted, source)
    entries += _not_needed(kept, entries, source, language)
    with folder.staged(root, dataset) as made:
        shutil.copytree(place, made, dirs_exist_ok=True)
        described = _with_reading(descriptor, position, output)
        folder.fill(made, path, output.content, described, entries)
        if original or (original is None and (place / ORIGINAL).is_dir()):
            folder.add_original(made, source)
        if described is descriptor:  # as it was written, to the byte
            shutil.copyfile(place / DESCRIPTOR, made / DESCRIPTOR)
        wrong = check_lines(root, made, language)
        if wrong:
            for line in wrong:
                click.echo(line)
            click.echo(say(language, "refused-update"))
            return BAD_DATA
        dropped = {entry.file for entry in kept} - {source.path.name}
        folder.replace(root, made, path, sorted(dropped))
    click.echo(say(language, "written", folder=str(place)))
    click.echo(say(language, "next"))
    click.echo(f"  portal publish   {say(language, 'next-publish')}")
    return FINE


def _descriptor(place: Path, dataset: str) -> Any:
    try:
        descriptor = json.loads((place / DESCRIPTOR).read_bytes())
        paths = [one["path"] for one in descriptor["resources"]]
    except FileNotFoundError:
        raise RequestError(
            f"There is no dataset “{dataset}” in datasets/. A new one is made by: portal draft FILE."
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DraftError(
            f"{place / DESCRIPTOR} cannot be read; see: portal validate {dataset}."
        ) from error
    if not paths or not all(isinstance(path, str) for path in paths):
        raise DraftError(f"{place / DESCRIPTOR} names no file; see: portal validate {dataset}.")
    return descriptor


def _position(descriptor: Mapping[str, Any], dataset: str, resource: str | None) -> int:
    names = [str(one.get("name", "")) for one in descriptor["resources"]]
    if resource is None and len(names) == 1:
        return 0
    if resource in names:
        return names.index(resource)
    raise click.UsageError(
        f"{dataset} has the tables {', '.join(names)}: name one of them with --resource."
    )


def _kept(place: Path) -> Sequence[Entry]:
    from portal.draft import log

    try:
        return log.read((place / log.LOG).read_bytes(), f"{place.name}/{log.LOG}")
    except FileNotFoundError:
        return ()


def _accepted(
    repairs: Sequence[Repair],
    kept: Sequence[Entry],
    accept: str | None,
    log_file: Path | None,
    language: str,
    file: Path,
    *,
    asking: bool,
) -> frozenset[int] | None:
    """Return the numbers of the repairs to make; None where a log was written for a person."""
    known = {entry.identity: entry.accepted for entry in kept}
    replayed = frozenset(n for n, r in enumerate(repairs, 1) if known.get(r.identity))
    new = [n for n, repair in enumerate(repairs, 1) if repair.identity not in known]
    for number in sorted(replayed):
        what = printable(_what(repairs[number - 1], language))
        click.echo(f"✓ {say(language, 'replayed', number=number, what=what)}")
    if not new:
        return replayed
    click.echo(say(language, "new"))
    if log_file is not None and accept is None:
        return in_a_file(log_file, repairs, language, file.name)
    if accept is None and asking:
        return replayed | one_by_one(repairs, new, language, click.echo)
    chosen = by_number(accept or "none", repairs) & frozenset(new)
    list_proposals(repairs, new, chosen, language)
    if accept is None:
        raise DraftError(say(language, "undecided"))
    return replayed | chosen


def _what(repair: Repair, language: str) -> str:
    from portal.draft import kinds

    return kinds.what(repair, language)


def _not_needed(
    kept: Sequence[Entry], entries: Sequence[Entry], source: Source, language: str
) -> list[Entry]:
    """Return the decisions that this file does not need, to be kept for the next one."""
    found = {entry.identity for entry in entries}
    left = [entry for entry in kept if entry.identity not in found]
    if left:
        click.echo(say(language, "unused", count=len(left)))
    about = {"file": source.path.name, "sheet": source.sheet or "", "sha256": source.sha256}
    return [
        replace(entry, number=number, count=0, row=None, **about)
        for number, entry in enumerate(left, len(entries) + 1)
    ]


def _with_reading(descriptor: Mapping[str, Any], position: int, output: Output) -> Any:
    """Return the descriptor with the encoding and the dialect of the new file; itself if it has them."""
    before = descriptor["resources"][position]
    kept = {name: value for name, value in before.items() if name not in {"encoding", "dialect"}}
    resource = {**kept, **output.reading}
    if resource == {n: v for n, v in before.items() if (n, v) != ("encoding", "utf-8")}:
        return descriptor
    resources = [*descriptor["resources"]]
    resources[position] = resource
    return {**descriptor, "resources": resources}


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
