"""What a file says beyond its beginning: notes below the table, more comments inside it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from portal.tabular.proposal.cut import cut
from portal.tabular.proposal.doubt import Doubt
from portal.tabular.proposal.table import comment_doubt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from portal.tabular.proposal.cut import Way
    from portal.tabular.proposal.score import Scored

TAIL = 1 << 13
"""Bytes at the end in which notes below a table are looked for."""
BLOCK = 1 << 20
"""Bytes read at once."""
SCANNED = 32 * BLOCK
"""Bytes in which comments are looked for."""
OVERLAP = 3
"""Bytes that are looked at once more with the next block."""
SHOWN = 80
"""Characters shown of a note."""


class Rest:
    """Look at what is left of an open file."""

    def __init__(self, stream: BinaryIO, codec: str) -> None:
        """Take a seekable stream and Python's codec name."""
        self._stream = stream
        self._codec = codec

    def comments(self, mark: str | None, seen: int) -> list[Doubt]:
        """Doubt lines that begin as comments do, other than the ``seen`` ones: they may be rows."""
        if not mark:
            return []
        begun = re.compile(rb"[\r\n]" + re.escape(mark.encode()))
        more = any(count > seen for count, _ in enumerate(self._found(begun), 1))
        return [comment_doubt(mark)] if more else []

    def signs(self, way: Way, given: frozenset[str]) -> list[Doubt]:
        """Doubt an unusual quotation mark or escape where another part of the file speaks against it.

        That is a cell that begins with the usual mark, or an escape before what needs none: some
        readers drop it there, others do not. What is ``given`` is not in doubt.
        """
        doubts = []
        ends = re.escape(f"{way.delimiter}\r\n".encode(errors="ignore"))
        if (
            way.quote != '"'
            and "quote" not in given
            and any(self._found(re.compile(rb"[" + ends + rb"]\"")))
        ):
            doubts.append(Doubt("quote", parameters={"quote": way.quote or "—"}))
        if way.escape and "escape" not in given:
            needed = re.escape(f"{way.quote}{way.escape}".encode()) + ends
            pair = re.compile(re.escape(way.escape.encode()) + rb"[\s\S]")
            vain = re.compile(rb".[^" + needed + rb"]", re.DOTALL)
            if any(vain.fullmatch(found) for found in self._found(pair)):
                doubts.append(Doubt("escape", parameters={"escape": way.escape}))
        return doubts

    def footer(self, best: Scored) -> list[Doubt]:
        """Doubt a row at the end that has but its first cell, below rows that have many."""
        rows = [record for record in cut(self._tail(), best.way) if record.filled]
        if best.width < 3 or len(rows) < 4:
            return []
        last = rows[-1]
        padded = last.width == best.width and last.filled == 1 and last.cells[0].strip()
        full = [row for row in rows if row.filled * 2 > best.width]
        if not padded or len(full) * 2 < len(rows):
            return []
        return [Doubt("footer", value=last.cells[0][:SHOWN])]

    def _found(self, pattern: re.Pattern[bytes]) -> Iterator[bytes]:
        """Yield what matches two bytes or a few in the file, which is taken to be ASCII's kin."""
        self._stream.seek(0)
        kept, read = b"\n", 0
        while read < SCANNED and (block := self._stream.read(BLOCK)):
            read += len(block)
            data = kept + block
            end = 0
            for found in pattern.finditer(data):
                end = found.end()
                yield found.group()
            kept = data[max(end, len(data) - OVERLAP) :]

    def _tail(self) -> list[str]:
        """Return the last lines of the file."""
        size = self._stream.seek(0, io.SEEK_END)
        self._stream.seek(max(0, size - TAIL) & ~3)
        # Only the beginning of a file has a byte order mark.
        codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(self._codec, self._codec)
        text = self._stream.read(TAIL + 4).decode(codec, errors="replace")
        lines = list(io.StringIO(text, newline=""))
        return lines if size <= TAIL else lines[1:]
