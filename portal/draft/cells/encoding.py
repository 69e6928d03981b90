"""Text that was read in a wrong encoding, read again in the right one: ``MontrÃ©al``, ``ط§ظ„ط£ط±ط¯ظ†``.

UTF-8 read as Windows-1252 or Windows-1256 is told by its bytes: letters in such an order occur in
no language. Arabic in Windows-1256 read as Windows-1252 (``ÇáÃÑÏä``) is told by
``portal.tabular.mojibake``. A cell in which a single character was lost is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from portal.draft.cells.view import Finding
from portal.tabular.mojibake import SUSPECT, reread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.cells.view import View

WESTERN = "windows-1252 → utf-8"
ARABIC = "windows-1256 → utf-8"
ONE_BYTE = "windows-1252 → windows-1256"
RULES = (WESTERN, ARABIC, ONE_BYTE)
"""The encoding in which it was read, and the one in which it is."""
PLAUSIBLE = re.compile(
    "[\\x00-\\x7f\u00a0-\u00ff\u0152\u0153\u0178\u060c\u061b\u061f\u0621-\u0652\u0660-\u066c\u0670\u067e\u0686"
    "\u06a9\u06af\u06cc\u06f0-\u06f9\u200c-\u200f\u2010-\u2026\u20ac\u2122\ufeff]*"
)
"""Letters of French and Arabic, and signs: what rightly read text is made of."""
BYTES = {
    encoding: {bytes((byte,)).decode(encoding, "ignore"): byte for byte in range(0x80, 0x100)}
    for encoding in ("cp1252", "cp1256")
}
PAIRS = {
    encoding: re.compile(
        "[{}][\\x80-\\x9f{}]".format(*(
            re.escape("".join(sign for sign, byte in table.items() if first <= byte <= last))
            for first, last in ((0xC2, 0xF4), (0x80, 0xBF))
        ))
    )
    for encoding, table in BYTES.items()
}  # fmt: skip
"""What is in a text of UTF-8 that was read in an encoding: the first byte of a letter, and the next."""

LOOKED_FOR = (*PAIRS.values(), re.compile(SUSPECT))


def propose(view: View) -> Iterator[Finding]:
    """Yield the ways in which cells were wrongly read, where more were than hold such letters."""
    if view.joined.isascii() or not any(pattern.search(view.joined) for pattern in LOOKED_FOR):
        return
    ways: Counter[str] = Counter()
    sound = 0
    for text, count in view.texts.items():
        suspect = not text.isascii() and any(pattern.search(text) for pattern in LOOKED_FOR)
        rule = next((rule for rule in RULES if suspect and change(text, rule) != text), None)
        if rule is not None:
            ways[rule] += count
        elif re.search("[\u00c0-\u00ff]", text):
            sound += count
    for rule in RULES:
        if ways[rule] and (rule != ONE_BYTE or ways[rule] >= sound):
            yield Finding("mojibake", rule)


def change(cell: str, rule: str) -> str:
    """Return a cell as it reads in the right encoding."""
    if cell.isascii() or LOOKED_FOR[RULES.index(rule)].search(cell) is None:
        return cell
    if rule == ONE_BYTE:
        found = reread(cell)
        right = found is not None and found[0] == "windows-1256"
        # A character that is no byte becomes a question mark: then something would be lost.
        return found[1] if found and right and found[1].count("?") == cell.count("?") else cell
    encoding = "cp1252" if rule == WESTERN else "cp1256"
    while (said := _utf8(cell, encoding)) is not None:
        cell = said
    return cell


def _utf8(text: str, encoding: str) -> str | None:
    """Return what the bytes of a text say in UTF-8, where that is another, likely text."""
    raw = _bytes(text, encoding)
    if raw is None:
        return None
    try:
        said = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return said if said != text and PLAUSIBLE.fullmatch(said) else None


def _bytes(text: str, encoding: str) -> bytes | None:
    """Return the bytes that were read as a text; those that the encoding lacks are controls."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        table = BYTES[encoding]
    found = bytearray()
    for character in text:
        code = ord(character)
        if code >= 0xA0 and character not in table:
            return None
        found.append(code if code < 0x80 else table.get(character, code))
    return bytes(found)
