"""In which encoding a file is: byte order mark, UTF-8, what is given, and otherwise a guess.

The guess is made among what statistical offices use. Arabic and Western European texts are told by
their words: read in a wrong encoding, these mix scripts, or hold signs and capitals where no word
has any. What is neither is left to charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.tabular.source import CANDIDATES, MARKS
from portal.tabular.wide import wide_codec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

BLOCK = 1 << 20
"""Bytes read at once."""
SCANNED = 64 * BLOCK
"""Bytes of which it is seen whether they are UTF-8; what is beyond comes out when the file is checked."""
SAMPLE = 1 << 16
"""Bytes of lines beyond ASCII from which an encoding is guessed."""
LIKELY = 0.6
"""Share of the words beyond ASCII that must be plausible for an Arabic or Western encoding."""
SURE = 0.9
"""The same for a guess without doubt."""

ARABIC = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6"}
WESTERN = {"cp1252": "windows-1252"}
WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652][^\W\d_]*)*")
# The most frequent letters make up about two thirds of any Arabic text.
FREQUENT = frozenset("اليمنوترب")
LETTERS_WEST = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒŠŽªº")
SIGNS = frozenset("«»–—‘’“”„…•€£°²³·%،؛؟½¼¾±×§©®™\u00a0\u200e\u200f\u200c\u200d´¿¡")


@dataclass(frozen=True)
class Guess:
    """Say in which encoding a file is, and how that was decided."""

    codec: str
    """Python's name, byte order mark included."""
    name: str
    """The name to declare."""
    reason: str
    """``bom``, ``utf-8``, ``declared`` or ``guessed``."""
    doubtful: bool = False
    """Whether another encoding is about as likely."""


def encoding_of(stream: BinaryIO, head: bytes, given: str | None) -> Guess:
    """Return the encoding of an open file of which ``head`` is the beginning.

    Raises ``LookupError`` where ``given`` is the name of no encoding.
    """
    for mark, codec, name in MARKS:
        if head.startswith(mark):
            return Guess(codec, name, "bom")
    declared = None if given is None else _codec(given)
    wide = wide_codec(head) if b"\0" in head or b"\x06" in head else None
    if wide:
        name = declared or wide
        return Guess(name, name, "guessed" if declared is None else "declared")
    strange = _beyond_utf8(stream)
    if strange is None or (strange == b"" and declared in {None, "utf-8"}):
        return Guess("utf-8", "utf-8", "utf-8")
    if declared and given is not None and declared != "utf-8":
        return Guess(declared, CANDIDATES.get(declared, given), "declared")
    return guess(strange)


def guess(sample: bytes) -> Guess:
    """Return the likely encoding of lines that are not UTF-8."""
    scores = {
        codec: _plausible(sample, codec, arabic=codec in ARABIC) for codec in (*ARABIC, *WESTERN)
    }
    best = max(scores, key=lambda codec: scores[codec])
    second = max(score for codec, score in scores.items() if codec != best)
    if scores[best] >= LIKELY:
        name = {**ARABIC, **WESTERN}[best]
        doubtful = scores[best] < SURE or second > scores[best] * SURE
        return Guess(best, name, "guessed", doubtful)
    # Here, and not above: it is needed for rare files only, and takes longer to import than most take to read.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    found = from_bytes(sample, cp_isolation=[*CANDIDATES]).best()
    if found is None or found.encoding not in CANDIDATES:
        return Guess("cp1252", "windows-1252", "guessed", doubtful=True)
    return Guess(found.encoding, CANDIDATES[found.encoding], "guessed", doubtful=True)


def _codec(name: str) -> str:
    """Return Python's name of an encoding of texts."""
    info = codecs.lookup(name)
    try:
        b"".decode(name)
    except (UnicodeError, ValueError) as error:
        raise LookupError(name) from error
    return info.name


def _beyond_utf8(stream: BinaryIO) -> bytes | None:
    """Return lines beyond ASCII of a file that is not UTF-8, and None of one that is.

    Nothing is returned (``b""``) where all is ASCII.
    """
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    beyond = False
    parts: list[bytes] = []
    length = read = 0
    valid = True
    while read < SCANNED and length < SAMPLE and (block := stream.read(BLOCK)):
        read += len(block)
        if block.isascii():
            continue
        beyond = True
        for line in _strange_lines(block):
            parts.append(line)
            length += len(line)
            if length >= SAMPLE:
                break
        if valid:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                valid = False
            else:
                # So far it is UTF-8: there is nothing to guess from yet.
                parts, length = [], 0
    if not beyond:
        return b""
    return None if valid else b"".join(parts)[:SAMPLE]


def _strange_lines(block: bytes) -> Iterator[bytes]:
    """Yield the lines of a block that have bytes beyond ASCII, long ones in pieces around these."""
    for line in re.split(rb"(?<=[\r\n])", block):
        if line.isascii():
            continue
        if len(line) <= SAMPLE:
            yield line
            continue
        for found in re.finditer(rb"[ -~]{0,40}[\x80-\xff][\x20-\xff]{0,200}", line):
            yield found.group() + b"\n"


def _plausible(sample: bytes, codec: str, *, arabic: bool) -> float:
    """Return which share of the words and signs beyond ASCII are such as a text has."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        # The sample may end inside a character of no single-byte encoding: these fail for good.
        return 0.0
    words = [word for word in WORD.findall(text) if not word.isascii()]
    signs = Counter(c for c in text if not c.isascii() and not c.isalpha() and c not in SIGNS)
    marks = sum(count for sign, count in signs.items() if not "\u064b" <= sign <= "\u0652")
    total = len(words) + marks
    if not total:
        return 0.6 if not arabic else 0.5
    good = sum(_is_arabic(word) if arabic else _is_western(word) for word in words)
    if arabic:
        letters = Counter(c for word in words for c in word if "\u0621" <= c <= "\u064a")
        count = letters.total()
        if not count or sum(letters[c] for c in FREQUENT) * 20 < count * 9:
            return 0.0
    return good / total


def _is_arabic(word: str) -> bool:
    """Tell whether a word is of Arabic letters throughout, or a Western one with an accent."""
    if any("\u0621" <= character <= "\u06d3" for character in word):
        return all("\u0621" <= c <= "\u06d3" or "\u064b" <= c <= "\u0652" for c in word)
    return _is_western(word)


def _is_western(word: str) -> bool:
    """Tell whether a word is Latin, with its capitals in front or throughout."""
    beyond = [character for character in word if not character.isascii()]
    if not all(character in LETTERS_WEST for character in beyond):
        return False
    # Three letters with accents in a row are what another script looks like in this encoding.
    rows = re.search(r"[^\x00-\x7f]{3}", word)
    cased = word[1:] == word[1:].lower() or word.upper() == word
    return not rows and cased and len(beyond) * 2 <= len(word) + 1
