"""A resource's file as bytes, and its encoding: found by our own ladder, never by a detector."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from portal.tabular.report import Error
from portal.tabular.wide import wide_codec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.catalog.model import Resource

BLOCK = 1 << 20
"""Bytes read at once."""
LINE_LIMIT = 16_000_000
"""Characters of a line (and of a record); what is longer is not held in memory."""
SAMPLE = 1 << 16
"""Bytes looked at to suggest an encoding."""
SHOWN = 80
"""Characters shown of a line."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# What files of statistical offices are in when they are not UTF-8: Python's name, and the one to declare.
CANDIDATES = {
    "cp1256": "windows-1256",
    "cp1252": "windows-1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "big5": "big5",
    "gb18030": "gb18030",
    "shift_jis": "shift_jis",
    "euc_kr": "euc-kr",
}


@dataclass(frozen=True)
class Encoding:
    """Say in which encoding a file is read, and why."""

    codec: str
    """Python's name, byte order mark included."""
    name: str
    """The name to show."""
    reason: str
    """``bom``, ``utf-8`` or ``declared``."""
    doubtful: bool = False
    """True: the file is UTF-8 although another encoding is declared."""


def find(resource: Resource, folder: Path, file: str) -> Path | Error:
    """Return the path of a resource's file, or say why there is nothing to read."""
    path = folder / resource.path
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        mode = path.stat().st_mode if inside else 0
    except FileNotFoundError:
        return Error("file-missing", file, resource.name, parameters={"path": file})
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a link to itself
        return _unreadable(resource, file, error)
    if not inside:
        return Error("path-unsafe", file, resource.name, value=resource.path)
    if not stat.S_ISREG(mode):
        kind = "directory" if stat.S_ISDIR(mode) else "special"
        return Error(
            "file-not-regular", file, resource.name, parameters={"kind": kind, "path": file}
        )
    try:
        with path.open("rb") as stream:
            head = stream.read(5)
    except OSError as error:
        return _unreadable(resource, file, error)
    if not head or head in {mark for mark, _, _ in MARKS}:
        return Error("file-empty", file, resource.name, parameters={"path": file})
    return path


def encoding_of(stream: BinaryIO, resource: Resource) -> Encoding | None:
    """Return the encoding of an open file: byte order mark, strict UTF-8, what is declared.

    None where the declared encoding is unknown. A declared encoding other than UTF-8 is believed
    unless the whole file, with characters beyond ASCII, is UTF-8: then it is that, and doubtful.
    """
    stream.seek(0)
    head = stream.read(4)
    for mark, codec, name in MARKS:
        if head.startswith(mark):
            return Encoding(codec, name, "bom")
    try:
        declared = codecs.lookup(resource.encoding).name
        b"".decode(declared)
    except (LookupError, UnicodeError, ValueError):
        return None
    if declared in {"utf-8", "utf-8-sig"}:
        return Encoding("utf-8", "utf-8", "utf-8")
    if _is_utf8(stream):
        return Encoding("utf-8", "utf-8", "utf-8", doubtful=True)
    return Encoding(declared, CANDIDATES.get(declared, resource.encoding), "declared")


def suggest(stream: BinaryIO, offset: int) -> tuple[str, str] | None:
    """Return the likely encoding of a file that is not what it should be, and what a line then says.

    For a person to judge. ``offset`` is where reading it failed.
    """
    # Here, and not above: it is needed for bad files only.
    from portal.tabular.proposal.encoding import guess  # noqa: PLC0415

    start = max(0, offset - SAMPLE // 2) & ~1
    stream.seek(start)
    sample = stream.read(SAMPLE)
    wide = wide_codec(sample) if b"\0" in sample or b"\x06" in sample else None
    if wide:
        text = sample.decode(wide, errors="replace")
        return wide, text.splitlines()[0][:SHOWN]
    at = offset - start
    line = sample[sample.rfind(b"\n", 0, at) + 1 :].splitlines()[0]
    found = guess(line)
    if found.doubtful:
        found = guess(sample)
    if found.doubtful:
        return None
    return found.name, line.decode(found.codec, errors="replace").strip()[:SHOWN]


class Lines:
    """Read an open file once, as lines with their ends, in bounded memory.

    Lines end at LF, CRLF or a single CR, as in Python's universal newlines. What is wrong is told
    after the last line: ``broken`` is the offset of the first byte that cannot be decoded,
    ``overlong`` whether the last line was longer than LINE_LIMIT and was cut. Whatever happens, all bytes are
    counted and hashed.
    """

    def __init__(self, stream: BinaryIO, codec: str) -> None:
        """Take a seekable stream, which is read from its beginning, and Python's codec name."""
        self.bytes = 0
        self.broken: int | None = None
        self.overlong = False
        self.complete = False
        """Whether the whole file was read."""
        self._stream = stream
        self._sha256 = hashlib.sha256()
        self._decoder = codecs.getincrementaldecoder(codec)("strict")

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of what was read."""
        return self._sha256.hexdigest()

    def __iter__(self) -> Iterator[str]:
        """Yield the lines."""
        self._stream.seek(0)
        rest = ""
        final = False
        while not final:
            block = self._read()
            text = rest + self._decode(block)
            final = not block or self.broken is not None
            # A CR at the very end may be half of a CRLF.
            end = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            if end:
                yield from io.StringIO(text[:end], newline="")
            rest = text[end:]
            if len(rest) > LINE_LIMIT:
                self.overlong = final = True
        if rest or self.broken is not None:
            yield from io.StringIO(rest[:LINE_LIMIT], newline="") if rest else [""]
        self.drain()

    def drain(self) -> None:
        """Count and hash what is left of the file, without looking for lines."""
        while self._read():
            pass
        self.complete = True

    def _read(self) -> bytes:
        """Read a block, count and hash it."""
        block = self._stream.read(BLOCK)
        self.bytes += len(block)
        self._sha256.update(block)
        return block

    def _decode(self, block: bytes) -> str:
        """Decode a block, up to the first byte that cannot be."""
        before = self._decoder.getstate()
        try:
            return self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            start = error.start - len(before[0])
            self.broken = self.bytes - len(block) + start
            self._decoder.setstate(before)
            return self._decoder.decode(block[: max(start, 0)])
        except UnicodeError:
            # UTF-16 and UTF-32 without the mark that tells which half comes first.
            self.broken = self.bytes - len(block)
            return ""


def _unreadable(resource: Resource, file: str, error: Exception) -> Error:
    """Say why the system did not let a file be read."""
    number = getattr(error, "errno", None)
    note = os.strerror(number) if number else str(error)
    return Error("file-unreadable", file, resource.name, parameters={"note": note})


def _is_utf8(stream: BinaryIO) -> bool:
    """Tell whether a file is UTF-8 throughout, with characters beyond ASCII and without NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    beyond = False
    stream.seek(0)
    while block := stream.read(BLOCK):
        if b"\0" in block:
            return False
        try:
            beyond = not decoder.decode(block).isascii() or beyond
        except UnicodeDecodeError:
            return False
    return beyond and not decoder.getstate()[0]
