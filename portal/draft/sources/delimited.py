"""Read a delimited text (CSV, TSV and the like) of any encoding and dialect, every record of it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from portal.draft.model import Grid, Source
from portal.exceptions import DraftError
from portal.tabular.proposal import Doubt, propose
from portal.tabular.proposal.cut import Way, is_faulty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from portal.draft.sources.asked import Asked
    from portal.tabular.proposal import Proposal

DIALECT = ("delimiter", "quoteChar", "escapeChar", "doubleQuote", "skipInitialSpace")
"""What says how a text is cut; where its header is, the layout says."""
END_OF_FILE = "\x1a"
"""How old programs end a file."""
REMEMBERED = 1 << 20
"""Texts of cells that are held only once."""
SHOWN = 60


def read_delimited(path: Path, asked: Asked) -> Source:
    """Return a text as the records that it has: titles, comments and blank lines included.

    What is asked for wins, the rest is proposed. Raises DraftError where the encoding is unknown or
    wrong, where no text can be cut so, and where a quotation mark is never closed.
    """
    proposal = proposed(path, asked)
    way = way_of(path, proposal.dialect)
    reader = dict(way.reader)
    if way.escape:
        reader["doublequote"] = bool(proposal.dialect.get("doubleQuote", True))
    with path.open(encoding=codec_of(proposal), newline="") as stream:
        lines = _Lines(stream)
        try:
            rows, faulty = _records(path, lines, reader, way)
        except UnicodeDecodeError as error:
            raise undecodable(path, codec_of(proposal)) from error
        except csv.Error as error:
            raise DraftError(f"{path.name}, row {lines.taken}: {error}.") from error
    doubts = list(proposal.doubts)
    if faulty and not any(doubt.code == "quote" for doubt in doubts):
        doubts.append(Doubt("quote", faulty, None, {"quote": way.quote}))
    dialect = {name: value for name, value in proposal.dialect.items() if name in DIALECT}
    if way.delimiter != ",":
        dialect["delimiter"] = way.delimiter
    return Source(
        path,
        asked.sha256,
        "csv",
        Grid(rows),
        encoding=proposal.encoding,
        encoding_reason=proposal.encoding_reason,
        dialect=dialect,
        doubts=tuple(doubts),
    )


def proposed(path: Path, asked: Asked) -> Proposal:
    """Return how a text may be read; raise DraftError where what is asked for cannot be."""
    given = asked.dialect.get("delimiter", ",")
    if not isinstance(given, str) or len(given) != 1 or given in "\r\n":
        raise DraftError(f"“{given}” cannot separate cells: one character is needed.")
    try:
        found = propose(path, encoding=asked.encoding, dialect=asked.dialect)
    except LookupError as error:
        raise DraftError(
            f"“{asked.encoding}” is the name of no encoding. Names are utf-8, windows-1256 "
            "(Arabic), windows-1252 (Western European), iso-8859-6, utf-16 …"
        ) from error
    if asked.encoding is not None and found.encoding_reason == "guessed":
        raise undecodable(path, "utf-8")  # another one that is asked for is taken as it is
    return found


def codec_of(proposal: Proposal) -> str:
    """Return Python's name of an encoding, byte order mark included."""
    return "utf-8-sig" if proposal.encoding == "utf-8" else proposal.encoding


def undecodable(path: Path, codec: str) -> DraftError:
    """Say where a text is not in an encoding, and what to do."""
    content = path.read_bytes()
    try:
        content.decode(codec)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = f" (line {line}, byte 0x{content[error.start]:02X})"
    else:
        where = ""
    return DraftError(
        f"{path.name} is not in {codec.removesuffix('-sig')}{where}. Give its encoding with "
        "--encoding, for example --encoding windows-1256, or save it as “CSV UTF-8”."
    )


def way_of(path: Path, dialect: Mapping[str, Any]) -> Way:
    """Return how a text is cut; what is not said is the default."""
    usual = "\t" if path.suffix.lower() == ".tsv" else ","
    given = {**dialect, **dialect.get("csv", {})}
    return Way(
        given.get("delimiter", usual),
        given.get("quoteChar", '"') or "",
        given.get("escapeChar") or "",
        bool(given.get("skipInitialSpace")),
    )


class _Lines:
    """Hand out lines, and keep those of the record that is being cut."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self.record: list[str] = []
        self.taken = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._stream, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken += 1
        self.record.append(line)
        return line


def _records(
    path: Path, lines: _Lines, reader: Mapping[str, Any], way: Way
) -> tuple[list[list[str]], int | None]:
    """Return all records, and the number of the first one with a stray quotation mark."""
    rows: list[list[str]] = []
    known: dict[str, str] = {}
    faulty = None
    for record in csv.reader(lines, **reader):
        if lines.ended:
            raise _unclosed(path, len(rows) + 1, record)
        if way.quote and faulty is None and any(way.quote in line for line in lines.record):
            faulty = len(rows) + 1 if is_faulty(lines.record, way) else None
        lines.record.clear()
        if len(known) < REMEMBERED:
            record = [known.setdefault(cell, cell) for cell in record]  # noqa: PLW2901 - held once
        rows.append(record)
    if rows and rows[-1] and rows[-1][-1].endswith(END_OF_FILE):
        rows[-1][-1] = rows[-1][-1].removesuffix(END_OF_FILE)
        if rows[-1] == [""]:
            rows.pop()
    return rows, faulty


def _unclosed(path: Path, row: int, record: list[str]) -> DraftError:
    """Say where a cell begins that would swallow the rest of the file."""
    begun = record[-1].split("\n", 1)[0].strip()[:SHOWN]
    return DraftError(
        f"{path.name}, row {row}: a quotation mark before “{begun}” is never closed, so that all "
        "that follows would be one cell. Close the mark or remove it, in a text editor."
    )
