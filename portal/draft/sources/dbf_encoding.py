"""In which encoding the texts of a DBF file are.

A ``.cpg`` file beside it says so, and a byte of its header does; but many programs write the byte of
Western Europe, or none, whatever the letters are. So texts that are UTF-8 are read as such, and a
Western byte does not outweigh letters that make Arabic words.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from portal.exceptions import DraftError
from portal.tabular.proposal.encoding import ARABIC, Guess, guess
from portal.tabular.source import CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SAMPLE = 1 << 16
"""Bytes of texts beyond ASCII from which an encoding is guessed."""
UNSAID = frozenset((0x00, 0x03, 0x57, 0x58))
"""Bytes of the header that say nothing, or only “Windows”."""
WESTERN = frozenset(("cp437", "cp850", "cp863", "cp865", "cp1252", "mac_roman"))
"""What programs write into the header whatever the letters are."""
NUMBER = re.compile(r"\d{3,5}")
PARTIAL = 3
"""Bytes of a character in UTF-8 that a short field may have cut off."""


def encoding_of(path: Path, given: str | None, driver: int, texts: Iterable[bytes]) -> Guess:
    """Return the encoding of a DBF file; ``driver`` is what its header says, ``texts`` are its bytes.

    Raises DraftError where ``given`` is the name of no encoding.
    """
    if given is not None:
        try:
            return _declared(codecs.lookup(given).name)
        except LookupError as error:
            raise DraftError(
                f"“{given}” is the name of no encoding. Names are utf-8, windows-1256 or cp720 "
                "(Arabic), windows-1252 (Western European) …"
            ) from error
    sample = _sample(texts)
    if not sample or _is_utf8(sample):
        return Guess("utf-8", "utf-8", "utf-8")
    beside = _beside(path)
    if beside is not None and _can_be(beside, sample):
        return _declared(beside)
    said = None if driver in UNSAID else _driver(driver)
    found = guess(b"\n".join(sample))
    arabic = found.codec in ARABIC and not found.doubtful
    if said is not None and not (arabic and said in WESTERN):
        return _declared(said)
    return Guess(found.codec, found.name, "guessed", found.doubtful or said is not None)


def decoded(text: bytes, codec: str) -> str:
    """Return a text of a file; a character in UTF-8 that its field cut off is left out."""
    try:
        return text.decode(codec)
    except UnicodeDecodeError as error:
        if codec != "utf-8" or error.reason != "unexpected end of data":
            raise
        return text[: error.start].decode(codec)


def _sample(texts: Iterable[bytes]) -> list[bytes]:
    """Return different texts beyond ASCII, as many as are needed."""
    found: dict[bytes, None] = {}
    size = 0
    for text in texts:
        if not text.isascii() and text not in found:
            found[text] = None
            size += len(text)
            if size > SAMPLE:
                break
    return list(found)


def _is_utf8(sample: Iterable[bytes]) -> bool:
    return _can_be("utf-8", sample)


def _can_be(codec: str, sample: Iterable[bytes]) -> bool:
    try:
        for text in sample:
            decoded(text, codec)
    except UnicodeDecodeError:
        return False
    return True


def _beside(path: Path) -> str | None:
    """Return what the ``.cpg`` file beside a DBF file says, as Python calls it."""
    for suffix in (".cpg", ".CPG", ".cst"):
        try:
            text = path.with_suffix(suffix).read_text(encoding="ascii", errors="replace")[:100]
        except OSError:
            continue
        number = NUMBER.search(text)
        said = text.strip().casefold()
        names = [said, said.removeprefix("ansi ").removeprefix("oem ")]
        if number and said.startswith(("8859", "iso")):
            names.append(f"iso8859-{number.group().removeprefix('8859')}")
        elif number:
            names.append(f"cp{number.group()}")
        for name in names:
            try:
                return codecs.lookup(name).name
            except LookupError:
                continue
    return None


def _driver(driver: int) -> str | None:
    """Return what the header says, as Python calls it."""
    from dbfread.codepages import codepages  # type: ignore[import-untyped]  # noqa: PLC0415

    return codepages[driver][0] if driver in codepages else None


def _declared(codec: str) -> Guess:
    return Guess(codec, CANDIDATES.get(codec, codec), "declared")
