"""Bytes into records: many at once where that is certain, one by one where it is not.

A stretch of a file is parsed by Polars only if nothing about it can be cut in two ways: the
delimiters and line ends in its bytes are those between and in its cells, every quotation mark
opens or closes a whole cell, and there is no NUL and no CR but in CRLF (docs/decisions/7). Any
other stretch is read by Python's ``csv``, record by record.
"""

from __future__ import annotations

import io
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.tabular.source import LINE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from portal.tabular.blocks import Blocks
    from portal.tabular.dialect import Dialect

STRETCH = 1 << 22
"""Bytes that are cut at once."""
FEW = 1 << 16
"""Bytes under which a file is read by Python: there, importing Polars' reader pays nothing."""
LONG_LINE = 1 << 18
"""Half the bytes of a line that is worth a closer look."""
BREAKS_LIMIT = 100_000
"""Lines of a record; more are rows that an open quotation mark has swallowed."""
MANY = 200_000
"""Cells that are cut one by one before they are handed on."""
SLICE = 1 << 18
"""Bytes that are made into lines at once."""


@dataclass(frozen=True)
class Record:
    """Hold one record and the text that it was cut from."""

    number: int
    cells: list[str]
    lines: list[str]
    unfinished: bool
    """True: the reader wanted more lines than there are, or than a record may have."""

    @property
    def text(self) -> str:
        """Return the text."""
        return "".join(self.lines)

    @property
    def length(self) -> int:
        """Return the characters of its text."""
        return sum(map(len, self.lines))


@dataclass(frozen=True)
class Stretch:
    """Hold many records of which no cell is in doubt, and the few between them of another width."""

    numbers: pl.Series
    """The numbers of the records in ``frame``."""
    frame: pl.DataFrame
    """Strings; the columns are called by their position, from ``0``."""
    ascii: bool
    odd: list[Record]
    """Records that have more or fewer cells, which are no less certain."""


class Cutter:
    """Cut a file into records, numbered from 1."""

    def __init__(self, blocks: Blocks, dialect: Dialect) -> None:
        """Take the decoded file and how it is to be cut."""
        self.number = 0
        """The number of the last record cut."""
        self.overlong = False
        """Whether a line was longer than a record may be; nothing after it is cut."""
        self.complete = True
        """Whether the text cut so far ends with a whole record and the end of a line."""
        self.plain = dialect.plain
        self._dialect = dialect
        self._blocks = iter(blocks)
        self._rest = b""
        self._final = False
        self._lines: deque[str] = deque()
        reader = dialect.reader
        self._delimiter = reader["delimiter"].encode()
        self._quote = (reader["quotechar"] or "").encode()

    def record(self) -> Record | None:
        """Return the next record, or None at the end of the file."""
        feed = _Feed(self)
        cells = next(self._dialect.records(feed), None)
        if cells is None:
            return None
        self.number += 1
        self.complete = not feed.unfinished and feed.taken[-1].endswith(("\n", "\r"))
        return Record(self.number, cells, feed.taken, feed.unfinished)

    def peek(self, most: int) -> list[Record]:
        """Return the next records without taking them."""
        records: list[Record] = []
        while len(records) < most and (record := self.record()) is not None:
            records.append(record)
            if record.unfinished:
                break
        self._lines.extendleft(line for record in records[::-1] for line in record.lines[::-1])
        self.number -= len(records)
        return records

    def stretches(self, width: int) -> Iterator[Stretch | list[Record]]:
        """Yield the records of the rest of the file; ``width`` cells make a row.

        Ends after a record that is unfinished.
        """
        while True:
            stretch = self._stretch(width) if self.plain and width else None
            if stretch is not None:
                yield stretch
                continue
            records = list(self._records())
            if not records:
                return
            yield records
            if records[-1].unfinished:
                return

    def line(self) -> str | None:
        """Return the next line with its end, or None; lines end at LF, CRLF or a single CR."""
        while not self._lines and not self.overlong:
            if not self._refill():
                return None
        return self._lines.popleft() if self._lines else None

    def _records(self) -> Iterator[Record]:
        """Yield a stretch's worth of records, one by one."""
        size = 0
        while size < MANY and (record := self.record()) is not None:
            yield record
            size += len(record.cells) + len(record.lines)
            if record.unfinished:
                return

    def _stretch(self, width: int) -> Stretch | None:
        """Return the next stretch if it is certain; otherwise leave everything as it was."""
        self._gather()
        end = self._end()
        if end is None:
            return None
        data = self._rest[:end]
        if not data.endswith(b"\n"):
            data += b"\n"
        cut = self._parse(data, width)
        if cut is None:
            return None
        self.complete = self._rest[end - 1 : end] == b"\n"
        self._rest = self._rest[end:]
        numbers, frame, odd = cut
        self.number += frame.height + len(odd)
        return Stretch(numbers, frame, data.isascii(), odd)

    def _gather(self) -> None:
        """Read until a stretch is there, or the end of the file."""
        parts = ["".join(self._lines).encode(), self._rest] if self._lines else [self._rest]
        self._lines.clear()
        self.overlong = False
        length = sum(map(len, parts))
        while length < STRETCH and not self._final:
            parts.append(self._block())
            length += len(parts[-1])
        self._rest = b"".join(parts)

    def _end(self) -> int | None:
        """Return where the last whole record ends, or None where that is not certain."""
        rest = self._rest
        if not _is_plain(rest):
            return None
        if self._final:
            return len(rest) if len(rest) > FEW else None
        end = rest.rfind(b"\n") + 1
        # An odd number of quotation marks: the last of them opens a cell that does not end here.
        quoted = self._quote and self._quote in rest
        while end and quoted and rest.count(self._quote, 0, end) % 2:
            end = rest.rfind(b"\n", 0, rest.rfind(self._quote, 0, end)) + 1
        return end or None

    def _parse(
        self, data: bytes, width: int
    ) -> tuple[pl.Series, pl.DataFrame, list[Record]] | None:
        """Return a stretch as records, or None where Polars may cut it otherwise."""
        import polars as pl  # noqa: PLC0415  # a short file does not need it

        quoted = bool(self._quote) and self._quote in data
        if (quoted and not self._is_strict(data)) or _has_long_line(data):
            return None
        first = self.number + 1
        frame = self._framed(data, width, quoted=quoted)
        if frame is not None:
            return pl.int_range(first, first + frame.height, eager=True), frame, []
        if quoted:
            return None
        # Without quotation marks every line is a record: those of another width are put aside.
        lines = data.decode().split("\n")[:-1]
        delimiter = self._delimiter.decode()
        counts = pl.Series(values=lines, dtype=pl.String).str.count_matches(delimiter, literal=True)
        fits = counts == width - 1
        sound = fits.arg_true()
        if width == 1 or sound.len() * 2 < len(lines):
            return None
        rest = "\n".join(map(lines.__getitem__, sound)) + "\n"
        frame = self._framed(rest.encode(), width, quoted=False)
        if frame is None:
            return None
        odd = [self._odd(first + at, lines[at]) for at in (~fits).arg_true()]
        return sound.cast(pl.Int64) + first, frame, odd

    def _odd(self, number: int, line: str) -> Record:
        cells = next(self._dialect.records([line]), [])
        return Record(number, cells, [line + "\n"], unfinished=False)

    def _framed(self, data: bytes, width: int, *, quoted: bool) -> pl.DataFrame | None:
        """Return some bytes as a frame of strings, or None where a row has another width."""
        import polars as pl  # noqa: PLC0415

        names = [str(position) for position in range(width)]
        try:
            frame = pl.read_csv(
                data,
                has_header=False,
                separator=self._delimiter.decode(),
                quote_char=self._quote.decode() if quoted else None,
                schema=dict.fromkeys(names, pl.String),
                empty_string_is_null=False,
            )
        except (pl.exceptions.PolarsError, ValueError):
            return None
        return frame if self._conserves(data, frame, quoted=quoted) else None

    def _conserves(self, data: bytes, frame: pl.DataFrame, *, quoted: bool) -> bool:
        """Tell whether all delimiters and line ends of some bytes are between the cells, or in them."""
        import polars as pl  # noqa: PLC0415

        delimiters = frame.height * (frame.width - 1)
        breaks = frame.height
        if quoted:
            delimiter = self._delimiter.decode()
            inside, broken = frame.select(
                pl.sum_horizontal(pl.all().str.count_matches(sign, literal=True).sum()).alias(sign)
                for sign in (delimiter, "\n")
            ).row(0)
            delimiters += inside
            breaks += broken
        return data.count(self._delimiter) == delimiters and data.count(b"\n") == breaks

    def _is_strict(self, data: bytes) -> bool:
        """Tell whether every quotation mark opens or closes a whole cell, or is doubled inside one.

        The text between quotation marks is outside cells at even positions: there it is nothing
        (a doubled mark), or begins where a cell ends and ends where one begins.
        """
        import polars as pl  # noqa: PLC0415

        parts = pl.Series([data.decode()]).str.split(self._quote.decode()).explode()
        if parts.len() % 2 == 0:
            return False
        outside = parts.gather_every(2)
        delimiter = self._delimiter.decode()
        ends = outside.str.ends_with(delimiter) | outside.str.ends_with("\n") | (outside == "")
        begins = (
            outside.str.starts_with(delimiter)
            | outside.str.starts_with("\n")
            | outside.str.starts_with("\r\n")
            | (outside == "")
        )
        # A stretch begins with a cell and ends with a line: what is empty there is no doubled mark.
        return bool(ends[:-1].all() and begins[1:].all())

    def _block(self) -> bytes:
        """Return the next block, which is empty at the end."""
        block = next(self._blocks, None)
        self._final = block is None
        return block or b""

    def _refill(self) -> bool:
        """Make the next lines; return whether there were any."""
        while not (end := self._lines_end()):
            if self._final or len(self._rest) > LINE_LIMIT:
                self.overlong = not self._final
                end = len(self._rest)
                break
            self._rest += self._block()
        text, self._rest = self._rest[:end].decode(), self._rest[end:]
        self._lines.extend(io.StringIO(text[:LINE_LIMIT] if self.overlong else text, newline=""))
        return end > 0

    def _lines_end(self) -> int:
        """Return where some whole lines end, or 0 where there is none yet."""
        rest = self._rest
        # A CR at the very end may be half of a CRLF.
        last = len(rest) if self._final else len(rest) - 1
        end = max(rest.rfind(b"\n", 0, SLICE), rest.rfind(b"\r", 0, min(SLICE, last))) + 1
        if not end:
            found = (rest.find(b"\n", SLICE), rest.find(b"\r", SLICE, max(last, 0)))
            end = min((place for place in found if place >= 0), default=-1) + 1
        return end + 1 if rest[end - 1 : end + 1] == b"\r\n" else end


class _Feed:
    """Hand lines to ``csv.reader`` and remember what it took for the record at hand."""

    def __init__(self, cutter: Cutter) -> None:
        self.cutter = cutter
        self.taken: list[str] = []
        self.length = 0
        self.unfinished = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        full = self.length > LINE_LIMIT or len(self.taken) > BREAKS_LIMIT
        line = None if full else self.cutter.line()
        if line is None:
            self.unfinished = bool(self.taken)
            raise StopIteration
        self.taken.append(line)
        self.length += len(line)
        return line


def _is_plain(data: bytes) -> bool:
    """Tell whether some bytes have no NUL, and no CR but in CRLF."""
    single = b"\r" in data and data.count(b"\r") != data.count(b"\r\n")
    return not single and b"\0" not in data


def _has_long_line(data: bytes) -> bool:
    """Tell whether a line may be so long that its cells must be measured."""
    return any(
        data.find(b"\n", start, start + LONG_LINE) < 0
        for start in range(0, len(data) - LONG_LINE + 1, LONG_LINE)
    )
