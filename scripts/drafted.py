"""What ``draft`` and ``update`` share: a file is read and shown, and what was made of it is checked."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.exceptions import SheetError
from scripts.draft_words import say
from scripts.layout import Look, printable
from scripts.subjects import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portal.draft.drafting import Drafting
    from portal.draft.model import Source
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
    path = folder / DESCRIPTOR
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
