"""A file's bytes once through: counted, hashed, decoded, and handed on as UTF-8."""

from __future__ import annotations

import codecs
import hashlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 1 << 20
"""Bytes read at once."""
SAME = frozenset(("utf-8", "utf-8-sig"))
"""Codecs of which plain ASCII need not be decoded."""


class Blocks:
    """Read an open file from its beginning as blocks of UTF-8 that end with a whole character.

    Whatever the file holds, all its bytes are counted and hashed once :meth:`drain` was called.
    """

    def __init__(self, stream: BinaryIO, codec: str) -> None:
        """Take a seekable stream and Python's codec name."""
        self.bytes = 0
        self.broken: int | None = None
        """The offset of the first byte that cannot be decoded; nothing after it is handed on."""
        self._stream = stream
        self._sha256 = hashlib.sha256()
        self._codec = codec
        self._decoder = codecs.getincrementaldecoder(codec)("strict")
        self._plain = codec in SAME

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of what was read."""
        return self._sha256.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the blocks; there may be empty ones."""
        self._stream.seek(0)
        final = False
        while not final and self.broken is None:
            block = self._read()
            final = not block
            yield self._utf8(block, final=final)

    def drain(self) -> None:
        """Count and hash what is left of the file."""
        while self._read():
            pass

    def _read(self) -> bytes:
        block = self._stream.read(BLOCK)
        self.bytes += len(block)
        self._sha256.update(block)
        return block

    def _utf8(self, block: bytes, *, final: bool) -> bytes:
        """Return a block as UTF-8, up to the first byte that is not what it should be."""
        state = self._decoder.getstate()
        begun = self.bytes > len(block) or not block
        if self._plain and begun and not state[0] and block.isascii():
            return block
        try:
            text = self._decoder.decode(block, final=final)
            if self._plain and begun and not state[0] and not self._decoder.getstate()[0]:
                return block
            return text.encode()
        except UnicodeDecodeError as error:
            start = error.start - len(state[0])
            self.broken = self.bytes - len(block) + start
            self._decoder.setstate(state)
            return self._decoder.decode(block[: max(start, 0)]).encode()
        except UnicodeError:
            # UTF-16 and UTF-32 without the mark that tells which half comes first.
            self.broken = self.bytes - len(block)
            return b""
