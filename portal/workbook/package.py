"""A workbook as the ZIP archive that it is, opened with distrust.

Sizes are bounded before anything is unpacked, and XML is parsed without document types, so that
neither a small file that unpacks to a huge one nor an entity that grows can exhaust the machine.
Source: ECMA-376 part 2 (Open Packaging Conventions), https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from portal.workbook.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

UNPACKED = 2 << 30
"""Bytes of all parts of a workbook together."""
SMALL_PART = 32 << 20
"""Bytes of a part that is neither a sheet nor the table of strings."""
PLAUSIBLE = 64 << 20
"""Bytes up to which a workbook may unpack from whatever size."""
GROWTH = 250
"""How many times its size a larger one may have unpacked; sheets grow five- to thirty-fold."""
BLOCK = 1 << 16
"""Bytes parsed at once."""
TOKEN = 8 << 20
"""Bytes of a single tag that are held in memory."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of the older formats begins, and an encrypted one."""
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    EOFError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # a part of its own password
    ValueError,
    LookupError,
    OverflowError,
    OSError,
)
"""What reading a damaged archive, or a part that lacks something, raises."""


class Package:
    """Give the parts of a workbook by name."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        """Take an open archive, and the name to call it by."""
        self.file = file
        self._archive = archive
        # Names of parts are compared without case; some writers have backslashes in them.
        self._parts = {_plain(info.filename): info for info in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return _plain(part) in self._parts

    def open(self, part: str, limit: int = SMALL_PART) -> IO[bytes]:
        """Open a part; raise WorkbookError where it is missing or larger than ``limit``."""
        info = self._parts.get(_plain(part))
        if info is None:
            raise self.damaged(part)
        if info.file_size > limit:
            raise self.too_large(info.file_size)
        with self.checked(part):
            return self._archive.open(info)

    def parse(
        self,
        part: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        *,
        limit: int = SMALL_PART,
    ) -> Iterator[None]:
        """Parse an XML part, and yield after every block.

        Elements are named by their namespace, a space and their name.

        Raises WorkbookError where the part is no sound XML.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start
        if end is not None:
            parser.EndElementHandler = end
        if text is not None:
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        fed = 0
        with self.open(part, limit) as stream:
            while True:
                with self.checked(part):
                    block = stream.read(BLOCK)
                    parser.Parse(block, not block)
                fed += len(block)
                if block and fed - parser.CurrentByteIndex > TOKEN:
                    raise self.damaged(part)
                yield
                if not block:
                    return

    @contextmanager
    def checked(self, note: str) -> Iterator[None]:
        """Turn what a damaged archive or part raises into a WorkbookError."""
        try:
            yield
        except DAMAGES as error:
            raise self.damaged(note) from error

    def damaged(self, note: str) -> Exception:
        """Return the exception for a damaged workbook."""
        return problem("workbook-damaged", value=self.file, note=note)

    def too_large(self, size: int) -> Exception:
        """Return the exception for a workbook that is too large to be read."""
        return problem("workbook-too-large", value=self.file, note=f"{size / (1 << 20):.0f} MiB")

    def _refuse_doctype(self, *_: object) -> None:
        raise self.damaged("DOCTYPE")


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a workbook; raise WorkbookError where it is none, or unpacks to too much."""
    with path.open("rb") as stream:
        head = stream.read(len(OLE))
        stream.seek(0)
        if head == OLE:
            raise _older(stream, path)
        if not head.startswith(b"PK"):
            raise problem("workbook-unknown", value=path.name)
        try:
            archive = zipfile.ZipFile(stream)
        except DAMAGES as error:
            raise problem("workbook-damaged", value=path.name, note="ZIP") from error
        with archive:
            package = Package(archive, path.name)
            size = sum(info.file_size for info in archive.infolist())
            if size > UNPACKED or size > max(PLAUSIBLE, GROWTH * path.stat().st_size):
                raise package.too_large(size)
            yield package


def _older(stream: IO[bytes], path: Path) -> Exception:
    """Tell an encrypted workbook from a file of the older formats, both of which are OLE files."""
    while block := stream.read(1 << 20):
        if "EncryptedPackage".encode("utf-16-le") in block:
            return problem("workbook-encrypted", value=path.name)
    return problem("workbook-other-format", value=path.name, format=".xls")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
