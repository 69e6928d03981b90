"""What nobody sees in a cell: marks, blanks too many, line breaks; and letters cut in shapes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from portal.draft.cells.view import BETWEEN, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.cells.view import View

MARK = re.compile(
    "(?<![\u00c2-\u00df])\u00ad|[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\\x00-\\x08\\x0e-\\x1b\\x7f]+"
)
"""What is never meant; but a soft hyphen behind Ø may be half of a letter that was read wrongly."""
ENDS = "\u00a0\u200c\u200d\u202f"
# Between Arabic letters a joiner is spelling, and in other scripts too; beside ASCII it is a stray.
JOINER = re.compile("(?<=[\\x00-\\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\\x00-\\x7f])")
BLANKS = re.compile("[^\\S\\n\\r\\v\\f\\x1c-\\x1e\\x85\u2028\u2029]+")
"""Blanks of every width, tabs too, but no line breaks."""
FILLED = re.compile(r"(?=.*[A-Z])(?:(?:(?=\S*[0-9])\S+|[A-Z]+)(?:\s+|$))+")
"""A code: capitals, and no word without a digit; its blanks may fill it up to a length."""
BREAKS = re.compile("\\s*[\\n\\r\\v\\f\\x85\u2028\u2029]\\s*")
PARAGRAPHS = 200
"""A longer text with line breaks has paragraphs, which are meant."""
FORM = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")
"""Letters in the shape for one place in a word, ligatures too; but not ﷲ, ﷺ and ﷼, which are typed."""
ENDING = re.compile(r"<(final|medial)>")
BEGINNING = re.compile(r"<(initial|medial)>")


def propose_marks(view: View) -> Iterator[Finding]:
    """Yield a finding where a cell has a mark that nobody sees."""
    if any(not one.isprintable() or one in "\u00a0\u180e" for one in view.characters - {BETWEEN}):
        yield Finding("invisible-marks")


def without_marks(cell: str, _rule: str) -> str:
    """Return a cell without marks of direction, zero-width characters and the like."""
    if cell.isascii() and cell.isprintable():
        return cell
    cell = MARK.sub("", cell).strip(ENDS)
    return JOINER.sub("", cell) if "\u200c" in cell or "\u200d" in cell else cell


def propose_blanks(view: View) -> Iterator[Finding]:
    """Yield a finding where a cell has blanks too many, or others than the plain one."""
    others = any(one.isspace() and one != " " for one in view.characters)
    if others or any(pair in view.joined for pair in (BETWEEN + " ", " " + BETWEEN, "  ")):
        yield Finding("spaces")


def plain_blanks(cell: str, _rule: str) -> str:
    """Return a cell with single plain blanks, and none at its ends; line breaks stay.

    Inside a code blanks may fill up to a length, so that each of them counts.
    """
    cell = cell.strip()
    return cell if cell.isascii() and FILLED.fullmatch(cell) else BLANKS.sub(" ", cell)


def propose_breaks(view: View) -> Iterator[Finding]:
    """Yield a finding where short texts have line breaks; nobody can tell whether they are meant."""
    broken = [text for text in view.texts if BREAKS.search(text)] if _has_breaks(view) else []
    if broken and max(map(len, broken)) <= PARAGRAPHS:
        yield Finding("line-breaks", certain=False)


def on_one_line(cell: str, _rule: str) -> str:
    """Return a cell with blanks for its line breaks."""
    return BREAKS.sub(" ", cell) if len(cell) <= PARAGRAPHS else cell


def propose_letters(view: View) -> Iterator[Finding]:
    """Yield a finding where Arabic letters are kept as shapes."""
    if any(map(FORM.match, view.characters)):
        yield Finding("presentation-forms")


def letters(cell: str, _rule: str) -> str:
    """Return a cell with letters for the shapes of Arabic letters; as it is where they run backwards."""
    if cell.isascii() or FORM.search(cell) is None or _backwards(cell):
        return cell
    return FORM.sub(lambda form: unicodedata.normalize("NFKC", form[0]).lstrip(" "), cell)


def _has_breaks(view: View) -> bool:
    return any(BREAKS.match(one) for one in view.characters)


def _backwards(cell: str) -> bool:
    """Tell whether a word begins with the shape for an end and ends with one for a beginning."""
    ends = [
        (unicodedata.decomposition(word[0]), unicodedata.decomposition(word[-1]))
        for word in re.findall(f"{FORM.pattern}{{2,}}", cell)
    ]
    wrong = sum(bool(ENDING.match(a) or BEGINNING.match(z)) for a, z in ends)
    return 2 * wrong > len(ends)
