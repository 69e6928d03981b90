"""Which of several ways to cut a text gives a table: rows of one width, cells that look like cells.

In the spirit of published work: G. van den Burg and others, Wrangling Messy CSV Files by Detecting
Row and Type Patterns (2019), and W. García, Detecting CSV File Dialects by Table Uniformity
Measurement and Data Type Inference (2024).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.tabular.proposal.cells import kind_of
from portal.tabular.proposal.cut import Record, Way, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DELIMITERS = {
    ",": 1.0,
    ";": 1.0,
    "\t": 1.0,
    "|": 1.0,
    "^": 0.8,
    "~": 0.8,
    "¦": 0.8,
    "§": 0.8,
    "\x1f": 0.8,
    "\x01": 0.8,
    "؛": 0.6,
    "،": 0.4,
    ":": 0.4,
    " ": 0.4,
    "#": 0.4,
}
"""What may part cells, and how likely it does so where the text says nothing else."""
WORDY = frozenset(":# ،")
"""Delimiters that occur in any text: only cells that look like numbers or dates speak for them."""
RIVALS = frozenset(";\t|")
"""What hardly occurs in cells, but parts them."""
LOOKED_AT = 2_000
"""Cells that are looked at."""
EVEN = 0.9
"""Share of the rows that must be of one width where a delimiter occurs in any text."""
PLAIN = 0.55
"""How much their cells must look like cells."""
SINGLE = 0.01
"""How much rows of one cell are worth."""
SPACED = 0.9
"""Share of the cells with a space before them that makes the space part of the delimiter."""
WRAPPED = 3
"""Cells in quotation marks that make a quotation mark."""


@dataclass(frozen=True)
class Scored:
    """Hold one way to cut a text, what it gives, and how good that is."""

    way: Way
    records: Sequence[Record]
    width: int
    """The width of the rows of the table."""
    share: float
    """Share of the lines, blank ones apart, in rows of that width."""
    faulty: float
    """Share of the lines in records with a quotation mark out of place."""
    looks: float
    """How much the cells look like cells."""
    score: float


def ranked(lines: Sequence[str], given: Way, usual: str, fixed: frozenset[str]) -> list[Scored]:
    """Return the best way for each delimiter, the best of all first.

    Takes lines with their ends, the delimiter to expect, and the parts of a way that are given:
    ``fixed`` names the attributes of ``given`` that are not to be touched.
    """
    best = [
        _best(lines, replace(given, delimiter=delimiter), fixed)
        for delimiter in _delimiters(lines, given, usual, fixed)
    ]
    if len(best) > 1:
        best = [
            scored for scored in best if scored.way.delimiter == usual or _is_meant(scored, lines)
        ]
    return sorted(best, key=lambda scored: (-scored.score, scored.way.delimiter != usual))


def _is_meant(scored: Scored, lines: Sequence[str]) -> bool:
    """Tell whether a delimiter that occurs in any text is more than that.

    It parts every row, the first included, into cells that look like numbers or dates, and the
    lines are not such as a whole (a time, a number with spaces).
    """
    if scored.way.delimiter not in WORDY:
        return True
    rows = [record for record in scored.records if record.filled]
    if len(rows) < 3 or rows[0].width != scored.width or scored.share < EVEN:
        return False
    if scored.looks < PLAIN:
        return False
    whole = [line.strip() for line in lines if line.strip()]
    return sum(kind_of(line) is not None for line in whole) * 2 < len(whole)


def _delimiters(
    lines: Sequence[str], given: Way, usual: str, fixed: frozenset[str]
) -> Iterator[str]:
    """Yield the delimiters that may be meant, the usual one among them."""
    if "delimiter" in fixed:
        yield given.delimiter
        return
    yield usual
    text = "".join(lines)
    for delimiter in DELIMITERS:
        if delimiter != usual and delimiter in text:
            yield delimiter


def _best(lines: Sequence[str], way: Way, fixed: frozenset[str]) -> Scored:
    """Return the best way to cut with one delimiter."""
    plain = _scored(lines, way)
    if "skip" not in fixed and way.delimiter != " " and _is_spaced(plain.records):
        way = replace(way, skip=True)
        plain = _scored(lines, way)
    if not _wrapped(lines, way) and "quote" not in fixed:
        single = replace(way, quote="'")
        if _wrapped(lines, single) >= WRAPPED:
            plain = max(plain, _scored(lines, single), key=_score)
        elif plain.faulty and not _opened(lines, way):
            plain = max(plain, _scored(lines, replace(way, quote="")), key=_score)
    mark = plain.way.quote
    escape = f"\\{mark}"
    if "escape" not in fixed and mark and plain.faulty and any(escape in line for line in lines):
        escaped = _scored(lines, replace(plain.way, escape="\\"))
        if escaped.faulty < plain.faulty:
            return max(plain, escaped, key=_score)
    return plain


def _score(scored: Scored) -> float:
    return scored.score


def _scored(lines: Sequence[str], way: Way) -> Scored:
    """Cut a text in one way and say how good that is."""
    records = cut(lines, way)
    widths: Counter[int] = Counter()
    faulty = total = 0
    for record in records:
        if not record.filled:
            continue
        widths[record.width] += record.lines
        total += record.lines
        faulty += record.lines * record.faulty
    if not total:
        return Scored(way, records, 0, 0.0, 0.0, 0.0, 0.0)
    width = max(widths, key=lambda w: (_worth(w, widths[w] / total), -w))
    share = widths[width] / total
    looks = _looks(records, way, width)
    score = _worth(width, share) * looks * (1 - faulty / total) * DELIMITERS.get(way.delimiter, 1.0)
    return Scored(way, records, width, share, faulty / total, looks, score)


def _worth(width: int, share: float) -> float:
    """Return how much rows of one width are worth: few other rows, and more cells than one."""
    return share**3 * ((width - 1) / width if width > 1 else SINGLE)


def _looks(records: Iterable[Record], way: Way, width: int) -> float:
    """Return how much the cells of the rows look like cells."""
    rivals = RIVALS - {way.delimiter}
    plain = 0.2 if way.delimiter in WORDY else 0.8
    good = count = 0.0
    for record in records:
        if record.width != width:
            continue
        for cell in record.cells:
            good += _goodness(cell, rivals, plain, way)
            count += 1
            if count >= LOOKED_AT:
                return good / count
    return good / count if count else 0.0


def _goodness(cell: str, rivals: frozenset[str], plain: float, way: Way) -> float:
    """Return how much one cell looks like a cell, from 0 to 1."""
    kind = kind_of(cell)
    if kind == "empty":
        return 0.7
    if kind:
        return 1.0
    if not rivals.isdisjoint(cell):
        return 0.3
    if (cell[0] in "\"'") != (cell[-1] in "\"'") and way.quote:
        return 0.4
    return plain


def _is_spaced(records: Iterable[Record]) -> bool:
    """Tell whether there is a space before nearly every cell but the first."""
    spaced = count = 0
    for record in records:
        count += max(0, record.width - 1)
        spaced += sum(cell.startswith(" ") for cell in record.cells[1:])
    return count >= 2 and spaced >= count * SPACED


def _wrapped(lines: Iterable[str], way: Way) -> int:
    """Count the cells that stand between quotation marks as a whole."""
    return sum(len(cell) > 1 and cell[0] == way.quote == cell[-1] for cell in _marked(lines, way))


def _opened(lines: Iterable[str], way: Way) -> bool:
    """Tell whether a cell begins with a quotation mark."""
    return any(cell.startswith(way.quote) for cell in _marked(lines, way))


def _marked(lines: Iterable[str], way: Way) -> Iterator[str]:
    """Yield what is between delimiters in lines with a quotation mark."""
    for line in lines:
        if way.quote in line:
            yield from (piece.strip(" ") for piece in line.rstrip("\r\n").split(way.delimiter))
