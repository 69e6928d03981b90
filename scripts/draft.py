"""``portal draft``: a file as people keep it becomes a dataset, without typing JSON."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.catalog.repairs import ORIGINAL
from portal.draft.log import LOG
from portal.exceptions import DraftError
from scripts.asking import answer_options, answers_of, asked, checked, is_asked, sheet_of
from scripts.cli import BAD_DATA, FINE, main
from scripts.deciding import by_number, in_a_file, is_agreed, list_proposals, one_by_one
from scripts.draft_words import NAMES, say
from scripts.drafted import check_lines, read_file, reading_options, source_lines
from scripts.layout import Look, printable
from scripts.options import language_option, root_option
from scripts.subjects import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.draft.answers import Answers
    from portal.draft.drafting import Drafting
    from portal.draft.model import Draft, Repair, Source


@click.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the dataset. Default: from the file's name.")
@reading_options
@answer_options
@language_option
@root_option
def command(
    file: Path,
    name: str | None,
    accept: str | None,
    log_file: Path | None,
    language: str,
    root: Path,
    *,
    ask: bool | None,
    original: bool | None,
    **options: Any,
) -> int:
    """Make a dataset of FILE: a spreadsheet or a text as people keep it.

    FILE is CSV in any encoding, Excel, OpenDocument, DBF, fixed width or GeoJSON. What could be
    repaired in it is proposed, and nothing is repaired unless it is accepted. FILE itself is never
    changed. Ends with 1 where the table is not right yet.
    """
    from portal.catalog.names import is_dataset_name
    from portal.catalog.site import read_site
    from portal.draft import evidence, folder, log
    from portal.draft.answers import descriptor_of
    from portal.draft.drafting import begin
    from portal.draft.output import finish

    site = read_site(root)
    look = Look.of_terminal()
    asking = is_asked(ask)
    reading = {key: options.pop(key) for key in ("sheet", "encoding", "delimiter", "layout")}
    given = checked(options, site)
    name = name or _name_of(file.stem)
    if not is_dataset_name(name):
        raise click.UsageError(
            f"--name {name}: a name has small Latin letters, digits, hyphens and points only."
        )
    folder.refuse_taken(root, name)
    choose = partial(sheet_of, language=language, echo=click.echo) if asking else None
    source = read_file(file, **reading, choose=choose)
    lists = evidence.code_lists(root)
    drafting = begin(source, lists)
    for line in source_lines(source, drafting, language, look):
        click.echo(line)
    accepted = decided(drafting.repairs, accept, log_file, language, file, asking=asking)
    if accepted is None:
        return FINE
    output = finish(drafting, accepted)
    draft = evidence.draft(output.table, lists)
    click.echo("")
    for line in evidence_lines(draft, language, look):
        click.echo(line)
    if asking:
        answers = asked(given, _title(drafting), site, language, click.echo)
    else:
        answers = answers_of(given, language, {})
    whole = bool(accepted) and published_whole(original, language, asking=asking)
    entries = log.entries_of(drafting.repairs, accepted, source)
    path = f"{name}.csv"
    descriptor = descriptor_of(name, path, answers, output, draft)
    with folder.staged(root, name) as made:
        folder.fill(made, path, output.content, descriptor, entries)
        if whole:
            folder.add_original(made, source)
        wrong = check_lines(root, made, language)
        place = folder.settle(root, made)
    for line in _written(place, path, source, answers, language, wrong):
        click.echo(line)
    if wrong and len(accepted) < len(drafting.repairs):
        click.echo(say(language, "decide-again", folder=str(place)))
    return BAD_DATA if wrong else FINE


def decided(
    repairs: Sequence[Repair],
    accept: str | None,
    log_file: Path | None,
    language: str,
    file: Path,
    *,
    asking: bool,
) -> frozenset[int] | None:
    """Return the numbers of the accepted repairs; None where a log was written for a person.

    Raises DraftError where nobody decides.
    """
    if not repairs:
        click.echo(say(language, "clean"))
        return frozenset()
    numbers = range(1, len(repairs) + 1)
    accepted: frozenset[int] | None
    if log_file is not None and accept is None:
        accepted = in_a_file(log_file, repairs, language, file.name)
        if accepted is None:
            return None
    elif accept is None and asking:
        click.echo(say(language, "proposals"))
        return one_by_one(repairs, numbers, language, click.echo)
    else:
        accepted = by_number(accept or "none", repairs)
    click.echo(say(language, "proposals"))
    list_proposals(repairs, numbers, accepted, language)
    if accept is None and log_file is None:
        raise DraftError(say(language, "undecided"))
    counts = {"accepted": len(accepted), "refused": len(repairs) - len(accepted)}
    click.echo(say(language, "accepted", **counts))
    left = [str(n) for n in numbers if not repairs[n - 1].certain and n not in accepted]
    if left and accept is not None:
        click.echo(say(language, "left", numbers=", ".join(left)))
    return accepted


def published_whole(original: bool | None, language: str, *, asking: bool) -> bool:
    """Tell whether the file itself is published beside the table that was made of it."""
    if original is not None or not asking:
        return bool(original)
    return is_agreed(say(language, "publish-original"), language)


def evidence_lines(draft: Draft, language: str, look: Look) -> Iterator[str]:
    """Yield what was drafted for each column, and why."""
    from portal.draft.evidence import sentence

    yield say(language, "fields")
    last = None
    for one in draft.evidence:
        if one.field != last:
            last = one.field
            yield printable(f"  {one.field}") if one.field else ""
        words = sentence(one, language)
        yield from look.wrapped(printable(words), "    ", "      ")


def _name_of(stem: str) -> str:
    """Return the name of a dataset from that of its file, cut between words where it is too long."""
    from portal.catalog.names import LONGEST, romanise, slug

    latin = romanise(stem) or ""
    if len(latin) > LONGEST:
        stem = latin[: LONGEST + 1].rpartition("_")[0] or latin[:LONGEST]
    return slug(stem, "dataset")


def _title(drafting: Drafting) -> str:
    """Return what stands above the table, which may be its title: alone, or far from a unit.

    Of two cells side by side the first says what the second is: Data Source, World Bank.
    """
    rows = drafting.source.grid.rows
    for at in drafting.layout.rows("title"):
        places = [place for place, cell in enumerate(rows[at]) if cell.strip()]
        words = rows[at][places[0]].split() if places else []
        if len(words) > 1 and places[1:2] != [places[0] + 1]:
            return " ".join(words)
    return ""


def _written(
    place: Path,
    path: str,
    source: Source,
    answers: Answers,
    language: str,
    wrong: Sequence[str],
) -> Iterator[str]:
    yield ""
    yield say(language, "written", folder=str(place))
    files = {path: "file-table", DESCRIPTOR: "file-descriptor", LOG: "file-log"}
    if (place / ORIGINAL).is_dir():
        files[f"{ORIGINAL}/{source.path.name}"] = "file-original"
    width = max(map(len, files))
    for file, key in files.items():
        yield f"  {file:{width}}  {say(language, key)}"
    if wrong:
        yield ""
        yield from wrong
        yield say(language, "wrong")
    if answers.missing:
        names = ", ".join(NAMES[language][name] for name in answers.missing)
        yield say(language, "open", names=names)
    if not answers.licence:
        yield say(language, "no-publishing")
    name = place.name
    steps = [(f"portal describe {name} --xlsx {name}.xlsx", "next-describe")]
    if wrong:
        steps.append((f"portal validate {name} --watch", "next-validate"))
    steps.append(("portal publish", "next-publish"))
    yield say(language, "next")
    for typed, key in steps:
        yield f"  {typed}   {say(language, key)}"


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
