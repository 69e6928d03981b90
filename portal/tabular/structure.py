"""What must be right before rows mean anything: decoding, quotes, sizes. One pass, bounded memory.

Frictionless accepts a file with an unclosed quote (the rest becomes one cell), with NUL bytes and
with cells of any size, so these are decided here, before it sees a row.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from portal.tabular.report import Error, column_letter
from portal.tabular.source import LINE_LIMIT, SAMPLE, Lines, suggest, utf16_without_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.catalog.model import Resource
    from portal.tabular.dialect import Dialect
    from portal.tabular.source import Encoding

CELL_LIMIT = 1_000_000
"""Characters of a cell."""
COLUMN_LIMIT = 2_000
"""Columns of a table in SQLite, as it is usually compiled."""
BREAKS_LIMIT = 100_000
"""Lines of a record; more are rows that an open quotation mark has swallowed."""
SHOWN = 40
"""Characters shown of a cell that is too long."""


@dataclass
class Structure:
    """Hold what one pass over the bytes found."""

    records: int = 0
    """Records in the file, header and blank ones included."""
    width: int = 0
    """Cells of the header."""
    bytes: int = 0
    sha256: str = ""
    errors: list[Error] = field(default_factory=list)
    warnings: list[Error] = field(default_factory=list)
    reliable: bool = True
    """False: where rows begin and end is not certain, or they are too large, so nobody may judge them."""
    bad_rows: set[int] = field(default_factory=set)
    """Rows with an error of their own in an otherwise reliable file."""


def scan(
    stream: BinaryIO, encoding: Encoding, dialect: Dialect, resource: Resource, file: str
) -> Structure:
    """Read a file once and return what is wrong with its structure.

    Takes an open file, the encoding and the dialect that were settled for it, and the path to show.
    """
    return _Scan(stream, encoding, dialect, resource, file).run()


class _Feed:
    """Hand lines to ``csv.reader`` and remember what it took for the record at hand."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.start()

    def start(self) -> None:
        """Begin a record."""
        self.taken: list[str] = []
        self.length = 0
        self.unfinished = False
        """The reader wanted more lines for this record and did not get them."""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        full = self.length > LINE_LIMIT or len(self.taken) > BREAKS_LIMIT
        line = None if full else next(self.lines, None)
        if line is None:
            self.unfinished = bool(self.taken)
            raise StopIteration
        self.taken.append(line)
        self.length += len(line)
        return line


class _Scan:
    """Walk through the records of one file."""

    def __init__(
        self,
        stream: BinaryIO,
        encoding: Encoding,
        dialect: Dialect,
        resource: Resource,
        file: str,
    ) -> None:
        self.stream = stream
        self.encoding = encoding
        self.dialect = dialect
        self.resource = resource
        self.file = file
        self.found = Structure()
        self.quote = dialect.reader["quotechar"]
        self.labels: list[str] = []
        self.single_cr: list[int] = []
        self.line_feed = False

    def run(self) -> Structure:
        found = self.found
        if self._is_unmarked_utf16():
            found.reliable = False
            found.errors.append(self._undecodable(0, 1))
            found.sha256, found.bytes = self._hash()
            return found
        lines = Lines(self.stream, self.encoding.codec)
        feed = _Feed(iter(lines))
        reader = self.dialect.records(feed)
        while True:
            feed.start()
            cells = next(reader, None)
            if cells is None:
                break
            found.records += 1
            if feed.unfinished and len(feed.taken) > 1:
                break
            self._look_at(feed, cells)
            if feed.unfinished:
                break
        lines.drain()
        self._conclude(lines, feed)
        found.sha256, found.bytes = lines.sha256, lines.bytes
        return found

    def _look_at(self, feed: _Feed, cells: list[str]) -> None:
        """Check one record."""
        row = self.found.records
        if row == self.dialect.header_row:
            self.labels = cells
            self.found.width = len(cells)
        if len(cells) > COLUMN_LIMIT and self.found.reliable:
            parameters = {"columns": len(cells), "limit": COLUMN_LIMIT}
            self._refuse("too-many-columns", row=row, parameters=parameters)
        if feed.length > CELL_LIMIT:
            self._look_at_sizes(cells, row)
        if any("\0" in line for line in feed.taken):
            self.found.bad_rows.add(row)
            self.found.errors.append(self._error("nul-byte", row=row))
        if self.quote and any(self.quote in line for line in feed.taken):
            self._look_at_quotes(feed, row)
        last = feed.taken[-1] if feed.taken else ""
        if last.endswith("\n"):
            self.line_feed = True
        elif last.endswith("\r"):
            self.single_cr.append(row)

    def _look_at_sizes(self, cells: list[str], row: int) -> None:
        """Report the cells of a long record that are too long."""
        for position, cell in enumerate(cells, start=1):
            if len(cell) > CELL_LIMIT:
                self._refuse(
                    "cell-too-long",
                    row=row,
                    field=self.labels[position - 1] if position <= len(self.labels) else None,
                    column=column_letter(position),
                    value=cell[:SHOWN] + "…",
                    parameters={"length": len(cell), "limit": CELL_LIMIT},
                )

    def _look_at_quotes(self, feed: _Feed, row: int) -> None:
        """Read a record with quotes once more, strictly."""
        if feed.unfinished:
            return
        try:
            next(csv.reader(feed.taken, **self.dialect.reader, strict=True), None)
        except csv.Error:
            if len(feed.taken) > 1:
                self._refuse("unclosed-quote", row=row, value=_shown(feed))
                return
            self.found.warnings.append(self._error("quote-misplaced", row=row, value=_shown(feed)))

    def _conclude(self, lines: Lines, feed: _Feed) -> None:
        """Report what only the end of the file tells."""
        row = self.found.records
        if lines.broken is not None:
            self.found.reliable = False
            self.found.errors.append(self._undecodable(lines.broken, row))
            return
        too_long = feed.length > LINE_LIMIT or lines.overlong
        if feed.unfinished and (len(feed.taken) > 1 or not too_long):
            self._refuse("unclosed-quote", row=row, value=_shown(feed))
        elif too_long and self.found.reliable:
            self._refuse("record-too-long", row=row, parameters={"limit": LINE_LIMIT})
        if self.single_cr and self.line_feed:
            for number in self.single_cr:
                self._refuse("carriage-return", row=number)

    def _is_unmarked_utf16(self) -> bool:
        """Tell whether a file that is read as UTF-8 looks like UTF-16 without byte order mark."""
        self.stream.seek(0)
        return self.encoding.codec == "utf-8" and bool(utf16_without_mark(self.stream.read(SAMPLE)))

    def _undecodable(self, offset: int, row: int) -> Error:
        """Say at which byte decoding failed, and in which encoding the file probably is."""
        self.stream.seek(offset)
        parameters: dict[str, str | int] = {
            "encoding": self.encoding.name,
            "offset": offset,
            "byte": f"0x{self.stream.read(1).hex().upper()}",
        }
        suggestion = suggest(self.stream, offset)
        if suggestion:
            parameters["suggestion"] = suggestion
        return self._error("encoding-error", row=row, parameters=parameters)

    def _hash(self) -> tuple[str, int]:
        """Return the SHA-256 and the size of a file that is not read as text."""
        lines = Lines(self.stream, "latin-1")
        self.stream.seek(0)
        lines.drain()
        return lines.sha256, lines.bytes

    def _refuse(self, code: str, **where: object) -> None:
        """Report an error after which rows are not to be judged."""
        self.found.reliable = False
        self.found.errors.append(self._error(code, **where))

    def _error(self, code: str, **where: object) -> Error:
        return Error(code, self.file, self.resource.name, **where)  # type: ignore[arg-type]


def _shown(feed: _Feed) -> str:
    """Return the beginning of a record for a message."""
    line = feed.taken[0].rstrip("\r\n")
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
