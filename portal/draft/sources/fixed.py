"""Read a text whose columns are of fixed width, as csvkit's ``in2csv`` does where they are given."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from portal.draft.model import Grid, Source
from portal.draft.sources.asked import Asked
from portal.draft.sources.columns import Columns, found_in
from portal.draft.sources.delimited import codec_of, proposed, read_delimited, undecodable
from portal.exceptions import DraftError
from portal.tabular.source import LINE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portal.tabular.proposal import Proposal

GAP = re.compile(r"\S {2,}\S")
"""Blanks inside a cell, as they stand between columns."""
GLANCE = 1_000
"""Lines that are looked at to tell whether columns are of fixed width."""
LAYOUT = ("column", "start", "length")
"""The columns of a layout file, in the order and with the names that in2csv wants."""
HOW = (
    "Give with --layout a CSV file that says where they are: the first row column,start,length, "
    "then a row for each column, for example year,1,4 for characters 1 to 4."
)


def is_likely(path: Path, proposal: Proposal) -> bool:
    """Tell whether a text is likely one of fixed width rather than a delimited one."""
    delimiter = proposal.dialect.get("delimiter", ",")
    lines = [line for line in _lines(path, proposal)[:GLANCE] if line.strip()]
    if not lines or any("\t" in line for line in lines):
        return False
    wide = sum(bool(GAP.search(line)) for line in lines)
    if wide * 2 <= len(lines):
        return False
    if delimiter == " ":
        return True
    # Between delimiters, too, cells may be filled up with blanks; then these do not stand inside.
    inside = sum(any(GAP.search(cell.strip()) for cell in line.split(delimiter)) for line in lines)
    return inside * 2 > len(lines)


def read_fixed(path: Path, asked: Asked) -> Source:
    """Return the lines of a text, cut into columns.

    The columns are those of the layout that is asked for; its names are the first row, unless the
    text has them already. Without a layout they are told by the blanks that all lines share.
    Raises DraftError where these leave a doubt, and where the layout says nothing.
    """
    proposal = proposed(path, asked)
    lines = _lines(path, proposal)
    if asked.layout is None:
        columns = found_in(lines)
        if columns is None:
            raise DraftError(
                f"{path.name} seems to have columns of fixed width, and where they begin cannot be "
                f"told for certain. {HOW} If they are separated by a sign, give it with --delimiter."
            )
        rows = [columns.cut(line) if line.strip() else [] for line in lines]
    else:
        names, columns = _layout(asked.layout)
        rows = _by_in2csv(lines, columns, names)
    return Source(
        path,
        asked.sha256,
        "fixed",
        Grid(rows),
        encoding=proposal.encoding,
        encoding_reason=proposal.encoding_reason,
        doubts=tuple(doubt for doubt in proposal.doubts if doubt.code == "encoding"),
    )


def _lines(path: Path, proposal: Proposal) -> list[str]:
    """Return the lines of a text without their ends."""
    codec = codec_of(proposal)
    try:
        text = path.read_text(encoding=codec)
    except UnicodeDecodeError as error:
        raise undecodable(path, codec) from error
    lines = text.removesuffix("\x1a").split("\n")
    if not lines[-1]:
        lines.pop()
    if any(len(line) > LINE_LIMIT for line in lines):
        raise DraftError(f"{path.name} has a line of more than {LINE_LIMIT:,} characters.")
    return lines


def _by_in2csv(lines: Sequence[str], columns: Columns, names: Sequence[str]) -> list[list[str]]:
    """Cut lines as ``in2csv -f fixed -s LAYOUT`` does.

    Its function and not its command: that one takes over the signals and the exception hook of the
    process that calls it.
    """
    from csvkit.convert.fixed import fixed2csv  # type: ignore[import-untyped]  # noqa: PLC0415  # only where it is needed

    schema = io.StringIO(newline="")
    csv.writer(schema).writerows([LAYOUT, *columns.described])
    schema.seek(0)
    text = fixed2csv(iter(lines), schema)
    rows = [
        row if any(row) else [] for row in csv.reader(io.StringIO(text, newline=""), strict=True)
    ]
    first = next((row for row in rows[1:] if row), [])
    if [cell.casefold() for cell in first] == [name.strip().casefold() for name in names]:
        return rows[1:]
    return [list(names), *rows[1:]]


def _layout(path: Path) -> tuple[list[str], Columns]:
    """Read a layout file; raise DraftError that names what is wrong in it."""
    from portal.draft.sources.file import checked  # noqa: PLC0415  # its sentences name the file

    rows = read_delimited(path, Asked(checked(path))).grid.rows
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if not set(LAYOUT) <= set(header):
        raise DraftError(f"{path.name}: the first row must name {', '.join(LAYOUT)}. {HOW}")
    at = [header.index(name) for name in LAYOUT]
    names: list[str] = []
    places: list[tuple[int, int]] = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        name, start, length = (row[place].strip() if place < len(row) else "" for place in at)
        if not (start.isdecimal() and length.isdecimal() and int(length)):
            raise DraftError(
                f"{path.name}, row {number}: start and length must be whole numbers, and length "
                f"more than 0; found: start “{start}”, length “{length}”."
            )
        names.append(name)
        places.append((int(start), int(length)))
    if not places:
        raise DraftError(f"{path.name} names no column. {HOW}")
    # As in2csv has it: positions count from 1 where the first one is 1, otherwise from 0.
    first = 1 if places[0][0] == 1 else 0
    if any(start < first for start, _ in places):
        raise DraftError(f"{path.name}: start counts from 1, but 0 is among the starts.")
    return names, Columns(tuple((start - first, start - first + size) for start, size in places))
