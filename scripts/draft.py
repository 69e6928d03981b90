"""``portal draft``: a file as people keep it becomes a dataset, without typing JSON."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.exceptions import DraftError, SheetError
from scripts.asking import answer_options, answers_of, asked, checked, is_asked, sheet_of
from scripts.cli import BAD_DATA, FINE, main
from scripts.deciding import (
    by_number,
    from_log,
    is_agreed,
    one_by_one,
    proposal_lines,
    write_log,
)
from scripts.draft_words import NAMES, say
from scripts.layout import Look, printable
from scripts.options import language_option, root_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portal.draft.answers import Answers
    from portal.draft.drafting import Drafting
    from portal.draft.model import Draft, Repair, Source
    from portal.release.loose import Checked

STAND_IN = {"name": "CC0-1.0"}
"""For the check of a dataset whose licence is not known yet; it is never kept."""
READING = frozenset(("encoding", "quote", "escape"))
"""Doubts about how a file was read for which no repair is proposed."""


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a file is read and which repairs are accepted."""
    options = (
        click.option("--sheet", help="The sheet of a workbook."),
        click.option("--encoding", help="The encoding of a text, such as windows-1256."),
        click.option("--delimiter", help="What separates the cells of a text: a sign, or “tab”."),
        click.option(
            "--layout",
            type=click.Path(path_type=Path),
            help="Where the columns of a fixed-width file are: a CSV with column,start,length.",
        ),
        click.option(
            "--original/--no-original",
            default=None,
            help="Publish FILE itself as well, with all that it holds. Default: no.",
        ),
        click.option("--accept", help="The repairs to make: all, none, or numbers as in 1,3-5."),
        click.option(
            "--log",
            "log_file",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A file (.xlsx or .csv) to write the repairs into, or to read the decisions from.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


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
    entries = [
        log.entry_of(number, repair, source, accepted=number in accepted)
        for number, repair in enumerate(drafting.repairs, 1)
    ]
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


def read_file(
    file: Path,
    sheet: str | None,
    encoding: str | None,
    delimiter: str | None,
    layout: Path | None,
    *,
    usual: str | None = None,
    choose: Callable[[Sequence[str]], str] | None = None,
) -> Source:
    """Return a file of any kind as it was read, as the options say.

    Of several sheets the ``usual`` one is taken, else the one that a person is asked to ``choose``.
    """
    from portal.draft.sources import read
    from scripts.bare_options import NAMED

    sign = None if delimiter is None else NAMED.get(delimiter, delimiter)
    dialect = {} if sign is None else {"delimiter": sign}
    reader = partial(read, file, encoding=encoding, dialect=dialect, layout=layout)
    try:
        return reader(sheet=sheet)
    except SheetError as error:
        meant = usual if usual in error.sheets else choose(error.sheets) if choose else None
        if not meant:
            raise
        return reader(sheet=meant)


def source_lines(source: Source, drafting: Drafting, language: str, look: Look) -> Iterator[str]:
    """Yield how a file was read, and why that may be wrong."""
    from portal.tabular import kinds

    how = [say(language, "sheet", sheet=source.sheet)] if source.sheet else []
    if source.encoding:
        how.append(say(language, "encoding", encoding=source.encoding))
    rows = len(drafting.layout.rows("data"))
    how.append(say(language, "size", rows=rows, columns=drafting.layout.width))
    yield printable(say(language, "read", file=source.path.name, how=" · ".join(how)))
    for doubt in source.doubts:
        if doubt.code in READING:
            words = kinds.sentence(doubt.error(source.path.name), language)
            yield from look.wrapped(printable(words), "! ", "  ")


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
    look = Look.of_terminal()
    if not repairs:
        click.echo(say(language, "clean"))
        return frozenset()
    if log_file is not None and accept is None:
        if not log_file.exists():
            write_log(log_file, repairs, language, file.name)
            click.echo(say(language, "log-written", file=str(log_file)))
            return None
        accepted = from_log(log_file, repairs, language)
    elif accept is None and asking:
        click.echo(say(language, "proposals"))
        return one_by_one(repairs, range(1, len(repairs) + 1), language, click.echo)
    else:
        accepted = by_number(accept or "none", repairs)
    click.echo(say(language, "proposals"))
    for number, repair in enumerate(repairs, 1):
        sign = "✓" if number in accepted else "–"
        for line in proposal_lines(number, repair, language, look):
            click.echo(f"{sign if line[0].isdecimal() else ' '} {line}")
    if accept is None and log_file is None:
        raise DraftError(say(language, "undecided"))
    counts = {"accepted": len(accepted), "refused": len(repairs) - len(accepted)}
    click.echo(say(language, "accepted", **counts))
    left = [number for number, repair in enumerate(repairs, 1) if not repair.certain]
    open_ones = [str(number) for number in left if number not in accepted]
    if open_ones and accept is not None:
        click.echo(say(language, "left", numbers=", ".join(open_ones)))
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


def check_lines(root: Path, folder: Path, language: str) -> list[str]:
    """Return what is wrong with the table of a drafted dataset, as lines.

    That nobody has named a licence yet is open, and no reason not to look at the table.
    """
    from portal.release.named import checked_in_place
    from scripts.wording import report_lines

    with licensed(folder), checked_in_place(root, folder) as together:
        found: list[Checked] = list(together.checked)
        wrong = [report for one in found for report in one.reports if report.errors]
        return list(report_lines(wrong, language))


@contextmanager
def licensed(folder: Path) -> Iterator[None]:
    """Let a staged dataset have a licence while it is looked at, where it has none."""
    path = folder / "datapackage.json"
    written = path.read_bytes()
    descriptor = json.loads(written)
    if descriptor.get("licenses") or descriptor.get("license"):
        yield
        return
    path.write_text(json.dumps({**descriptor, "licenses": [STAND_IN]}), encoding="utf-8")
    try:
        yield
    finally:
        path.write_bytes(written)


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
    files = {
        path: "file-table",
        "datapackage.json": "file-descriptor",
        "repairs.csv": "file-log",
    }
    if (place / "original").is_dir():
        files[f"original/{source.path.name}"] = "file-original"
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
